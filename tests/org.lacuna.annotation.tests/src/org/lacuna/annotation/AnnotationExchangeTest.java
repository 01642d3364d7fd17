package org.lacuna.annotation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lacuna.acquisition.ImageFiles;
import org.lacuna.core.DataException;
import org.lacuna.core.Progress;
import org.lacuna.core.SeededRandom;
import org.lacuna.core.StorageException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

class AnnotationExchangeTest {
    @TempDir Path folder;

    /** Random masks with holes and pieces, through every format and back: no pixel moves. */
    @ParameterizedTest
    @EnumSource(ExchangeFormat.class)
    void thereAndBack_movesNoPixel(ExchangeFormat format) throws Exception {
        SeededRandom random = new SeededRandom(format.ordinal());
        for (int round = 0; round < 8; round++) {
            List<AnnotatedPart> parts = parts(random, 6);
            Path path = folder.resolve("round-" + round + format.extension());
            List<AnnotatedPart> back;
            if (format.onePart()) {
                AnnotationExchange.writeFolder(format, path, parts, Progress.NONE);
                back = AnnotationExchange.read(format, path, Progress.NONE).parts();
            } else {
                AnnotationExchange.writeFile(format, path, parts);
                back = AnnotationExchange.read(format, path, Progress.NONE).parts();
            }
            assertEquals(parts.size(), back.size());
            for (int i = 0; i < parts.size(); i++) {
                assertEquals(parts.get(i).name(), back.get(i).name());
                assertEquals(parts.get(i).grid(), back.get(i).grid());
                if (format == ExchangeFormat.GT) {
                    assertEquals(parts.get(i).truth(), back.get(i).truth());
                } else {
                    assertAnnotations(parts.get(i), back.get(i));
                }
            }
        }
    }

    /** Ids, texts and states come back as well, and the order; empty masks where there is a way. */
    private static void assertAnnotations(AnnotatedPart expected, AnnotatedPart found) {
        assertEquals(expected.annotations(), found.annotations());
    }

    private static List<AnnotatedPart> parts(SeededRandom random, int count) {
        List<AnnotatedPart> parts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            GridSize grid = new GridSize(1 + random.nextInt(30), 1 + random.nextInt(30));
            AnnotatedPart part =
                    AnnotatedPart.empty(
                            "part.0" + i, grid, ClassCatalogue.empty().including("Riß <&\"'> 裂"));
            for (int k = random.nextInt(4); k > 0; k--) {
                RunMask mask = Masks.random(random, grid);
                if (mask.isEmpty()) {
                    continue;
                }
                part =
                        part.with(
                                new Annotation(
                                        part.freshId(),
                                        new Annotation.Details(
                                                "Riß <&\"'> 裂",
                                                Severity.values()[random.nextInt(4)],
                                                "tab\t \"quoted\" & <b>\nline " + k,
                                                ReviewState.values()[random.nextInt(4)]),
                                        mask,
                                        Origin.values()[random.nextInt(3)]));
            }
            parts.add(part);
        }
        return parts;
    }

    @ParameterizedTest
    @EnumSource(ExchangeFormat.class)
    void samePartsTwice_giveTheSameBytes(ExchangeFormat format) throws Exception {
        List<AnnotatedPart> parts = parts(new SeededRandom(1), 1);
        Path a = folder.resolve("a" + format.extension());
        Path b = folder.resolve("b" + format.extension());
        AnnotationExchange.writeFile(format, a, parts);
        AnnotationExchange.writeFile(format, b, parts);
        assertArrayEquals(Files.readAllBytes(a), Files.readAllBytes(b));
    }

    @ParameterizedTest
    @EnumSource(ExchangeFormat.class)
    void randomBytes_areRefused(ExchangeFormat format) throws Exception {
        SeededRandom random = new SeededRandom(1);
        for (int i = 0; i < 50; i++) {
            byte[] noise = new byte[random.nextInt(200)];
            for (int k = 0; k < noise.length; k++) {
                noise[k] = (byte) random.nextInt(256);
            }
            Path file = Files.write(folder.resolve("noise" + format.extension()), noise);
            assertThrows(
                    DataException.class,
                    () -> AnnotationExchange.read(format, file, Progress.NONE));
        }
    }

    @ParameterizedTest
    @EnumSource(ExchangeFormat.class)
    void alteredFiles_areRefusedOrRead_neverACrash(ExchangeFormat format) throws Exception {
        Path file = folder.resolve("007" + format.extension());
        AnnotationExchange.writeFile(format, file, parts(new SeededRandom(5), 1));
        byte[] good = Files.readAllBytes(file);
        SeededRandom random = new SeededRandom(1);
        for (int i = 0; i < 200; i++) {
            byte[] bytes = good.clone();
            for (int k = 0; k <= random.nextInt(3); k++) {
                bytes[random.nextInt(bytes.length)] = (byte) (32 + random.nextInt(95));
            }
            Files.write(file, bytes);
            try {
                AnnotationExchange.read(format, file, Progress.NONE);
            } catch (DataException e) {
                assertTrue(e.getMessage().startsWith(file + ": "), e.getMessage());
            }
        }
    }

    @Test
    void missingFile_isTold() {
        for (ExchangeFormat format : ExchangeFormat.values()) {
            assertThrows(
                    StorageException.class,
                    () -> AnnotationExchange.read(format, folder.resolve("none"), Progress.NONE));
        }
    }

    @Test
    void gt_leavesRejectedOnesOutAndSaysWhatIsLost() throws Exception {
        GridSize grid = new GridSize(3, 2);
        AnnotatedPart part =
                AnnotatedPart.empty("007", grid, ClassCatalogue.empty().including("hole"));
        part = part.with(annotation("a1", ReviewState.ACCEPTED, Masks.parse("#..", "...")));
        part = part.with(annotation("a2", ReviewState.REJECTED, Masks.parse(".##", "...")));
        part = part.with(annotation("a3", ReviewState.DRAFT, Masks.parse("...", ".#.")));
        Path file = folder.resolve("hole/gt/007.png");
        List<String> notes = AnnotationExchange.writeFile(ExchangeFormat.GT, file, List.of(part));
        assertEquals(
                Masks.parse("#..", ".#."), RunMask.of(ImageFiles.readMask(file)), notes.toString());
        assertTrue(notes.contains("gt: a rejected annotation is left out"), notes.toString());
        assertTrue(
                notes.contains("gt: the severity of an annotation is not kept (2 times)"),
                notes.toString());
        AnnotatedPart back =
                AnnotationExchange.read(ExchangeFormat.GT, file, Progress.NONE).parts().getFirst();
        assertEquals("007", back.name());
        assertEquals("hole", back.annotations().getFirst().className());
        assertEquals(Origin.IMPORTED, back.annotations().getFirst().origin());
    }

    private static Annotation annotation(String id, ReviewState state, RunMask mask) {
        return new Annotation(
                id, new Annotation.Details("hole", Severity.MINOR, "", state), mask, Origin.DRAWN);
    }

    @Test
    void emptyMask_isKeptByRunLengthsAndToldOfByOthers() throws Exception {
        RunMask nothing = RunMask.empty(new GridSize(3, 2));
        AnnotatedPart part =
                AnnotatedPart.empty("007", nothing.grid(), ClassCatalogue.empty().including("hole"))
                        .with(annotation("a1", ReviewState.DRAFT, nothing));
        for (ExchangeFormat format : ExchangeFormat.values()) {
            Path file = folder.resolve("007" + format.extension());
            List<String> notes = AnnotationExchange.writeFile(format, file, List.of(part));
            AnnotatedPart back =
                    AnnotationExchange.read(format, file, Progress.NONE).parts().getFirst();
            if (back.annotations().isEmpty()) {
                assertFalse(notes.isEmpty(), format.key());
            } else {
                assertEquals(part.annotations(), back.annotations(), format.key());
            }
        }
    }

    /** Too ragged for polygons is a matter of the data, and no half file is left. */
    @Test
    void polygons_ofACheckerboard_areRefusedAsData() {
        GridSize grid = new GridSize(1025, 1025);
        int[] edges = new int[grid.pixels() / 2 * 2];
        for (int i = 0; i < edges.length; i++) {
            edges[i] = i;
        }
        AnnotatedPart part =
                AnnotatedPart.empty("007", grid, ClassCatalogue.empty().including("hole"))
                        .with(annotation("a1", ReviewState.DRAFT, RunMask.ofEdges(grid, edges)));
        for (ExchangeFormat format :
                List.of(
                        ExchangeFormat.COCO_POLYGON,
                        ExchangeFormat.LABELME,
                        ExchangeFormat.CVAT_POLYGON)) {
            Path file = folder.resolve("007" + format.extension());
            DataException e =
                    assertThrows(
                            DataException.class,
                            () -> AnnotationExchange.writeFile(format, file, List.of(part)));
            assertTrue(e.getMessage().endsWith("expected run lengths instead of polygons"));
            assertFalse(Files.exists(file));
        }
    }

    /** Millions of run lengths, in attributes and texts of many megabytes. */
    @ParameterizedTest
    @EnumSource(
            value = ExchangeFormat.class,
            names = {"LACUNA", "GT", "COCO", "COCO_RLE", "CVAT"})
    void raggedMask_goesThroughRunLengths(ExchangeFormat format) throws Exception {
        GridSize grid = new GridSize(2001, 2001);
        int[] edges = new int[grid.pixels() / 2 * 2];
        for (int i = 0; i < edges.length; i++) {
            edges[i] = i;
        }
        RunMask mask = RunMask.ofEdges(grid, edges);
        AnnotatedPart part =
                AnnotatedPart.empty("007", grid, ClassCatalogue.empty().including("hole"))
                        .with(annotation("a1", ReviewState.DRAFT, mask));
        Path file = folder.resolve("007" + format.extension());
        AnnotationExchange.writeFile(format, file, List.of(part));
        assertEquals(
                mask,
                AnnotationExchange.read(format, file, Progress.NONE)
                        .parts()
                        .getFirst()
                        .annotations()
                        .getFirst()
                        .mask());
    }

    @Test
    void formats_haveNames() {
        assertEquals(ExchangeFormat.COCO_RLE, ExchangeFormat.of("coco-rle"));
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> ExchangeFormat.of("voc"));
        assertEquals(
                "format: 'voc', expected one of lacuna, gt, coco, coco-rle, coco-polygon, labelme,"
                        + " cvat, cvat-polygon",
                e.getMessage());
    }
}
