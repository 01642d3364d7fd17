package org.lacuna.headless.internal;

import org.lacuna.core.LacunaException;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.ModelException;
import org.lacuna.headless.ExitCode;
import org.lacuna.inspection.ModelFile;
import org.lacuna.inspection.ScoreLimits;
import org.lacuna.inspection.ThresholdBook;
import org.lacuna.inspection.ThresholdBookFile;
import org.lacuna.report.ResultFolder;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** {@code lacuna thresholds}. */
@Command(
        name = "thresholds",
        sortOptions = false,
        header = "Shows the thresholds of a model, or changes them in a book beside it.",
        customSynopsis = {
            "lacuna thresholds --model MODEL [--book FILE]",
            "       lacuna thresholds --model MODEL [--review X] [--nok X] [--available ...]"
                    + " --reason TEXT",
            "       lacuna thresholds --model MODEL --reset [--available ...] --reason TEXT"
        },
        description = {
            "%nThe model stays as it is. The book keeps who changed what, when and why; 'lacuna"
                    + " inspect --thresholds FILE' judges by it.%n"
        })
final class ThresholdsCommand implements Callable<Integer> {
    private final Session session;

    @Spec private CommandSpec command;

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            required = true,
            description = "Inspection model from 'lacuna train'.")
    private Path model;

    @Option(
            names = "--book",
            paramLabel = "FILE",
            description = "Threshold book (default: MODEL.thresholds).")
    private Path book;

    @Option(
            names = "--review",
            paramLabel = "X",
            converter = NumberConverter.class,
            description = "Parts with a score above go to review (default: as it is).")
    private Double review;

    @Option(
            names = "--nok",
            paramLabel = "X",
            converter = NumberConverter.class,
            description = "Parts with a score above are NOK (default: as it is).")
    private Double nok;

    @Option(
            names = "--available",
            paramLabel = "MODALITIES",
            converter = ModalityConverter.class,
            description =
                    "Change those of parts that are judged by rgb, xyz or rgb,xyz; may be given"
                            + " several times (default: of all that the model knows).")
    private List<ModalitySet> available;

    @Option(names = "--reset", description = "Go back to the model's own thresholds.")
    private boolean reset;

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            description = "Why; needed for every change and kept for good.")
    private String reason;

    @Option(
            names = "--results",
            paramLabel = "RESULTS",
            description = "Result folder of the model: say what the change does to its verdicts.")
    private Path results;

    @Option(names = "--dry-run", description = "Write nothing.")
    private boolean dryRun;

    @SuppressWarnings("unused") // read by picocli
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    private boolean help;

    ThresholdsCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws LacunaException {
        boolean changes = reset || review != null || nok != null;
        checkOptions(changes);
        Path file = book == null ? ThresholdBookFile.beside(model) : book;
        ThresholdBook now = read(file);
        if (!changes) {
            session.console().result(ThresholdText.of(now));
            return ExitCode.OK.code();
        }
        ThresholdBook changed = changed(now, file);
        String text = ThresholdText.of(changed);
        if (results != null) {
            text += "\n\n" + VerdictChanges.of(ResultFolder.read(results), results, changed);
        }
        if (!dryRun) {
            ThresholdBookFile.write(file, changed);
        }
        session.console()
                .result(text + "\n\n" + (dryRun ? "nothing written" : "written to " + file));
        return ExitCode.OK.code();
    }

    private void checkOptions(boolean changes) {
        if (reset && (review != null || nok != null)) {
            throw wrong("--reset: together with --review or --nok, expected one of the two");
        }
        if (changes && reason == null) {
            throw wrong("Missing required option: '--reason=TEXT'");
        }
        if (!changes && (reason != null || available != null || results != null || dryRun)) {
            throw wrong("Say what to change: --review, --nok or --reset");
        }
    }

    private ParameterException wrong(String text) {
        return new ParameterException(command.commandLine(), text);
    }

    private ThresholdBook read(Path file) throws LacunaException {
        ThresholdBook fresh = ThresholdBook.of(ModelFile.read(model));
        if (!Files.exists(file)) {
            return fresh;
        }
        ThresholdBook there = ThresholdBookFile.read(file);
        there.requireModel(file.toString(), fresh.modelId());
        return there;
    }

    private ThresholdBook changed(ThresholdBook now, Path file) throws ModelException {
        ThresholdBook changed;
        try {
            Map<ModalitySet, ScoreLimits> wanted = new LinkedHashMap<>();
            for (ModalitySet pattern : available == null ? now.patterns() : available) {
                wanted.put(pattern, reset ? own(now, pattern) : moved(now.inForce(pattern)));
            }
            changed =
                    now.changeAll(
                            wanted, reason, System.getProperty("user.name", "?"), Instant.now());
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage());
        }
        if (changed.equals(now)) {
            throw new ModelException(
                    file + ": these thresholds are in force already, expected other ones");
        }
        return changed;
    }

    private static ScoreLimits own(ThresholdBook book, ModalitySet pattern) {
        book.inForce(pattern);
        return book.model().get(pattern);
    }

    private ScoreLimits moved(ScoreLimits now) {
        return new ScoreLimits(
                review == null ? now.review() : review, nok == null ? now.reject() : nok);
    }
}
