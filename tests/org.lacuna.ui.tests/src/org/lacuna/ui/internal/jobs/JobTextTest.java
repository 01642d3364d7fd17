package org.lacuna.ui.internal.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;

/** What jobs say of themselves, and which of them wait for each other. */
class JobTextTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void progress_tellsStepsAndTheTimeLeft() {
        assertEquals("open", JobProgress.text("open", 0, 0, 9 * SECOND));
        assertEquals("inspect, 0 of 40", JobProgress.text("inspect", 0, 40, 9 * SECOND));
        assertEquals("inspect, 1 of 40", JobProgress.text("inspect", 1, 40, SECOND / 2));
        assertEquals(
                "inspect, 10 of 40, 27 s left", JobProgress.text("inspect", 10, 40, 9 * SECOND));
        assertEquals("inspect, 40 of 40, 0 s left", JobProgress.text("inspect", 41, 40, SECOND));
    }

    @Test
    void duration_hasSecondsMinutesOrHours() {
        assertEquals("59 s", JobProgress.duration(59.4));
        assertEquals("1:05", JobProgress.duration(65));
        assertEquals("2:00:09", JobProgress.duration(7209));
    }

    @Test
    void jobsForOnePlace_waitForEachOther_othersDoNot() {
        OutputRule results = new OutputRule(Path.of("/a/results"));
        assertTrue(results.isConflicting(new OutputRule(Path.of("/a/results"))));
        assertTrue(results.isConflicting(new OutputRule(Path.of("/a/results/models/x"))));
        assertTrue(results.isConflicting(new OutputRule(Path.of("/a"))));
        assertFalse(results.isConflicting(new OutputRule(Path.of("/a/results2"))));
        assertTrue(results.contains(new OutputRule(Path.of("/a/results/models/x"))));
        assertFalse(results.contains(new OutputRule(Path.of("/a"))));
    }

    @Test
    void feed_followsTheLastTraining_andBeginsACurveAnew() {
        TrainingFeed feed = new TrainingFeed();
        Job first = job("first");
        Job second = job("second");
        feed.start(first);
        feed.epoch(first, "student", new TrainingFeed.Point(1, 0.5, 0.6));
        feed.epoch(first, "student", new TrainingFeed.Point(2, 0.4, 0.7));
        assertEquals(2, feed.snapshot().curves().get("student").size());
        feed.epoch(first, "student", new TrainingFeed.Point(1, 0.9, 0.5));
        assertEquals(1, feed.snapshot().curves().get("student").size());
        feed.start(second);
        feed.epoch(first, "student", new TrainingFeed.Point(2, 0.4, 0.7));
        feed.end(first, TrainingFeed.State.FAILED);
        assertTrue(feed.snapshot().curves().isEmpty(), "the first has lost the view");
        assertEquals(TrainingFeed.State.RUNNING, feed.snapshot().state());
        feed.end(second, TrainingFeed.State.of(Status.CANCEL_STATUS));
        assertEquals(TrainingFeed.State.CANCELLED, feed.snapshot().state());
    }

    private static Job job(String name) {
        return new Job(name) {
            @Override
            protected IStatus run(org.eclipse.core.runtime.IProgressMonitor monitor) {
                return Status.OK_STATUS;
            }
        };
    }

    @Test
    void mostImportantCheck_isTheFirstOfTheWorst() {
        Check wait = Check.waiting("w");
        Check warn = Check.warning("x");
        Check a = Check.problem("a");
        assertEquals(a, Check.most(warn, a, Check.problem("b"), wait));
        assertEquals(wait, Check.most(warn, wait));
        assertEquals(Check.OK, Check.most());
    }
}
