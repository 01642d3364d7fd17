package org.lacuna.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacuna.core.CancelledException;
import org.lacuna.core.StorageException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

class StagedOutputTest {
    @TempDir Path temp;

    private static void write(Path folder, String... names) throws Exception {
        try (StagedOutput output = StagedOutput.open(folder, "results", false)) {
            for (String name : names) {
                Path file = output.staging().resolve(name);
                Files.createDirectories(file.getParent());
                Files.writeString(file, name);
            }
            output.commit("results", new JsonObject());
        }
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile)
                    .map(p -> folder.relativize(p).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void commit_intoNewFolder_holdsTheFilesAndTheirList() throws Exception {
        Path folder = temp.resolve("a/b");
        write(folder, "scores.csv", "maps/1.tiff");
        assertEquals(List.of("maps/1.tiff", "run.json", "scores.csv"), files(folder));
        String run = Files.readString(folder.resolve("run.json"));
        assertTrue(run.contains("\"maps\"") && run.contains("\"scores.csv\""), run);
    }

    @Test
    void commit_overOwnFolder_removesOldFilesAndKeepsForeignOnes() throws Exception {
        write(temp, "old.csv", "maps/old.tiff");
        Files.writeString(temp.resolve("notes.txt"), "mine");
        write(temp, "new.csv", "maps/new.tiff");
        assertEquals(List.of("maps/new.tiff", "new.csv", "notes.txt", "run.json"), files(temp));
    }

    @Test
    void close_withoutCommit_leavesNothing() throws Exception {
        Path folder = temp.resolve("a/b");
        try (StagedOutput output = StagedOutput.open(folder, "results", false)) {
            Files.writeString(output.staging().resolve("x"), "x");
            assertTrue(Files.exists(folder));
        }
        assertFalse(Files.exists(temp.resolve("a")));
        assertTrue(Files.exists(temp));
    }

    @Test
    void close_fromAnotherThread_leavesNothingAndStopsTheCommit() throws Exception {
        Path folder = temp.resolve("a");
        StagedOutput output = StagedOutput.open(folder, "results", false);
        Files.writeString(output.staging().resolve("x"), "x");
        Thread signal = new Thread(output::close);
        signal.start();
        signal.join();
        assertFalse(Files.exists(folder));
        assertThrows(CancelledException.class, () -> output.commit("results", new JsonObject()));
        output.close();
        assertFalse(Files.exists(folder));
    }

    @Test
    void close_afterCommit_keepsTheResult() throws Exception {
        StagedOutput output = StagedOutput.open(temp, "results", false);
        Files.writeString(output.staging().resolve("x"), "x");
        output.commit("results", new JsonObject());
        output.close();
        assertEquals(List.of("run.json", "x"), files(temp));
    }

    @Test
    void close_withoutCommit_leavesTheOldResult() throws Exception {
        write(temp, "old.csv");
        try (StagedOutput output = StagedOutput.open(temp, "results", false)) {
            Files.writeString(output.staging().resolve("old.csv"), "changed");
        }
        assertEquals(List.of("old.csv", "run.json"), files(temp));
        assertEquals("old.csv", Files.readString(temp.resolve("old.csv")));
    }

    @Test
    void open_foreignFolder_isRefusedUnlessForced() throws Exception {
        Files.writeString(temp.resolve("photo.png"), "p");
        assertThrows(
                StagedOutput.ForeignFolderException.class,
                () -> StagedOutput.open(temp, "results", false));
        try (StagedOutput output = StagedOutput.open(temp, "results", true)) {
            Files.writeString(output.staging().resolve("x"), "x");
            output.commit("results", new JsonObject());
        }
        assertEquals(List.of("photo.png", "run.json", "x"), files(temp));
    }

    @Test
    void open_folderOfAnotherKind_isRefused() throws Exception {
        write(temp, "x");
        assertThrows(
                StagedOutput.ForeignFolderException.class,
                () -> StagedOutput.open(temp, "data", false));
    }

    @Test
    void open_runFileWithForgedEntries_deletesNothingOutside() throws Exception {
        Path outside = Files.writeString(temp.resolve("precious"), "p");
        Path folder = Files.createDirectories(temp.resolve("out"));
        Files.writeString(
                folder.resolve("run.json"),
                "{\"kind\":\"results\",\"entries\":[\"../precious\",\"..\",\".\",\"\",\""
                        + outside
                        + "\"]}");
        write(folder, "x");
        assertEquals("p", Files.readString(outside));
        assertEquals(List.of("run.json", "x"), files(folder));
    }

    @Test
    void open_damagedRunFile_isForeign() throws Exception {
        for (String text :
                List.of(
                        "",
                        "{",
                        "[]",
                        "{}",
                        "{\"entries\":[]}",
                        "{\"kind\":{},\"entries\":[]}",
                        "{\"kind\":\"results\",\"entries\":[null]}")) {
            Files.writeString(temp.resolve("run.json"), text);
            assertThrows(
                    StagedOutput.ForeignFolderException.class,
                    () -> StagedOutput.open(temp, "results", false),
                    text);
        }
    }

    @Test
    void open_aFile_isAStorageError() throws Exception {
        Path file = Files.writeString(temp.resolve("file"), "f");
        for (Path p : List.of(file, file.resolve("below"))) {
            StorageException e =
                    assertThrows(
                            StorageException.class, () -> StagedOutput.open(p, "results", false));
            assertTrue(e.getMessage().startsWith(p.toString()), e.getMessage());
        }
        assertEquals("f", Files.readString(file));
    }

    @Test
    void open_leftOverOfAKilledRun_isRemoved() throws Exception {
        // No process has this number: Linux and macOS stop far below.
        Path stale = Files.createDirectories(temp.resolve(".lacuna-partial-999999999"));
        Files.writeString(stale.resolve("x"), "x");
        write(temp, "y");
        assertEquals(List.of("run.json", "y"), files(temp));
    }
}
