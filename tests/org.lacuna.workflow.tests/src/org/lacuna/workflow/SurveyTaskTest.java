package org.lacuna.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacuna.acquisition.DataSets;
import org.lacuna.core.CancelledException;
import org.lacuna.core.DataException;
import org.lacuna.core.Progress;
import org.lacuna.core.RgbImage;
import org.lacuna.core.Split;
import org.lacuna.core.StorageException;
import org.lacuna.core.Workers;
import org.lacuna.workflow.Finding.Kind;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

class SurveyTaskTest {
    @TempDir Path folder;

    private SmallSet set;
    private Path train;
    private Path test;

    @BeforeEach
    void wholeDataSet() throws Exception {
        set = new SmallSet(folder);
        for (String name : List.of("000", "001", "002")) {
            set.add(Split.TRAIN, "good", name);
        }
        set.add(Split.TEST, "good", "000");
        set.add(Split.TEST, "dent", "000");
        train = set.category().resolve("train/good");
        test = set.category().resolve("test");
    }

    private Survey survey() throws Exception {
        return new SurveyTask(folder, DataSets.standard()).run(Progress.NONE, Workers.sequential());
    }

    private List<Kind> findings(String part) throws Exception {
        return survey().parts().stream()
                .filter(p -> p.toString().equals(SmallSet.CATEGORY + "/" + part))
                .flatMap(p -> p.findings().stream())
                .map(Finding::kind)
                .toList();
    }

    @Test
    void wholeDataSet_hasNoFindings() throws Exception {
        Survey survey = survey();
        assertEquals(5, survey.parts().size());
        assertEquals(List.of(), survey.problems());
        assertEquals("16 x 16", survey.parts().getFirst().size());
    }

    @Test
    void categoryAlone_isSurveyedToo() throws Exception {
        Survey survey =
                new SurveyTask(set.category(), DataSets.standard())
                        .run(Progress.NONE, Workers.sequential());
        assertEquals(5, survey.parts().size());
    }

    @Test
    void missingModality_isAWarning() throws Exception {
        Files.delete(train.resolve("xyz/001.tiff"));
        Files.delete(train.resolve("rgb/002.png"));
        assertEquals(List.of(Kind.MISSING_XYZ), findings("train/good/001"));
        assertEquals(List.of(Kind.MISSING_RGB), findings("train/good/002"));
        assertFalse(survey().hasErrors());
    }

    @Test
    void modalityThatNoPartHas_isNotMissed() throws Exception {
        for (Path scan : scans()) {
            Files.delete(scan);
        }
        assertEquals(List.of(), survey().problems());
    }

    private List<Path> scans() throws Exception {
        try (var walk = Files.walk(set.category())) {
            return walk.filter(p -> p.toString().endsWith(".tiff")).toList();
        }
    }

    @Test
    void sizesThatDiffer_areAnError() throws Exception {
        org.lacuna.acquisition.ImageFiles.writePng(
                train.resolve("rgb/001.png"), new RgbImage(8, 16, new byte[8 * 16 * 3]));
        assertEquals(List.of(Kind.SIZE_MISMATCH), findings("train/good/001"));
    }

    @Test
    void truncatedFile_isUnreadable_withItsName() throws Exception {
        Path file = train.resolve("rgb/001.png");
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 60));
        assertEquals(List.of(Kind.UNREADABLE), findings("train/good/001"));
        assertTrue(
                survey().problems().getFirst().findings().getFirst().detail().contains("001.png"));
    }

    @Test
    void duplicates_areToldOfBothParts_andAcrossSplitsAsALeak() throws Exception {
        Files.copy(train.resolve("rgb/001.png"), train.resolve("rgb/copy.png"));
        Files.copy(train.resolve("rgb/002.png"), test.resolve("good/rgb/leak.png"));
        assertEquals(List.of(Kind.DUPLICATE), findings("train/good/001"));
        assertEquals(List.of(Kind.MISSING_XYZ, Kind.DUPLICATE), findings("train/good/copy"));
        assertEquals(
                List.of(Kind.MISSING_XYZ, Kind.TEST_PART_IN_TRAINING), findings("test/good/leak"));
        assertEquals(List.of(Kind.TEST_PART_IN_TRAINING), findings("train/good/002"));
    }

    @Test
    void sameLength_isNoDuplicate() throws Exception {
        assertEquals(
                Files.size(train.resolve("xyz/000.tiff")),
                Files.size(train.resolve("xyz/001.tiff")),
                "what the test is about");
        assertEquals(List.of(), findings("train/good/001"));
    }

    @Test
    void maskWithoutPart_andPartWithoutMask_areTold() throws Exception {
        Files.move(test.resolve("dent/gt/000.png"), test.resolve("dent/gt/009.png"));
        assertEquals(List.of(Kind.MASK_WITHOUT_PART), findings("test/dent/009"));
        assertEquals(List.of(Kind.MISSING_MASK), findings("test/dent/000"));
    }

    @Test
    void foreignAndSecondFile_areTold() throws Exception {
        Files.writeString(train.resolve("rgb/notes.txt"), "x");
        Files.copy(train.resolve("rgb/001.png"), train.resolve("rgb/001.jpg"));
        assertEquals(List.of(Kind.FOREIGN_FILE), findings("train/good/notes"));
        assertTrue(findings("train/good/001").contains(Kind.SECOND_FILE));
    }

    @Test
    void folderWithoutDataSet_saysWhatIsThere() throws Exception {
        Path other = Files.createDirectories(folder.resolve("other"));
        Files.writeString(other.resolve("notes.txt"), "x");
        DataException e =
                assertThrows(
                        DataException.class,
                        () ->
                                new SurveyTask(other, DataSets.standard())
                                        .run(Progress.NONE, Workers.sequential()));
        assertTrue(e.getMessage().contains("notes.txt"), e.getMessage());
    }

    @Test
    void cancelled_isThrown() {
        Progress cancelled =
                new Progress() {
                    @Override
                    public void begin(String task, long steps) {}

                    @Override
                    public void advance(long steps) {}

                    @Override
                    public boolean isCancelled() {
                        return true;
                    }
                };
        assertThrows(
                CancelledException.class,
                () ->
                        new SurveyTask(folder, DataSets.standard())
                                .run(cancelled, Workers.sequential()));
    }

    @Test
    void leftOutParts_moveWithAllTheirFiles_andTheDataSetOpens() throws Exception {
        Files.move(test.resolve("dent/gt/000.png"), test.resolve("dent/gt/009.png"));
        assertThrows(DataException.class, () -> DataSets.standard().open(folder, List.of()));
        LeaveOut.apply(survey().parts().stream().filter(SurveyedPart::hasError).toList());
        assertTrue(Files.isRegularFile(set.category().resolve("left-out/test/dent/gt/009.png")));
        assertEquals(
                2,
                DataSets.standard().open(folder, List.of()).getFirst().samples(Split.TEST).size());
    }

    @Test
    void lastPartOfADefect_takesItsFolderAlong() throws Exception {
        LeaveOut.apply(
                survey().parts().stream().filter(p -> p.group().equals("test/dent")).toList());
        assertFalse(Files.exists(test.resolve("dent")));
        assertEquals(4, survey().parts().size());
    }

    @Test
    void leaveOut_whereAFileIsInTheWay_movesNothing() throws Exception {
        Path out = set.category().resolve("left-out/train/good/xyz");
        Files.createDirectories(out);
        Files.writeString(out.resolve("000.tiff"), "in the way");
        List<SurveyedPart> part =
                survey().parts().stream()
                        .filter(p -> p.group().equals("train/good") && p.name().equals("000"))
                        .toList();
        assertThrows(StorageException.class, () -> LeaveOut.apply(part));
        assertTrue(Files.exists(train.resolve("rgb/000.png")), "taken back");
        assertTrue(Files.exists(train.resolve("xyz/000.tiff")), "still there");
        assertEquals("in the way", Files.readString(out.resolve("000.tiff")));
    }
}
