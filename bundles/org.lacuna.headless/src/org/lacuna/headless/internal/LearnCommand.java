package org.lacuna.headless.internal;

import org.lacuna.core.DataException;
import org.lacuna.core.DataSet;
import org.lacuna.core.Inspection;
import org.lacuna.core.LacunaException;
import org.lacuna.core.Modality;
import org.lacuna.core.SampleSource;
import org.lacuna.core.Split;
import org.lacuna.core.Workers;
import org.lacuna.features.InstalledExtractors;
import org.lacuna.headless.ExitCode;
import org.lacuna.inspection.InspectionModel;
import org.lacuna.inspection.Learner;
import org.lacuna.inspection.ModelFile;
import org.lacuna.memorybank.BankUpdate;
import org.lacuna.memorybank.UpdateParameters;
import org.lacuna.workflow.LearningTask;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;

/** {@code lacuna learn}. */
@Command(
        name = "learn",
        sortOptions = false,
        header = "Makes parts that turned out to be good normal for a model.",
        description = {
            "%nTakes up what the memory banks do not know yet of the good parts of a split, or of"
                    + " the parts named. Thresholds stay as they are: scores of similar parts fall;"
                    + " for new thresholds, train again.",
            "%nA defect that is learned is not found any more. Look at the list of what a part"
                    + " would add first (--dry-run); 'lacuna forget' removes it again.%n"
        })
final class LearnCommand implements Callable<Integer> {
    private final Session session;

    @Spec private CommandSpec command;

    @Mixin private ModelOutput files;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            required = true,
            description = "Data set: one category, or a folder of categories.")
    private Path data;

    @Option(
            names = "--category",
            paramLabel = "NAME",
            description = "Category of the parts (default: the model's).")
    private String category;

    @Option(
            names = "--split",
            paramLabel = "NAME",
            converter = SplitConverter.class,
            description = "train, validation or test (default: test).")
    private Split split = Split.TEST;

    @Option(
            names = "--part",
            paramLabel = "ID",
            description =
                    "Part to learn, as defect/name or name; may be given more than once (default:"
                            + " every part of the split that is labelled good).")
    private List<String> names = new ArrayList<>();

    @Option(
            names = "--accept",
            description = "Learn parts named with --part even if they are not labelled good.")
    private boolean accept;

    @Mixin private LearnLimits limits;

    @Option(
            names = "--dry-run",
            description = "Show what would be learned; write nothing. --out is not needed.")
    private boolean dryRun;

    @Mixin private NetworkSettings networks;

    @Mixin private CommonOptions common;

    LearnCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws LacunaException {
        if (accept && names.isEmpty()) {
            throw new ParameterException(
                    command.commandLine(), "--accept belongs to parts named with --part");
        }
        UpdateParameters parameters = limits.parameters();
        files.check(!dryRun);
        ModelOutput.warnOfCurrent(dryRun ? null : files.out(), session.console());
        InspectionModel model = ModelFile.read(files.model());
        List<SampleSource> parts = parts(model);
        try (InstalledExtractors installed = networks.extractors(session);
                Workers workers = common.workers();
                ConsoleProgress progress = common.progress(session)) {
            Learner.Result result =
                    new LearningTask(model, Learner.Part.of(split, parts), parameters, installed)
                            .run(progress, workers);
            if (!dryRun) {
                ModelFile.write(files.out(), result.model());
            }
            progress.finish();
            session.console().result(table(result) + "\n\n" + end(result.model()));
        }
        return ExitCode.OK.code();
    }

    private List<SampleSource> parts(InspectionModel model) throws LacunaException {
        DataSet set =
                DataFolders.one(
                        session,
                        command,
                        data,
                        category == null ? model.category() : category,
                        category != null);
        if (!set.category().equals(model.category())) {
            throw new DataException(
                    data
                            + ": category "
                            + set.category()
                            + ", expected "
                            + model.category()
                            + " as the model was trained on");
        }
        List<SampleSource> all = set.samples(split);
        if (!names.isEmpty()) {
            return named(all);
        }
        List<SampleSource> good = all.stream().filter(s -> s.id().isGood()).toList();
        if (good.isEmpty()) {
            throw new DataException(
                    data
                            + ": no good parts in the split '"
                            + split.key()
                            + "', expected at least one");
        }
        return good;
    }

    private List<SampleSource> named(List<SampleSource> all) throws DataException {
        Set<SampleSource> chosen = new LinkedHashSet<>();
        for (String name : names) {
            List<SampleSource> found =
                    all.stream().filter(s -> ("/" + s.id()).endsWith("/" + name)).toList();
            if (found.size() != 1) {
                throw new DataException(
                        data
                                + ": "
                                + found.size()
                                + " parts '"
                                + name
                                + "' in the split '"
                                + split.key()
                                + "', expected one"
                                + (found.isEmpty() ? "" : "; name it as defect/name"));
            }
            SampleSource part = found.getFirst();
            if (!part.id().isGood() && !accept) {
                throw new ParameterException(
                        command.commandLine(),
                        "--part: "
                                + part.id()
                                + " is labelled '"
                                + part.id().defect()
                                + "'; what is learned is never found again. Add --accept if the"
                                + " part is good all the same");
            }
            chosen.add(part);
        }
        return List.copyOf(chosen);
    }

    private static TextTable table(Learner.Result result) {
        TextTable table =
                new TextTable(
                        "part",
                        "was",
                        "score",
                        "becomes",
                        "score",
                        "modality",
                        "patches",
                        "new",
                        "added",
                        "given up",
                        "left");
        for (Learner.Outcome o : result.outcomes()) {
            if (o.banks().isEmpty()) {
                row(table, o, "known", "-", "-", "-", "-", "-");
            }
            for (Map.Entry<Modality, BankUpdate.Learned> e : o.banks().entrySet()) {
                BankUpdate.Learned l = e.getValue();
                row(
                        table,
                        o,
                        e.getKey().label(),
                        Integer.toString(l.vectors()),
                        Integer.toString(l.uncovered()),
                        Integer.toString(l.added()),
                        Integer.toString(l.removed()),
                        Integer.toString(l.left()));
            }
        }
        return table;
    }

    private static void row(TextTable table, Learner.Outcome o, String... rest) {
        List<String> cells =
                new ArrayList<>(
                        List.of(
                                o.part(),
                                o.before().verdict().toString(),
                                score(o.before()),
                                o.after().verdict().toString(),
                                score(o.after())));
        cells.addAll(List.of(rest));
        table.row(cells.toArray(String[]::new));
    }

    private static String score(Inspection inspection) {
        return String.format(Locale.ROOT, "%.3f", inspection.score());
    }

    private String end(InspectionModel model) {
        return "thresholds stay as trained: scores of similar parts fall; train again for new"
                + " thresholds\n"
                + (dryRun
                        ? "nothing was written (--dry-run)"
                        : "written to " + files.out() + "\nmodel id      " + model.sha256());
    }
}
