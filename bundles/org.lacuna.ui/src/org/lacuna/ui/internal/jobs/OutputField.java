package org.lacuna.ui.internal.jobs;

import org.eclipse.swt.widgets.Composite;

import java.nio.file.Path;
import java.util.function.Function;

/** A path for output that is checked on the disk, in a job, as the user types. UI thread. */
final class OutputField {
    private final LookedUp<Check> path;

    /**
     * @param missing what to say while nothing is there
     * @param checks looks at the disk, on a job's thread
     * @param changed told after each change of the text
     * @param told told when a check has come in
     */
    OutputField(
            Composite area,
            String label,
            PathField.Kind kind,
            String missing,
            Function<Path, Check> checks,
            Runnable changed,
            Runnable told) {
        path = new LookedUp<>(area, label, kind, missing, checks::apply, changed, told);
    }

    Check check() {
        return Check.most(path.check(), path.found().orElse(Check.OK));
    }

    /** Checks again, as something that the check depends on has changed. */
    void look() {
        path.look();
    }

    PathField field() {
        return path.field();
    }
}
