package org.lacuna.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;

class WorkersTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** A sum whose rounding depends on where the range is cut. */
    private static double[] partialSums(Workers workers, float[] values, int chunkSize) {
        double[] sums = new double[Workers.chunks(values.length, chunkSize)];
        workers.forEachChunk(
                values.length,
                chunkSize,
                (chunk, from, to) -> {
                    float s = 0;
                    for (int i = from; i < to; i++) {
                        s += values[i];
                    }
                    sums[chunk] = s;
                });
        return sums;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 8, 16})
    void forEachChunk_anyThreadCount_givesTheSameBits(int threads) {
        SeededRandom random = new SeededRandom(11);
        float[] values = new float[100_003];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        double[] expected = partialSums(Workers.sequential(), values, 977);
        try (Workers workers = Workers.of(threads)) {
            assertArrayEquals(expected, partialSums(workers, values, 977));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1",
        "0, 7",
        "1, 1",
        "1, 7",
        "2, 1",
        "6, 7",
        "7, 7",
        "8, 7",
        "13, 7",
        "14, 7",
        "15, 7",
        "1000, 1",
        "1000, 999",
        "1000, 1000",
        "1000, 1001",
        "1000, 2147483647"
    })
    void forEachChunk_coversTheRangeOnceWithTheStatedBorders(int size, int chunkSize) {
        for (int threads : new int[] {1, 2, 4}) {
            try (Workers workers = Workers.of(threads)) {
                AtomicIntegerArray visits = new AtomicIntegerArray(size);
                Set<Integer> chunks = ConcurrentHashMap.newKeySet();
                AtomicInteger wrongBorders = new AtomicInteger();
                workers.forEachChunk(
                        size,
                        chunkSize,
                        (chunk, from, to) -> {
                            chunks.add(chunk);
                            long end = Math.min(size, (chunk + 1L) * chunkSize);
                            if (from != (long) chunk * chunkSize || to != end || from >= to) {
                                wrongBorders.incrementAndGet();
                            }
                            for (int i = from; i < to; i++) {
                                visits.incrementAndGet(i);
                            }
                        });
                assertEquals(0, wrongBorders.get());
                assertEquals(Workers.chunks(size, chunkSize), chunks.size());
                for (int i = 0; i < size; i++) {
                    assertEquals(1, visits.get(i), "visits of " + i);
                }
            }
        }
    }

    @Test
    void forEachChunk_hugeRange_hasNoOverflowInTheBorders() {
        int chunkSize = 1 << 30;
        List<String> seen = new ArrayList<>();
        Workers.sequential()
                .forEachChunk(
                        Integer.MAX_VALUE,
                        chunkSize,
                        (chunk, from, to) -> seen.add(chunk + ":" + from + "-" + to));
        assertEquals(List.of("0:0-1073741824", "1:1073741824-2147483647"), seen);
        assertEquals(Integer.MAX_VALUE, Workers.chunks(Integer.MAX_VALUE, 1));
        assertEquals(1, Workers.chunks(Integer.MAX_VALUE, Integer.MAX_VALUE));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void forEachChunk_severalBodiesThrow_theLowestChunkIsHeard(int threads) {
        try (Workers workers = Workers.of(threads)) {
            for (int round = 0; round < 200; round++) {
                IllegalStateException e =
                        assertThrows(
                                IllegalStateException.class,
                                () ->
                                        workers.forEachChunk(
                                                64,
                                                1,
                                                (chunk, from, to) -> {
                                                    if (chunk % 10 == 7) {
                                                        throw new IllegalStateException(
                                                                "chunk " + chunk);
                                                    }
                                                }));
                assertEquals("chunk 7", e.getMessage());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void forEachChunk_afterAFailure_skipsTheRestAndStaysUsable(int threads) {
        try (Workers workers = Workers.of(threads)) {
            AtomicInteger ran = new AtomicInteger();
            Error thrown = new AssertionError("first");
            Error e =
                    assertThrows(
                            AssertionError.class,
                            () ->
                                    workers.forEachChunk(
                                            1_000_000,
                                            1,
                                            (chunk, from, to) -> {
                                                ran.incrementAndGet();
                                                if (chunk == 0) {
                                                    throw thrown;
                                                }
                                            }));
            assertSame(thrown, e);
            assertTrue(ran.get() < 1_000_000, "chunks run: " + ran.get());
            ran.set(0);
            workers.forEachChunk(100, 3, (chunk, from, to) -> ran.addAndGet(to - from));
            assertEquals(100, ran.get());
        }
    }

    @Test
    void forEachChunk_cancelled_passesTheCancellationOn() {
        try (Workers workers = Workers.of(2)) {
            assertThrows(
                    CancelledException.class,
                    () ->
                            workers.forEachChunk(
                                    10,
                                    1,
                                    (chunk, from, to) -> {
                                        throw new CancelledException();
                                    }));
        }
    }

    @Test
    void forEachChunk_returnsOnlyWhenHelpersAreDone() {
        try (Workers workers = Workers.of(4)) {
            for (int round = 0; round < 50; round++) {
                AtomicInteger running = new AtomicInteger();
                assertThrows(
                        IllegalStateException.class,
                        () ->
                                workers.forEachChunk(
                                        8,
                                        1,
                                        (chunk, from, to) -> {
                                            running.incrementAndGet();
                                            try {
                                                if (chunk == 0) {
                                                    throw new IllegalStateException("stop");
                                                }
                                                Thread.onSpinWait();
                                            } finally {
                                                running.decrementAndGet();
                                            }
                                        }));
                assertEquals(0, running.get());
            }
        }
    }

    @Test
    void forEachChunk_callerInterrupted_finishesAndKeepsTheInterrupt() {
        assertTimeoutPreemptively(
                LIMIT,
                () -> {
                    try (Workers workers = Workers.of(3)) {
                        AtomicInteger done = new AtomicInteger();
                        CountDownLatch helperInside = new CountDownLatch(1);
                        Thread caller = Thread.currentThread();
                        workers.forEachChunk(
                                3,
                                1,
                                (chunk, from, to) -> {
                                    if (caller.isInterrupted()) {
                                        Thread.onSpinWait();
                                    } else if (Thread.currentThread() == caller) {
                                        awaitQuietly(helperInside);
                                        caller.interrupt();
                                    } else {
                                        helperInside.countDown();
                                        pause(50);
                                    }
                                    done.incrementAndGet();
                                });
                        assertEquals(3, done.get());
                        assertTrue(Thread.interrupted(), "the interrupt was swallowed");
                    }
                });
    }

    @Test
    void forEachChunk_otherCallerHoldsThePool_doesNotWaitForIt() {
        assertTimeoutPreemptively(
                LIMIT,
                () -> {
                    try (Workers workers = Workers.of(2)) {
                        CountDownLatch release = new CountDownLatch(1);
                        CountDownLatch bothInside = new CountDownLatch(2);
                        Thread other =
                                new Thread(
                                        () ->
                                                workers.forEachChunk(
                                                        2,
                                                        1,
                                                        (chunk, from, to) -> {
                                                            bothInside.countDown();
                                                            awaitQuietly(release);
                                                        }));
                        other.start();
                        bothInside.await();
                        AtomicInteger done = new AtomicInteger();
                        workers.forEachChunk(10, 1, (chunk, from, to) -> done.incrementAndGet());
                        assertEquals(10, done.get());
                        release.countDown();
                        other.join();
                    }
                });
    }

    @Test
    void forEachChunk_calledByABody_doesNotDeadlock() {
        assertTimeoutPreemptively(
                LIMIT,
                () -> {
                    try (Workers workers = Workers.of(2)) {
                        AtomicInteger done = new AtomicInteger();
                        workers.forEachChunk(
                                50,
                                1,
                                (a, from, to) ->
                                        workers.forEachChunk(
                                                50, 1, (b, f, t) -> done.incrementAndGet()));
                        assertEquals(2500, done.get());
                    }
                });
    }

    @Test
    void forEachChunk_manyCallers_allFinish() {
        assertTimeoutPreemptively(
                LIMIT,
                () -> {
                    try (Workers workers = Workers.of(4)) {
                        AtomicInteger done = new AtomicInteger();
                        List<Thread> callers = new ArrayList<>();
                        for (int t = 0; t < 8; t++) {
                            callers.add(
                                    Thread.ofPlatform()
                                            .start(
                                                    () -> {
                                                        for (int r = 0; r < 200; r++) {
                                                            workers.forEachChunk(
                                                                    20,
                                                                    1,
                                                                    (c, f, to) ->
                                                                            done.incrementAndGet());
                                                        }
                                                    }));
                        }
                        for (Thread t : callers) {
                            t.join();
                        }
                        assertEquals(8 * 200 * 20, done.get());
                    }
                });
    }

    @Test
    void forEachChunk_usesTheCallerAndNoMoreThreadsThanAllowed() {
        try (Workers workers = Workers.of(3)) {
            Set<Thread> seen = ConcurrentHashMap.newKeySet();
            for (int round = 0; round < 20; round++) {
                workers.forEachChunk(
                        64,
                        1,
                        (chunk, from, to) -> {
                            seen.add(Thread.currentThread());
                            pause(1);
                        });
            }
            assertTrue(seen.contains(Thread.currentThread()));
            assertTrue(seen.size() <= 3, "threads: " + seen);
            assertTrue(seen.size() > 1, "nothing ran beside the caller");
        }
    }

    @Test
    void close_thenUse_isRefused() {
        Workers workers = Workers.of(2);
        workers.close();
        workers.close();
        assertThrows(
                IllegalStateException.class,
                () -> workers.forEachChunk(10, 1, (chunk, from, to) -> {}));
    }

    @Test
    void close_duringALoop_letsItFinish() throws InterruptedException {
        Workers workers = Workers.of(2);
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger done = new AtomicInteger();
        Thread caller =
                new Thread(
                        () ->
                                workers.forEachChunk(
                                        20,
                                        1,
                                        (chunk, from, to) -> {
                                            inside.countDown();
                                            awaitQuietly(release);
                                            done.incrementAndGet();
                                        }));
        caller.start();
        inside.await();
        workers.close();
        release.countDown();
        caller.join(LIMIT.toMillis());
        assertFalse(caller.isAlive());
        assertEquals(20, done.get());
    }

    @Test
    void close_endsTheThreads() throws InterruptedException {
        AtomicReference<Thread> helper = new AtomicReference<>();
        Workers workers = Workers.of(2);
        Thread caller = Thread.currentThread();
        while (helper.get() == null) {
            workers.forEachChunk(
                    8,
                    1,
                    (chunk, from, to) -> {
                        if (Thread.currentThread() != caller) {
                            helper.set(Thread.currentThread());
                        }
                        pause(1);
                    });
        }
        assertTrue(helper.get().isDaemon());
        workers.close();
        helper.get().join(LIMIT.toMillis());
        assertFalse(helper.get().isAlive());
    }

    @Test
    void close_ofTheSequentialWorkers_changesNothing() {
        Workers.sequential().close();
        AtomicBoolean ran = new AtomicBoolean();
        Workers.sequential().forEachChunk(1, 1, (chunk, from, to) -> ran.set(true));
        assertTrue(ran.get());
        assertSame(Workers.sequential(), Workers.of(1));
    }

    @Test
    void of_wrongArguments_namesThem() {
        for (int threads : new int[] {Integer.MIN_VALUE, -1, 0, 1025}) {
            IllegalArgumentException e =
                    assertThrows(IllegalArgumentException.class, () -> Workers.of(threads));
            assertTrue(e.getMessage().contains("threads: " + threads), e.getMessage());
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> Workers.sequential().forEachChunk(-1, 1, (c, f, t) -> {}));
        assertThrows(
                IllegalArgumentException.class,
                () -> Workers.sequential().forEachChunk(1, 0, (c, f, t) -> {}));
        try (Workers all = Workers.allProcessors()) {
            assertNotNull(all);
            assertEquals(Runtime.getRuntime().availableProcessors(), all.threads());
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertTrue(latch.await(15, TimeUnit.SECONDS), "nobody came");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
