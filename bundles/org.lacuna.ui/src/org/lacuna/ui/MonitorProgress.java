package org.lacuna.ui;

import org.eclipse.core.runtime.IProgressMonitor;
import org.lacuna.core.Progress;

/**
 * A job's monitor as what the algorithms know. Each of their tasks is shown with its name; how far
 * it is, is not, since a monitor counts to one total and their number is not known before.
 */
public final class MonitorProgress implements Progress {
    private final IProgressMonitor monitor;
    private volatile String task = "";

    public MonitorProgress(IProgressMonitor monitor) {
        this.monitor = monitor;
    }

    @Override
    public void begin(String name, long steps) {
        task = name;
        monitor.subTask(name);
    }

    @Override
    public void detail(String text) {
        monitor.subTask(task + ", " + text);
    }

    @Override
    public void advance(long steps) {}

    @Override
    public boolean isCancelled() {
        return monitor.isCanceled();
    }
}
