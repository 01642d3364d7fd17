package org.lacuna.install.probe.host;

import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.ui.IPluginContribution;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.progress.IProgressConstants;
import org.eclipse.ui.views.IViewDescriptor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A quality engineer at work: trains a model, inspects parts with it, looks at verdicts and
 * defects, annotates one and saves. Uses menus, wizards and the mouse, and no class of Lacuna.
 */
final class Engineer {
    private static final String MENU = "Lacuna";
    private static final String TRAIN = "Train Inspection Model";
    private static final String INSPECT = "Inspect Parts";

    private final Hands hands;
    private final Path folder;
    private final List<String> seen = new ArrayList<>();

    /**
     * @param folder holds the data set in {@code data}
     */
    Engineer(Hands hands, Path folder) {
        this.hands = hands;
        this.folder = folder;
    }

    /** What was seen so far, a name and a value in each line. */
    List<String> seen() {
        return seen;
    }

    private void saw(String name, Object value) {
        seen.add(name + "=" + value);
    }

    void work() throws IOException {
        hands.await("the window", () -> Hands.window().isVisible() && page() != null);
        saw("perspective", hands.look(() -> page().getPerspective().getId()));
        progressView();
        train();
        inspect();
        Table parts = verdicts();
        Table defects = defects(parts);
        annotate(defects);
        scores();
        hands.shot("host.png");
    }

    private static IWorkbenchPage page() {
        return PlatformUI.getWorkbench().getWorkbenchWindows()[0].getActivePage();
    }

    /** The view that host and product share: shown from our menu, and registered by the host. */
    private void progressView() {
        List<String> registered =
                hands.look(
                        () ->
                                Stream.of(PlatformUI.getWorkbench().getViewRegistry().getViews())
                                        .filter(
                                                v ->
                                                        v.getId()
                                                                .equals(
                                                                        IProgressConstants
                                                                                .PROGRESS_VIEW_ID))
                                        .map(Engineer::origin)
                                        .toList());
        saw("progress.registered", registered);
        hands.menu(MENU, "Views", "Progress");
        hands.await("the view Progress", () -> Hands.view("Progress").isPresent());
        saw("progress.shown", true);
    }

    private static String origin(IViewDescriptor view) {
        return ((IPluginContribution) view).getPluginId()
                + " "
                + List.of(view.getCategoryPath() == null ? new String[0] : view.getCategoryPath());
    }

    private void train() {
        hands.menu(MENU, TRAIN + "...");
        Shell wizard = hands.dialog(TRAIN);
        hands.type(wizard, "Data set:", folder.resolve("data").toString());
        hands.type(wizard, "Model file:", folder.resolve("ring.lacuna").toString());
        hands.press(wizard, "Next >");
        hands.untick(wizard, "Train a student that knows what defects look like");
        hands.press(wizard, "Next >");
        hands.untick(wizard, "Thresholds of their own for blurred images");
        hands.press(wizard, "Finish");
    }

    private void inspect() {
        hands.press(hands.dialog("Training " + category()), "Inspect with It...");
        Shell wizard = hands.dialog(INSPECT);
        hands.type(wizard, "Results folder:", folder.resolve("results").toString());
        hands.press(wizard, "Finish");
        hands.press(hands.dialog("Inspecting " + category()), "Close");
    }

    private String category() {
        try (Stream<Path> folders = Files.list(folder.resolve("data"))) {
            return folders.filter(Files::isDirectory)
                    .findFirst()
                    .orElseThrow()
                    .getFileName()
                    .toString();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Optional<Table> filled(Composite view) {
        return Hands.all(view, Table.class).stream().filter(t -> t.getItemCount() > 0).findFirst();
    }

    private Table verdicts() {
        Table parts = hands.inView("Parts", "verdicts", Engineer::filled);
        hands.await("a verdict", () -> !parts.getItem(0).getText(0).isBlank());
        saw("parts", hands.look(parts::getItemCount));
        saw("parts.nok", hands.look(() -> rows(parts, "NOK").size()));
        return parts;
    }

    private static List<TableItem> rows(Table table, String verdict) {
        return Stream.of(table.getItems()).filter(i -> i.getText(0).startsWith(verdict)).toList();
    }

    /** Clicks at a part that was rejected. */
    private Table defects(Table parts) {
        hands.click(
                hands.look(
                        () -> {
                            TableItem worst = rows(parts, "NOK").getFirst();
                            parts.showItem(worst);
                            Rectangle row = worst.getBounds(0);
                            return parts.toDisplay(row.x + 20, row.y + row.height / 2);
                        }));
        Table defects =
                hands.inView(
                        "Defects",
                        "regions",
                        view ->
                                filled(view)
                                        .filter(t -> t.getItem(0).getText(0).startsWith("Region")));
        saw("defects", hands.look(defects::getItemCount));
        return defects;
    }

    private void annotate(Table defects) throws IOException {
        int before = hands.look(defects::getItemCount);
        Canvas picture =
                hands.inView(
                        "Image",
                        "a picture",
                        view ->
                                Hands.all(view, Canvas.class).stream()
                                        .filter(
                                                c ->
                                                        c.getClass()
                                                                .getSimpleName()
                                                                .equals("PictureCanvas"))
                                        .max(Comparator.comparingInt(c -> c.getSize().y)));
        hands.menu(MENU, "Annotation", "Rectangle");
        Point size = hands.look(picture::getSize);
        hands.drag(
                picture,
                new Point(size.x * 2 / 5, size.y * 2 / 5),
                new Point(size.x * 3 / 5, size.y * 3 / 5));
        hands.await(
                "the annotation in the view Defects", () -> defects.getItemCount() == before + 1);
        saw("defects.annotated", hands.look(defects::getItemCount));
        hands.menu(MENU, "Annotation", "Save Annotations");
    }

    private void scores() {
        hands.menu(MENU, "Views", "Score Histogram");
        saw(
                "histogram",
                hands.inView(
                        "Score Histogram",
                        "a chart",
                        view ->
                                Hands.all(view, Composite.class).stream()
                                        .filter(c -> c.getClass().getSimpleName().contains("Chart"))
                                        .map(c -> c.getSize().x > 100)
                                        .findFirst()));
    }
}
