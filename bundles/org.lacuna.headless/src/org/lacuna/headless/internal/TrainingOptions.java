package org.lacuna.headless.internal;

import org.lacuna.core.FeatureExtractor;
import org.lacuna.core.Modality;
import org.lacuna.features.InstalledExtractors;
import org.lacuna.inspection.InspectionParameters;
import org.lacuna.inspection.LessonParameters;
import org.lacuna.inspection.ScoringParameters;
import org.lacuna.memorybank.BankParameters;
import org.lacuna.memorybank.Metric;
import org.lacuna.memorybank.ProjectionRule;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.util.List;

/** Options that decide what is learned. */
final class TrainingOptions {
    private static final String BANKS =
            "'k-means' (representatives of clusters, as many as the elbow of the error curve says),"
                    + " 'k-means:N', 'coreset' (each the vector farthest from those before, as many as"
                    + " the elbow of the covering radius says), 'coreset:N', 'random:N', or 'all'"
                    + " vectors";

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
            names = "--rgb-bank",
            paramLabel = "BANK",
            converter = BankChoice.Converter.class,
            description =
                    "How the memory bank of colour images is made: "
                            + BANKS
                            + " (default: coreset:4096).")
    private BankChoice rgbBank;

    @Option(
            names = "--points-bank",
            paramLabel = "BANK",
            converter = BankChoice.Converter.class,
            description = "The same for point clouds (default: k-means).")
    private BankChoice pointsBank;

    @Option(
            names = "--rgb-projection",
            paramLabel = "RULE",
            converter = ProjectionConverter.class,
            description =
                    "To how many dimensions features of colour images are projected before they are"
                            + " compared: "
                            + ProjectionConverter.RULES
                            + ".")
    private ProjectionRule rgbProjection = ProjectionRule.defaultRule();

    @Option(
            names = "--points-projection",
            paramLabel = "RULE",
            converter = ProjectionConverter.class,
            description = "The same for point clouds.")
    private ProjectionRule pointsProjection = ProjectionRule.defaultRule();

    @Option(
            names = "--max-vectors",
            paramLabel = "N",
            description =
                    "Most patches of the good parts that a memory bank is chosen from; of more, a"
                            + " random sample. Bounds memory and time (default: 160,000 for colour"
                            + " images, 40,000 for point clouds).")
    private Integer maxVectors;

    @Option(
            names = "--reweight",
            paramLabel = "N",
            description =
                    "Weigh part scores as PatchCore does, by the N entries around the nearest one"
                            + " (default: 0, not at all).")
    private int reweight;

    @Option(
            names = "--metric",
            paramLabel = "NAME",
            converter = MetricConverter.class,
            description =
                    "Distance of features in the memory banks: euclidean (default) or cosine.")
    private Metric metric = Metric.EUCLIDEAN;

    @Option(
            names = "--no-distillation",
            description =
                    "Train no student: memory banks alone decide. Training then takes less time.")
    private boolean noDistillation;

    @Option(
            names = "--student-stream",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description =
                    "Add what the student says to the scores of the memory banks (default:"
                            + " --student-stream).")
    private boolean studentStream;

    @Option(
            names = "--generators",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description =
                    "Generate features of the modality that is missing, where one is, from the"
                            + " other one (default: --generators).")
    private boolean generators;

    @Option(
            names = "--residual-stream",
            negatable = true,
            description =
                    "Add how far each modality lies from what the other one lets expect"
                            + " (default: --no-residual-stream).")
    private boolean residualStream;

    @Option(
            names = "--blur-levels",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description =
                    "Learn thresholds of their own for blurred images, and use no colours of images"
                            + " that are blurrier still. Without them, all blurred parts look"
                            + " defective (default: --blur-levels).")
    private boolean blurLevels;

    @Option(
            names = "--annotation-weight",
            paramLabel = "N",
            description =
                    "How often a patch with an annotated real defect counts as against one with a"
                            + " synthetic defect, 0..100 (default: 1; 0: annotated parts are not"
                            + " looked at).")
    private Integer annotationWeight;

    @Mixin private HyperparameterOptions hyperparameters;

    InspectionParameters parameters(InstalledExtractors installed, Session session) {
        InspectionParameters p = InspectionParameters.defaults().withSeed(seed).withMetric(metric);
        return p.withExtractor(Modality.RGB, id(installed, session, Modality.RGB, rgbExtractor))
                .withExtractor(Modality.XYZ, id(installed, session, Modality.XYZ, pointsExtractor))
                .withBank(Modality.RGB, bank(p.rgb().bank().withProjection(rgbProjection), rgbBank))
                .withBank(
                        Modality.XYZ,
                        bank(p.xyz().bank().withProjection(pointsProjection), pointsBank))
                .withLessons(lessons(p.lessons()))
                .withScoring(scoring(p.scoring()));
    }

    private LessonParameters lessons(LessonParameters parameters) {
        return weighted(parameters)
                .withEnabled(!noDistillation)
                .withNetworks(hyperparameters.applyTo(parameters.networks(), command))
                .withWeights(
                        studentStream ? parameters.studentWeight() : 0,
                        residualStream ? LessonParameters.RESIDUAL_WEIGHT : 0,
                        generators ? parameters.generatedWeight() : 0);
    }

    private LessonParameters weighted(LessonParameters parameters) {
        if (annotationWeight == null) {
            return parameters;
        }
        try {
            return parameters.withAnnotationWeight(annotationWeight);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    command.commandLine(),
                    "Invalid value for option '--annotation-weight': "
                            + annotationWeight
                            + ", expected 0..100");
        }
    }

    private ScoringParameters scoring(ScoringParameters parameters) {
        try {
            return parameters
                    .withReweighting(reweight)
                    .withBlur(blurLevels ? parameters.blurPx() : List.of());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    command.commandLine(),
                    "Invalid value for option '--reweight': "
                            + reweight
                            + ", expected 0 or 2..1000");
        }
    }

    private BankParameters bank(BankParameters parameters, BankChoice choice) {
        BankParameters p = choice == null ? parameters : choice.applyTo(parameters);
        if (maxVectors == null) {
            return p;
        }
        try {
            return p.withMaxTrainingVectors(maxVectors);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    command.commandLine(),
                    "Invalid value for option '--max-vectors': "
                            + maxVectors
                            + ", expected 2..10000000");
        }
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
                .orElseThrow(() -> unknown(command, installed, modality, name));
    }

    static ParameterException unknown(
            CommandSpec command, InstalledExtractors installed, Modality modality, String name) {
        return new ParameterException(
                command.commandLine(),
                "Unknown extractor '"
                        + name
                        + "' for "
                        + modality.label()
                        + why(installed, name)
                        + ", expected one of "
                        + String.join(
                                ", ",
                                installed.of(modality).stream()
                                        .map(FeatureExtractor::id)
                                        .toList()));
    }

    /** What keeps a network of that name, which is there, from being used. */
    private static String why(InstalledExtractors installed, String name) {
        return installed.broken().stream()
                .filter(e -> e.id().equals(name))
                .map(e -> " (" + e.problem() + ")")
                .findFirst()
                .orElse("");
    }
}
