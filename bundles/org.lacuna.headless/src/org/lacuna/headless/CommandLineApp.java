package org.lacuna.headless;

import org.lacuna.core.CancelledException;
import org.lacuna.core.LacunaException;
import org.lacuna.core.Software;
import org.lacuna.features.NetworkFailureException;
import org.lacuna.headless.internal.Cancellation;
import org.lacuna.headless.internal.Console;
import org.lacuna.headless.internal.RootCommand;
import org.lacuna.headless.internal.Session;

import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The command line: parses, runs one command, turns every failure into one line on standard error
 * and an {@link ExitCode}. Needs neither OSGi nor a display. Not thread-safe; one instance runs one
 * command.
 */
public final class CommandLineApp {
    /** What the user is told when the command was cancelled. */
    static final String CANCELLED = "lacuna: cancelled, no half result is left";

    private final Supplier<Services> services;
    private final Console console;
    private final Cancellation cancellation;

    /**
     * @param services called once, when the command runs: what goes wrong there is told like any
     *     other failure
     */
    CommandLineApp(Supplier<Services> services, Console console, Cancellation cancellation) {
        this.services = services;
        this.console = console;
        this.cancellation = cancellation;
    }

    /**
     * Runs one command to its end.
     *
     * @param args command and options, as typed
     * @param out receives results: tables, JSON Lines
     * @param err receives messages, progress and errors, without terminal control characters
     * @return number of an {@link ExitCode}
     */
    public static int run(String[] args, PrintStream out, PrintStream err, Services services) {
        return new CommandLineApp(() -> services, new Console(out, err, false), new Cancellation())
                .run(args);
    }

    int run(String... args) {
        try {
            return commandLine(args).execute(args);
        } catch (OutOfMemoryError e) {
            console.error(
                    "out of memory: "
                            + e.getMessage()
                            + "; the program may use "
                            + (Runtime.getRuntime().maxMemory() >> 20)
                            + " MiB; raise it with the Java option -Xmx");
            return ExitCode.INTERNAL.code();
        } catch (RuntimeException | Error e) {
            return internal(e, args);
        }
    }

    private CommandLine commandLine(String[] args) {
        CommandLine line =
                RootCommand.commandLine(
                        new Session(List.of(args), services.get(), console, cancellation));
        line.setOut(writer(false));
        line.setErr(writer(true));
        line.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
        line.registerConverter(Long.class, text -> number(text, Long::valueOf));
        line.registerConverter(long.class, text -> number(text, Long::valueOf));
        line.registerConverter(Integer.class, text -> number(text, Integer::valueOf));
        line.registerConverter(int.class, text -> number(text, Integer::valueOf));
        line.setParameterExceptionHandler((e, arguments) -> usage(e));
        line.setExecutionExceptionHandler(
                (e, command, parsed) -> failed(e, parsed.originalArgs().toArray(String[]::new)));
        for (CommandLine sub : line.getSubcommands().values()) {
            sub.getCommandSpec()
                    .usageMessage()
                    .exitCodeListHeading("%nExit codes:%n")
                    .exitCodeList(ExitCode.table(sub.getCommandName().equals("inspect")));
        }
        return line;
    }

    private static <T> T number(String text, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + text + "' is no whole number, or too large");
        }
    }

    /** Help texts come through here, so that they go the way of all other output. */
    private PrintWriter writer(boolean error) {
        return new PrintWriter(
                new StringWriter() {
                    @Override
                    public void flush() {
                        StringBuffer text = getBuffer();
                        if (text.isEmpty()) {
                            return;
                        }
                        String lines = text.toString().replace("\r\n", "\n").stripTrailing();
                        text.setLength(0);
                        if (error) {
                            console.note(lines);
                        } else {
                            console.result(lines);
                        }
                    }
                });
    }

    private int usage(ParameterException e) {
        CommandLine command = e.getCommandLine();
        List<String> unmatched = command.getUnmatchedArguments();
        StringBuilder text = new StringBuilder();
        if (e instanceof UnmatchedArgumentException && unmatched.isEmpty()) {
            unmatched = ((UnmatchedArgumentException) e).getUnmatched();
        }
        if (unmatched.isEmpty()) {
            text.append(Console.oneLine(e.getMessage()));
        } else {
            String first = unmatched.getFirst();
            boolean root = command.getParent() == null;
            text.append(
                            first.startsWith("-")
                                    ? "Unknown option '"
                                    : root ? "Unknown command '" : "Unexpected argument '")
                    .append(Console.oneLine(first))
                    .append('\'');
            if (e instanceof UnmatchedArgumentException u && !u.getSuggestions().isEmpty()) {
                text.append("; did you mean ").append(u.getSuggestions().getFirst()).append('?');
            }
        }
        console.error(text + " (see '" + command.getCommandSpec().qualifiedName() + " --help')");
        return ExitCode.USAGE.code();
    }

    private int failed(Exception e, String[] args) {
        switch (e) {
            case LacunaException known -> {
                console.error(known.getMessage());
                return ExitCode.of(known).code();
            }
            case CancelledException c -> {
                console.note(CANCELLED);
                return ExitCode.CANCELLED.code();
            }
            case NetworkFailureException network -> {
                return failed(network.failure(), args);
            }
            case UncheckedIOException io -> {
                console.error(io.getMessage());
                return ExitCode.IO.code();
            }
            default -> {
                return internal(e, args);
            }
        }
    }

    /** A bug: the user gets one line, whoever mends it gets the stack trace in a file. */
    private int internal(Throwable e, String[] args) {
        StringWriter trace = new StringWriter();
        PrintWriter writer = new PrintWriter(trace);
        writer.println("Lacuna " + Software.VERSION + ", " + Instant.now());
        writer.println(
                "Java "
                        + Runtime.version()
                        + ", "
                        + System.getProperty("os.name")
                        + " "
                        + System.getProperty("os.arch"));
        writer.println("arguments: " + Arrays.toString(args));
        e.printStackTrace(writer);
        writer.flush();
        String summary = e.getClass().getSimpleName() + ": " + e.getMessage();
        try {
            Path log = Files.createTempFile("lacuna-error-", ".log");
            Files.writeString(log, trace.toString(), StandardCharsets.UTF_8);
            console.error("internal error, " + summary + "; please report it with " + log);
        } catch (IOException unwritable) {
            console.error("internal error, " + summary);
            console.note(trace.toString());
        }
        return ExitCode.INTERNAL.code();
    }
}
