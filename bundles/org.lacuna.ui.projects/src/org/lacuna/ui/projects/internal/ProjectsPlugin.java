package org.lacuna.ui.projects.internal;

import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.core.runtime.Platform;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchListener;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.ide.IDE;
import org.eclipse.ui.model.IWorkbenchAdapter;
import org.lacuna.ui.OutputPlaces;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/**
 * Starts when something of projects is first shown or done. From then on output of Lacuna's jobs is
 * noticed in projects, and what follows a job is proposed to be put there; and in Lacuna's own
 * product, which has no IDE around it, the plug-in does what an IDE does for its workspace: it
 * teaches the views what resources look like, and saves the workspace at the end.
 */
public final class ProjectsPlugin implements BundleActivator {
    static final String ID = "org.lacuna.ui.projects";

    private final OutputListener outputs = new OutputListener();

    @Override
    public void start(BundleContext context) {
        Job.getJobManager().addJobChangeListener(outputs);
        // Gone with the bundle.
        context.registerService(OutputPlaces.class, new ProjectPlaces(), null);
        if (PlatformUI.isWorkbenchRunning() && !ideIsThere()) {
            IDE.registerAdapters();
            PlatformUI.getWorkbench().addWorkbenchListener(new WorkspaceSaver());
        }
    }

    private static boolean ideIsThere() {
        return Platform.getAdapterManager()
                .hasAdapter(
                        ResourcesPlugin.getWorkspace().getRoot(),
                        IWorkbenchAdapter.class.getName());
    }

    @Override
    public void stop(BundleContext context) {
        Job.getJobManager().removeJobChangeListener(outputs);
    }

    private static final class WorkspaceSaver implements IWorkbenchListener {
        @Override
        public boolean preShutdown(IWorkbench workbench, boolean forced) {
            return true;
        }

        /** The windows are closed, so nobody waits in front of one. */
        @Override
        public void postShutdown(IWorkbench workbench) {
            try {
                ResourcesPlugin.getWorkspace().save(true, new NullProgressMonitor());
            } catch (CoreException e) {
                ILog.get().log(e.getStatus());
            }
        }
    }
}
