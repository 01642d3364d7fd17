package org.lacuna.distillation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.lacuna.core.LacunaException;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.Progress;
import org.lacuna.core.SeededRandom;
import org.lacuna.core.Workers;

import java.util.ArrayList;
import java.util.List;

class PatchRankingTest {
    private static final Workers HERE = Workers.sequential();

    private static Student student;

    @BeforeAll
    static void trainOnce() throws LacunaException {
        DistillationParameters p =
                DistillationParameters.defaults(1).with(new Hyperparameters(8, 8, 0.5, 2, 0.25));
        student =
                new Distiller(p)
                        .train(patches(0, 800, 1), List.of(), Checkpoint.NONE, Progress.NONE, HERE)
                        .student();
    }

    private static List<LabelledPatch> patches(int part, int count, long seed) {
        SeededRandom random = new SeededRandom(seed);
        List<LabelledPatch> patches = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean rgb = i % 7 != 0;
            boolean xyz = i % 7 != 1;
            boolean inRgb = rgb && i % 5 == 0;
            boolean inXyz = xyz && i % 5 == 1;
            patches.add(
                    new LabelledPatch(
                            part,
                            view(rgb ? 4 : 0, inRgb, random),
                            view(xyz ? 3 : 0, inXyz, random),
                            inRgb,
                            inXyz));
        }
        return patches;
    }

    private static float[] view(int width, boolean defect, SeededRandom random) {
        float[] view = new float[width];
        for (int k = 0; k < width; k++) {
            view[k] = (float) (random.nextGaussian() + (defect ? 0.8 : 0));
        }
        return view;
    }

    /** Pair by pair, each patch asked for alone. */
    private static double plain(List<LabelledPatch> patches, ModalitySet seen) {
        double wins = 0;
        double pairs = 0;
        List<Float> normal = new ArrayList<>();
        List<Float> defects = new ArrayList<>();
        for (LabelledPatch p : patches) {
            boolean rgb = seen.rgb() && p.rgb().length > 0;
            boolean xyz = seen.xyz() && p.xyz().length > 0;
            if (rgb || xyz) {
                float odds =
                        student.logOdds(
                                        1,
                                        rgb ? p.rgb() : new float[0],
                                        new boolean[] {rgb},
                                        xyz ? p.xyz() : new float[0],
                                        new boolean[] {xyz},
                                        HERE)[0];
                boolean defect = rgb && p.rgbDefect() || xyz && p.xyzDefect();
                (defect ? defects : normal).add(odds);
            }
        }
        for (float d : defects) {
            for (float n : normal) {
                pairs++;
                wins += d > n ? 1 : d == n ? 0.5 : 0;
            }
        }
        return wins / pairs;
    }

    @Test
    void auroc_isTheShareOfPairsInOrder() {
        List<LabelledPatch> patches = patches(1, 150, 2);
        for (ModalitySet seen : ModalitySet.SETTINGS) {
            assertEquals(
                    plain(patches, seen),
                    PatchRanking.auroc(student, patches, seen, HERE),
                    1e-12,
                    seen.label());
        }
    }

    @Test
    void auroc_withoutPatchesOfBothKinds_isNaN() {
        List<LabelledPatch> normal =
                patches(1, 100, 2).stream().filter(p -> !p.rgbDefect() && !p.xyzDefect()).toList();
        assertTrue(Double.isNaN(PatchRanking.auroc(student, normal, ModalitySet.BOTH, HERE)));
        assertTrue(Double.isNaN(PatchRanking.auroc(student, List.of(), ModalitySet.RGB, HERE)));
    }

    @Test
    void hyperparameters_changeTheseValuesAlone() {
        DistillationParameters p = DistillationParameters.defaults(3);
        assertEquals(p, p.with(p.hyperparameters()));
        Hyperparameters other = new Hyperparameters(16, 64, 0.7, 10, 0.1);
        DistillationParameters changed = p.with(other);
        assertEquals(other, changed.hyperparameters());
        assertEquals(0.1, changed.withoutXyz());
        assertNotEquals(p, changed);
        assertEquals(p, changed.with(p.hyperparameters()));
        assertRefused("teacherWidth: 3.0, expected 4.0..1024.0", 3, 0.5, 5, 0.3);
        assertRefused("alpha: -0.1, expected 0.0..10.0", 32, -0.1, 5, 0.3);
        assertRefused("temperature: NaN, expected 0.1..100.0", 32, 0.5, Double.NaN, 0.3);
        assertRefused("modalityDropout: 0.6, expected 0.0..0.5", 32, 0.5, 5, 0.6);
    }

    private static void assertRefused(
            String message, int width, double alpha, double temperature, double dropout) {
        assertEquals(
                message,
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new Hyperparameters(width, 32, alpha, temperature, dropout))
                        .getMessage());
    }
}
