package org.lacuna.headless.internal;

import org.lacuna.core.FeatureExtractor;
import org.lacuna.core.Modality;
import org.lacuna.features.InstalledExtractors;
import org.lacuna.inspection.InspectionParameters;
import org.lacuna.memorybank.Metric;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options that decide what is learned. */
final class TrainingOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description =
                    "Seed of every random choice (default: "
                            + InspectionParameters.DEFAULT_SEED
                            + "). The same data and seed give the same model, byte for byte.")
    private long seed = InspectionParameters.DEFAULT_SEED;

    @Option(
            names = "--rgb-extractor",
            paramLabel = "ID",
            description =
                    "What describes colour images: embedded-rgb-1 (default), filter-bank-1, or a"
                            + " network ('lacuna models list').")
    private String rgbExtractor;

    @Option(
            names = "--points-extractor",
            paramLabel = "ID",
            description = "What describes point clouds.")
    private String pointsExtractor;

    @Option(
            names = "--metric",
            paramLabel = "NAME",
            converter = MetricConverter.class,
            description =
                    "Distance of features in the memory banks: euclidean (default) or cosine.")
    private Metric metric = Metric.EUCLIDEAN;

    InspectionParameters parameters(InstalledExtractors installed, Session session) {
        return InspectionParameters.defaults()
                .withSeed(seed)
                .withMetric(metric)
                .withExtractor(Modality.RGB, id(installed, session, Modality.RGB, rgbExtractor))
                .withExtractor(Modality.XYZ, id(installed, session, Modality.XYZ, pointsExtractor));
    }

    /** The defaults with the extractors that are usual here; says so where one is not there. */
    static InspectionParameters defaults(InstalledExtractors installed, Session session) {
        InspectionParameters p = InspectionParameters.defaults();
        for (Modality m : Modality.values()) {
            p = p.withExtractor(m, usual(installed, session, m));
        }
        return p;
    }

    private static String usual(InstalledExtractors installed, Session session, Modality modality) {
        InstalledExtractors.Usual usual = installed.usual(modality);
        usual.note().ifPresent(session.console()::note);
        return usual.extractor().id();
    }

    private String id(
            InstalledExtractors installed, Session session, Modality modality, String name) {
        return name == null ? usual(installed, session, modality) : id(installed, modality, name);
    }

    private String id(InstalledExtractors installed, Modality modality, String name) {
        return installed
                .find(modality, name)
                .map(FeatureExtractor::id)
                .orElseThrow(
                        () ->
                                new ParameterException(
                                        command.commandLine(),
                                        "Unknown extractor '"
                                                + name
                                                + "' for "
                                                + modality.label()
                                                + ", expected one of "
                                                + String.join(
                                                        ", ",
                                                        installed.of(modality).stream()
                                                                .map(FeatureExtractor::id)
                                                                .toList())));
    }
}
