package org.lacuna.headless.internal.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.lacuna.core.CancelledException;
import org.lacuna.core.Progress;
import org.lacuna.core.Workers;
import org.lacuna.headless.Services;
import org.lacuna.rendering.ColourScale;
import org.lacuna.report.Colours;

import java.util.List;

class CloudViewBenchmarkTest {
    @Test
    void eachSize_hasItsRows() throws Exception {
        BenchmarkResult result =
                CloudViewBenchmark.hasty()
                        .run(
                                Services.embedded(),
                                BenchmarkOptions.none().withPoints(List.of(900, 400)),
                                Progress.NONE,
                                Workers.sequential());
        assertEquals(
                List.of(
                        "cloudview.900.load",
                        "cloudview.900.full",
                        "cloudview.900.moving",
                        "cloudview.900.moving.points",
                        "cloudview.400.load",
                        "cloudview.400.full",
                        "cloudview.400.moving",
                        "cloudview.400.moving.points"),
                result.figures().stream().map(Measurement::name).toList());
        assertTrue(result.figures().stream().allMatch(m -> m.min() > 0), result::toString);
        assertEquals(900, result.figures().get(3).median());
        assertEquals("threads: 1", result.text());
    }

    @Test
    void sizesThatDoNotFit_areLeftOutAndItIsSaid() throws Exception {
        BenchmarkResult result =
                CloudViewBenchmark.hasty()
                        .measure(
                                List.of(5_000_000),
                                100L << 20,
                                Progress.NONE,
                                Workers.sequential());
        assertEquals(List.of(), result.figures());
        assertTrue(result.text().contains("5,000,000 points left out"), result.text());
    }

    @Test
    void cancelled_stops() {
        Progress cancelled =
                new Progress() {
                    @Override
                    public void begin(String task, long steps) {}

                    @Override
                    public void advance(long steps) {}

                    @Override
                    public boolean isCancelled() {
                        return true;
                    }
                };
        assertThrows(
                CancelledException.class,
                () ->
                        CloudViewBenchmark.hasty()
                                .measure(List.of(400), 1L << 30, cancelled, Workers.sequential()));
    }

    /** Reports and point clouds show a score in the same colour; neither bundle sees the other. */
    @Test
    void anomalyScale_isThatOfReports() {
        assertEquals(Colours.SCALE_MAX, ColourScale.ANOMALY_MAX);
        assertEquals(Colours.INVALID, ColourScale.NO_VALUE);
        for (double score = -0.5; score < 2.5; score += 0.01) {
            assertEquals(Colours.heat(score), ColourScale.anomaly().applyAsInt(score));
        }
    }
}
