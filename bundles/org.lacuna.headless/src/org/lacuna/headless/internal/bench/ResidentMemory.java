package org.lacuna.headless.internal.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The machine's memory that this process holds.
 *
 * @param processMb resident MB of the whole process
 * @param heapMb MB of it that the Java heap has from the system
 */
record ResidentMemory(double processMb, double heapMb) {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String KEY = "VmRSS:";
    private static final double BYTES_A_KB = 1024;
    private static final double MEGABYTE = 1e6;
    private static final int BLOCK = 1 << 18;

    /**
     * As it is now, garbage of the Java heap collected; empty where the system does not say.
     *
     * <p>The heap is written to as far as the system has given it, or else the pages that its next
     * allocations reach for the first time would look like memory that somebody else took.
     */
    static Optional<ResidentMemory> now() {
        System.gc();
        long free = Runtime.getRuntime().freeMemory();
        for (long bytes = 0; bytes < free; bytes += new byte[BLOCK].length) {}
        System.gc();
        try {
            OptionalDouble process = megabytes(Files.readAllLines(STATUS));
            double heap = Runtime.getRuntime().totalMemory() / MEGABYTE;
            return process.isPresent()
                    ? Optional.of(new ResidentMemory(process.getAsDouble(), heap))
                    : Optional.empty();
        } catch (IOException | SecurityException e) {
            return Optional.empty();
        }
    }

    /** Resident memory in the lines that Linux has in {@code /proc/self/status}. */
    static OptionalDouble megabytes(List<String> status) {
        for (String line : status) {
            if (line.startsWith(KEY)) {
                String number = line.replaceAll("\\D", "");
                return number.isEmpty()
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(Double.parseDouble(number) * BYTES_A_KB / MEGABYTE);
            }
        }
        return OptionalDouble.empty();
    }
}
