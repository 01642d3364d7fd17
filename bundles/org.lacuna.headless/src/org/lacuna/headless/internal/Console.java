package org.lacuna.headless.internal;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;

/**
 * Where a command writes: results to standard output, everything else (messages, progress, errors)
 * to standard error. Keeps a progress bar from being torn by other lines. Thread-safe.
 */
public final class Console {
    private final PrintStream out;
    private final PrintStream err;
    private final boolean terminal;
    private String bar = "";

    /**
     * @param terminal whether {@code err} is a terminal, which can redraw a line
     */
    public Console(PrintStream out, PrintStream err, boolean terminal) {
        this.out = Objects.requireNonNull(out, "out");
        this.err = Objects.requireNonNull(err, "err");
        this.terminal = terminal;
    }

    /**
     * Whether standard error of this process is a terminal. The launcher script knows best and says
     * it in the system property {@code lacuna.terminal}; without it, Linux tells through {@code
     * /proc}. (Java's own {@code System.console()} looks at the other two streams.)
     */
    public static boolean standardErrorIsTerminal() {
        if ("dumb".equals(System.getenv("TERM"))) {
            return false;
        }
        String told = System.getProperty("lacuna.terminal");
        if (told != null) {
            return Boolean.parseBoolean(told);
        }
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException | SecurityException e) {
            return false;
        }
    }

    public boolean isTerminal() {
        return terminal;
    }

    /** Prints result text to standard output and flushes it. */
    public synchronized void result(String line) {
        clearBar();
        out.print(line);
        out.print('\n');
        out.flush();
    }

    /** Whether standard output has gone (a closed pipe, a full disk). */
    public boolean resultsAreLost() {
        return out.checkError();
    }

    /** Prints a line for people to standard error. */
    public synchronized void note(String line) {
        clearBar();
        err.print(line);
        err.print('\n');
        err.flush();
    }

    public void warning(String text) {
        note("lacuna: warning: " + oneLine(text));
    }

    public void error(String text) {
        note("lacuna: error: " + oneLine(text));
    }

    /** Shows the text in place of the one shown before; for terminals only. */
    synchronized void showBar(String text) {
        if (text.equals(bar)) {
            return;
        }
        StringBuilder s = new StringBuilder("\r").append(text);
        s.append(" ".repeat(Math.max(0, bar.length() - text.length())));
        err.print(s);
        err.flush();
        bar = text;
    }

    synchronized void clearBar() {
        if (!bar.isEmpty()) {
            err.print("\r" + " ".repeat(bar.length()) + "\r");
            err.flush();
            bar = "";
        }
    }

    /** The text with every run of control characters (line ends above all) as one blank. */
    public static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ").strip();
    }

    /** {@code 9 s}, {@code 1:05}, {@code 2:00:09}. */
    static String duration(double seconds) {
        long s = Math.max(0, Math.round(seconds));
        if (s < 60) {
            return s + " s";
        }
        return s < 3600
                ? String.format(Locale.ROOT, "%d:%02d", s / 60, s % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", s / 3600, s / 60 % 60, s % 60);
    }
}
