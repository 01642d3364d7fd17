package org.lacuna.ui.internal.annotating;

import org.eclipse.core.commands.operations.IUndoContext;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.services.IDisposable;
import org.lacuna.annotation.AnnotatedPart;
import org.lacuna.annotation.Annotation;
import org.lacuna.annotation.AnnotationClass;
import org.lacuna.annotation.Edit;
import org.lacuna.ui.internal.viewing.Attention;
import org.lacuna.ui.internal.viewing.Finding;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/**
 * The annotations of the part that a workbench window shows: one for each window. Edits show at
 * once and go into the workbench's operation history; {@link SessionWriter} brings them to disk. UI
 * thread only.
 */
public final class AnnotationDesk implements IDisposable {
    /** What views want to hear, on the UI thread. */
    public interface Listener {
        /** Other annotations, classes or another part. */
        default void annotationsChanged() {}

        /** Another tool, size or class. */
        default void settingsChanged() {}

        /** There is something to tell the user, or no longer. */
        default void noticeChanged() {}
    }

    /**
     * Something that the user has to know.
     *
     * @param error whether something went wrong
     */
    public record Notice(String text, boolean error) {}

    /** So long after the last edit the annotation file is written. */
    private static final int AUTOSAVE_MS = 20_000;

    private final Display display;
    private final Attention attention;
    private final EditHistory history = new EditHistory(this);
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final SessionWriter writer;
    private final Runnable autosave;
    private Optional<Subject> subject = Optional.empty();
    private AnnotatedPart part;
    private boolean ready;
    private Path file;
    private String className = "";
    private Optional<Notice> notice = Optional.empty();
    private DrawingSettings settings = DrawingSettings.defaults();

    public AnnotationDesk(Display display, Attention attention) {
        this.display = display;
        this.attention = attention;
        this.writer = new SessionWriter(this::later, this::failed);
        this.autosave = writer::save;
    }

    private void later(Runnable action) {
        if (!display.isDisposed()) {
            display.asyncExec(action);
        }
    }

    public void addListener(Listener listener) {
        listeners.add(listener);
    }

    public void removeListener(Listener listener) {
        listeners.remove(listener);
    }

    /** For the undo and redo of the views that show annotations. */
    public IUndoContext undoContext() {
        return history.context();
    }

    /** Turns to a part; what was annotated before is saved. */
    public void open(Subject wanted) {
        if (!subject.equals(Optional.of(wanted))) {
            subject = Optional.of(wanted);
            reopen();
        }
    }

    private void reopen() {
        Subject wanted = subject.orElseThrow();
        Path opening = wanted.place().file(AnnotationPreferences.folder(wanted.place()));
        var classes = AnnotationPreferences.classes();
        String defect = wanted.id().defect();
        if (!wanted.id().isGood() && !defect.equals("unknown")) {
            classes = classes.including(defect);
        }
        file = opening;
        part = AnnotatedPart.empty(wanted.place().name(), wanted.grid(), classes);
        ready = false;
        history.clear();
        tell(Optional.empty());
        writer.open(
                opening,
                part,
                found -> {
                    if (opening.equals(file)) {
                        opened(found);
                    }
                });
        attention.focusOn(Optional.empty(), false);
        changed();
    }

    private void opened(SessionWriter.Opened found) {
        if (!found.part().grid().equals(part.grid())) {
            writer.release();
            say(
                    NLS.bind(
                            Messages.AnnotationDesk_otherGrid,
                            new Object[] {file, found.part().grid(), part.grid()}),
                    true);
            return;
        }
        part = found.part();
        ready = true;
        history.resume(found.done(), found.undone());
        if (!found.messages().isEmpty()) {
            say(String.join("\n", found.messages()), true);
        } else if (found.recoveredEdits() > 0) {
            say(NLS.bind(Messages.AnnotationDesk_recovered, found.recoveredEdits()), false);
        }
        changed();
    }

    /** The part that is shown. */
    public Optional<Subject> subject() {
        return subject;
    }

    /** Its annotations; empty before the first part. */
    public Optional<AnnotatedPart> part() {
        return Optional.ofNullable(part);
    }

    /** Where its annotations are kept; null before the first part. */
    public Path file() {
        return file;
    }

    /** Whether edits can be made: not while the file is read, nor when it cannot be used. */
    public boolean isReady() {
        return ready;
    }

    /** The folder that was chosen for the data set has changed: reads from there. */
    public void folderChanged() {
        subject.ifPresent(s -> reopen());
    }

    /** Makes an edit that can be undone. Nothing happens while the part is not {@link #isReady}. */
    public void edit(Edit edit) {
        if (!ready) {
            display.beep();
            return;
        }
        history.execute(edit);
    }

    void perform(Edit edit) {
        part = edit.apply(part);
        writer.perform(edit);
        edited();
    }

    void undo(Edit edit) {
        part = edit.undo(part);
        writer.undo();
        edited();
    }

    void redo(Edit edit) {
        part = edit.apply(part);
        writer.redo();
        edited();
    }

    private void edited() {
        display.timerExec(AUTOSAVE_MS, autosave);
        attention
                .focus()
                .filter(f -> f instanceof Finding.Marked m && part.find(m.id()).isEmpty())
                .ifPresent(f -> attention.focusOn(Optional.empty(), false));
        changed();
    }

    private void failed(String message, AnnotatedPart onDisk) {
        say(message, true);
        if (onDisk != null && onDisk.name().equals(part.name())) {
            history.clear();
            part = onDisk;
            writer.resume();
            edited();
        }
    }

    /** Writes the annotation file now; undo goes on over it. */
    void save() {
        writer.save();
    }

    private void changed() {
        listeners.forEach(Listener::annotationsChanged);
    }

    /** What the user has to be told. */
    public Optional<Notice> notice() {
        return notice;
    }

    public void say(String text, boolean error) {
        tell(Optional.of(new Notice(text, error)));
    }

    /** The user has read it. */
    public void dismissNotice() {
        tell(Optional.empty());
    }

    private void tell(Optional<Notice> other) {
        if (!notice.equals(other)) {
            notice = other;
            listeners.forEach(Listener::noticeChanged);
        }
    }

    public DrawingSettings settings() {
        return settings;
    }

    public void change(UnaryOperator<DrawingSettings> change) {
        DrawingSettings changed = change.apply(settings);
        if (!changed.equals(settings)) {
            settings = changed;
            listeners.forEach(Listener::settingsChanged);
        }
    }

    /** The class of what is drawn next. */
    public Optional<AnnotationClass> currentClass() {
        return part().flatMap(
                        p ->
                                p.classes()
                                        .find(className)
                                        .or(() -> p.classes().classes().stream().findFirst()));
    }

    public void setCurrentClass(String name) {
        className = name;
        listeners.forEach(Listener::settingsChanged);
    }

    /** The annotation that is selected. */
    public Optional<Annotation> selected() {
        return attention
                .focus()
                .filter(
                        f ->
                                part != null
                                        && subject.map(s -> s.id().equals(f.part())).orElse(false))
                .flatMap(f -> f instanceof Finding.Marked m ? part.find(m.id()) : Optional.empty());
    }

    public Attention attention() {
        return attention;
    }

    /** Whether everything is on disk, for tests. */
    public boolean isIdle() {
        return writer.isIdle();
    }

    @Override
    public void dispose() {
        if (!display.isDisposed()) {
            display.timerExec(-1, autosave);
        }
        writer.close();
        history.dispose();
    }
}
