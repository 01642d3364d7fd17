package org.lacuna.ui.internal.annotating;

import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.jobs.Job;
import org.lacuna.annotation.AnnotatedPart;
import org.lacuna.annotation.AnnotationSession;
import org.lacuna.annotation.Edit;
import org.lacuna.core.LacunaException;
import org.lacuna.core.StorageException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Keeps annotations on disk, off the UI thread and in the order of the edits: every one is in the
 * journal some milliseconds after it was made. A file is made with the first edit, not before. When
 * an edit cannot be written, those behind it are dropped until {@link #resume}, and the last state
 * that is on disk is told. Undo and redo go on where they were when a part is opened again. To be
 * called on the UI thread.
 */
final class SessionWriter {
    /** What was found when a part was opened. */
    record Opened(
            AnnotatedPart part,
            List<Edit> done,
            List<Edit> undone,
            int recoveredEdits,
            List<String> messages) {}

    /** What could not be done; received by the executor. */
    interface Trouble {
        /**
         * @param onDisk state that holds from now on; null when that of the part at hand has not
         *     changed
         */
        void failed(String message, AnnotatedPart onDisk);
    }

    @FunctionalInterface
    private interface Step {
        void run() throws LacunaException;
    }

    private static final long PATIENCE_MS = 3000;

    private final Executor ui;
    private final Trouble trouble;
    private final Queue<Step> steps = new ConcurrentLinkedQueue<>();
    private final Job job;

    // What follows is the job's.
    private final Histories histories = new Histories();
    private AnnotationSession session;
    private AnnotatedPart fresh;
    private Path file;
    private boolean broken;

    /**
     * @param ui runs what tells results
     */
    SessionWriter(Executor ui, Trouble trouble) {
        this.ui = ui;
        this.trouble = trouble;
        this.job = Job.create(Messages.SessionWriter_job, (ICoreRunnable) monitor -> drain());
        job.setSystem(true);
        job.setPriority(Job.SHORT);
    }

    private void submit(Step step) {
        steps.add(step);
        job.schedule();
    }

    private void drain() {
        for (Step step = steps.poll(); step != null; step = steps.poll()) {
            try {
                step.run();
            } catch (LacunaException | RuntimeException e) {
                fail(e.getMessage());
            }
        }
    }

    private void fail(String message) {
        broken = true;
        AnnotatedPart onDisk = session == null ? fresh : session.part();
        ui.execute(() -> trouble.failed(message, onDisk));
    }

    /**
     * Opens a part; another one is saved and closed first.
     *
     * @param ifAbsent state of a part that nobody has annotated
     */
    void open(Path annotations, AnnotatedPart ifAbsent, Consumer<Opened> opened) {
        submit(this::saveAndClose);
        submit(
                () -> {
                    broken = false;
                    file = annotations;
                    fresh = ifAbsent;
                    if (Files.exists(annotations)) {
                        session = AnnotationSession.open(annotations);
                        histories.of(annotations).ifPresent(session::resume);
                    }
                    Opened found =
                            session == null
                                    ? new Opened(fresh, List.of(), List.of(), 0, List.of())
                                    : new Opened(
                                            session.part(),
                                            session.undoable(),
                                            session.redoable(),
                                            session.recoveredEdits(),
                                            session.messages());
                    ui.execute(() -> opened.accept(found));
                });
    }

    private interface Action {
        void on(AnnotationSession session) throws StorageException;
    }

    private void edit(Action action) {
        submit(
                () -> {
                    if (broken) {
                        return;
                    }
                    if (session == null) {
                        session = Sessions.create(file, fresh);
                    }
                    action.on(session);
                    if (session.wantsSave()) {
                        session.save();
                    }
                });
    }

    void perform(Edit edit) {
        edit(s -> s.perform(edit));
    }

    void undo() {
        edit(AnnotationSession::undo);
    }

    void redo() {
        edit(AnnotationSession::redo);
    }

    /** Goes on after a failure, from the state that was told. */
    void resume() {
        submit(() -> broken = false);
    }

    /** Writes the annotation file if the journal holds more. */
    void save() {
        submit(
                () -> {
                    if (session != null && session.hasUnsavedEdits()) {
                        try {
                            session.save();
                        } catch (StorageException e) {
                            ui.execute(() -> trouble.failed(e.getMessage(), null));
                        }
                    }
                });
    }

    /** A failure is told and is none of the part that comes next: the journal has it all. */
    private void saveAndClose() {
        if (session == null) {
            return;
        }
        try (AnnotationSession closing = session) {
            if (closing.hasUnsavedEdits()) {
                closing.save();
            }
            histories.keep(file, closing.history());
        } catch (StorageException e) {
            ui.execute(() -> trouble.failed(e.getMessage(), null));
        } finally {
            session = null;
        }
    }

    /**
     * Saves and closes, and waits for it, at most some seconds: what is not saved by then is in the
     * journal. For the end of the window.
     */
    void close() {
        submit(this::saveAndClose);
        try {
            job.join(PATIENCE_MS, null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Saves and closes; does not wait. */
    void release() {
        submit(this::saveAndClose);
    }

    /** Whether everything that was asked for is on disk, for tests. */
    boolean isIdle() {
        return steps.isEmpty() && job.getState() == Job.NONE;
    }
}
