package org.lacuna.headless.internal;

import org.lacuna.core.DataException;
import org.lacuna.core.LacunaException;
import org.lacuna.core.Workers;
import org.lacuna.headless.ExitCode;
import org.lacuna.inspection.InspectionParameters;
import org.lacuna.memorybank.BankBuild;
import org.lacuna.memorybank.BankFile;
import org.lacuna.memorybank.BankParameters;
import org.lacuna.memorybank.FeatureFile;
import org.lacuna.memorybank.MemoryBank;
import org.lacuna.memorybank.Metric;
import org.lacuna.memorybank.ProjectionRule;
import org.lacuna.memorybank.StreamedBankBuilder;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;

/** {@code lacuna bank build}. */
@Command(
        name = "build",
        sortOptions = false,
        header = "Makes a memory bank from a feature file, which may be larger than the memory.",
        description =
                "%nBy k-means of all rows of the file. The same file and seed give the same bank,"
                        + " byte for byte.%n")
final class BankBuildCommand implements Callable<Integer> {
    /** Of the heap, for everything else. */
    private static final long OTHER = 32L << 20;

    private final Session session;

    @Spec private CommandSpec command;

    @Option(
            names = "--features",
            paramLabel = "FILE",
            required = true,
            description = "Feature file, from 'lacuna bank features' or another program.")
    private Path features;

    @Option(
            names = "--out",
            paramLabel = "BANK",
            required = true,
            description = "File to write; an older memory bank there is replaced.")
    private Path out;

    @Option(names = "--force", description = "Replace BANK even if it is no memory bank.")
    private boolean force;

    @Option(
            names = "--entries",
            paramLabel = "N",
            description =
                    "Number of entries (default: as many as the elbow of the error curve says, 256"
                            + " to 2048 and at most a twentieth of the rows).")
    private Integer entries;

    @Option(
            names = "--mini-batch",
            description =
                    "Follow batches of rows instead of iterating over all: the file is read five"
                            + " times in all, for entries that lie a little worse.")
    private boolean miniBatch;

    @Option(
            names = "--max-memory",
            paramLabel = "MIB",
            description =
                    "MiB that building may take at most (default: what the program may use). With"
                            + " less it is slower; the bank is the same.")
    private Integer maxMemory;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description =
                    "Seed of every random choice (default: "
                            + InspectionParameters.DEFAULT_SEED
                            + ").")
    private long seed = InspectionParameters.DEFAULT_SEED;

    @Option(
            names = "--metric",
            paramLabel = "NAME",
            converter = MetricConverter.class,
            description = "Distance of features: euclidean (default) or cosine.")
    private Metric metric = Metric.EUCLIDEAN;

    @Option(
            names = "--projection",
            paramLabel = "RULE",
            converter = ProjectionConverter.class,
            description =
                    "To how many dimensions features are projected before they are compared: "
                            + ProjectionConverter.RULES
                            + ".")
    private ProjectionRule projection = ProjectionRule.defaultRule();

    @Mixin private CommonOptions common;

    BankBuildCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws LacunaException {
        BankParameters parameters = parameters();
        long limit = limit();
        Outputs.checkBank(command, out, force);
        try (FeatureFile rows = FeatureFile.open(features);
                Workers workers = common.workers();
                ConsoleProgress progress = common.progress(session)) {
            StreamedBankBuilder builder = new StreamedBankBuilder(parameters, miniBatch, limit);
            check(rows, builder, limit, workers.threads());
            BankBuild build = builder.build(rows, progress, workers);
            progress.throwIfCancelled();
            BankFile.write(out, build.bank());
            progress.finish();
            session.console().result(text(build));
        }
        return ExitCode.OK.code();
    }

    private BankParameters parameters() {
        BankParameters p =
                BankParameters.defaults(seed).withMetric(metric).withProjection(projection);
        if (entries == null) {
            return p;
        }
        if (entries < 1 || entries > MemoryBank.MAX_ENTRIES) {
            throw wrong("--entries", entries, "1.." + MemoryBank.MAX_ENTRIES);
        }
        return p.withFixedEntries(entries);
    }

    private long limit() {
        long usable = Runtime.getRuntime().maxMemory() - OTHER;
        if (maxMemory == null) {
            return usable;
        }
        if (maxMemory < 1 || (long) maxMemory << 20 > usable) {
            throw wrong(
                    "--max-memory",
                    maxMemory,
                    "1.." + (usable >> 20) + " (raise it with the Java option -Xmx)");
        }
        return (long) maxMemory << 20;
    }

    private ParameterException wrong(String option, int found, String expected) {
        return new ParameterException(
                command.commandLine(),
                "Invalid value for option '" + option + "': " + found + ", expected " + expected);
    }

    /** Says how much memory it takes, and refuses what has no rows or cannot keep the limit. */
    private void check(FeatureFile rows, StreamedBankBuilder builder, long limit, int threads)
            throws DataException {
        if (rows.count() < 1) {
            throw DataException.of(features, "no rows", "at least one");
        }
        long least = builder.memoryBytes(rows.count(), rows.dim(), threads, true);
        if (least > limit) {
            throw new DataException(
                    features
                            + ": a memory bank of "
                            + rows.count()
                            + " rows of "
                            + rows.dim()
                            + " needs about "
                            + mebibytes(least)
                            + " MiB, expected at most "
                            + (limit >> 20)
                            + "; allow more, or use fewer --entries or --threads");
        }
        if (!common.quiet()) {
            long useful = builder.memoryBytes(rows.count(), rows.dim(), threads, false);
            session.console()
                    .note(
                            String.format(
                                    Locale.ROOT,
                                    "lacuna: a memory bank of %d rows of %d needs about %d MiB of"
                                            + " the %d it may take",
                                    rows.count(),
                                    rows.dim(),
                                    mebibytes(Math.min(useful, limit)),
                                    limit >> 20));
        }
    }

    private static long mebibytes(long bytes) {
        return Math.ceilDiv(bytes, 1L << 20);
    }

    private String text(BankBuild build) {
        double covers = build.coveringRadius() / build.bank().meanSpread();
        return BankText.of(build.bank())
                + "\nprojection    "
                + BankText.projection(build.bank(), projection, build.distortion())
                + String.format(Locale.ROOT, "\ncovers within %.2f mean spreads", covers)
                + "\n\nwritten to "
                + out;
    }
}
