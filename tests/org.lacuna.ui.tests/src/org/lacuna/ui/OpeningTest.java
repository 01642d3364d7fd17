package org.lacuna.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** How long it takes until parts of 960 x 960 pixels are on screen; told, since machines differ. */
class OpeningTest {
    private static final int PARTS = 7;
    private static final int TIMES = 6;
    private static final int ROUNDS = 4;

    @TempDir Path folder;

    private final List<PartItem> items = new ArrayList<>();
    private Stage stage;
    private long cpuNanos;

    @BeforeEach
    void open() throws Exception {
        stage = Stage.open();
        for (int i = 0; i < PARTS; i++) {
            items.add(DentedDome.item(folder, "00" + i, TIMES));
        }
    }

    @Test
    void largeParts_areShownByOneViewAndByBoth() {
        List<Double> image = new ArrayList<>();
        List<Double> cloud = new ArrayList<>();
        List<Double> both = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            image.addAll(times(this::toImage, this::isInImage));
            cloud.addAll(times(this::toCloud, this::isInCloud));
            cpuNanos = 0;
            both.addAll(
                    times(
                            p -> {
                                toImage(p);
                                toCloud(p);
                            },
                            p -> isInImage(p) && isInCloud(p)));
            if (round == 0) {
                // While code is compiled, times say nothing.
                image.clear();
                cloud.clear();
                both.clear();
            }
        }
        System.out.printf(
                Locale.ROOT,
                "MEASURED opening 960 x 960, median of %d: image %.0f ms, cloud %.0f ms, both"
                        + " %.0f ms, which take %.0f ms of the processor%n",
                both.size(),
                median(image),
                median(cloud),
                median(both),
                cpuNanos / 1e6 / PARTS);
        int side = TIMES * DentedDome.SIDE;
        assertEquals(side, stage.image.canvas().picture().orElseThrow().grid().width());
        assertEquals(side, stage.cloud.canvas().cloud().orElseThrow().scene().width());
    }

    private void toImage(PartItem part) {
        stage.image.selected(part);
    }

    private void toCloud(PartItem part) {
        stage.cloud.selected(part);
    }

    private boolean isInImage(PartItem part) {
        return stage.image.shownPart().equals(Optional.of(part));
    }

    private boolean isInCloud(PartItem part) {
        return stage.cloud.shownPart().equals(Optional.of(part));
    }

    /** Of this process, on all processors: does not depend on who else is busy. */
    private static long cpuNanos() {
        return ProcessHandle.current().info().totalCpuDuration().map(Duration::toNanos).orElse(0L);
    }

    private interface Shown {
        boolean by(PartItem part);
    }

    /** In milliseconds. */
    private List<Double> times(Consumer<PartItem> select, Shown shown) {
        List<Double> millis = new ArrayList<>();
        long cpu = cpuNanos();
        for (PartItem part : items) {
            long start = System.nanoTime();
            select.accept(part);
            BooleanSupplier there = () -> shown.by(part);
            Screen.waitFor("the part", there);
            millis.add((System.nanoTime() - start) / 1e6);
        }
        cpuNanos += cpuNanos() - cpu;
        return millis;
    }

    private static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
