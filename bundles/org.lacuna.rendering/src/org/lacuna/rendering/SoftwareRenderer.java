package org.lacuna.rendering;

import org.lacuna.core.Progress;
import org.lacuna.core.Workers;

import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Draws in plain Java: every point becomes a small disc in a buffer that keeps the nearest depth
 * and its point for each pixel; then each pixel gets its colour, light and outline.
 *
 * <p>Threads draw into buffers of their own, which are merged by taking the nearer point, or the
 * first of the scene's order at equal depth. That does not depend on who drew what: the same bits
 * for any number of threads. O(points drawn x pixels of a point + pixels x threads). Keeps 8 bytes
 * for each pixel and thread from frame to frame, together at most {@value #MAX_BUFFER_BYTES} or
 * what one thread needs. The workers stay the caller's.
 */
public final class SoftwareRenderer implements CloudRenderer {
    static final long MAX_BUFFER_BYTES = 256L << 20;

    private static final int POINTS_A_CHUNK = 1 << 14;
    private static final int ROWS_A_CHUNK = 16;

    private final Workers workers;
    private long[][] buffers = new long[0][];

    public SoftwareRenderer(Workers workers) {
        this.workers = Objects.requireNonNull(workers, "workers");
    }

    @Override
    public Frame render(
            PointCloudScene scene,
            int[] argb,
            Camera camera,
            ViewSize size,
            RenderOptions options,
            Progress progress) {
        if (argb.length != scene.size()) {
            throw new IllegalArgumentException(
                    "argb: "
                            + argb.length
                            + " colours, expected "
                            + scene.size()
                            + ", one for each point");
        }
        int divisor = options.detail().divisor();
        ViewSize small = size.dividedBy(divisor);
        ViewTransform transform = new ViewTransform(camera, size, divisor);
        int points = scene.size(options.detail().level());
        int used = prepareBuffers(points, small.pixels());
        Frame frame =
                new Frame(
                        scene,
                        camera,
                        size,
                        options,
                        small,
                        new int[small.pixels()],
                        new float[small.pixels()],
                        new int[small.pixels()]);
        splat(new Splatter(frame, argb, transform), points, used, progress);
        workers.forEachChunk(
                small.height(),
                ROWS_A_CHUNK,
                (chunk, from, to) -> {
                    progress.throwIfCancelled();
                    merge(frame, used, from * small.width(), to * small.width());
                });
        FrameShader shader = new FrameShader(frame, argb, transform);
        workers.forEachChunk(
                small.height(),
                ROWS_A_CHUNK,
                (chunk, from, to) -> {
                    progress.throwIfCancelled();
                    shader.shade(from, to);
                });
        return frame;
    }

    /** Returns how many buffers there are to draw into. */
    private int prepareBuffers(int points, int pixels) {
        long most = Math.max(1, MAX_BUFFER_BYTES / Long.BYTES / pixels);
        int chunks = Math.max(1, Workers.chunks(points, POINTS_A_CHUNK));
        int used = (int) Math.min(Math.min(workers.threads(), chunks), most);
        if (buffers.length < used || buffers[0].length != pixels) {
            buffers = new long[0][]; // so that the old and the new ones are never there together
            buffers = new long[used][pixels];
        }
        return used;
    }

    private void splat(Splatter splatter, int points, int used, Progress progress) {
        AtomicInteger nextChunk = new AtomicInteger();
        int chunks = Workers.chunks(points, POINTS_A_CHUNK);
        workers.forEachChunk(
                used,
                1,
                (buffer, from, to) -> {
                    long[] nearest = buffers[buffer];
                    Arrays.fill(nearest, Splatter.EMPTY);
                    int chunk;
                    while ((chunk = nextChunk.getAndIncrement()) < chunks) {
                        progress.throwIfCancelled();
                        int first = chunk * POINTS_A_CHUNK;
                        splatter.draw(first, Math.min(points, first + POINTS_A_CHUNK), nearest);
                    }
                });
    }

    private void merge(Frame frame, int used, int from, int to) {
        long[] nearest = buffers[0];
        for (int b = 1; b < used; b++) {
            long[] other = buffers[b];
            for (int i = from; i < to; i++) {
                nearest[i] = Math.min(nearest[i], other[i]);
            }
        }
        for (int i = from; i < to; i++) {
            frame.depthMm()[i] = Splatter.depthMm(nearest[i]);
            frame.point()[i] = Splatter.point(nearest[i]);
        }
    }

    @Override
    public void close() {
        buffers = new long[0][];
    }
}
