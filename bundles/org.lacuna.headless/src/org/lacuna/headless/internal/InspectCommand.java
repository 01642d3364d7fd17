package org.lacuna.headless.internal;

import org.lacuna.acquisition.SampleFiles;
import org.lacuna.core.DataException;
import org.lacuna.core.DataSet;
import org.lacuna.core.Inspection;
import org.lacuna.core.InspectionSink;
import org.lacuna.core.LacunaException;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.ModelException;
import org.lacuna.core.SampleSource;
import org.lacuna.core.Software;
import org.lacuna.core.Split;
import org.lacuna.core.StorageException;
import org.lacuna.core.Workers;
import org.lacuna.features.InstalledExtractors;
import org.lacuna.inspection.BatchInspection;
import org.lacuna.inspection.InspectionModel;
import org.lacuna.inspection.ThresholdBook;
import org.lacuna.inspection.ThresholdBookFile;
import org.lacuna.report.ResultFolder;
import org.lacuna.report.VerdictJson;
import org.lacuna.workflow.InspectionRequest;
import org.lacuna.workflow.InspectionResult;
import org.lacuna.workflow.InspectionTask;
import org.lacuna.workflow.RunRecord;
import org.lacuna.workflow.StagedOutput;
import org.lacuna.workflow.VerdictTally;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

/** {@code lacuna inspect}. */
@Command(
        name = "inspect",
        sortOptions = false,
        header = "Inspects parts with a model.",
        customSynopsis = {
            "lacuna inspect --model MODEL [--thresholds FILE] --data DIR [--category NAME] [--split test]",
            "                      [--modalities rgb,xyz|rgb|xyz] --out RESULTS",
            "       lacuna inspect --model MODEL [--thresholds FILE] FILE... [--modalities ...] --out RESULTS"
        },
        description = {
            "%nPrints one JSON object a line on standard output while it runs, and"
                    + " writes verdicts.jsonl, scores.csv and anomaly maps"
                    + " (<category>/<defect>/<id>.tiff, float32) into the folder RESULTS.",
            "%nA part whose files are damaged is reported as NOT_INSPECTED with the reason; the"
                    + " run goes on and ends with code 11.%n"
        },
        footer = {
            "%nWhen more than one code applies to a run that reaches its end, the first of 11, 1,"
                    + " 2, 3, 0 is returned; 10, 12, 13 and 14 end the run."
        })
final class InspectCommand implements Callable<Integer> {
    private final Session session;

    @Spec private CommandSpec command;

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            required = true,
            description =
                    "Inspection model from 'lacuna train', or a folder of models: then the current"
                            + " one ('lacuna registry').")
    private Path model;

    @Option(
            names = "--thresholds",
            paramLabel = "FILE",
            description =
                    "Threshold book of the model: its review and reject thresholds hold instead of"
                            + " the model's own.")
    private Path thresholds;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Data set: one category, or a folder of categories.")
    private Path data;

    @Option(
            names = "--category",
            paramLabel = "NAME",
            description = "Category to inspect (default: the model's).")
    private String category;

    @Option(
            names = "--split",
            paramLabel = "NAME",
            converter = SplitConverter.class,
            description = "train, validation or test (default: test).")
    private Split split;

    @Parameters(
            paramLabel = "FILE",
            arity = "0..*",
            description = "Images and scans; those of one part find each other by name.")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--modalities",
            paramLabel = "LIST",
            converter = ModalityConverter.class,
            description =
                    "rgb,xyz, rgb or xyz: what is not listed counts as lost (default: all that is"
                            + " there).")
    private ModalitySet modalities;

    @Mixin private DegradationOptions degrading;

    @Option(
            names = "--out",
            paramLabel = "RESULTS",
            required = true,
            description = "Folder for the results; results of an earlier run are replaced.")
    private Path out;

    @Option(names = "--force", description = "Write into a folder that holds other files, too.")
    private boolean force;

    @Option(names = "--timings", description = "At the end, show where the time went.")
    private boolean timings;

    @Mixin private NetworkSettings networks;

    @Mixin private CommonOptions common;

    InspectCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws LacunaException {
        checkUsage();
        RunRecord run = new RunRecord("inspect", session.arguments());
        ChosenModel chosen = ChosenModel.read(model);
        model = chosen.file();
        if (chosen.fromFolder() && !common.quiet()) {
            session.console().note("lacuna: current model " + model);
        }
        InspectionModel loaded = chosen.model();
        String modelId = loaded.sha256();
        Optional<ThresholdBook> book = book(modelId);
        Optional<String> bookId = book.map(ThresholdBook::sha256);
        ModalitySet wanted = wanted(loaded);
        Optional<String> degradation = degrading.text();
        List<SampleSource> parts = degrading.applyTo(parts(loaded));
        StageTimings stages = new StageTimings();
        InspectionSink sink =
                (source, inspection) -> {
                    print(source, inspection, modelId, bookId);
                    for (InspectionSink s : session.services().sinks()) {
                        s.accept(source, inspection);
                    }
                    stages.add(inspection.stageMillis());
                };
        InspectionResult result;
        try (InstalledExtractors installed = networks.extractors(session);
                StagedOutput output = Outputs.folder(session, command, out, "results", force);
                Workers workers = common.workers();
                ConsoleProgress progress = common.progress(session)) {
            result =
                    new InspectionTask(
                                    new InspectionRequest(
                                            loaded,
                                            model.toString(),
                                            book,
                                            parts,
                                            wanted,
                                            degradation),
                                    installed)
                            .run(output, run, sink, progress, workers);
        }
        BatchInspection.Summary summary = result.summary();
        VerdictTally tally = result.tally();
        if (timings) {
            session.console().note(stages.table());
        }
        degradation.ifPresent(
                d -> session.console().warning("the parts were degraded before inspection: " + d));
        if (!common.quiet()) {
            session.console()
                    .note(
                            "lacuna: "
                                    + tally.summary()
                                    + String.format(
                                            Locale.ROOT,
                                            " (%.1f parts/s); results in %s",
                                            summary.partsPerSecond(),
                                            out));
        }
        if (summary.damaged() > 0) {
            session.console()
                    .error(
                            summary.damaged()
                                    + " of "
                                    + summary.parts()
                                    + " parts could not be read and were not inspected; the reasons"
                                    + " are in their verdict lines");
        }
        return InspectionExit.of(tally, summary.damaged()).code();
    }

    private void checkUsage() {
        if ((data == null) == files.isEmpty()) {
            throw usage(
                    data == null
                            ? "Say what to inspect: --data DIR or FILE..."
                            : "--data and FILE... exclude each other");
        }
        if (data == null && (category != null || split != null)) {
            throw usage("--category and --split belong to --data");
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(command.commandLine(), message);
    }

    private ModalitySet wanted(InspectionModel loaded) throws ModelException {
        ModalitySet wanted = modalities == null ? ModalitySet.BOTH : modalities;
        InspectionRequest.requireKnown(loaded, model.toString(), wanted, " as --modalities asks");
        return wanted;
    }

    private List<SampleSource> parts(InspectionModel loaded) throws LacunaException {
        if (data == null) {
            return distinct(SampleFiles.pair(files));
        }
        DataSet set =
                DataFolders.one(
                        session,
                        command,
                        data,
                        category == null ? loaded.category() : category,
                        category != null);
        if (!set.category().equals(loaded.category())) {
            session.console()
                    .warning(
                            model
                                    + " was trained on "
                                    + loaded.category()
                                    + ", the parts are "
                                    + set.category());
        }
        Split wanted = split == null ? Split.TEST : split;
        List<SampleSource> parts = set.samples(wanted);
        if (parts.isEmpty()) {
            throw new DataException(
                    data + ": no parts in the split '" + wanted.key() + "', expected at least one");
        }
        return parts;
    }

    /** Two parts of one name would overwrite each other's map. */
    private static List<SampleSource> distinct(List<SampleSource> parts) throws DataException {
        Set<Object> ids = new HashSet<>();
        for (SampleSource part : parts) {
            if (!ids.add(part.id())) {
                throw new DataException(
                        part.files().values()
                                + ": a second part with the name "
                                + part.id()
                                + ", expected files of different names");
            }
        }
        return parts;
    }

    private Optional<ThresholdBook> book(String modelId) throws LacunaException {
        if (thresholds == null) {
            return Optional.empty();
        }
        ThresholdBook book = ThresholdBookFile.read(thresholds);
        book.requireModel(thresholds.toString(), modelId);
        return Optional.of(book);
    }

    private void print(
            SampleSource source, Inspection inspection, String modelId, Optional<String> bookId)
            throws StorageException {
        session.console()
                .result(
                        VerdictJson.line(
                                source,
                                inspection,
                                ResultFolder.mapName(inspection),
                                modelId,
                                bookId,
                                Software.VERSION));
        if (session.console().resultsAreLost()) {
            throw new StorageException(
                    "standard output: cannot be written: closed by its reader, or no space", null);
        }
    }
}
