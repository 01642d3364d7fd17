package org.lacuna.headless.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.lacuna.core.CancelledException;
import org.lacuna.core.Workers;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

class ConsoleProgressTest {
    private static final long SECOND = 1_000_000_000L;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Cancellation cancellation = new Cancellation();
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 10 * SECOND);

    private Console console(boolean terminal) {
        return new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                terminal);
    }

    private ConsoleProgress progress(boolean terminal, boolean quiet) {
        return new ConsoleProgress(console(terminal), cancellation, quiet, now::get);
    }

    private String shown() {
        String text = err.toString(StandardCharsets.UTF_8);
        err.reset();
        return text;
    }

    @Test
    void advance_withoutTerminal_printsPlainLinesEveryFiveSeconds() {
        ConsoleProgress p = progress(false, false);
        p.begin("features", 40);
        assertEquals("lacuna: features (40 steps)\n", shown());
        p.advance(10);
        assertEquals("", shown());
        // The clock wraps around on the way: nanoTime may.
        now.addAndGet(20 * SECOND);
        p.advance(0);
        assertEquals("lacuna: features, 10 of 40, 1:00 left\n", shown());
        p.advance(30);
        assertEquals("", shown());
    }

    @Test
    void advance_onTerminal_redrawsOneLineThatFits() {
        ConsoleProgress p = progress(true, false);
        p.begin("a task with a very long name that would wrap on a terminal of 80 columns", 4);
        now.addAndGet(2 * SECOND);
        p.advance(1);
        String text = shown();
        assertFalse(text.contains("\n"));
        for (String frame : text.split("\r")) {
            assertTrue(frame.length() <= 79, frame);
        }
        assertTrue(text.contains("[######..................]  25 %, 6 s left"), text);
    }

    @Test
    void detail_onTerminal_standsBehindTheBarUntilTheNextTask() {
        ConsoleProgress p = progress(true, false);
        p.begin("student: 11079 patches", 4);
        now.addAndGet(2 * SECOND);
        p.detail("epoch 1, loss 0.612, AUROC 0.957");
        p.advance(1);
        String text = shown();
        for (String frame : text.split("\r")) {
            assertTrue(frame.length() <= 79, frame);
        }
        assertTrue(
                text.endsWith("  [#.....]  25 %, 6 s left, epoch 1, loss 0.612, AUROC 0.957"),
                text);
        p.begin("next", 4);
        assertFalse(shown().contains("loss"));
    }

    @Test
    void detail_longerThanTheLine_isCutOff() {
        ConsoleProgress p = progress(true, false);
        p.begin("task", 0);
        p.detail("x".repeat(200));
        now.addAndGet(SECOND);
        shown();
        p.advance(1);
        assertEquals("\r..., " + "x".repeat(74), shown());
    }

    @Test
    void detail_withoutTerminal_addsNoLine() {
        ConsoleProgress p = progress(false, false);
        p.begin("student", 4);
        shown();
        p.detail("epoch 1, loss 0.612");
        p.advance(1);
        assertEquals("", shown());
        now.addAndGet(6 * SECOND);
        p.detail("epoch 2, loss 0.500");
        p.advance(1);
        assertEquals("lacuna: student, 2 of 4, 6 s left, epoch 2, loss 0.500\n", shown());
    }

    @Test
    void note_whileBarIsShown_takesTheBarAwayFirst() {
        Console console = console(true);
        ConsoleProgress p = new ConsoleProgress(console, cancellation, false, now::get);
        p.begin("train", 0);
        shown();
        console.note("hello");
        assertEquals("\r" + " ".repeat("train ...".length()) + "\rhello\n", shown());
    }

    @Test
    void close_takesTheBarAwayAndEndsTheTask() {
        ConsoleProgress p = progress(true, false);
        p.begin("first", 0);
        now.addAndGet(SECOND);
        p.begin("second", 2);
        now.addAndGet(3 * SECOND);
        shown();
        p.close();
        assertTrue(shown().endsWith("\r"));
        assertEquals(
                List.of(
                        new ConsoleProgress.TaskTime("first", 1),
                        new ConsoleProgress.TaskTime("second", 3)),
                p.times());
    }

    @Test
    void advance_beyondTheTotal_staysAtHundredPercent() {
        ConsoleProgress p = progress(true, false);
        p.begin("t", 2);
        shown();
        now.addAndGet(SECOND);
        p.advance(5);
        assertTrue(shown().contains("100 %, 0 s left"));
    }

    @Test
    void quiet_showsNothingButStillCancels() {
        ConsoleProgress p = progress(false, true);
        p.begin("t", 2);
        now.addAndGet(20 * SECOND);
        p.advance(1);
        assertEquals("", shown());
        p.throwIfCancelled();
        cancellation.cancel();
        assertThrows(CancelledException.class, p::throwIfCancelled);
    }

    @Test
    void advance_fromManyThreads_countsAll() {
        ConsoleProgress p = progress(false, false);
        p.begin("t", 1000);
        try (Workers workers = Workers.of(4)) {
            workers.forEachChunk(1000, 1, (chunk, from, to) -> p.advance(1));
        }
        shown();
        now.addAndGet(20 * SECOND);
        p.advance(0);
        assertTrue(shown().contains("1000 of 1000"));
    }
}
