package org.lacuna.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacuna.core.CancelledException;
import org.lacuna.core.LacunaException;
import org.lacuna.core.ModelException;
import org.lacuna.core.Progress;
import org.lacuna.inference.ModelLibrary.Entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

class ModelLibraryTest {
    private static final ModelCheck CHECK =
            new ModelCheck(new NetworkOptions(DeviceRequest.CPU, 1));

    @TempDir private Path folder;
    private Path builtIn;
    private Path user;
    private ModelLibrary library;

    @BeforeEach
    void folders() {
        builtIn = folder.resolve("built-in");
        user = folder.resolve("user");
        library = new ModelLibrary(List.of(builtIn, folder.resolve("absent")), user);
    }

    /** A descriptor beside its network. */
    private static Path model(Path folder, String id) throws IOException {
        Files.createDirectories(folder);
        Path network = OnnxFiles.write(folder, id + ".onnx", OnnxFiles.convolutions().toModel(17));
        return Descriptors.write(folder, Descriptors.convolutions(id, network));
    }

    @Test
    void list_torchScript_isReadAsSuch() throws Exception {
        Files.createDirectories(user);
        TorchFiles.copy(user, "tuple");
        assertEquals(List.of(""), library.list().stream().map(e -> e.problem()).toList());
        byte[] whole = TorchFiles.bytes("tuple.pt");
        Files.write(user.resolve("tuple.pt"), Arrays.copyOf(whole, whole.length - 1));
        String problem = library.list().getFirst().problem();
        assertTrue(problem.startsWith(user.resolve("tuple.pt") + ": has no end of a zip"), problem);
    }

    @Test
    void add_torchScriptThatIsNotAllowed_addsNothing() throws Exception {
        Path descriptor = TorchFiles.copy(folder, "tuple");
        ModelException e =
                assertThrows(
                        ModelException.class, () -> library.add(descriptor, CHECK, Progress.NONE));
        assertTrue(e.getMessage().contains("--allow-torchscript"), e.getMessage());
        assertEquals(List.of(), names(user));
    }

    @Test
    void add_torchScript_copiesBothFiles() throws Exception {
        TorchFiles.assumePyTorch();
        Path descriptor = TorchFiles.copy(folder, "tuple");
        library.add(descriptor, new ModelCheck(TorchFiles.ALLOWED), Progress.NONE);
        assertEquals(List.of("tuple.json", "tuple.pt"), names(user.resolve("tuple")));
    }

    private static List<String> names(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(p -> p.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void list_noFolders_isEmpty() throws Exception {
        assertEquals(List.of(), library.list());
    }

    @Test
    void list_severalFolders_inOrderWithStates() throws Exception {
        model(builtIn, "b");
        model(builtIn.resolve("a"), "a");
        model(user.resolve("c"), "c");
        model(user.resolve(".add-hidden"), "hidden");
        Files.writeString(user.resolve("broken.json"), "{");
        Files.delete(
                Files.move(model(user.resolve("d"), "d"), user.resolve("d.json"))
                        .resolveSibling("d/d.onnx"));
        Files.writeString(user.resolve("notes.txt"), "no descriptor");

        List<Entry> entries = library.list();
        assertEquals(
                List.of("a", "b", "broken", "c", "d"), entries.stream().map(Entry::id).toList());
        assertEquals(
                List.of(true, true, false, true, false),
                entries.stream().map(Entry::usable).toList());
        assertEquals(
                List.of(true, true, false, false, false),
                entries.stream().map(Entry::builtIn).toList());
        assertTrue(entries.get(2).problem().startsWith(user.resolve("broken.json").toString()));
        assertTrue(entries.get(4).problem().contains("d.onnx"), entries.get(4).problem());
        assertEquals(
                NetworkFile.of(builtIn.resolve("a").resolve("a.onnx")), entries.get(0).network());
    }

    @Test
    void list_truncatedNetwork_hasThatProblem() throws Exception {
        Path json = model(user, "a");
        Files.write(user.resolve("a.onnx"), new byte[] {8, 8, 58, 100});
        Entry entry = library.list().getFirst();
        assertEquals(json, entry.file());
        assertFalse(entry.usable());
        assertTrue(entry.problem().contains("bytes where"), entry.problem());
    }

    @Test
    void list_sameIdTwice_firstCounts() throws Exception {
        model(builtIn, "a");
        model(user, "a");
        List<Entry> entries = library.list();
        assertTrue(entries.get(0).usable());
        assertFalse(entries.get(1).usable());
        assertTrue(entries.get(1).problem().contains("is taken by"), entries.get(1).problem());
    }

    @Test
    void add_goodNetwork_isThereWholly() throws Exception {
        Path json = model(folder.resolve("download"), "a");
        Entry added = library.add(json, CHECK, Progress.NONE);
        assertEquals(List.of("a"), names(user));
        assertEquals(List.of("a.json", "a.onnx"), names(user.resolve("a")));
        assertEquals(List.of(added), library.list());
        assertEquals(ModelDescriptor.read(json), added.descriptor().orElseThrow());
        assertArrayEquals(
                Files.readAllBytes(json.resolveSibling("a.onnx")),
                Files.readAllBytes(added.file().resolveSibling("a.onnx")));
        assertEquals(added, library.add(json, CHECK, Progress.NONE), "adding again");
        CHECK.open(added.descriptor().orElseThrow(), added.network(), Progress.NONE).close();
    }

    @Test
    void add_otherNetworkUnderTheId_isRefusedAndTheOldOneStays() throws Exception {
        Entry old = library.add(model(folder.resolve("one"), "a"), CHECK, Progress.NONE);
        Path other = folder.resolve("two");
        Files.createDirectories(other);
        Path network = OnnxFiles.write(other, "a.onnx", OnnxFiles.convolutions().toModel(16));
        Path json = Descriptors.write(other, Descriptors.convolutions("a", network));
        ModelException e =
                assertThrows(ModelException.class, () -> library.add(json, CHECK, Progress.NONE));
        assertTrue(e.getMessage().contains("the id a is taken by " + old.file()), e.getMessage());
        assertEquals(List.of(old), library.list());
    }

    @Test
    void add_failingCheck_leavesNothing() throws Exception {
        Path json = model(folder.resolve("download"), "a");
        byte[] bytes = Files.readAllBytes(json.resolveSibling("a.onnx"));
        bytes[1000] ^= 1;
        Files.write(json.resolveSibling("a.onnx"), bytes);
        assertThrows(ModelException.class, () -> library.add(json, CHECK, Progress.NONE));
        assertEquals(List.of(), names(user));
    }

    @Test
    void add_cancelledWhileCopying_leavesNothing() throws Exception {
        Path json = model(folder.resolve("download"), "a");
        Progress cancel =
                new Progress() {
                    private String task = "";

                    @Override
                    public void begin(String name, long steps) {
                        task = name;
                    }

                    @Override
                    public void advance(long steps) {}

                    @Override
                    public boolean isCancelled() {
                        return task.startsWith("copy");
                    }
                };
        assertThrows(CancelledException.class, () -> library.add(json, CHECK, cancel));
        assertEquals(List.of(), names(user));
    }

    @Test
    void add_folderInTheWay_isRefused() throws Exception {
        Files.createDirectories(user.resolve("a"));
        Files.writeString(user.resolve("a").resolve("notes.txt"), "mine");
        Path json = model(folder.resolve("download"), "a");
        assertThrows(LacunaException.class, () -> library.add(json, CHECK, Progress.NONE));
        assertEquals(List.of("a"), names(user));
        assertEquals(List.of("notes.txt"), names(user.resolve("a")));
    }

    @Test
    void add_leftOversOfEndedProcesses_areRemoved() throws Exception {
        Path ended = user.resolve(".add-999999999999-x");
        Path running = user.resolve(".add-" + ProcessHandle.current().pid() + "-x");
        for (Path p : List.of(ended, running)) {
            Files.createDirectories(p);
            Files.writeString(p.resolve("x.onnx"), "half");
        }
        library.add(model(folder.resolve("download"), "a"), CHECK, Progress.NONE);
        assertFalse(Files.exists(ended));
        assertTrue(Files.exists(running));
    }
}
