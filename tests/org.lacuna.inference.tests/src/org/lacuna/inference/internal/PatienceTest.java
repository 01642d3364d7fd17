package org.lacuna.inference.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lacuna.core.CancelledException;
import org.lacuna.core.ModelException;
import org.lacuna.core.Progress;
import org.lacuna.core.StorageException;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/** The limits are for a test that would hang. */
@Timeout(60)
class PatienceTest {

    /** Cancelled from the first look on. */
    private static final Progress CANCELLED =
            new Progress() {
                @Override
                public void begin(String task, long steps) {}

                @Override
                public void advance(long steps) {}

                @Override
                public boolean isCancelled() {
                    return true;
                }
            };

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void result_isReturnedAndKept() throws Exception {
        AtomicReference<String> takenBack = new AtomicReference<>();
        AtomicReference<Thread> other = new AtomicReference<>();
        String result =
                Patience.await(
                        () -> {
                            other.set(Thread.currentThread());
                            return "open";
                        },
                        takenBack::set,
                        Progress.NONE);
        assertEquals("open", result);
        assertEquals(null, takenBack.get());
        assertTrue(other.get().isDaemon(), "must not keep the process alive");
    }

    @Test
    void cancelled_leavesAtOnce_andTheResultIsTakenBackLater() throws Exception {
        CountDownLatch mayEnd = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        AtomicReference<String> takenBack = new AtomicReference<>();
        assertThrows(
                CancelledException.class,
                () ->
                        Patience.await(
                                () -> {
                                    PatienceTest.await(mayEnd);
                                    return "open";
                                },
                                result -> {
                                    takenBack.set(result);
                                    done.countDown();
                                },
                                CANCELLED));
        // The caller is here while the call still waits for it: nothing was taken from under it.
        assertEquals(null, takenBack.get());
        mayEnd.countDown();
        done.await();
        assertEquals("open", takenBack.get());
    }

    @Test
    void cancelled_afterTheResult_isTheResult() throws Exception {
        Thread.currentThread().interrupt();
        try {
            assertEquals(1, Patience.await(() -> 1, r -> assertFalse(true, "kept"), Progress.NONE));
            assertTrue(Thread.currentThread().isInterrupted(), "the interruption is passed on");
        } finally {
            assertTrue(Thread.interrupted());
        }
    }

    @Test
    void failure_isTheCallers() {
        ModelException model = new ModelException("m");
        ModelException e =
                assertThrows(
                        ModelException.class,
                        () ->
                                Patience.await(
                                        () -> {
                                            throw model;
                                        },
                                        r -> {},
                                        Progress.NONE));
        assertNotSame(model, e);
        assertEquals("m", e.getMessage());
        assertSame(model, e.getCause());
        StorageException storage = new StorageException("s", null);
        assertEquals(
                "s",
                assertThrows(
                                StorageException.class,
                                () ->
                                        Patience.await(
                                                () -> {
                                                    throw storage;
                                                },
                                                r -> {},
                                                Progress.NONE))
                        .getMessage());
        IllegalStateException bug = new IllegalStateException("b");
        assertSame(
                bug,
                assertThrows(
                        IllegalStateException.class,
                        () ->
                                Patience.await(
                                        () -> {
                                            throw bug;
                                        },
                                        r -> {},
                                        Progress.NONE)));
        assertThrows(
                OutOfMemoryError.class,
                () ->
                        Patience.await(
                                () -> {
                                    throw new OutOfMemoryError("none left");
                                },
                                r -> {},
                                Progress.NONE));
    }
}
