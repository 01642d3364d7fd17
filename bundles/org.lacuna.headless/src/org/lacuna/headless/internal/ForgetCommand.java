package org.lacuna.headless.internal;

import org.lacuna.core.LacunaException;
import org.lacuna.core.Modality;
import org.lacuna.headless.ExitCode;
import org.lacuna.inspection.Learner;
import org.lacuna.inspection.ModelFile;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.Map;
import java.util.concurrent.Callable;

/** {@code lacuna forget}. */
@Command(
        name = "forget",
        sortOptions = false,
        header = "Removes what a model has of one part from its memory banks.",
        description =
                "%nFor a part that should not have been learned. Thresholds stay as they are; what"
                        + " the part did to the weights and spreads of other entries stays, too.%n")
final class ForgetCommand implements Callable<Integer> {
    private final Session session;

    @Mixin private ModelOutput files;

    @Option(
            names = "--part",
            paramLabel = "ID",
            required = true,
            description =
                    "Part as 'lacuna info MODEL' or 'lacuna learn' names it:"
                            + " category/split/defect/name.")
    private String part;

    @SuppressWarnings("unused") // read by picocli
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    private boolean help;

    ForgetCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws LacunaException {
        files.check(true);
        ModelOutput.warnOfCurrent(files.out(), session.console());
        Learner.Forgotten forgotten = Learner.forget(ModelFile.read(files.model()), part);
        ModelFile.write(files.out(), forgotten.model());
        TextTable table = new TextTable("modality", "removed", "entries left");
        for (Map.Entry<Modality, Integer> e : forgotten.removed().entrySet()) {
            table.row(
                    e.getKey().label(),
                    e.getValue().toString(),
                    Integer.toString(forgotten.model().banks().get(e.getKey()).bank().entries()));
        }
        session.console().result(part + "\n" + table + "\n\nwritten to " + files.out());
        return ExitCode.OK.code();
    }
}
