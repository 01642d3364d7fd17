package org.lacuna.headless.internal;

import org.lacuna.annotation.AnnotatedPart;
import org.lacuna.annotation.AnnotationExchange;
import org.lacuna.annotation.AnnotationFile;
import org.lacuna.core.DataException;
import org.lacuna.core.LacunaException;
import org.lacuna.headless.ExitCode;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** {@code lacuna annotations}: what people have marked on parts. */
@Command(
        name = "annotations",
        sortOptions = false,
        header = "Converts annotations from and to other programs, and checks them.",
        description =
                "%nAnnotations are masks of defects with class, severity, comment and review state"
                        + " (docs/formats.md).%n")
final class AnnotationsCommand implements Callable<Integer> {
    @Spec private CommandSpec command;

    @SuppressWarnings("unused") // read by picocli
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    private boolean help;

    private AnnotationsCommand() {}

    /** The command with what it can do. */
    static CommandLine commandLine(Session session) {
        return new CommandLine(new AnnotationsCommand())
                .addSubcommand(new ConvertCommand(session))
                .addSubcommand(new CheckCommand(session));
    }

    @Override
    public Integer call() {
        throw new ParameterException(command.commandLine(), "Say what to do: convert or check");
    }

    /** {@code lacuna annotations convert}. */
    @Command(
            name = "convert",
            sortOptions = false,
            header = "Reads annotations in one format and writes them in another.",
            description = {
                "%nFormats: lacuna, gt (masks as in MVTec 3D-AD), coco, coco-rle, coco-polygon,"
                        + " labelme, cvat, cvat-polygon. No pixel moves on the way; what a format"
                        + " cannot hold is told.",
                "%nlacuna, gt and labelme have a file for each part: PATH is such a file"
                        + " (NAME.annotations.json, NAME.png, NAME.json) or a folder of them. The"
                        + " others have one file for all parts.%n"
            })
    private static final class ConvertCommand implements Callable<Integer> {
        private final Session session;

        @Spec private CommandSpec command;

        @Option(
                names = "--from",
                paramLabel = "FORMAT:PATH",
                required = true,
                converter = AnnotationPlace.Converter.class,
                description = "What to read.")
        private AnnotationPlace from;

        @Option(
                names = "--to",
                paramLabel = "FORMAT:PATH",
                required = true,
                converter = AnnotationPlace.Converter.class,
                description = "What to write.")
        private AnnotationPlace to;

        @Option(names = "--force", description = "Replace files of the same name.")
        private boolean force;

        @Mixin private QuietOptions common;

        ConvertCommand(Session session) {
            this.session = session;
        }

        @Override
        public Integer call() throws LacunaException {
            AnnotationOutput output = new AnnotationOutput(session, command, to, force);
            output.check();
            AnnotationExchange.Imported read;
            List<String> lost;
            try (ConsoleProgress progress = common.progress(session)) {
                read = AnnotationExchange.read(from.format(), from.path(), progress);
                lost = output.write(read.parts(), progress);
                progress.finish();
            }
            read.notes().forEach(session.console()::warning);
            lost.forEach(n -> session.console().note("lacuna: note: " + Console.oneLine(n)));
            int annotations = 0;
            for (AnnotatedPart part : read.parts()) {
                annotations += part.annotations().size();
            }
            session.console()
                    .result(
                            "parts         "
                                    + read.parts().size()
                                    + "\nannotations   "
                                    + annotations
                                    + "\n\nwritten to "
                                    + to.path());
            return ExitCode.OK.code();
        }
    }

    /** {@code lacuna annotations check}. */
    @Command(
            name = "check",
            sortOptions = false,
            header = "Checks annotation files with their journals and says what is in them.",
            description = "%nChanges nothing.%n")
    private static final class CheckCommand implements Callable<Integer> {
        private final Session session;

        @Parameters(paramLabel = "FILE", arity = "1..*", description = "Annotation files.")
        private List<Path> files = new ArrayList<>();

        @SuppressWarnings("unused") // read by picocli
        @Option(
                names = {"-h", "--help"},
                usageHelp = true,
                description = "Show this help and exit.")
        private boolean help;

        CheckCommand(Session session) {
            this.session = session;
        }

        @Override
        public Integer call() throws LacunaException {
            boolean first = true;
            for (Path file : files) {
                AnnotationFile.Latest latest = AnnotationFile.readLatest(file);
                String text = AnnotationText.of(latest).indent(2).stripTrailing();
                session.console().result((first ? "" : "\n") + file + "\n" + text);
                first = false;
                if (!latest.messages().isEmpty()) {
                    throw new DataException(latest.messages().getFirst());
                }
            }
            return ExitCode.OK.code();
        }
    }
}
