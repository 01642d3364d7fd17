package org.lacuna.core;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that kernels may use, handed in explicitly: no kernel takes threads from anywhere
 * else.
 *
 * <p>Work is cut into chunks whose borders depend on the problem alone, never on the number of
 * threads; each chunk writes its own part of the result. So the bits are the same for 1 or n
 * threads, and a kernel that has to sum over chunks sums in chunk order afterwards.
 *
 * <p>Thread-safe. A body may not call {@link #forEachChunk} of the same workers again (inner loops
 * take {@link #sequential()}): that could starve the pool.
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
     */
    public void forEachChunk(int size, int chunkSize, Body body) {
        if (size < 0 || chunkSize < 1) {
            throw new IllegalArgumentException(
                    "size: " + size + ", chunkSize: " + chunkSize + ", expected >= 0 and >= 1");
        }
        int chunks = chunks(size, chunkSize);
        if (pool == null || chunks <= 1) {
            for (int c = 0; c < chunks; c++) {
                body.run(c, c * chunkSize, (int) Math.min(size, (long) (c + 1) * chunkSize));
            }
            return;
        }
        Loop loop = new Loop(size, chunkSize, chunks, body);
        List<Future<?>> others = new ArrayList<>();
        for (int t = 1; t < Math.min(threads, chunks); t++) {
            others.add(pool.submit(loop));
        }
        loop.run();
        boolean interrupted = false;
        for (Future<?> f : others) {
            interrupted |= await(f);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        loop.rethrow();
    }

    /**
     * Waits although interrupted, since the bodies write to the caller's arrays; tells whether it
     * was.
     */
    private static boolean await(Future<?> future) {
        boolean interrupted = false;
        while (true) {
            try {
                future.get();
                return interrupted;
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (ExecutionException e) {
                throw new IllegalStateException("a worker died outside the loop body", e);
            }
        }
    }

    @Override
    public void close() {
        if (pool != null) {
            pool.shutdown();
        }
    }

    private static final class Loop implements Runnable {
        private final int size;
        private final int chunkSize;
        private final int chunks;
        private final Body body;
        private final AtomicInteger next = new AtomicInteger();
        private Throwable failure;
        private int failedChunk = Integer.MAX_VALUE;

        Loop(int size, int chunkSize, int chunks, Body body) {
            this.size = size;
            this.chunkSize = chunkSize;
            this.chunks = chunks;
            this.body = body;
        }

        @Override
        public void run() {
            int c;
            while ((c = next.getAndIncrement()) < chunks) {
                try {
                    body.run(c, c * chunkSize, (int) Math.min(size, (long) (c + 1) * chunkSize));
                } catch (RuntimeException | Error e) {
                    fail(c, e);
                }
            }
        }

        private synchronized void fail(int chunk, Throwable e) {
            next.set(chunks);
            if (chunk < failedChunk) {
                failedChunk = chunk;
                failure = e;
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
