package org.lacuna.headless.internal;

import org.lacuna.core.DataSet;
import org.lacuna.core.SampleSource;
import org.lacuna.core.Split;
import org.lacuna.synthesis.DegradedDataSet;
import org.lacuna.synthesis.DegradedSource;
import org.lacuna.synthesis.ScanDegradation;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleFunction;

/** Options that make parts incomplete on loading. The commands say which parts that means. */
final class DegradationOptions {
    private static final long DEFAULT_SEED = 1;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--drop-points",
            paramLabel = "PERCENT",
            converter = NumberConverter.class,
            description =
                    "Remove that share of the measured 3D points, in holes of random place and"
                            + " size, 0..95 (default: 0). evaluate and inspect do so to the parts"
                            + " that are inspected (training sees whole data); train does so to"
                            + " training and validation parts, for a model of such data.")
    private double dropPointsPercent;

    @Option(
            names = "--blur",
            paramLabel = "PX",
            converter = NumberConverter.class,
            description =
                    "Motion blur of their images in a random direction, sensor pixels, 0..100"
                            + " (default: 0).")
    private double blurPx;

    @Option(
            names = "--overexpose",
            paramLabel = "PERCENT",
            converter = NumberConverter.class,
            description =
                    "Over-expose that share of their images, in highlights with a soft edge,"
                            + " 0..95 (default: 0).")
    private double overexposePercent;

    @Option(
            names = "--degradation-seed",
            paramLabel = "N",
            description =
                    "Seed of holes, blur and highlights (default: "
                            + DEFAULT_SEED
                            + "). With the same seed a stronger degradation holds the weaker one.")
    private long seed = DEFAULT_SEED;

    /** What is asked for. */
    ScanDegradation degradation() {
        // One at a time, so that a message names the option that is wrong.
        ScanDegradation points =
                checked("--drop-points", dropPointsPercent, ScanDegradation::points);
        ScanDegradation blur = checked("--blur", blurPx, ScanDegradation::blur);
        ScanDegradation exposure =
                checked("--overexpose", overexposePercent, ScanDegradation::exposure);
        return new ScanDegradation(
                points.dropPointsPercent(), blur.blurPx(), exposure.overexposePercent());
    }

    private ScanDegradation checked(
            String option, double value, DoubleFunction<ScanDegradation> of) {
        try {
            return of.apply(value);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    command.commandLine(),
                    "Invalid value for option '"
                            + option
                            + "': "
                            + value
                            + ", "
                            + e.getMessage().replaceFirst(".*, expected", "expected"));
        }
    }

    /** What is done to parts, for people and files; empty when nothing is. */
    Optional<String> text() {
        return degradation().alteration(seed);
    }

    long seed() {
        return seed;
    }

    DataSet applyTo(DataSet data, Set<Split> splits) {
        ScanDegradation degradation = degradation();
        return degradation.isNone() ? data : new DegradedDataSet(data, splits, degradation, seed);
    }

    List<SampleSource> applyTo(List<SampleSource> parts) {
        return DegradedSource.all(parts, degradation(), seed);
    }
}
