package org.lacuna.annotation.internal;

import org.lacuna.annotation.AnnotatedPart;
import org.lacuna.annotation.AnnotationFile;
import org.lacuna.annotation.Edit;
import org.lacuna.core.DataException;
import org.lacuna.core.StorageException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/** What becomes of an annotation file and its journal, on disk. */
public final class Sessions {
    private static final int ATTEMPTS = 10;

    private Sessions() {}

    /**
     * A file opened for editing.
     *
     * @param part the last finished state
     * @param journal locked and ready
     * @param done edits that can be taken back, the last one last
     * @param undone edits that can be made again, the next one last
     * @param recovered edits that the file did not hold
     * @param messages what could not be recovered, for people
     */
    public record Opened(
            AnnotatedPart part,
            Journal journal,
            Deque<Edit> done,
            Deque<Edit> undone,
            int recovered,
            List<String> messages) {}

    /**
     * Reads both files as they are, also while a session is writing them: what was read counts when
     * the annotation file is the same before and after.
     */
    public static AnnotationFile.Latest latest(Path file) throws DataException, StorageException {
        SavedFile saved = SavedFile.read(file);
        for (int attempt = 1; ; attempt++) {
            if (!Files.exists(Journal.pathOf(file))) {
                return new AnnotationFile.Latest(saved.part(), 0, List.of());
            }
            JournalContent content = Journal.read(file, saved.part().grid());
            SavedFile after = SavedFile.read(file);
            Replay replay = new Replay(saved.part(), saved.sha256(), content);
            boolean same = Arrays.equals(saved.sha256(), after.sha256());
            if (same && !needsCopy(replay)) {
                return new AnnotationFile.Latest(replay.part(), replay.edits(), List.of());
            }
            // A record that is being written looks damaged; it does not a moment later.
            if (attempt >= ATTEMPTS && same) {
                return new AnnotationFile.Latest(
                        replay.part(), replay.edits(), List.of(message(file, replay)));
            }
            saved = after;
        }
    }

    public static void write(Path file, AnnotatedPart part) throws StorageException {
        SavedFile.write(file, SavedFile.encode(file, part));
    }

    /** Opens a file, takes in what its journal holds, and sets aside what cannot be used. */
    public static Opened open(Path file) throws DataException, StorageException {
        // Before the journal: a wrong name must leave nothing behind.
        SavedFile.read(file);
        Journal journal = Journal.open(file);
        boolean opened = false;
        try {
            // Once more, under the lock.
            SavedFile saved = SavedFile.read(file);
            JournalContent content = journal.read(saved.part().grid());
            Replay replay = new Replay(saved.part(), saved.sha256(), content);
            List<String> messages = new ArrayList<>();
            if (needsCopy(replay)) {
                messages.add(
                        message(file, replay)
                                + "; a copy is kept as "
                                + journal.setAside("damaged"));
            }
            if (replay.isForeign() || content.base().length == 0) {
                journal.restart(saved.sha256());
            } else {
                journal.resume(replay.sound());
            }
            opened = true;
            return new Opened(
                    replay.part(),
                    journal,
                    replay.done(),
                    replay.undone(),
                    replay.edits(),
                    messages);
        } finally {
            if (!opened) {
                journal.close();
            }
        }
    }

    /**
     * Saves the state and empties the journal. The journal first names the file that is coming, so
     * that after a crash between the steps each of them is understood (see {@link Replay}).
     */
    public static void save(Path file, AnnotatedPart part, Journal journal)
            throws StorageException {
        SavedFile.Encoded content = SavedFile.encode(file, part);
        journal.append(JournalRecord.snapshot(content.sha256()));
        SavedFile.write(file, content);
        journal.restart(content.sha256());
    }

    private static boolean needsCopy(Replay replay) {
        return replay.isForeign() || replay.damage() != null;
    }

    private static String message(Path file, Replay replay) {
        Path journal = Journal.pathOf(file);
        if (replay.isForeign() && replay.damage() == null) {
            return journal
                    + ": belongs to another version of "
                    + file.getFileName()
                    + " and is not used";
        }
        return journal
                + ": "
                + replay.damage()
                + "; "
                + replay.edits()
                + (replay.edits() == 1 ? " edit" : " edits")
                + " before it recovered, nothing from there on can be used";
    }
}
