package org.lacuna.memorybank;

import org.lacuna.core.Progress;

/** Hears of a cancellation, but does not count towards a task whose steps others counted. */
record CancelOnly(Progress whole) implements Progress {
    @Override
    public void begin(String task, long steps) {}

    @Override
    public void advance(long steps) {}

    @Override
    public boolean isCancelled() {
        return whole.isCancelled();
    }
}
