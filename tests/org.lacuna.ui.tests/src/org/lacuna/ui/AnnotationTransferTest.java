package org.lacuna.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.widgets.Shell;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacuna.annotation.AnnotatedPart;
import org.lacuna.annotation.Annotation;
import org.lacuna.annotation.AnnotationExchange;
import org.lacuna.annotation.AnnotationFile;
import org.lacuna.annotation.Edit;
import org.lacuna.annotation.ExchangeFormat;
import org.lacuna.annotation.GridSize;
import org.lacuna.annotation.Origin;
import org.lacuna.annotation.RunMask;
import org.lacuna.annotation.Shapes;
import org.lacuna.ui.internal.annotating.AnnotationExport;
import org.lacuna.ui.internal.annotating.AnnotationImport;
import org.lacuna.ui.internal.annotating.Messages;
import org.lacuna.ui.internal.jobs.Hand;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Annotations that come from other programs and go there, in the running workbench. */
class AnnotationTransferTest {
    private static final String COMMAND = "org.lacuna.ui.annotation.";
    private static final String UNDO = "org.eclipse.ui.edit.undo";

    @TempDir Path folder;

    private Stage stage;
    private PartItem item;

    @BeforeEach
    void show() throws Exception {
        stage = Stage.open();
        item = DentedDome.item(folder, "000");
        stage.show(item);
        stage.image.canvas().fit();
        stage.rest();
        stage.page.activate(stage.image);
    }

    @AfterEach
    void save() throws Exception {
        Hand.closeDialogs();
        stage.command(COMMAND + "tool-select");
        stage.command(COMMAND + "save");
        Screen.waitFor("the disk", stage.desk::isIdle);
        stage.desk.dismissNotice();
    }

    private AnnotatedPart part() {
        return stage.desk.part().orElseThrow();
    }

    private Annotation only() {
        assertEquals(1, part().annotations().size());
        return part().annotations().getFirst();
    }

    @Test
    void annotations_goToAnotherProgramAndComeBack() throws Exception {
        stage.command(COMMAND + "tool-rectangle");
        stage.drag(0, new int[] {40, 50}, new int[] {60, 70});
        RunMask mask = only().mask();
        Screen.waitFor("the disk", stage.desk::isIdle);
        Path file = folder.resolve("coco.json");
        finish(new AnnotationExport(stage.desk).start(ExchangeFormat.COCO, file));
        assertTrue(Files.size(file) > 100);
        stage.command(COMMAND + "delete");
        finish(importer().start(ExchangeFormat.COCO, file));
        assertEquals(mask, only().mask());
        assertEquals(Origin.IMPORTED, only().origin());
        stage.command(UNDO);
        assertTrue(part().annotations().isEmpty(), "one step");
    }

    private AnnotationImport importer(PartItem... listed) {
        return new AnnotationImport(
                stage.desk, List.of(listed), stage.page.getWorkbenchWindow().getShell());
    }

    /** A file of three parts, two of them on the grid of the test's parts. */
    private Path severalParts() throws Exception {
        Path file = folder.resolve("several.json");
        List<AnnotatedPart> parts = new ArrayList<>();
        for (String name : List.of("000", "001", "777")) {
            AnnotatedPart part =
                    AnnotatedPart.empty("test_dent_" + name, part().grid(), part().classes());
            RunMask mask = Shapes.rectangle(part.grid(), 10, 20, 30, 40);
            parts.add(
                    Edit.add(
                                    "Add",
                                    part,
                                    new Annotation(
                                            part.freshId(),
                                            Annotation.Details.of("dent"),
                                            mask,
                                            Origin.DRAWN))
                            .apply(part));
        }
        AnnotationExchange.writeFile(ExchangeFormat.COCO, file, parts);
        return file;
    }

    @Test
    void importOfSeveralParts_takesThoseThatAreListed() throws Exception {
        PartItem other = DentedDome.item(folder, "001");
        importer(item, other).start(ExchangeFormat.COCO, severalParts());
        Shell question = Hand.message(Messages.Import_title);
        assertTrue(Hand.text(question).contains("3 parts; 2 of them"), Hand.text(question));
        Screen.shot(question, "import-scope.png");
        Hand.press(question, NLS.bind(Messages.Import_scopeAll, 2));
        String done = NLS.bind(Messages.Import_partsDone, 1, folder.resolve("several.json"));
        Screen.waitFor(
                "the other part",
                () -> stage.desk.notice().map(n -> n.text().equals(done)).orElse(false));
        RunMask shown = only().mask();
        assertEquals(Origin.IMPORTED, only().origin());
        stage.show(other);
        assertEquals(shown, only().mask());
        assertEquals(Origin.IMPORTED, only().origin());
    }

    @Test
    void importOfSeveralParts_ofAnotherSize_writesNothing() throws Exception {
        PartItem larger = DentedDome.item(folder, "001", 2);
        importer(item, larger).start(ExchangeFormat.COCO, severalParts());
        Shell question = Hand.message(Messages.Import_title);
        Hand.press(question, NLS.bind(Messages.Import_scopeAll, 2));
        Screen.waitFor("the message", () -> stage.desk.notice().map(n -> n.error()).orElse(false));
        String text = stage.desk.notice().get().text();
        assertTrue(text.contains("test_dent_001") && text.contains("320 x 320"), text);
        assertFalse(
                Files.exists(
                        stage.desk
                                .file()
                                .resolveSibling("test_dent_001" + AnnotationFile.EXTENSION)));
    }

    @Test
    void importOfSeveralParts_forTheShownOneOnly_leavesTheOthers() throws Exception {
        PartItem other = DentedDome.item(folder, "001");
        importer(item, other).start(ExchangeFormat.COCO, severalParts());
        Hand.press(Hand.message(Messages.Import_title), Messages.Import_scopeShown);
        Screen.waitFor("the import", () -> part().annotations().size() == 1);
        stage.show(other);
        assertTrue(part().annotations().isEmpty());
    }

    /** Waits for a job and for what it then says. */
    private void finish(Job job) {
        stage.desk.dismissNotice();
        Screen.waitFor(
                "the job", () -> job.getState() == Job.NONE && stage.desk.notice().isPresent());
        assertFalse(stage.desk.notice().get().error(), stage.desk.notice().get().text());
        stage.desk.dismissNotice();
    }

    @Test
    void importOfAnotherGrid_isRefused() throws Exception {
        GridSize small = new GridSize(10, 10);
        Path file = folder.resolve("small" + AnnotationFile.EXTENSION);
        AnnotatedPart part = AnnotatedPart.empty("small", small, part().classes());
        AnnotationFile.write(file, part);
        importer().start(ExchangeFormat.LACUNA, file);
        Screen.waitFor("the message", () -> stage.desk.notice().isPresent());
        String text = stage.desk.notice().get().text();
        assertTrue(text.contains("10 x 10") && text.contains("160 x 160"), text);
    }
}
