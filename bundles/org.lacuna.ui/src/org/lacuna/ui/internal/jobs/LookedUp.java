package org.lacuna.ui.internal.jobs;

import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.widgets.Composite;
import org.lacuna.core.LacunaException;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A path for input, and what is found there in a job as the user types. UI thread.
 *
 * @param <T> what is found
 */
final class LookedUp<T> {
    /** Done on a job's thread. */
    @FunctionalInterface
    interface Reader<T> {
        T read(Path path) throws LacunaException;
    }

    private final PathField field;
    private final Looker looker;
    private final String missing;
    private final Reader<T> reader;
    private final Runnable told;
    private Optional<T> found = Optional.empty();
    private Check check;

    /**
     * @param missing what to say while nothing is there
     * @param changed told after each change of the text
     * @param told told when something is found, or nothing can be
     */
    LookedUp(
            Composite area,
            String label,
            PathField.Kind kind,
            String missing,
            Reader<T> reader,
            Runnable changed,
            Runnable told) {
        this.missing = missing;
        this.reader = reader;
        this.told = told;
        this.looker = new Looker(area);
        this.check = Check.problem(missing);
        field =
                new PathField(
                        area,
                        label,
                        kind,
                        () -> {
                            look();
                            changed.run();
                        });
    }

    /** Forgets what was found, and looks. */
    void look() {
        found = Optional.empty();
        Optional<Path> path = field.path();
        if (path.isEmpty()) {
            looker.cancel();
            check =
                    Check.problem(
                            field.isEmpty()
                                    ? missing
                                    : NLS.bind(Messages.Common_notAPath, field.text()));
            return;
        }
        check = Check.waiting(NLS.bind(Messages.Common_looking, path.get()));
        looker.look(
                check.text(),
                progress -> reader.read(path.get()),
                value -> {
                    found = Optional.of(value);
                    check = Check.OK;
                    told.run();
                },
                problem -> {
                    check = Check.problem(problem);
                    told.run();
                });
    }

    Check check() {
        return check;
    }

    /** Empty while it is not known. */
    Optional<T> found() {
        return found;
    }

    PathField field() {
        return field;
    }
}
