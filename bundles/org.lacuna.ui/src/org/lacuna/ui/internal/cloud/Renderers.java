package org.lacuna.ui.internal.cloud;

import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Platform;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.lacuna.rendering.gl.OpenGl;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Chooses for all views what point clouds are drawn with. OpenGL is looked for once, in a job, when
 * the first view asks and the user wants it; until it is found plain Java draws, and again after
 * OpenGL failed. Thread-safe.
 */
public final class Renderers {
    private static final Renderers ALL = new Renderers();

    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private RendererPreference wanted = RendererPreference.read();
    private Optional<OpenGl.Probe> probe = Optional.empty();
    private Optional<String> failure = Optional.empty();
    private boolean looking;

    private Renderers() {
        if (RendererPreference.wasTrying()) {
            failure = Optional.of(Messages.Renderer_crashed);
        }
    }

    public static Renderers all() {
        return ALL;
    }

    /** What to draw with now. Looks for OpenGL if that was not done yet; returns at once. */
    public synchronized RendererChoice choice() {
        RendererChoice choice = RendererChoice.of(wanted, probe, failure, isMac());
        boolean worthLooking =
                wanted == RendererPreference.OPENGL
                        || wanted == RendererPreference.AUTOMATIC && !isMac();
        if (worthLooking && probe.isEmpty() && failure.isEmpty() && !looking) {
            looking = true;
            look();
        }
        return choice;
    }

    private static boolean isMac() {
        return Platform.OS_MACOSX.equals(Platform.getOS());
    }

    private void look() {
        Job job =
                new Job(Messages.Renderer_job) {
                    @Override
                    protected IStatus run(IProgressMonitor monitor) {
                        RendererPreference.setTrying(true);
                        found(OpenGl.probe());
                        RendererPreference.setTrying(false);
                        return Status.OK_STATUS;
                    }
                };
        job.setSystem(true);
        job.schedule();
    }

    private void found(OpenGl.Probe result) {
        synchronized (this) {
            probe = Optional.of(result);
            looking = false;
        }
        RendererChoice choice = choice();
        ILog.get()
                .info(
                        "Point clouds: "
                                + (choice.openGl() ? "OpenGL. " : "Java. ")
                                + choice.reason());
        listeners.forEach(Runnable::run);
    }

    /** OpenGL failed: plain Java draws from now on, in every view. Logged the first time. */
    public void failed(RuntimeException e) {
        synchronized (this) {
            if (failure.isPresent()) {
                return;
            }
            failure = Optional.of(String.valueOf(e.getMessage()));
        }
        ILog.get().warn("Point clouds: Java, as OpenGL failed: " + e.getMessage(), e);
        listeners.forEach(Runnable::run);
    }

    public synchronized RendererPreference wanted() {
        return wanted;
    }

    /** Stores what the user wants; OpenGL, asked for again, gets another chance. */
    public void want(RendererPreference other) {
        other.write();
        synchronized (this) {
            wanted = other;
            failure = Optional.empty();
            probe = probe.filter(OpenGl.Probe::works);
        }
        RendererPreference.setTrying(false);
        choice();
        listeners.forEach(Runnable::run);
    }

    /** Called, on any thread, when the choice may be another one. */
    public void addListener(Runnable listener) {
        listeners.add(listener);
    }

    public void removeListener(Runnable listener) {
        listeners.remove(listener);
    }
}
