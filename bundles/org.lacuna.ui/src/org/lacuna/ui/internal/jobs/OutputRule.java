package org.lacuna.ui.internal.jobs;

import org.eclipse.core.runtime.jobs.ISchedulingRule;

import java.nio.file.Path;

/**
 * Two jobs that write to the same place, or one into the place of the other, run one after the
 * other: each replaces what is there.
 *
 * @param place file or folder, absolute and normalized
 */
record OutputRule(Path place) implements ISchedulingRule {
    @Override
    public boolean contains(ISchedulingRule rule) {
        return rule instanceof OutputRule other && other.place.startsWith(place);
    }

    @Override
    public boolean isConflicting(ISchedulingRule rule) {
        return rule instanceof OutputRule other
                && (other.place.startsWith(place) || place.startsWith(other.place));
    }
}
