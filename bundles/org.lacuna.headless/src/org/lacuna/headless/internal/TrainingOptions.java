package org.lacuna.headless.internal;

import org.lacuna.core.FeatureExtractor;
import org.lacuna.inspection.InspectionParameters;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.util.ArrayList;
import java.util.List;

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
            names = "--extractor",
            paramLabel = "ID",
            description =
                    "Feature extractor to use in place of the default one of its modality; may be"
                            + " given twice.")
    private List<String> extractors = new ArrayList<>();

    InspectionParameters parameters(Session session) {
        InspectionParameters p = InspectionParameters.defaults().withSeed(seed);
        for (String id : extractors) {
            FeatureExtractor x = find(session, id);
            p = p.withExtractor(x.modality(), id);
        }
        return p;
    }

    private FeatureExtractor find(Session session, String id) {
        List<FeatureExtractor> all = session.services().extractors();
        for (FeatureExtractor x : all) {
            if (x.id().equals(id)) {
                return x;
            }
        }
        throw new ParameterException(
                command.commandLine(),
                "Unknown extractor '"
                        + id
                        + "', expected one of "
                        + String.join(", ", all.stream().map(FeatureExtractor::id).toList()));
    }
}
