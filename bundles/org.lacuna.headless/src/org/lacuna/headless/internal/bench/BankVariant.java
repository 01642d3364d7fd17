package org.lacuna.headless.internal.bench;

import org.lacuna.memorybank.BankParameters;
import org.lacuna.memorybank.BankParameters.Method;
import org.lacuna.memorybank.MemoryBank;
import org.lacuna.memorybank.ProjectionRule;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A way to make a memory bank out of the same features.
 *
 * @param name for the table
 * @param change makes its parameters out of the default ones
 */
record BankVariant(String name, UnaryOperator<BankParameters> change) {
    /** Large enough for the patches of 300 parts. */
    private static final int ALL = 1_000_000;

    private static final int SAME = 4096;

    /** From the complete bank over compact ones to projected ones. */
    static List<BankVariant> all() {
        return List.of(
                new BankVariant("default", d -> d),
                new BankVariant(
                        "all-vectors", d -> everything(d).withProjection(ProjectionRule.none())),
                // What entries cost alone, where the others are projected.
                new BankVariant("all-vectors-projected", d -> everything(d)),
                new BankVariant("elbow", d -> entries(d, Method.KMEANS, 0)),
                new BankVariant("k-means-512", d -> entries(d, Method.KMEANS, 512)),
                new BankVariant("k-means-1024", d -> entries(d, Method.KMEANS, 1024)),
                new BankVariant("k-means-2048", d -> entries(d, Method.KMEANS, 2048)),
                new BankVariant("k-means-4096", d -> entries(d, Method.KMEANS, SAME)),
                new BankVariant("k-means-8192", d -> entries(d, Method.KMEANS, 8192)),
                new BankVariant("coreset-elbow", d -> entries(d, Method.CORESET, 0)),
                new BankVariant(
                        "coreset-elbow-unprojected",
                        d -> entries(d, Method.CORESET, 0).withProjection(ProjectionRule.none())),
                new BankVariant("coreset-1024", d -> entries(d, Method.CORESET, 1024)),
                new BankVariant("coreset-2048", d -> entries(d, Method.CORESET, 2048)),
                new BankVariant("coreset-3700", d -> entries(d, Method.CORESET, 3700)),
                new BankVariant("coreset-4096", d -> entries(d, Method.CORESET, SAME)),
                new BankVariant("random-4096", d -> entries(d, Method.RANDOM, SAME)),
                projected(ProjectionRule.none()),
                projected(ProjectionRule.ratio(2)),
                projected(ProjectionRule.ratio(3.5)),
                projected(ProjectionRule.ratio(7)),
                projected(ProjectionRule.distortion(0.05)),
                projected(ProjectionRule.distortion(0.1)),
                projected(ProjectionRule.distortion(0.15)));
    }

    private static BankVariant projected(ProjectionRule rule) {
        return new BankVariant(
                "projection-" + rule.toString().replace(':', '-'),
                d -> d.withFixedEntries(SAME).withProjection(rule));
    }

    private static BankParameters everything(BankParameters d) {
        return entries(d, Method.RANDOM, MemoryBank.MAX_ENTRIES).withMaxTrainingVectors(ALL);
    }

    private static BankParameters entries(BankParameters d, Method method, int entries) {
        return d.withMethod(method).withFixedEntries(entries);
    }
}
