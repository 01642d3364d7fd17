package org.lacuna.headless.internal.bench;

import org.lacuna.memorybank.BankParameters;
import org.lacuna.memorybank.BankParameters.Method;
import org.lacuna.memorybank.MemoryBank;

import java.util.List;

/**
 * A way to make a memory bank out of the same features.
 *
 * @param name for the table
 * @param change makes its parameters out of the default ones
 */
record BankVariant(String name, Change change) {
    /** Large enough for the patches of 300 parts. */
    private static final int ALL = 1_000_000;

    private static final int SAME = 4096;

    /** Parameters for features of so many channels. */
    @FunctionalInterface
    interface Change {
        BankParameters apply(BankParameters defaults, int channels);
    }

    /** From the complete bank over compact ones to projected ones. */
    static List<BankVariant> all() {
        return List.of(
                new BankVariant("default", (d, c) -> d),
                new BankVariant("all-vectors", (d, c) -> everything(d).withProjectionDim(c)),
                // What entries cost alone, where the others are projected.
                new BankVariant("all-vectors-projected", (d, c) -> everything(d)),
                new BankVariant("elbow", (d, c) -> entries(d, Method.KMEANS, 0)),
                new BankVariant("k-means-512", (d, c) -> entries(d, Method.KMEANS, 512)),
                new BankVariant("k-means-1024", (d, c) -> entries(d, Method.KMEANS, 1024)),
                new BankVariant("k-means-2048", (d, c) -> entries(d, Method.KMEANS, 2048)),
                new BankVariant("k-means-4096", (d, c) -> entries(d, Method.KMEANS, SAME)),
                new BankVariant("k-means-8192", (d, c) -> entries(d, Method.KMEANS, 8192)),
                new BankVariant("coreset-elbow", (d, c) -> entries(d, Method.CORESET, 0)),
                new BankVariant(
                        "coreset-elbow-unprojected",
                        (d, c) -> entries(d, Method.CORESET, 0).withProjectionDim(c)),
                new BankVariant("coreset-1024", (d, c) -> entries(d, Method.CORESET, 1024)),
                new BankVariant("coreset-2048", (d, c) -> entries(d, Method.CORESET, 2048)),
                new BankVariant("coreset-3700", (d, c) -> entries(d, Method.CORESET, 3700)),
                new BankVariant("coreset-4096", (d, c) -> entries(d, Method.CORESET, SAME)),
                new BankVariant("random-4096", (d, c) -> entries(d, Method.RANDOM, SAME)),
                projected("1", 1),
                projected("2", 2),
                projected("3.5", 3.5),
                projected("7", 7));
    }

    private static BankVariant projected(String name, double ratio) {
        return new BankVariant(
                "projected-d/" + name,
                (d, c) -> d.withFixedEntries(SAME).withProjectionDim((int) Math.ceil(c / ratio)));
    }

    private static BankParameters everything(BankParameters d) {
        return entries(d, Method.RANDOM, MemoryBank.MAX_ENTRIES).withMaxTrainingVectors(ALL);
    }

    private static BankParameters entries(BankParameters d, Method method, int entries) {
        return d.withMethod(method).withFixedEntries(entries);
    }
}
