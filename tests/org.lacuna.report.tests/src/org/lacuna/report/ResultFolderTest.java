package org.lacuna.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacuna.acquisition.TiffFiles;
import org.lacuna.core.DataException;
import org.lacuna.core.Inspection;
import org.lacuna.core.StorageException;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

class ResultFolderTest {
    @TempDir Path temp;

    private static List<String> entries(Path folder) throws Exception {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(f -> folder.relativize(f).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }

    private static void fill(ResultFolder results, String name, double score) throws Exception {
        TestParts.Source source = TestParts.source("bagel", "hole", name);
        results.accept(source, TestParts.inspection(source.id(), score, true));
    }

    @Test
    void commit_writesVerdictsScoresAndMaps() throws Exception {
        Path folder = temp.resolve("new/results");
        TestParts.Source nothing = TestParts.source("bagel", "good", "001");
        try (ResultFolder results = new ResultFolder(folder, "0.1.0")) {
            results.useModel("m1");
            fill(results, "000", 1.25);
            results.useModel("m2");
            results.accept(nothing, TestParts.notInspected(nothing.id()));
            assertFalse(Files.exists(folder.resolve(ResultFolder.VERDICTS)));
            results.commit();
        }
        assertEquals(
                List.of("bagel/hole/000.tiff", "scores.csv", "verdicts.jsonl"), entries(folder));
        assertEquals(
                "category,defect,id,score\nbagel,hole,000,1.25\nbagel,good,001,\n",
                Files.readString(folder.resolve(ResultFolder.SCORES)));
        List<VerdictRecord> back = ResultFolder.read(folder);
        assertEquals(2, back.size());
        assertEquals("m1", back.get(0).modelId());
        assertEquals("m2", back.get(1).modelId());
        assertEquals(TestParts.notInspected(nothing.id()), back.get(1).inspection());
        assertEquals(Optional.of(folder.resolve("bagel/hole/000.tiff")), back.get(0).map());
        assertEquals(TestParts.map(1.25), TiffFiles.readMap(back.get(0).map().orElseThrow()));
    }

    @Test
    void close_withoutCommit_leavesTheFolderAsItWas() throws Exception {
        Path folder = temp.resolve("results");
        try (ResultFolder first = new ResultFolder(folder, "0.1.0")) {
            fill(first, "000", 0.5);
            first.commit();
        }
        String before = Files.readString(folder.resolve(ResultFolder.VERDICTS));
        try (ResultFolder second = new ResultFolder(folder, "0.1.0")) {
            fill(second, "000", 1.5);
            fill(second, "111", 1.5);
        }
        assertEquals(
                List.of("bagel/hole/000.tiff", "scores.csv", "verdicts.jsonl"), entries(folder));
        assertEquals(before, Files.readString(folder.resolve(ResultFolder.VERDICTS)));
        assertEquals(TestParts.map(0.5), TiffFiles.readMap(folder.resolve("bagel/hole/000.tiff")));
        try (Stream<Path> all = Files.list(folder)) {
            assertEquals(3, all.count());
        }
    }

    @Test
    void commit_overEarlierResults_replacesThem() throws Exception {
        for (double score : new double[] {0.5, 1.5}) {
            try (ResultFolder results = new ResultFolder(temp, "0.1.0")) {
                fill(results, "000", score);
                results.commit();
            }
        }
        assertEquals(1, ResultFolder.read(temp).size());
        assertEquals(1.5, ResultFolder.read(temp).get(0).inspection().score());
        assertEquals(TestParts.map(1.5), TiffFiles.readMap(temp.resolve("bagel/hole/000.tiff")));
    }

    @Test
    void commit_withoutParts_writesEmptyLists() throws Exception {
        try (ResultFolder results = new ResultFolder(temp, "0.1.0")) {
            results.commit();
        }
        assertEquals(List.of(), ResultFolder.read(temp));
        assertEquals(
                "category,defect,id,score\n", Files.readString(temp.resolve(ResultFolder.SCORES)));
    }

    @Test
    void scores_namesWithCommasAndQuotes_areQuoted() throws Exception {
        TestParts.Source source = TestParts.source("a,b", "say \"hole\"", "x");
        Inspection inspection = TestParts.inspection(source.id(), 0.5, false);
        try (ResultFolder results = new ResultFolder(temp, "0.1.0")) {
            results.accept(source, inspection);
            results.commit();
        }
        assertEquals(
                "category,defect,id,score\n\"a,b\",\"say \"\"hole\"\"\",x,0.5\n",
                Files.readString(temp.resolve(ResultFolder.SCORES)));
    }

    @Test
    void accept_afterCommit_isACallersBug() throws Exception {
        try (ResultFolder results = new ResultFolder(temp, "0.1.0")) {
            results.commit();
            assertThrows(IllegalStateException.class, () -> fill(results, "000", 1));
        }
    }

    @Test
    void open_whereAFileStands_isRefused() throws Exception {
        Path file = Files.createFile(temp.resolve("file"));
        String message =
                assertThrows(StorageException.class, () -> new ResultFolder(file, "0.1.0"))
                        .getMessage();
        assertTrue(message.contains(file.toString()), message);
    }

    @Test
    void read_noResultFolder_isRefused() {
        String message =
                assertThrows(DataException.class, () -> ResultFolder.read(temp)).getMessage();
        assertTrue(message.contains("no verdicts.jsonl"), message);
    }

    @Test
    void read_damagedLine_isNamedByNumber() throws Exception {
        try (ResultFolder results = new ResultFolder(temp, "0.1.0")) {
            fill(results, "000", 0.5);
            results.commit();
        }
        Path file = temp.resolve(ResultFolder.VERDICTS);
        Files.writeString(file, Files.readString(file) + "\n{\"schema\":\n");
        String message =
                assertThrows(DataException.class, () -> ResultFolder.read(temp)).getMessage();
        assertTrue(message.startsWith(file + ", line 3: "), message);
        Files.write(file, new byte[] {(byte) 0xc3, (byte) 0x28, '\n'});
        assertThrows(DataException.class, () -> ResultFolder.read(temp));
    }

    @Test
    void read_verdicts_areUtf8() throws Exception {
        TestParts.Source source = TestParts.source("Sch\u00fcssel", "good", "\u96f6");
        try (ResultFolder results = new ResultFolder(temp, "0.1.0")) {
            results.accept(source, TestParts.inspection(source.id(), 0.5, false));
            results.commit();
        }
        assertTrue(
                new String(
                                Files.readAllBytes(temp.resolve(ResultFolder.VERDICTS)),
                                StandardCharsets.UTF_8)
                        .contains("\u96f6"));
        assertEquals(source.id(), ResultFolder.read(temp).get(0).inspection().id());
    }
}
