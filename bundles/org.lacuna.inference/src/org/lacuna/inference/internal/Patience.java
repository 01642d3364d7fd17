package org.lacuna.inference.internal;

import org.lacuna.core.CancelledException;
import org.lacuna.core.LacunaException;
import org.lacuna.core.ModelException;
import org.lacuna.core.Progress;
import org.lacuna.core.StorageException;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Waits for a call into native code that cannot be stopped: it is made on a daemon thread, and who
 * waits may leave.
 *
 * <p>ONNX Runtime could end a run early ({@code RunOptions.setTerminate}), but DJL makes the run
 * without options, and neither opening a network nor PyTorch can be ended at all. So what was left
 * goes on until it is done, takes its share of the processor so long, and is then taken back.
 */
public final class Patience {

    private static final long LOOK_MS = 20;

    /**
     * PyTorch reads code and structure of a file by recursion, in native code, where an overflow
     * ends the process: the 1 MB that Java's threads have is an eighth of what Python's has. Taken
     * as far as it is used.
     */
    private static final long STACK_BYTES = 256L << 20;

    private Patience() {}

    /** A call that may fail as Lacuna's calls do. */
    @FunctionalInterface
    public interface Call<T> {
        T run() throws ModelException, StorageException;
    }

    /** What is done with a result that nobody waits for any more. */
    @FunctionalInterface
    public interface TakeBack<T> {
        void accept(T result);
    }

    /**
     * @param progress looked at every 20 ms, on the calling thread
     * @param takeBack gets the result when the caller has left, on the other thread
     * @throws CancelledException at once when the progress is cancelled; the result is lost
     */
    public static <T> T await(Call<T> call, TakeBack<T> takeBack, Progress progress)
            throws ModelException, StorageException {
        // Set by whoever comes first: the caller that leaves, or the result.
        AtomicBoolean settled = new AtomicBoolean();
        FutureTask<T> task =
                new FutureTask<>(
                        () -> {
                            T result = call.run();
                            if (!settled.compareAndSet(false, true)) {
                                takeBack.accept(result);
                            }
                            return result;
                        });
        Thread thread = new Thread(null, task, "lacuna-network", STACK_BYTES);
        thread.setDaemon(true);
        thread.start();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get(LOOK_MS, TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    if (progress.isCancelled() && settled.compareAndSet(false, true)) {
                        throw new CancelledException();
                    }
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw rethrown(e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The failure with the caller's stack: the other thread's is its cause. */
    private static ModelException rethrown(Throwable cause) throws StorageException {
        switch (cause) {
            case StorageException e -> throw new StorageException(e.getMessage(), e);
            case LacunaException e -> {
                return new ModelException(e.getMessage(), e);
            }
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default ->
                    throw new IllegalStateException("a call threw what it does not declare", cause);
        }
    }
}
