package org.lacuna.ui.projects.internal;

import org.eclipse.core.runtime.jobs.IJobChangeEvent;
import org.eclipse.core.runtime.jobs.JobChangeAdapter;
import org.lacuna.ui.TaskWizards;

import java.nio.file.Path;

/**
 * When a job of Lacuna's has written into a project, or into a data set that one refers to, the
 * project learns of it, and its models and results are checked again. On the job's thread, which it
 * does not keep.
 */
final class OutputListener extends JobChangeAdapter {
    @Override
    public void done(IJobChangeEvent event) {
        if (event.getJob().getProperty(TaskWizards.OUTPUT) instanceof Path output) {
            ProjectRefresh.output(output);
        }
    }
}
