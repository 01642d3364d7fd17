package org.lacuna.workflow;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;

import org.lacuna.core.CancelledException;
import org.lacuna.core.StorageException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * An output folder that changes only when everything in it is complete. Files are written to a
 * hidden folder inside it; {@link #commit} removes what an earlier run of the same kind wrote and
 * moves the new files up. Without {@code commit}, {@link #close} takes everything back.
 *
 * <p>{@code run.json} in the folder says who wrote what: a folder that holds anything else is not
 * touched, unless forced, and even then only entries of the same name are replaced. For one thread,
 * but for {@link #close}.
 */
public final class StagedOutput implements AutoCloseable {
    public static final String RUN_FILE = "run.json";
    private static final String STAGING_PREFIX = ".lacuna-partial-";

    private final Path target;
    private final Path staging;
    private final Path firstMade;
    private final List<String> oldEntries;
    private boolean done;

    private StagedOutput(Path target, Path staging, Path firstMade, List<String> oldEntries) {
        this.target = target;
        this.staging = staging;
        this.firstMade = firstMade;
        this.oldEntries = oldEntries;
    }

    /** What is read back of {@code run.json}. */
    private record RunHead(String kind, List<String> entries) {}

    /** The folder holds something that this program did not write. */
    public static final class ForeignFolderException extends Exception {
        private static final long serialVersionUID = 1L;

        ForeignFolderException(String message) {
            super(message);
        }
    }

    /**
     * @param target folder to fill; made when it is not there
     * @param kind what is written, e.g. {@code results}: only a folder of this kind is replaced
     * @param force whether a folder with other content may be added to
     * @throws ForeignFolderException when the folder has other content and force is not set
     * @throws StorageException when the folder cannot be made or written
     */
    public static StagedOutput open(Path target, String kind, boolean force)
            throws StorageException, ForeignFolderException {
        Path folder = target.toAbsolutePath().normalize();
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new StorageException(target + ": is a file, expected a folder", null);
        }
        List<String> old = oldEntries(folder, kind);
        if (old == null) {
            if (!force) {
                throw new ForeignFolderException(
                        target
                                + " holds files that are not "
                                + kind
                                + " written by lacuna; choose another folder");
            }
            old = List.of();
        }
        Path firstMade = firstMissing(folder);
        Path staging = folder.resolve(STAGING_PREFIX + ProcessHandle.current().pid());
        try {
            removeStale(folder);
            Folders.deleteTree(staging);
            Files.createDirectories(staging);
        } catch (IOException e) {
            if (firstMade != null) {
                deleteQuietly(firstMade);
            }
            throw StorageException.of(target, "written", e);
        }
        return new StagedOutput(folder, staging, firstMade, old);
    }

    /**
     * Whether {@link #open} would take the folder without force: it is new, empty, or of this kind.
     *
     * @throws StorageException when the folder cannot be read
     */
    public static boolean accepts(Path target, String kind) throws StorageException {
        return oldEntries(target.toAbsolutePath().normalize(), kind) != null;
    }

    /** Where to write until {@link #commit}. */
    public Path staging() {
        return staging;
    }

    /**
     * Makes the output visible.
     *
     * @param kind as in {@link #open}
     * @param run what {@code run.json} says about the run; the list of entries is added here
     */
    public synchronized void commit(String kind, JsonObject run) throws StorageException {
        if (done) {
            // Taken back meanwhile, by a cancelled run.
            throw new CancelledException();
        }
        try {
            TreeSet<String> entries = new TreeSet<>();
            try (DirectoryStream<Path> children = Files.newDirectoryStream(staging)) {
                children.forEach(c -> entries.add(c.getFileName().toString()));
            }
            JsonObject json = new JsonObject();
            json.addProperty("kind", kind);
            run.entrySet().forEach(e -> json.add(e.getKey(), e.getValue()));
            JsonArray list = new JsonArray();
            entries.forEach(list::add);
            json.add("entries", list);
            // From here to the end the folder is ours and mixed; run.json goes first, so that a
            // crash in between leaves a folder that the next run may replace.
            Path runFile = staging.resolve(RUN_FILE);
            Files.writeString(
                    runFile,
                    new GsonBuilder().setPrettyPrinting().create().toJson(json) + "\n",
                    StandardCharsets.UTF_8);
            for (String name : oldEntries) {
                Folders.deleteTree(target.resolve(name));
            }
            replace(runFile, target.resolve(RUN_FILE));
            for (String name : entries) {
                replace(staging.resolve(name), target.resolve(name));
            }
            Files.delete(staging);
            done = true;
        } catch (IOException e) {
            throw StorageException.of(target, "written", e);
        }
    }

    /** Takes everything back unless it is committed. May be called from any thread. */
    @Override
    public synchronized void close() {
        if (done) {
            return;
        }
        done = true;
        deleteQuietly(staging);
        // Folders that were made for this run and are still empty go, too.
        for (Path p = target; firstMade != null && p.startsWith(firstMade); p = p.getParent()) {
            try {
                Files.deleteIfExists(p);
            } catch (IOException e) {
                return;
            }
        }
    }

    private static void replace(Path from, Path to) throws IOException {
        Folders.deleteTree(to);
        Files.move(from, to);
    }

    /**
     * The entries that an earlier run wrote; empty for a new or empty folder; null when the folder
     * has other content.
     */
    private static List<String> oldEntries(Path folder, String kind) throws StorageException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        boolean empty = true;
        try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
            for (Path c : children) {
                empty &= c.getFileName().toString().startsWith(STAGING_PREFIX);
            }
            if (empty) {
                return List.of();
            }
            Path runFile = folder.resolve(RUN_FILE);
            if (!Files.isRegularFile(runFile) || Files.size(runFile) > 1 << 20) {
                return null;
            }
            RunHead run = new Gson().fromJson(Files.readString(runFile), RunHead.class);
            if (run == null || !kind.equals(run.kind()) || run.entries() == null) {
                return null;
            }
            List<String> entries = new ArrayList<>();
            for (String e : run.entries()) {
                Path name = Path.of(e);
                // A forged list must not reach outside the folder.
                if (name.getNameCount() == 1
                        && !name.isAbsolute()
                        && folder.resolve(name).normalize().getParent().equals(folder)) {
                    entries.add(name.toString());
                }
            }
            return entries;
        } catch (JsonParseException | InvalidPathException | NullPointerException e) {
            return null;
        } catch (IOException e) {
            throw StorageException.of(folder, "read", e);
        }
    }

    /** Left by runs that were killed. */
    private static void removeStale(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> children =
                Files.newDirectoryStream(folder, STAGING_PREFIX + "*")) {
            for (Path c : children) {
                String pid = c.getFileName().toString().substring(STAGING_PREFIX.length());
                if (pid.matches("\\d{1,18}") && ProcessHandle.of(Long.parseLong(pid)).isEmpty()) {
                    Folders.deleteTree(c);
                }
            }
        }
    }

    private static Path firstMissing(Path folder) {
        Path missing = null;
        for (Path p = folder; p != null && !Files.exists(p); p = p.getParent()) {
            missing = p;
        }
        return missing;
    }

    private static void deleteQuietly(Path tree) {
        for (int attempt = 0; attempt < 3; attempt++) {
            try {
                Folders.deleteTree(tree);
                return;
            } catch (IOException e) {
                // A worker may just have added a file: once more. Whatever stays is hidden,
                // harmless, and goes with the next run; the error that led here is the one to tell.
            }
        }
    }
}
