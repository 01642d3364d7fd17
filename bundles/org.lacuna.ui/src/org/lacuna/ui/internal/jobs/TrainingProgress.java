package org.lacuna.ui.internal.jobs;

import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.jobs.Job;
import org.lacuna.core.Progress;

/** Progress of a training for the job's monitor and for the training view. Thread-safe. */
final class TrainingProgress implements Progress {
    private final Job job;
    private final JobProgress shown;
    private final TrainingFeed feed;

    TrainingProgress(Job job, IProgressMonitor monitor, TrainingFeed feed) {
        this.job = job;
        this.shown = new JobProgress(monitor, job.getName(), 0);
        this.feed = feed;
        feed.start(job);
    }

    @Override
    public void begin(String task, long steps) {
        shown.begin(task, steps);
        feed.task(job, task, steps);
    }

    @Override
    public void advance(long steps) {
        shown.advance(steps);
        feed.advance(job, steps);
    }

    @Override
    public void detail(String text) {
        shown.detail(text);
    }

    @Override
    public void epoch(String network, int number, double loss, double validation) {
        feed.epoch(job, network, new TrainingFeed.Point(number, loss, validation));
    }

    @Override
    public boolean isCancelled() {
        return shown.isCancelled();
    }
}
