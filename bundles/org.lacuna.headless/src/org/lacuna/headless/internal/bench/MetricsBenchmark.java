package org.lacuna.headless.internal.bench;

import org.lacuna.core.AnomalyMap;
import org.lacuna.core.PixelMask;
import org.lacuna.core.Progress;
import org.lacuna.core.SeededRandom;
import org.lacuna.core.Workers;
import org.lacuna.evaluation.AuproResult;
import org.lacuna.evaluation.Auroc;
import org.lacuna.evaluation.PixelScores;
import org.lacuna.headless.Services;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The figures of one category as large as the largest of MVTec 3D-AD. */
final class MetricsBenchmark implements Benchmark {
    private static final int MAPS = 110;
    private static final int WIDTH = 800;
    private static final int HEIGHT = 600;
    private static final int RUNS = 5;

    @Override
    public String name() {
        return "metrics";
    }

    @Override
    public String description() {
        return "Exact P-AUROC and AUPRO at 0.3, 0.05 and 0.01 of 110 maps of 600 x 800 pixels, 80"
                + " of them with 1 to 3 defects; I-AUROC of the same 110 parts.";
    }

    @Override
    public BenchmarkResult run(
            Services services, BenchmarkOptions options, Progress progress, Workers workers)
            throws Exception {
        progress.begin("metrics: making " + MAPS + " maps", MAPS);
        SeededRandom random = new SeededRandom(1);
        List<PixelMask> masks = new ArrayList<>();
        List<AnomalyMap> maps = new ArrayList<>();
        double[] parts = new double[MAPS];
        boolean[] anomalous = new boolean[MAPS];
        for (int i = 0; i < MAPS; i++) {
            progress.throwIfCancelled();
            anomalous[i] = i >= 30;
            masks.add(mask(random.fork(i), anomalous[i] ? 1 + i % 3 : 0));
            maps.add(map(random.fork(1000 + i), masks.get(i)));
            parts[i] = maps.get(i).max();
            progress.advance(1);
        }
        progress.begin("metrics: measuring", 0);
        Stopwatch watch = new Stopwatch(progress, RUNS);
        return BenchmarkResult.of(
                List.of(
                        Measurement.of(
                                "metrics.pixels",
                                "ms",
                                watch.millis(() -> pixels(maps, masks, progress))),
                        Measurement.of(
                                "metrics.i_auroc",
                                "ms",
                                watch.millis(() -> Auroc.of(parts, anomalous)))));
    }

    private static double pixels(List<AnomalyMap> maps, List<PixelMask> masks, Progress progress) {
        PixelScores scores = new PixelScores();
        for (int i = 0; i < maps.size(); i++) {
            scores.add(maps.get(i), Optional.of(masks.get(i)));
        }
        AuproResult result = scores.result(progress);
        return result.pAuroc() + result.aupro(0.3) + result.aupro(0.05) + result.aupro(0.01);
    }

    private static PixelMask mask(SeededRandom random, int defects) {
        boolean[] set = new boolean[WIDTH * HEIGHT];
        for (int d = 0; d < defects; d++) {
            int rx = 5 + random.nextInt(40);
            int ry = 5 + random.nextInt(40);
            int cx = rx + random.nextInt(WIDTH - 2 * rx);
            int cy = ry + random.nextInt(HEIGHT - 2 * ry);
            for (int y = cy - ry; y <= cy + ry; y++) {
                for (int x = cx - rx; x <= cx + rx; x++) {
                    double u = (double) (x - cx) / rx;
                    double v = (double) (y - cy) / ry;
                    set[y * WIDTH + x] |= u * u + v * v <= 1;
                }
            }
        }
        return new PixelMask(WIDTH, HEIGHT, set);
    }

    /** A third of the map is background (0), the rest noise, higher on defects: few scores tie. */
    private static AnomalyMap map(SeededRandom random, PixelMask mask) {
        float[] score = new float[WIDTH * HEIGHT];
        for (int i = 0; i < score.length; i++) {
            int y = i / WIDTH;
            if (y >= HEIGHT / 6 && y < HEIGHT * 5 / 6) {
                score[i] = (float) (random.nextDouble() * (mask.get(i) ? 1.2 : 0.7));
            }
        }
        return new AnomalyMap(WIDTH, HEIGHT, score);
    }
}
