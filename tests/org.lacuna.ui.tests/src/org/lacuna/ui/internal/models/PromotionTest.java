package org.lacuna.ui.internal.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.eclipse.swt.widgets.TreeItem;
import org.eclipse.ui.IViewReference;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.keys.IBindingService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacuna.inspection.ModelFile;
import org.lacuna.inspection.ModelFolder;
import org.lacuna.inspection.ModelRegistryFile;
import org.lacuna.inspection.Promotion;
import org.lacuna.ui.LacunaPerspective;
import org.lacuna.ui.NetworkPreferences;
import org.lacuna.ui.Screen;
import org.lacuna.ui.internal.jobs.Hand;
import org.lacuna.ui.internal.jobs.TestParts;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The current model of a folder in the running workbench. */
class PromotionTest {
    private static final String PROMOTE = "org.lacuna.ui.model.promote";
    private static final String ROLL_BACK = "org.lacuna.ui.model.rollBack";

    @TempDir static Path shared;
    private static Path trainedOne;
    private static Path trainedTwo;

    @TempDir Path folder;

    private IWorkbenchPage page;
    private ModelFolder models;
    private Path one;
    private Path two;
    private final List<AssertionError> failures = new ArrayList<>();

    @BeforeEach
    void copyModels() throws Exception {
        PlatformUI.getWorkbench().showPerspective(LacunaPerspective.ID, Hand.window());
        page = Hand.window().getActivePage();
        if (trainedOne == null) {
            TestParts.quick(shared).write();
            trainedOne =
                    TestParts.train(
                            TestParts.write(shared.resolve("a"), 6), shared.resolve("one.lacuna"));
            trainedTwo =
                    TestParts.train(
                            TestParts.write(shared.resolve("b"), 7), shared.resolve("two.lacuna"));
            NetworkPreferences.defaults().write();
        }
        one = Files.copy(trainedOne, folder.resolve("one.lacuna"));
        two = Files.copy(trainedTwo, folder.resolve("two.lacuna"));
        models = new ModelFolder(folder);
    }

    @AfterEach
    void close() {
        Hand.closeDialogs();
        for (IViewReference r : page.getViewReferences()) {
            if (r.getId().equals(ModelView.ID)) {
                page.hideView(r);
            }
        }
    }

    private ModelView open(Path model) throws Exception {
        ModelView view = OpenModelHandler.open(page, model);
        Screen.waitFor("the page", () -> view.sheet().isPresent());
        return view;
    }

    /** Runs the command, and does something in its dialog while it is open. */
    private void command(String id, String title, DialogAction action) throws Exception {
        Display.getCurrent().timerExec(200, () -> inDialog(title, action));
        Hand.window().getService(IHandlerService.class).executeCommand(id, null);
        for (AssertionError e : failures) {
            throw e;
        }
    }

    private interface DialogAction {
        void in(Shell dialog) throws Exception;
    }

    private void inDialog(String title, DialogAction action) {
        Shell dialog = Hand.message(title);
        try {
            action.in(dialog);
        } catch (Exception | AssertionError e) {
            failures.add(new AssertionError(e));
            dialog.close();
        }
    }

    private static Text reason(Shell dialog) {
        return Hand.controls(dialog).stream()
                .filter(
                        c ->
                                c instanceof Text t
                                        && (t.getStyle() & SWT.MULTI) != 0
                                        && t.getEditable())
                .map(Text.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static Button ok(Shell dialog) {
        return Hand.controls(dialog).stream()
                .filter(
                        c ->
                                c instanceof Button b
                                        && Integer.valueOf(IDialogConstants.OK_ID)
                                                .equals(b.getData()))
                .map(Button.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static DialogAction confirm(String why) {
        return dialog -> {
            assertFalse(ok(dialog).isEnabled(), "no promotion without a reason");
            reason(dialog).setText(why);
            assertTrue(ok(dialog).isEnabled());
            ok(dialog).notifyListeners(SWT.Selection, new Event());
        };
    }

    private static String text(ModelView view) {
        StringBuilder text = new StringBuilder();
        for (TreeItem section : view.tree().getItems()) {
            for (TreeItem line : section.getItems()) {
                text.append(line.getText(0)).append(": ").append(line.getText(1)).append('\n');
            }
        }
        return text.toString();
    }

    private static void waitForHead(ModelView view, String words) {
        Screen.waitFor(words + " in: " + view.headText(), () -> view.headText().contains(words));
    }

    private Promotion last() throws Exception {
        return models.registry().history().getLast();
    }

    @Test
    void promoteAndRollBack_areWrittenWithReason_andShownOnEveryPage() throws Exception {
        ModelView first = open(one);
        waitForHead(first, Messages.Registry_unregistered);
        command(PROMOTE, Messages.Promote_title, confirm("first article"));
        waitForHead(first, "Current model since");
        assertEquals("first article", last().reason());
        assertEquals(System.getProperty("user.name"), last().user());
        ModelView second = open(two);
        waitForHead(second, "Not the current model: that is one.lacuna");
        command(
                PROMOTE,
                Messages.Promote_title,
                dialog -> {
                    Screen.shot(dialog, "promote.png");
                    assertTrue(Hand.text(dialog).contains("one.lacuna"), Hand.text(dialog));
                    assertTrue(Hand.text(dialog).contains("two.lacuna"), Hand.text(dialog));
                    confirm("fewer false alarms").in(dialog);
                });
        waitForHead(second, "Current model since");
        waitForHead(first, "Not the current model: that is two.lacuna");
        assertEquals(ModelFile.read(two).sha256(), models.current().model().sha256());
        Screen.shot(Hand.window().getShell(), "model-current.png");
        command(ROLL_BACK, Messages.RollBack_title, confirm("misses scratches"));
        waitForHead(second, "Not the current model: that is one.lacuna");
        waitForHead(first, "Current model since");
        assertEquals(Promotion.Action.ROLLED_BACK, last().action());
        assertEquals(one, models.current().file());
        for (String word :
                List.of(
                        "first article",
                        "fewer false alarms",
                        "misses scratches",
                        "Back to one.lacuna")) {
            assertTrue(text(second).contains(word), word + " in " + text(second));
        }
        Screen.shot(Hand.window().getShell(), "model-rolled-back.png");
    }

    @Test
    void cancelledDialog_changesNothing() throws Exception {
        open(one);
        command(PROMOTE, Messages.Promote_title, Shell::close);
        assertFalse(Files.exists(ModelRegistryFile.in(folder)));
    }

    @Test
    void currentModelAgain_orNothingToGoBackTo_isSaidWithoutADialog() throws Exception {
        models.promote("one.lacuna", "why", "ann", Instant.EPOCH);
        ModelView view = open(one);
        Hand.window().getService(IHandlerService.class).executeCommand(PROMOTE, null);
        assertTrue(view.headText().startsWith("Current model since"), view.headText());
        Hand.window().getService(IHandlerService.class).executeCommand(ROLL_BACK, null);
        assertEquals(Messages.RollBack_none, view.headText());
        assertEquals(1, models.registry().history().size());
    }

    @Test
    void damagedRegistry_isSaidWithItsName_andTheModelIsShown() throws Exception {
        Path registry = Files.writeString(ModelRegistryFile.in(folder), "no registry");
        ModelView view = open(one);
        waitForHead(view, registry + ": no model registry of Lacuna");
        assertTrue(text(view).contains(ModelFile.read(one).sha256()));
        Hand.window().getService(IHandlerService.class).executeCommand(PROMOTE, null);
        assertTrue(view.headText().startsWith(registry.toString()), view.headText());
        assertEquals("no registry", Files.readString(registry));
    }

    @Test
    void replacedFile_isSaidWithTheModelThatWasPromoted() throws Exception {
        models.promote("one.lacuna", "why", "ann", Instant.EPOCH);
        String promoted = ModelFile.read(one).sha256();
        ModelFile.write(one, ModelFile.read(two));
        waitForHead(open(one), promoted);
    }

    @Test
    void promotionOfSomebodyElse_isNotOverlooked() throws Exception {
        ModelView view = open(one);
        Standing seen = view.sheet().orElseThrow().standing();
        models.promote("two.lacuna", "faster", "bob", Instant.EPOCH);
        PromotionJob job = new PromotionJob(seen, Promotion.Action.PROMOTED, "why", () -> {});
        job.setUser(false);
        job.setSystem(true);
        job.schedule();
        Hand.await("the end", () -> job.getResult() != null);
        assertEquals(Messages.Promote_meanwhile, job.getResult().getMessage());
        assertEquals(1, models.registry().history().size());
    }

    @Test
    void commands_haveKeys() {
        IBindingService bindings = PlatformUI.getWorkbench().getService(IBindingService.class);
        for (String id : List.of(PROMOTE, ROLL_BACK)) {
            assertTrue(bindings.getActiveBindingsFor(id).length > 0, id);
        }
    }
}
