package org.lacuna.headless.internal;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;

import org.lacuna.acquisition.FileDescription;
import org.lacuna.annotation.AnnotationFile;
import org.lacuna.core.DataException;
import org.lacuna.core.DataSet;
import org.lacuna.core.LacunaException;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.SampleSource;
import org.lacuna.core.Split;
import org.lacuna.core.StorageException;
import org.lacuna.headless.ExitCode;
import org.lacuna.inspection.ModelFile;
import org.lacuna.inspection.ModelRegistryFile;
import org.lacuna.inspection.ThresholdBookFile;
import org.lacuna.memorybank.BankFile;
import org.lacuna.memorybank.FeatureFile;
import org.lacuna.report.ResultFolder;
import org.lacuna.report.VerdictRecord;
import org.lacuna.workflow.FileSignature;
import org.lacuna.workflow.VerdictTally;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/** {@code lacuna info}. */
@Command(
        name = "info",
        sortOptions = false,
        header =
                "Says what is in an image, scan, model, threshold book, model registry, data set or"
                        + " result folder.",
        description = "%n")
final class InfoCommand implements Callable<Integer> {
    private static final String FIGURES = "metrics.json";

    private final Session session;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Files or folders.")
    private List<Path> files = new ArrayList<>();

    @SuppressWarnings("unused") // read by picocli
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    private boolean help;

    InfoCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws LacunaException {
        boolean first = true;
        for (Path file : files) {
            String text = describe(file).indent(2).stripTrailing();
            session.console().result((first ? "" : "\n") + file + "\n" + text);
            first = false;
        }
        return ExitCode.OK.code();
    }

    private String describe(Path file) throws LacunaException {
        if (Files.isDirectory(file)) {
            if (Files.exists(file.resolve(FIGURES))) {
                return evaluation(file.resolve(FIGURES));
            }
            return Files.exists(file.resolve(ResultFolder.VERDICTS)) ? results(file) : data(file);
        }
        if (FileSignature.isModel(file)) {
            return "inspection model\n" + ModelText.of(ModelFile.read(file));
        }
        if (FileSignature.isThresholds(file)) {
            return "threshold book\n" + ThresholdText.of(ThresholdBookFile.read(file));
        }
        if (FileSignature.isRegistry(file)) {
            return "model registry\n" + RegistryText.of(ModelRegistryFile.read(file));
        }
        if (FileSignature.isBank(file)) {
            return "memory bank\n" + BankText.of(BankFile.open(file));
        }
        if (FileSignature.isFeatures(file)) {
            return features(file);
        }
        if (file.toString().endsWith(AnnotationFile.EXTENSION)) {
            return AnnotationText.of(AnnotationFile.readLatest(file));
        }
        return String.join("\n", FileDescription.describe(file).lines());
    }

    private static String features(Path file) throws DataException, StorageException {
        try (FeatureFile rows = FeatureFile.open(file)) {
            return "feature file\nrows          " + rows.count() + "\nchannels      " + rows.dim();
        }
    }

    private String data(Path folder) throws DataException, StorageException {
        StringBuilder text = new StringBuilder("data set\n");
        TextTable table =
                new TextTable("category", "modalities", "train", "validation", "test", "defects");
        for (DataSet set : DataFolders.all(session, folder, List.of())) {
            TreeMap<String, Integer> defects = new TreeMap<>();
            for (SampleSource s : set.samples(Split.TEST)) {
                if (!s.id().isGood()) {
                    defects.merge(s.id().defect(), 1, Integer::sum);
                }
            }
            table.row(
                    set.category(),
                    set.modalities().label(),
                    Integer.toString(set.samples(Split.TRAIN).size()),
                    Integer.toString(set.samples(Split.VALIDATION).size()),
                    Integer.toString(set.samples(Split.TEST).size()),
                    defects.isEmpty()
                            ? "-"
                            : defects.toString().replaceAll("[{}]", "").replace("=", " "));
        }
        return text.append(table).toString();
    }

    private static String results(Path folder) throws DataException, StorageException {
        List<VerdictRecord> records = ResultFolder.read(folder);
        VerdictTally tally = new VerdictTally(ModalitySet.NONE);
        records.forEach(r -> tally.add(r.inspection()));
        return "result folder\n" + tally.summary();
    }

    private static String evaluation(Path figures) throws DataException, StorageException {
        TextTable table = new TextTable("category", "modalities", "i_auroc", "aupro_30");
        try {
            for (JsonElement row :
                    JsonParser.parseString(Files.readString(figures)).getAsJsonArray()) {
                JsonObject r = row.getAsJsonObject();
                table.row(
                        r.get("category").getAsString(),
                        r.get("modalities").getAsString(),
                        figure(r.get("i_auroc")),
                        figure(r.get("aupro_30")));
            }
        } catch (JsonParseException
                | IllegalStateException
                | UnsupportedOperationException
                | NumberFormatException
                | NullPointerException e) {
            throw DataException.of(figures, "no list of figures", "what 'evaluate' writes", e);
        } catch (IOException e) {
            throw StorageException.of(figures, "read", e);
        }
        return "results of an evaluation\n" + table;
    }

    private static String figure(JsonElement value) {
        return value.isJsonNull() ? "-" : String.format(Locale.ROOT, "%.3f", value.getAsDouble());
    }
}
