package org.lacuna.inference;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Native memory comes back: each run and each network takes some. */
class NetworkMemoryTest {

    @TempDir Path folder;

    /**
     * Resident kilobytes of this process outside the Java heap, as far as the kernel tells: a leak
     * of the inputs alone would be 12 KB a run.
     */
    private static long residentKb() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("RssAnon:")) {
                return Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        throw new IOException("no RssAnon");
    }

    @Test
    void run_manyTimes_leavesNothing() throws Exception {
        assumeTrue(Files.isReadable(Path.of("/proc/self/status")), "no /proc to see memory in");
        Path file = OnnxFiles.write(folder, OnnxFiles.convolutions());
        // 16 images of 12 KB in a map of 512 KB: 20,000 leaked runs would be gigabytes.
        List<Tensor> in = List.of(Tensor.of(OnnxFiles.noise(3 * 32 * 32, 1), 1, 3, 32, 32));
        NetworkOptions options = new NetworkOptions(DeviceRequest.CPU, 1);
        try (Network network = NetworkEngine.instance().open(file, List.of("map"), options)) {
            for (int i = 0; i < 5000; i++) {
                network.run(in);
            }
            System.gc();
            long before = residentKb();
            for (int i = 0; i < 20_000; i++) {
                network.run(in);
            }
            System.gc();
            long grownKb = residentKb() - before;
            // 20,000 runs move 900 MB through native memory; the Java heap breathes by some of it.
            assertTrue(grownKb < 200_000, "grown by " + grownKb + " KB in 20,000 runs");
        }
    }

    @Test
    void openAndClose_manyTimes_leavesNothing() throws Exception {
        assumeTrue(Files.isReadable(Path.of("/proc/self/status")), "no /proc to see memory in");
        // Weights of 4 MB.
        OnnxFiles.Graph graph =
                new OnnxFiles.Graph()
                        .node("MatMul", new String[] {"x", "w"}, "y")
                        .weights("w", OnnxFiles.noise(1 << 20, 1), 1 << 10, 1 << 10)
                        .input("x", OnnxFiles.FLOAT, 1, 1 << 10)
                        .output("y", OnnxFiles.FLOAT, 1, 1 << 10);
        Path file = OnnxFiles.write(folder, graph);
        NetworkOptions options = new NetworkOptions(DeviceRequest.CPU, 2);
        long before = 0;
        for (int i = 0; i < 120; i++) {
            if (i == 20) {
                before = residentKb();
            }
            try (Network network = NetworkEngine.instance().open(file, List.of("y"), options)) {
                network.run(List.of(Tensor.of(new float[1 << 10], 1, 1 << 10)));
            }
        }
        long grownKb = residentKb() - before;
        assertTrue(grownKb < 200_000, "grown by " + grownKb + " KB in 100 networks of 4 MB");
    }
}
