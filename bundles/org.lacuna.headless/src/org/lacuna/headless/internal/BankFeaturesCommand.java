package org.lacuna.headless.internal;

import org.lacuna.core.DataSet;
import org.lacuna.core.FeatureExtractor;
import org.lacuna.core.LacunaException;
import org.lacuna.core.Modality;
import org.lacuna.core.Workers;
import org.lacuna.features.InstalledExtractors;
import org.lacuna.headless.ExitCode;
import org.lacuna.inspection.FeatureExport;
import org.lacuna.inspection.InspectionParameters;
import org.lacuna.inspection.ModelFile;
import org.lacuna.memorybank.FeatureFile;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

/** {@code lacuna bank features}. */
@Command(
        name = "features",
        sortOptions = false,
        header = "Writes the features of good training parts to a file.",
        description =
                "%nThe patches that training takes of train/good, all of them, for 'lacuna bank"
                        + " build' and for other programs (docs/formats.md, 'Feature file').%n")
final class BankFeaturesCommand implements Callable<Integer> {
    private final Session session;

    @Spec private CommandSpec command;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            required = true,
            description = "Data set: one category, or a folder of categories.")
    private Path data;

    @Option(
            names = "--category",
            paramLabel = "NAME",
            description = "Category, where DIR holds several (default: the model's).")
    private String category;

    @Option(
            names = "--modality",
            paramLabel = "NAME",
            required = true,
            converter = OneModalityConverter.class,
            description = "rgb or xyz.")
    private Modality modality;

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            description =
                    "Inspection model: its extractor and preparation (default: the usual ones).")
    private Path model;

    @Option(
            names = "--extractor",
            paramLabel = "ID",
            description = "What describes the patches, instead of the usual extractor.")
    private String extractor;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            required = true,
            description = "File to write; an older feature file there is replaced.")
    private Path out;

    @Option(names = "--force", description = "Replace FILE even if it is no feature file.")
    private boolean force;

    @Mixin private NetworkSettings networks;

    @Mixin private CommonOptions common;

    BankFeaturesCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws LacunaException {
        if (model != null && extractor != null) {
            throw new ParameterException(
                    command.commandLine(), "--model and --extractor exclude each other");
        }
        Outputs.checkFeatures(command, out, force);
        try (InstalledExtractors installed = networks.extractors(session);
                Workers workers = common.workers();
                ConsoleProgress progress = common.progress(session)) {
            String usual = category;
            InspectionParameters parameters;
            if (model == null) {
                parameters = chosen(installed);
            } else {
                var read = ModelFile.read(model);
                parameters = read.parameters();
                usual = category == null ? read.category() : category;
            }
            DataSet set = DataFolders.one(session, command, data, usual, category != null);
            FeatureExport export = new FeatureExport(parameters, modality, installed.all());
            installed.open(List.of(parameters.of(modality).extractor()), progress);
            int parts = export.write(set, out, progress, workers);
            progress.finish();
            session.console().result(text(parts, parameters));
        }
        return ExitCode.OK.code();
    }

    private InspectionParameters chosen(InstalledExtractors installed) {
        if (extractor == null) {
            return TrainingOptions.defaults(installed, session);
        }
        String id =
                installed
                        .find(modality, extractor)
                        .map(FeatureExtractor::id)
                        .orElseThrow(
                                () ->
                                        TrainingOptions.unknown(
                                                command, installed, modality, extractor));
        return InspectionParameters.defaults().withExtractor(modality, id);
    }

    private String text(int parts, InspectionParameters parameters) throws LacunaException {
        try (FeatureFile rows = FeatureFile.open(out)) {
            return "extractor     "
                    + parameters.of(modality).extractor()
                    + "\nparts         "
                    + parts
                    + "\nrows          "
                    + rows.count()
                    + "\nchannels      "
                    + rows.dim()
                    + "\n\nwritten to "
                    + out;
        }
    }
}
