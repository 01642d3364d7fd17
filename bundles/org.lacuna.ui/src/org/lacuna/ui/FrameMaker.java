package org.lacuna.ui;

import org.eclipse.core.runtime.ILog;
import org.lacuna.core.CancelledException;
import org.lacuna.core.Progress;
import org.lacuna.core.Workers;
import org.lacuna.rendering.Camera;
import org.lacuna.rendering.CloudRenderer;
import org.lacuna.rendering.Detail;
import org.lacuna.rendering.Frame;
import org.lacuna.rendering.PointCloudScene;
import org.lacuna.rendering.RenderOptions;
import org.lacuna.rendering.SoftwareRenderer;
import org.lacuna.rendering.ViewSize;
import org.lacuna.rendering.gl.OpenGlRenderer;
import org.lacuna.ui.internal.cloud.Renderers;
import org.lacuna.ui.internal.cloud.SwitchingRenderer;
import org.lacuna.ui.internal.viewing.PictureLayers;

import java.util.List;
import java.util.function.BiConsumer;

/**
 * Draws frames on a thread of its own, always the latest that was asked for: who drags faster than
 * frames are made skips some. A picture in full detail is given up when another one is asked for.
 */
final class FrameMaker implements AutoCloseable {
    /**
     * What a frame shows.
     *
     * @param marks masks in colours over those of the points, later ones on top
     */
    record Shot(
            PartCloud cloud,
            CloudColouring colouring,
            List<PictureLayers.Mark> marks,
            Camera camera,
            ViewSize size,
            RenderOptions options) {}

    static final String THREAD = "Lacuna cloud view";

    private final BiConsumer<Shot, Frame> done;
    private final Workers workers = Workers.allProcessors();
    private final Thread thread = new Thread(this::run, THREAD);
    private Shot wanted;

    /** Colours of the points as last drawn, without and with marks; of the thread that draws. */
    private int[] plain;

    private int[] argb;

    private PointCloudScene coloured;
    private CloudColouring colouring;
    private List<PictureLayers.Mark> marks = List.of();
    private boolean closed;

    /**
     * @param done receives what was asked for and its frame, on the thread that draws
     */
    FrameMaker(BiConsumer<Shot, Frame> done) {
        this.done = done;
        thread.setDaemon(true);
        thread.start();
    }

    /** Returns at once; a shot that nobody began to draw is forgotten. */
    synchronized void ask(Shot shot) {
        wanted = shot;
        notifyAll();
    }

    private synchronized Shot next() throws InterruptedException {
        while (wanted == null && !closed) {
            wait();
        }
        Shot shot = closed ? null : wanted;
        wanted = null;
        return shot;
    }

    private synchronized boolean isObsolete(Shot shot) {
        return closed || wanted != null && shot.options().detail().equals(Detail.FULL);
    }

    private void run() {
        try (CloudRenderer renderer =
                        new SwitchingRenderer(
                                () -> Renderers.all().choice().openGl(),
                                OpenGlRenderer::new,
                                Renderers.all()::failed,
                                new SoftwareRenderer(workers));
                workers) {
            Shot shot;
            while ((shot = next()) != null) {
                draw(renderer, shot);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void draw(CloudRenderer renderer, Shot shot) {
        try {
            colour(shot);
            done.accept(
                    shot,
                    renderer.render(
                            shot.cloud().scene(),
                            argb,
                            shot.camera(),
                            shot.size(),
                            shot.options(),
                            new Obsolescence(shot)));
        } catch (CancelledException e) {
            // A newer one is asked for, or nobody looks any more.
        } catch (RuntimeException e) {
            // The view keeps its last picture; the next one may do better.
            ILog.get().error("A picture of the point cloud could not be drawn", e);
        }
    }

    private void colour(Shot shot) {
        boolean anew = coloured != shot.cloud().scene() || colouring != shot.colouring();
        if (anew) {
            plain = shot.cloud().argb(shot.colouring());
            coloured = shot.cloud().scene();
            colouring = shot.colouring();
        }
        if (anew || !marks.equals(shot.marks())) {
            argb = shot.cloud().marked(plain, shot.marks());
            marks = shot.marks();
        }
    }

    /** Cancels the shot when it is not wanted any more. */
    private final class Obsolescence implements Progress {
        private final Shot shot;

        Obsolescence(Shot shot) {
            this.shot = shot;
        }

        @Override
        public void begin(String task, long steps) {}

        @Override
        public void advance(long steps) {}

        @Override
        public boolean isCancelled() {
            return isObsolete(shot);
        }
    }

    /** Ends the thread; a frame in work is given up. Does not wait. */
    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
