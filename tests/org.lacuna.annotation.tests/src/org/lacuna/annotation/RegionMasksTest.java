package org.lacuna.annotation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;
import org.lacuna.core.AnomalyMap;
import org.lacuna.core.DefectRegion;
import org.lacuna.core.Progress;
import org.lacuna.core.SeededRandom;

import java.util.Optional;

class RegionMasksTest {
    /** Against the magic wand, which finds connected pixels of one value in another way. */
    @Test
    void regions_ofRandomMaps_areFound() {
        SeededRandom random = new SeededRandom(1);
        for (int i = 0; i < 300; i++) {
            RunMask high = Masks.random(random, 20);
            GridSize grid = high.grid();
            float[] flat = new float[grid.pixels()];
            float[] score = new float[grid.pixels()];
            high.forEachSpan(
                    (row, from, to) -> {
                        for (int c = from; c < to; c++) {
                            int pixel = row * grid.width() + c;
                            flat[pixel] = 1;
                            score[pixel] = (float) random.uniform(0.6, 3);
                        }
                    });
            RunMask rest = high;
            while (!rest.isEmpty()) {
                int first = rest.edges()[0];
                RunMask one =
                        MagicWand.select(
                                        new FloatPlanes(grid, flat),
                                        first % grid.width(),
                                        first / grid.width(),
                                        new MagicWand.Parameters(
                                                0, MagicWand.Reference.SEED, true, 10_000),
                                        Progress.NONE)
                                .mask();
                AnomalyMap map = new AnomalyMap(grid.width(), grid.height(), score);
                assertEquals(
                        Optional.of(one),
                        RegionMasks.find(map, region(one, score), 0.5),
                        "map " + i);
                rest = rest.minus(one);
            }
        }
    }

    @Test
    void region_ofAnotherMap_isNotFound() {
        AnomalyMap map = new AnomalyMap(3, 1, new float[] {1, 0, 1});
        RunMask first = Masks.parse("#..");
        DefectRegion region = region(first, map.score());
        assertEquals(Optional.of(first), RegionMasks.find(map, region, 0.5));
        AnomalyMap wider = new AnomalyMap(3, 1, new float[] {1, 1, 1});
        assertFalse(RegionMasks.find(wider, region, 0.5).isPresent(), "reaches farther");
        AnomalyMap lower = new AnomalyMap(3, 1, new float[] {0.7f, 0, 1});
        assertFalse(RegionMasks.find(lower, region, 0.5).isPresent(), "another peak");
        DefectRegion outside = new DefectRegion(2, 0, 9, 1, 1, 2, 0, 1, 1, Optional.empty());
        assertFalse(RegionMasks.find(map, outside, 0.5).isPresent());
    }

    private static DefectRegion region(RunMask mask, float[] score) {
        RunMask.Bounds box = mask.bounds();
        float peak = 0;
        for (int i = 0; i < score.length; i++) {
            int width = mask.grid().width();
            peak = mask.contains(i % width, i / width) ? Math.max(peak, score[i]) : peak;
        }
        return new DefectRegion(
                box.column(),
                box.row(),
                box.width(),
                box.height(),
                mask.count(),
                0,
                0,
                peak,
                1,
                Optional.empty());
    }
}
