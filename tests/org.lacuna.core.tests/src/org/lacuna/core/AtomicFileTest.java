package org.lacuna.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

class AtomicFileTest {
    @TempDir Path folder;
    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("model.bin");
    }

    private static AtomicFile.Content text(String s) {
        return out -> out.write(s.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> list = Files.list(folder)) {
            return list.map(p -> p.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void write_newFile_holdsTheContentAlone() throws Exception {
        byte[] large = new byte[1_000_003];
        for (int i = 0; i < large.length; i++) {
            large[i] = (byte) (i * 31);
        }
        AtomicFile.write(file, out -> out.write(large));
        assertArrayEquals(large, Files.readAllBytes(file));
        assertEquals(List.of("model.bin"), names());
    }

    @Test
    void write_emptyContent_makesAnEmptyFile() throws Exception {
        AtomicFile.write(file, out -> {});
        assertEquals(0, Files.size(file));
    }

    @Test
    void write_existingFile_isReplaced() throws Exception {
        Files.writeString(file, "a much longer old content");
        AtomicFile.write(file, text("new"));
        assertEquals("new", Files.readString(file));
        assertEquals(List.of("model.bin"), names());
    }

    @Test
    void write_missingFolders_areMade() throws Exception {
        Path deep = folder.resolve("a/b/c/out.txt");
        AtomicFile.write(deep, text("x"));
        assertEquals("x", Files.readString(deep));
    }

    @Test
    void write_contentFailsHalfway_oldContentStaysAndNothingIsLeft() throws Exception {
        Files.writeString(file, "old");
        StorageException e =
                assertThrows(
                        StorageException.class,
                        () ->
                                AtomicFile.write(
                                        file,
                                        out -> {
                                            out.write(new byte[200_000]);
                                            throw new IOException("No space left on device");
                                        }));
        assertEquals(file + ": cannot be written: No space left on device", e.getMessage());
        assertEquals("old", Files.readString(file));
        assertEquals(List.of("model.bin"), names());
    }

    @Test
    void write_contentThrowsUnchecked_passesItOnAndNothingIsLeft() throws Exception {
        Files.writeString(file, "old");
        CancelledException cancelled = new CancelledException();
        CancelledException e =
                assertThrows(
                        CancelledException.class,
                        () ->
                                AtomicFile.write(
                                        file,
                                        out -> {
                                            out.write(1);
                                            throw cancelled;
                                        }));
        assertSame(cancelled, e);
        assertEquals("old", Files.readString(file));
        assertEquals(List.of("model.bin"), names());
    }

    @Test
    void write_oldContentIsReadableUntilTheEnd() throws Exception {
        Files.writeString(file, "old");
        AtomicFile.write(
                file,
                out -> {
                    out.write(new byte[100_000]);
                    out.flush();
                    assertEquals("old", Files.readString(file));
                });
        assertEquals(100_000, Files.size(file));
    }

    /** These fail for every user, root too. */
    @Test
    void write_folderIsAFile_saysWhichFileIsInTheWay() throws Exception {
        Path inTheWay = folder.resolve("results");
        Files.writeString(inTheWay, "I am a file");
        Path target = inTheWay.resolve("scores.csv");
        StorageException e =
                assertThrows(StorageException.class, () -> AtomicFile.write(target, text("x")));
        assertEquals(
                target + ": cannot be written: " + inTheWay + " is in the way", e.getMessage());
        Path deeper = inTheWay.resolve("a/b/scores.csv");
        StorageException d =
                assertThrows(StorageException.class, () -> AtomicFile.write(deeper, text("x")));
        assertTrue(d.getMessage().startsWith(deeper + ": cannot be written: "), d.getMessage());
        assertEquals("I am a file", Files.readString(inTheWay));
        assertEquals(List.of("results"), names());
    }

    @Test
    void write_targetIsAFolder_isRefusedAndNothingIsLeft() throws Exception {
        Files.createDirectories(file.resolve("inner"));
        StorageException e =
                assertThrows(StorageException.class, () -> AtomicFile.write(file, text("x")));
        assertTrue(e.getMessage().startsWith(file + ": cannot be written: "), e.getMessage());
        assertTrue(Files.isDirectory(file.resolve("inner")));
        assertEquals(List.of("model.bin"), names());
        Path root = folder.getRoot();
        StorageException r =
                assertThrows(StorageException.class, () -> AtomicFile.write(root, text("x")));
        assertEquals(root + ": cannot be written: it is a folder", r.getMessage());
    }

    @Test
    void write_nameTooLong_isAStorageErrorNotACrash() {
        Path tooLong = folder.resolve("n".repeat(300));
        StorageException e =
                assertThrows(StorageException.class, () -> AtomicFile.write(tooLong, text("x")));
        assertTrue(e.getMessage().startsWith(tooLong + ": cannot be written: "), e.getMessage());
    }

    @Test
    void write_readOnlyFolder_saysNoPermission() throws Exception {
        Path locked = Files.createDirectory(folder.resolve("locked"));
        assumeTrue(
                Files.getFileStore(locked).supportsFileAttributeView("posix"),
                "permissions are not POSIX here");
        Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("r-xr-xr-x"));
        try {
            assumeTrue(!Files.isWritable(locked), "this user (root?) may write everywhere");
            Path target = locked.resolve("scores.csv");
            StorageException e =
                    assertThrows(StorageException.class, () -> AtomicFile.write(target, text("x")));
            assertEquals(target + ": cannot be written: no permission", e.getMessage());
            assertFalse(Files.exists(target));
        } finally {
            Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    @Test
    void write_twoThreadsToOneFile_leaveOneWholeContent() throws Exception {
        String a = "a".repeat(300_000);
        String b = "b".repeat(300_000);
        Thread other =
                new Thread(
                        () -> {
                            try {
                                for (int i = 0; i < 20; i++) {
                                    AtomicFile.write(file, text(b));
                                }
                            } catch (StorageException e) {
                                throw new IllegalStateException(e);
                            }
                        });
        other.start();
        for (int i = 0; i < 20; i++) {
            AtomicFile.write(file, text(a));
            String seen = Files.readString(file);
            assertTrue(seen.equals(a) || seen.equals(b), "a torn file of " + seen.length());
        }
        other.join();
        assertEquals(List.of("model.bin"), names());
    }

    @Test
    void writeAlone_removesWhatKilledProcessesLeft() throws Exception {
        Process gone =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--version")
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        gone.waitFor();
        String stale = ".model.bin." + gone.pid() + "-1.tmp";
        List<String> others =
                List.of(
                        ".model.bin." + ProcessHandle.current().pid() + "-99.tmp",
                        ".model.bin.notes.tmp",
                        ".other.bin." + gone.pid() + "-1.tmp");
        for (String name : others) {
            Files.writeString(folder.resolve(name), "x");
        }
        Files.writeString(folder.resolve(stale), "x");
        AtomicFile.writeAlone(file, text("new"));
        assertFalse(Files.exists(folder.resolve(stale)));
        for (String name : others) {
            assertTrue(Files.exists(folder.resolve(name)), name);
        }
        assertEquals("new", Files.readString(file));
        AtomicFile.writeAlone(folder.resolve("a/b/model.bin"), text("new"));
        assertEquals("new", Files.readString(folder.resolve("a/b/model.bin")));
    }
}
