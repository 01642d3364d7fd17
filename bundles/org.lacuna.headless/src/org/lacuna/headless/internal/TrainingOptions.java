package org.lacuna.headless.internal;

import org.lacuna.core.FeatureExtractor;
import org.lacuna.core.Modality;
import org.lacuna.features.InstalledExtractors;
import org.lacuna.inspection.InspectionParameters;

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
                    "What describes colour images: an embedded extractor, or a network ('lacuna"
                            + " models list').")
    private String rgbExtractor;

    @Option(
            names = "--points-extractor",
            paramLabel = "ID",
            description = "What describes point clouds.")
    private String pointsExtractor;

    InspectionParameters parameters(InstalledExtractors installed) {
        InspectionParameters p = InspectionParameters.defaults().withSeed(seed);
        if (rgbExtractor != null) {
            p = p.withExtractor(Modality.RGB, id(installed, Modality.RGB, rgbExtractor));
        }
        if (pointsExtractor != null) {
            p = p.withExtractor(Modality.XYZ, id(installed, Modality.XYZ, pointsExtractor));
        }
        return p;
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
