package org.lacuna.ui;

import org.eclipse.core.runtime.IProgressMonitor;
import org.lacuna.core.Progress;

/**
 * A job's monitor as what the algorithms know. Each of their tasks is shown with its name; how far
 * it is, is not, since a monitor counts to one total and their number is not known before.
 */
record MonitorProgress(IProgressMonitor monitor) implements Progress {
    @Override
    public void begin(String task, long steps) {
        monitor.subTask(task);
    }

    @Override
    public void advance(long steps) {}

    @Override
    public boolean isCancelled() {
        return monitor.isCanceled();
    }
}
