package org.lacuna.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacuna.core.CancelledException;
import org.lacuna.core.Progress;

import java.nio.file.Path;
import java.util.List;

class NetworkBenchmarkTest {
    private static final NetworkOptions OPTIONS = new NetworkOptions(DeviceRequest.CPU, 1);

    @TempDir private Path folder;

    /** Counts the runs, and cancels after some. */
    private static final class Counter implements Progress {
        private final long cancelAfter;
        private long total;
        private long done;

        Counter(long cancelAfter) {
            this.cancelAfter = cancelAfter;
        }

        @Override
        public void begin(String task, long steps) {
            assertEquals("time of small", task);
            total = steps;
        }

        @Override
        public void advance(long steps) {
            done += steps;
        }

        @Override
        public boolean isCancelled() {
            return done >= cancelAfter;
        }
    }

    private NetworkBenchmark measure(int runs, Progress progress) throws Exception {
        Path file = OnnxFiles.write(folder, OnnxFiles.convolutions());
        ModelDescriptor descriptor = Descriptors.convolutions("small", file);
        try (CheckedNetwork network =
                new ModelCheck(OPTIONS).open(descriptor, file, Progress.NONE)) {
            return NetworkBenchmark.measure(network, NetworkFile.of(file), OPTIONS, runs, progress);
        }
    }

    @Test
    void measure_timesBothWaysAsOftenAsAsked() throws Exception {
        Counter progress = new Counter(Long.MAX_VALUE);
        NetworkBenchmark benchmark = measure(5, progress);
        assertEquals(5, benchmark.networkMs().size());
        assertEquals(5, benchmark.rawMs().size());
        assertTrue(benchmark.networkMs().stream().allMatch(ms -> ms > 0), benchmark::toString);
        assertTrue(benchmark.rawMs().stream().allMatch(ms -> ms > 0), benchmark::toString);
        // One more of each warms up.
        assertEquals(12, progress.total);
        assertEquals(12, progress.done);
    }

    @Test
    void measure_cancelled_stopsBeforeTheNextRun() {
        Counter progress = new Counter(3);
        assertThrows(CancelledException.class, () -> measure(5, progress));
        assertEquals(3, progress.done);
    }

    @Test
    void measure_noRuns_isRefused() {
        assertThrows(IllegalArgumentException.class, () -> measure(0, Progress.NONE));
    }

    @Test
    void ratio_isTheMedianOverPairs() {
        assertEquals(
                3,
                new NetworkBenchmark(List.of(6.0, 90.0, 1.0), List.of(2.0, 9.0, 2.0)).ratio(),
                1e-12);
        assertEquals(2, new NetworkBenchmark(List.of(3.0, 5.0), List.of(1.0, 5.0)).ratio(), 1e-12);
    }

    @Test
    void runsOfOneWayAlone_areRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new NetworkBenchmark(List.of(1.0), List.of()));
        assertThrows(
                IllegalArgumentException.class, () -> new NetworkBenchmark(List.of(), List.of()));
    }
}
