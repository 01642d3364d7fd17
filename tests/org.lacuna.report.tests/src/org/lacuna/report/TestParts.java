package org.lacuna.report;

import org.lacuna.core.AnomalyMap;
import org.lacuna.core.DataException;
import org.lacuna.core.DefectRegion;
import org.lacuna.core.Inspection;
import org.lacuna.core.Modality;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.ModalityStatus;
import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.PixelMask;
import org.lacuna.core.RgbImage;
import org.lacuna.core.Sample;
import org.lacuna.core.SampleId;
import org.lacuna.core.SampleSource;
import org.lacuna.core.Verdict;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Made-up parts for tests: a tilted plane with a bump, a colour ramp, a map with one peak. */
public final class TestParts {
    public static final int WIDTH = 40;
    public static final int HEIGHT = 30;
    public static final Inspection.Thresholds THRESHOLDS = new Inspection.Thresholds(0.85, 1, 0.8);

    private TestParts() {}

    /** A part that holds its data in memory. */
    public record Source(SampleId id, Map<Modality, Path> files, boolean damaged)
            implements SampleSource {
        @Override
        public ModalitySet modalities() {
            return ModalitySet.BOTH;
        }

        @Override
        public Sample load(ModalitySet wanted) throws DataException {
            if (damaged) {
                throw new DataException(id + ": <truncated> & gone");
            }
            return new Sample(id, Optional.of(image()), Optional.of(cloud())).restrictedTo(wanted);
        }

        @Override
        public Optional<PixelMask> loadGroundTruth() {
            if (id.isGood()) {
                return Optional.empty();
            }
            boolean[] set = new boolean[WIDTH * HEIGHT];
            set[5 * WIDTH + 7] = true;
            set[5 * WIDTH + 8] = true;
            return Optional.of(new PixelMask(WIDTH, HEIGHT, set));
        }
    }

    public static Source source(String category, String defect, String name) {
        return new Source(new SampleId(category, defect, name), Map.of(), false);
    }

    public static RgbImage image() {
        byte[] data = new byte[3 * WIDTH * HEIGHT];
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            data[3 * i] = (byte) (i % WIDTH * 6);
            data[3 * i + 1] = (byte) (i / WIDTH * 8);
            data[3 * i + 2] = (byte) 200;
        }
        return new RgbImage(WIDTH, HEIGHT, data);
    }

    public static OrganizedCloud cloud() {
        float[] x = new float[WIDTH * HEIGHT];
        float[] y = new float[WIDTH * HEIGHT];
        float[] z = new float[WIDTH * HEIGHT];
        for (int i = 0; i < z.length; i++) {
            x[i] = i % WIDTH;
            y[i] = i / WIDTH;
            double bump = Math.max(0, 5 - Math.hypot(x[i] - 20, y[i] - 15));
            z[i] = i % 11 == 0 ? Float.NaN : (float) (300 - bump);
        }
        return new OrganizedCloud(WIDTH, HEIGHT, x, y, z);
    }

    public static AnomalyMap map(double peak) {
        float[] score = new float[WIDTH * HEIGHT];
        for (int i = 0; i < score.length; i++) {
            double d = Math.hypot(i % WIDTH - 7, i / WIDTH - 5);
            score[i] = (float) (peak * Math.exp(-d * d / 18));
        }
        return new AnomalyMap(WIDTH, HEIGHT, score);
    }

    /** An inspection in which every member has a value of its own. */
    public static Inspection inspection(SampleId id, double score, boolean withMap) {
        Verdict verdict =
                score > THRESHOLDS.defect()
                        ? Verdict.NOK
                        : score > THRESHOLDS.review() ? Verdict.REVIEW : Verdict.OK;
        DefectRegion metric =
                new DefectRegion(
                        5,
                        3,
                        6,
                        4,
                        17,
                        7.25,
                        5.5,
                        1.5,
                        1.125,
                        Optional.of(new DefectRegion.Metric(1.5, -2.25, 300.125, 4.5, 9.75, -0.3)));
        DefectRegion plain =
                new DefectRegion(1, 2, 3, 4, 5, 2.5, 3.5, 1.25, 1.0625, Optional.empty());
        return new Inspection(
                id,
                verdict,
                "score said so",
                score,
                0.0625,
                Double.NaN,
                THRESHOLDS,
                ModalitySet.BOTH,
                new ModalityStatus(ModalityStatus.State.USED, 0.96875, 0.8125, 0.7),
                new ModalityStatus(ModalityStatus.State.DEGRADED, 0.5, 1.3),
                score > 1 ? List.of(metric, plain) : List.of(),
                withMap ? Optional.of(map(score)) : Optional.empty(),
                new java.util.LinkedHashMap<>(Map.of("load", 12.5)));
    }

    public static Inspection notInspected(SampleId id) {
        return new Inspection(
                id,
                Verdict.NOT_INSPECTED,
                "no data",
                Double.NaN,
                Double.NaN,
                Double.NaN,
                THRESHOLDS,
                ModalitySet.NONE,
                new ModalityStatus(ModalityStatus.State.UNUSABLE, 0.03, Double.NaN),
                ModalityStatus.absent(),
                List.of(),
                Optional.empty(),
                Map.of());
    }
}
