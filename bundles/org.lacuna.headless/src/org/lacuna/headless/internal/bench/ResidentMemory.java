package org.lacuna.headless.internal.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;

/** How much of the machine's memory this process holds, inside and outside the Java heap. */
final class ResidentMemory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String KEY = "VmRSS:";
    private static final double BYTES_A_KB = 1024;
    private static final double MEGABYTE = 1e6;

    private ResidentMemory() {}

    /** MB resident now, garbage of the Java heap collected; empty where the system does not say. */
    static OptionalDouble megabytes() {
        System.gc();
        try {
            return megabytes(Files.readAllLines(STATUS));
        } catch (IOException | SecurityException e) {
            return OptionalDouble.empty();
        }
    }

    /** Of the lines that Linux has in {@code /proc/self/status}. */
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
