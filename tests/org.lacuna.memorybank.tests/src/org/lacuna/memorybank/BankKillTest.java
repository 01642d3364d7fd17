package org.lacuna.memorybank;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacuna.core.AtomicFile;
import org.lacuna.core.SeededRandom;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Kills a process while it overwrites a bank. As often as the system property {@code
 * org.lacuna.memorybank.kills} says, 20 if it says nothing.
 */
class BankKillTest {
    private static final int KILLS = Integer.getInteger("org.lacuna.memorybank.kills", 20);

    @TempDir Path folder;

    @Test
    void killedWriter_leavesTheOldFileOrTheNewOne() throws Exception {
        Path first = folder.resolve("first.bank");
        Path second = folder.resolve("second.bank");
        BankFile.write(first, BankFileTest.bank(Metric.EUCLIDEAN, 0, 1));
        BankFile.write(second, BankFileTest.bank(Metric.COSINE, 4, 2));
        byte[][] known = {Files.readAllBytes(first), Files.readAllBytes(second)};
        Path file = Files.createDirectory(folder.resolve("out")).resolve("it.bank");
        SeededRandom random = new SeededRandom(1);
        int interrupted = 0;
        for (int i = 0; i < KILLS; i++) {
            Process child = start(file, first, second);
            assertEquals('.', child.getInputStream().read(), "the child wrote");
            assertTrue(temporaries(file) <= 1, "left-over files are removed");
            // Several writes take place in this time, so any moment of a write may be hit.
            Thread.sleep(0, random.nextInt(1_000_000));
            Thread.sleep(random.nextInt(12));
            child.destroyForcibly();
            assertTrue(child.waitFor(30, TimeUnit.SECONDS));
            byte[] now = Files.readAllBytes(file);
            assertArrayEquals(known[Arrays.equals(now, known[0]) ? 0 : 1], now, "kill " + i);
            BankFile.open(file);
            int left = temporaries(file);
            assertTrue(left <= 1, left + " left-over files");
            interrupted += left;
        }
        BankFile.write(file, BankFile.open(first));
        assertEquals(0, temporaries(file));
        System.out.println(KILLS + " kills, " + interrupted + " of them within a write");
    }

    private static int temporaries(Path file) throws Exception {
        try (Stream<Path> files = Files.list(file.getParent())) {
            return (int) files.filter(f -> f.toString().endsWith(".tmp")).count();
        }
    }

    private static Process start(Path file, Path first, Path second) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classPath(),
                        BankWriter.class.getName(),
                        file.toString(),
                        first.toString(),
                        second.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Where the classes needed lie: folders or jars, under OSGi, too. */
    private static String classPath() throws Exception {
        Set<String> places = new LinkedHashSet<>();
        for (Class<?> c : List.of(BankWriter.class, MemoryBank.class, AtomicFile.class)) {
            Path place = Path.of(c.getProtectionDomain().getCodeSource().getLocation().toURI());
            places.add(place.toString());
            // A bundle run from its project has the classes in a folder of it.
            for (String classes : new String[] {"target/classes", "bin"}) {
                if (Files.isDirectory(place.resolve(classes))) {
                    places.add(place.resolve(classes).toString());
                }
            }
        }
        return String.join(File.pathSeparator, places);
    }
}
