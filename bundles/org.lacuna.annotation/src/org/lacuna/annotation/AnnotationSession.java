package org.lacuna.annotation;

import org.lacuna.annotation.internal.Journal;
import org.lacuna.annotation.internal.JournalRecord;
import org.lacuna.annotation.internal.Sessions;
import org.lacuna.core.DataException;
import org.lacuna.core.StorageException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A part being annotated: its state, what can be undone and redone (without limit), and the journal
 * that keeps every finished edit.
 *
 * <p>An edit is finished when {@link #perform}, {@link #undo} or {@link #redo} has returned: it is
 * on disk then, and a process that is killed loses the edit in hand at most. Undo and redo go on
 * after such an end where they stopped, back to the last save. When the journal cannot be written,
 * the edit fails and the state stays as it was. {@link #save} writes the annotation file and
 * empties the journal.
 *
 * <p>Not thread-safe: for the thread that draws. Each edit waits for the disk, some milliseconds.
 */
public final class AnnotationSession implements AutoCloseable {
    /**
     * From this length on, {@link #wantsSave} asks to be saved: replay stays well below a second.
     */
    private static final long LONG_JOURNAL_BYTES = 8L << 20;

    /**
     * What can be undone and redone, kept over the end of a session.
     *
     * @param part state that it starts from
     * @param done as {@link #undoable}
     * @param undone as {@link #redoable}
     */
    public record History(AnnotatedPart part, List<Edit> done, List<Edit> undone) {
        public History {
            Objects.requireNonNull(part, "part");
            done = List.copyOf(done);
            undone = List.copyOf(undone);
        }

        /** Number of edits. */
        public int size() {
            return done.size() + undone.size();
        }
    }

    private final Path file;
    private final Journal journal;
    private final Deque<Edit> done;
    private final Deque<Edit> undone;
    private final int recoveredEdits;
    private final List<String> messages;
    private AnnotatedPart part;
    private int unsaved;

    private AnnotationSession(Path file, Sessions.Opened opened) {
        this.file = file;
        this.part = opened.part();
        this.journal = opened.journal();
        this.done = new ArrayDeque<>(opened.done());
        this.undone = new ArrayDeque<>(opened.undone());
        this.recoveredEdits = opened.recovered();
        this.messages = List.copyOf(opened.messages());
        this.unsaved = opened.recovered();
    }

    /**
     * Opens an annotation file, with what its journal adds. Only one session at a time has a file
     * open, over all programs.
     *
     * @throws DataException when the file is no annotation file; nothing is changed then
     * @throws StorageException when it cannot be read, is open already, or its journal cannot be
     *     written
     */
    public static AnnotationSession open(Path file) throws DataException, StorageException {
        return new AnnotationSession(file, Sessions.open(file));
    }

    /**
     * Writes a new annotation file and opens it.
     *
     * @throws StorageException when there is a file of that name, or it cannot be written
     */
    public static AnnotationSession create(Path file, AnnotatedPart part)
            throws DataException, StorageException {
        if (Files.exists(file)) {
            throw new StorageException(
                    file + ": cannot be written: it is there, expected a new file", null);
        }
        Sessions.write(file, part);
        return open(file);
    }

    public Path file() {
        return file;
    }

    public AnnotatedPart part() {
        return part;
    }

    /** Edits that only the journal held when the file was opened. */
    public int recoveredEdits() {
        return recoveredEdits;
    }

    /**
     * What could not be recovered when the file was opened, for people; empty when all was well.
     */
    public List<String> messages() {
        return messages;
    }

    /**
     * Makes an edit. What was undone before can no longer be redone.
     *
     * @throws IllegalArgumentException when the edit was made for another state
     * @throws StorageException when the journal cannot be written; nothing has changed then
     */
    public void perform(Edit edit) throws StorageException {
        AnnotatedPart after = edit.apply(part);
        record(JournalRecord.Kind.APPLY, edit, after);
        done.addLast(edit);
        undone.clear();
    }

    /** What can be undone and redone now. */
    public History history() {
        return new History(part, undoable(), redoable());
    }

    /**
     * Goes on with the history of an earlier session of this file.
     *
     * @return whether it was taken up: not when the part has changed since, nor when this session
     *     has a history already
     */
    public boolean resume(History earlier) {
        if (canUndo() || canRedo() || hasUnsavedEdits() || !part.equals(earlier.part())) {
            return false;
        }
        done.addAll(earlier.done());
        undone.addAll(earlier.undone());
        return true;
    }

    public boolean canUndo() {
        return !done.isEmpty();
    }

    public boolean canRedo() {
        return !undone.isEmpty();
    }

    /** Edits that can be taken back, the last one last. */
    public List<Edit> undoable() {
        return List.copyOf(done);
    }

    /** Edits that can be made again, the next one last. */
    public List<Edit> redoable() {
        return List.copyOf(undone);
    }

    /** What {@link #undo} would take back. */
    public Optional<Edit> nextUndo() {
        return Optional.ofNullable(done.peekLast());
    }

    /** What {@link #redo} would make again. */
    public Optional<Edit> nextRedo() {
        return Optional.ofNullable(undone.peekLast());
    }

    /**
     * Takes the last edit back.
     *
     * @throws IllegalStateException when there is none
     * @throws StorageException when the journal cannot be written; nothing has changed then
     */
    public void undo() throws StorageException {
        Edit edit =
                nextUndo().orElseThrow(() -> new IllegalStateException("there is nothing to undo"));
        record(JournalRecord.Kind.UNDO, edit, edit.undo(part));
        undone.addLast(done.removeLast());
    }

    /**
     * Makes the edit again that was last taken back.
     *
     * @throws IllegalStateException when there is none
     * @throws StorageException when the journal cannot be written; nothing has changed then
     */
    public void redo() throws StorageException {
        Edit edit =
                nextRedo().orElseThrow(() -> new IllegalStateException("there is nothing to redo"));
        record(JournalRecord.Kind.REDO, edit, edit.apply(part));
        done.addLast(undone.removeLast());
    }

    private void record(JournalRecord.Kind kind, Edit edit, AnnotatedPart after)
            throws StorageException {
        journal.append(JournalRecord.of(kind, edit));
        part = after;
        unsaved++;
    }

    /** Whether the journal holds edits that the file does not. */
    public boolean hasUnsavedEdits() {
        return unsaved > 0;
    }

    /** Whether the journal has become so long that it is time to {@link #save}. */
    public boolean wantsSave() {
        return journal.size() > LONG_JOURNAL_BYTES;
    }

    /**
     * Writes the state to the annotation file, wholly or not at all, and empties the journal. Undo
     * and redo go on over it.
     *
     * @throws StorageException when it cannot be written; the journal keeps every edit then
     */
    public void save() throws StorageException {
        Sessions.save(file, part, journal);
        unsaved = 0;
    }

    /** Closes the journal and does not save: nothing is lost, the next {@link #open} has it all. */
    @Override
    public void close() {
        journal.close();
    }
}
