package org.lacuna.headless;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacuna.annotation.AnnotatedPart;
import org.lacuna.annotation.Annotation;
import org.lacuna.annotation.AnnotationFile;
import org.lacuna.annotation.AnnotationSession;
import org.lacuna.annotation.Brush;
import org.lacuna.annotation.ClassCatalogue;
import org.lacuna.annotation.Edit;
import org.lacuna.annotation.GridSize;
import org.lacuna.annotation.Origin;
import org.lacuna.annotation.RunMask;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/** {@code lacuna annotations}. */
class AnnotationsTest {
    private static final GridSize GRID = new GridSize(40, 30);

    @TempDir Path temp;
    private Path parts;

    @BeforeEach
    void annotate() throws Exception {
        parts = temp.resolve("parts");
        for (int i = 0; i < 3; i++) {
            AnnotatedPart part =
                    AnnotatedPart.empty("00" + i, GRID, ClassCatalogue.empty().including("hole"));
            double[] way = {3, 3, 30 - i, 20};
            RunMask ring = Brush.stroke(GRID, way, 7).minus(Brush.stroke(GRID, way, 3));
            part =
                    part.with(
                            new Annotation(
                                    "a1", Annotation.Details.of("hole"), ring, Origin.DRAWN));
            AnnotationFile.write(file(parts, i), part);
        }
    }

    private static Path file(Path folder, int part) {
        return folder.resolve("00" + part + ".annotations.json");
    }

    @Test
    void convert_throughAllFormats_givesTheSameFiles() throws Exception {
        Path coco = temp.resolve("coco.json");
        Path cvat = temp.resolve("cvat.xml");
        Path labelme = temp.resolve("labelme");
        Path back = temp.resolve("back");
        assertDone(convert("lacuna:" + parts, "coco-polygon:" + coco));
        assertDone(convert("coco:" + coco, "labelme:" + labelme));
        assertDone(convert("labelme:" + labelme, "cvat:" + cvat));
        assertDone(convert("cvat:" + cvat, "lacuna:" + back));
        for (int i = 0; i < 3; i++) {
            AnnotatedPart before = AnnotationFile.read(file(parts, i));
            AnnotatedPart after = AnnotationFile.read(file(back, i));
            assertEquals(before.name(), after.name());
            assertEquals(before.annotations(), after.annotations());
        }
    }

    @Test
    void convert_toMasks_tellsWhatIsLostAndLeavesOnlyMasks() throws Exception {
        Path gt = temp.resolve("data/hole/gt");
        Cli run = convert("lacuna:" + parts, "gt:" + gt);
        assertDone(run);
        assertTrue(
                run.err()
                        .contains(
                                "lacuna: note: gt: class, id, state and origin of an annotation are"
                                        + " not kept (3 times)\n"),
                run.err());
        assertEquals("parts         3\nannotations   3\n\nwritten to " + gt + "\n", run.out());
        try (Stream<Path> files = Files.list(gt)) {
            assertEquals(3, files.filter(f -> f.toString().endsWith(".png")).count());
        }
        try (Stream<Path> files = Files.list(gt)) {
            assertEquals(3, files.count(), "nothing a data set would stumble over");
        }
    }

    @Test
    void convert_overSomebodysWork_needsForce() throws Exception {
        Path coco = Files.writeString(temp.resolve("coco.json"), "mine");
        Cli run = convert("lacuna:" + parts, "coco:" + coco);
        assertEquals(
                "lacuna: error: --to: "
                        + coco
                        + " is there; choose another name, or add --force to replace it (see"
                        + " 'lacuna annotations convert --help')\n",
                run.err());
        assertEquals(ExitCode.USAGE.code(), run.code());
        assertEquals("mine", Files.readString(coco));
        assertDone(convert("lacuna:" + parts, "coco:" + coco, "--force"));

        Path folder = Files.createDirectory(temp.resolve("folder"));
        Files.writeString(folder.resolve("001.json"), "mine");
        Files.writeString(folder.resolve("other.json"), "mine");
        assertEquals(ExitCode.USAGE.code(), convert("coco:" + coco, "labelme:" + folder).code());
        assertFalse(Files.exists(folder.resolve("000.json")));
        assertDone(convert("coco:" + coco, "labelme:" + folder, "--force"));
        assertEquals("mine", Files.readString(folder.resolve("other.json")));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(4, files.count());
        }
    }

    @Test
    void convert_ofDamagedFiles_isCode11AndLeavesNothing() throws Exception {
        Path file = file(parts, 1);
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
        Path out = temp.resolve("out");
        Cli run = convert("lacuna:" + parts, "labelme:" + out);
        assertEquals(ExitCode.BAD_INPUT.code(), run.code());
        assertEquals(1, run.errors().size());
        assertTrue(run.err().startsWith("lacuna: error: " + file + ": line "), run.err());
        assertFalse(Files.exists(out));
    }

    @Test
    void convert_manyPartsToAFileOfOne_isRefused() {
        Cli run = convert("lacuna:" + parts, "gt:" + temp.resolve("x.png"));
        assertEquals(ExitCode.USAGE.code(), run.code());
        assertTrue(run.err().contains("holds one part and there are 3; name a folder"), run.err());
    }

    @Test
    void check_tellsWhatIsThereAndWhatTheJournalAdds() throws Exception {
        Path file = file(parts, 0);
        try (AnnotationSession session = AnnotationSession.open(file)) {
            session.perform(
                    Edit.erase(
                            "Eraser",
                            session.part(),
                            "a1",
                            RunMask.ofEdges(GRID, new int[] {0, GRID.pixels()})));
        }
        byte[] journal = Files.readAllBytes(Path.of(file + ".journal"));
        Cli run = Cli.run("annotations", "check", file);
        assertDone(run);
        assertEquals(
                file
                        + """

                          annotations of part 000
                          grid          40 x 30
                          classes       hole (key 1)
                          annotations   1: 1 draft
                          without mask  1
                          marked        0 px, 0.00 %
                          journal       1 edit not in the file yet
                        """,
                run.out());
        assertEquals(run.out(), Cli.run("info", file).out());
        assertArrayEquals(journal, Files.readAllBytes(Path.of(file + ".journal")));
    }

    @Test
    void check_ofADamagedJournal_isCode11AndChangesNothing() throws Exception {
        Path file = file(parts, 0);
        Path journal = Path.of(file + ".journal");
        Files.writeString(journal, "x".repeat(100));
        Cli run = Cli.run("annotations", "check", file(parts, 1), file);
        assertEquals(ExitCode.BAD_INPUT.code(), run.code());
        assertTrue(
                run.err().startsWith("lacuna: error: " + journal + ": byte 0: no whole header"),
                run.err());
        assertEquals("x".repeat(100), Files.readString(journal));
    }

    @Test
    void check_ofOtherFiles_isCode11And13() throws Exception {
        Path other = Files.writeString(temp.resolve("x.json"), "{\"shapes\": []}");
        assertEquals(ExitCode.BAD_INPUT.code(), Cli.run("annotations", "check", other).code());
        assertEquals(
                ExitCode.IO.code(), Cli.run("annotations", "check", temp.resolve("none")).code());
    }

    private static Cli convert(String from, String to, String... more) {
        Object[] args = {"annotations", "convert", "--quiet", "--from", from, "--to", to};
        Object[] all = Arrays.copyOf(args, args.length + more.length);
        System.arraycopy(more, 0, all, args.length, more.length);
        return Cli.run(all);
    }

    private static void assertDone(Cli run) {
        assertEquals(ExitCode.OK.code(), run.code(), run.err());
    }
}
