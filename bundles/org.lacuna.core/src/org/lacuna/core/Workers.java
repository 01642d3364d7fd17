package org.lacuna.core;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that kernels may use, handed in explicitly: no kernel takes threads from anywhere
 * else.
 *
 * <p>Work is cut into chunks whose borders depend on the problem alone, never on the number of
 * threads; each chunk writes its own part of the result. So the bits are the same for 1 or n
 * threads, and a kernel that has to sum over chunks sums in chunk order afterwards.
 *
 * <p>Thread-safe: several threads may run loops on the same workers; each caller works on its own
 * loop, so it never waits for the loop of another. For the same reason a body may itself use the
 * workers without a deadlock, but gains nothing by it: inner loops take {@link #sequential()}.
 */
public final class Workers implements AutoCloseable {
    /** Handles the half-open range {@code [from, to)} of one chunk. */
    @FunctionalInterface
    public interface Body {
        void run(int chunk, int from, int to);
    }

    private static final Workers SEQUENTIAL = new Workers(1);

    private final int threads;
    private final ExecutorService pool;

    private Workers(int threads) {
        this.threads = threads;
        this.pool =
                threads == 1
                        ? null
                        : Executors.newFixedThreadPool(
                                threads - 1,
                                Thread.ofPlatform().daemon().name("lacuna-worker-", 1).factory());
    }

    /** The calling thread alone. Needs no close. */
    public static Workers sequential() {
        return SEQUENTIAL;
    }

    /**
     * @param threads how many threads work, the caller included; at least 1
     */
    public static Workers of(int threads) {
        if (threads < 1 || threads > 1024) {
            throw new IllegalArgumentException("threads: " + threads + ", expected 1..1024");
        }
        return threads == 1 ? SEQUENTIAL : new Workers(threads);
    }

    /** One thread for each processor. */
    public static Workers allProcessors() {
        return of(Math.min(1024, Runtime.getRuntime().availableProcessors()));
    }

    public int threads() {
        return threads;
    }

    /** Number of chunks that {@link #forEachChunk} cuts a range into. */
    public static int chunks(int size, int chunkSize) {
        return (int) (((long) size + chunkSize - 1) / chunkSize);
    }

    /**
     * Runs the body for every chunk of {@code [0, size)} and returns when all are done. The first
     * exception of a body (lowest chunk) is thrown again; chunks not yet started are then skipped.
     *
     * @param size length of the range, at least 0
     * @param chunkSize length of a chunk, at least 1; chosen from the problem, not from {@link
     *     #threads()}
     * @throws IllegalStateException after {@link #close}
     */
    public void forEachChunk(int size, int chunkSize, Body body) {
        if (size < 0 || chunkSize < 1) {
            throw new IllegalArgumentException(
                    "size: " + size + ", chunkSize: " + chunkSize + ", expected >= 0 and >= 1");
        }
        if (pool != null && pool.isShutdown()) {
            throw new IllegalStateException("workers are closed");
        }
        int chunks = chunks(size, chunkSize);
        if (pool == null || chunks <= 1) {
            for (int c = 0; c < chunks; c++) {
                body.run(c, c * chunkSize, (int) Math.min(size, (long) (c + 1) * chunkSize));
            }
            return;
        }
        Loop loop = new Loop(size, chunkSize, chunks, body);
        try {
            for (int t = 1; t < Math.min(threads, chunks); t++) {
                pool.execute(loop::help);
            }
        } catch (RejectedExecutionException e) {
            // Closed by another thread this moment: the caller finishes what it began alone.
        }
        loop.work();
        loop.awaitHelpers();
        loop.rethrow();
    }

    /** Lets running loops finish; their threads end afterwards. */
    @Override
    public void close() {
        if (pool != null) {
            pool.shutdown();
        }
    }

    private static final class Loop {
        private final int size;
        private final int chunkSize;
        private final int chunks;
        private final Body body;
        private final AtomicInteger next = new AtomicInteger();
        private Throwable failure;
        private int failedChunk = Integer.MAX_VALUE;
        private int helpers;
        private boolean over;

        Loop(int size, int chunkSize, int chunks, Body body) {
            this.size = size;
            this.chunkSize = chunkSize;
            this.chunks = chunks;
            this.body = body;
        }

        /** What a pool thread does; nothing when it comes after the loop is over. */
        void help() {
            synchronized (this) {
                if (over) {
                    return;
                }
                helpers++;
            }
            try {
                work();
            } finally {
                synchronized (this) {
                    helpers--;
                    notifyAll();
                }
            }
        }

        void work() {
            int c;
            while ((c = next.getAndIncrement()) < chunks) {
                try {
                    body.run(c, c * chunkSize, (int) Math.min(size, (long) (c + 1) * chunkSize));
                } catch (RuntimeException | Error e) {
                    fail(c, e);
                }
            }
        }

        /**
         * Chunks are handed out in order, so every chunk below a failed one has been started and
         * will be heard: the failure that is kept is the same for any number of threads.
         */
        private synchronized void fail(int chunk, Throwable e) {
            next.set(chunks);
            if (chunk < failedChunk) {
                failedChunk = chunk;
                failure = e;
            }
        }

        /** Waits although interrupted, since the bodies write to the caller's arrays. */
        synchronized void awaitHelpers() {
            over = true;
            boolean interrupted = false;
            while (helpers > 0) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        synchronized void rethrow() {
            switch (failure) {
                case null -> {}
                case RuntimeException e -> throw e;
                case Error e -> throw e;
                default -> throw new IllegalStateException(failure);
            }
        }
    }
}
