package org.lacuna.headless.internal.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.lacuna.core.CancelledException;
import org.lacuna.core.Progress;
import org.lacuna.core.Workers;
import org.lacuna.features.EmbeddedExtractors;
import org.lacuna.features.NetworkExtractor;
import org.lacuna.headless.Services;
import org.lacuna.inference.DeviceRequest;
import org.lacuna.inference.NetworkOptions;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalDouble;

class NetworksBenchmarkTest {
    private final NetworkExtractor network =
            EmbeddedExtractors.rgbNetwork(new NetworkOptions(DeviceRequest.CPU, 1));

    @AfterEach
    void close() {
        network.close();
    }

    private BenchmarkResult run(NetworksBenchmark benchmark, Progress progress) throws Exception {
        return benchmark.run(
                Services.embedded(),
                BenchmarkOptions.of(network, 3),
                progress,
                Workers.sequential());
    }

    private static Measurement figure(BenchmarkResult result, String name) {
        return result.figures().stream()
                .filter(m -> m.name().equals("networks.embedded-rgb-1." + name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void figures_areOfBothWaysAndOfMemory() throws Exception {
        Iterator<Double> memory = List.of(100.0, 112.5).iterator();
        BenchmarkResult result =
                run(new NetworksBenchmark(() -> OptionalDouble.of(memory.next())), Progress.NONE);
        assertEquals(5, result.figures().size());
        Measurement djl = figure(result, "djl");
        Measurement raw = figure(result, "raw");
        // Not measured here, only that both do the same work.
        double ratio = figure(result, "ratio").median();
        assertTrue(ratio > 0.2 && ratio < 5, ratio + " of " + result.figures());
        assertEquals(djl.runs(), raw.runs());
        assertEquals(100, figure(result, "memory_before").median());
        assertEquals(112.5, figure(result, "memory_after").median());
        assertTrue(result.text().contains("memory: +12.5 MB in 3 runs"), result.text());
        assertTrue(result.text().contains("device cpu (asked for)"), result.text());
    }

    @Test
    void memoryThatTheSystemDoesNotTell_isSaid() throws Exception {
        BenchmarkResult result = run(new NetworksBenchmark(OptionalDouble::empty), Progress.NONE);
        assertEquals(3, result.figures().size());
        assertTrue(result.text().contains("memory: not measured"), result.text());
    }

    @Test
    void cancelled_stopsBetweenTwoRuns() {
        Progress cancelAtMemory =
                new Progress() {
                    private boolean memory;
                    private long done;

                    @Override
                    public void begin(String task, long steps) {
                        memory = task.equals("memory of embedded-rgb-1");
                        done = 0;
                    }

                    @Override
                    public void advance(long steps) {
                        done += steps;
                    }

                    @Override
                    public boolean isCancelled() {
                        return memory && done == 1;
                    }
                };
        assertThrows(
                CancelledException.class,
                () -> run(new NetworksBenchmark(OptionalDouble::empty), cancelAtMemory));
    }

    @Test
    void residentMemory_isReadFromTheStatusOfTheProcess() {
        assertEquals(
                OptionalDouble.of(204.8),
                ResidentMemory.megabytes(
                        List.of("VmHWM:\t  900000 kB", "VmRSS:\t  200000 kB", "Threads:\t4")));
        assertEquals(OptionalDouble.empty(), ResidentMemory.megabytes(List.of("Threads:\t4")));
        assertEquals(OptionalDouble.empty(), ResidentMemory.megabytes(List.of("VmRSS: none")));
    }

    @Test
    void residentMemory_onLinux_holdsWhatWasTouched() {
        assumeTrue(Files.isReadable(Path.of("/proc/self/status")), "no /proc to see memory in");
        double mb = ResidentMemory.megabytes().orElseThrow();
        byte[] touched = new byte[200_000_000];
        Arrays.fill(touched, (byte) 1);
        double more = ResidentMemory.megabytes().orElseThrow();
        assertTrue(more > mb + 50, mb + " MB, then " + more + " MB with " + touched.length);
    }
}
