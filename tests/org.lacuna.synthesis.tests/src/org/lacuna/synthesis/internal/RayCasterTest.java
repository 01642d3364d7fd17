package org.lacuna.synthesis.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lacuna.core.SeededRandom;

import java.util.Optional;

class RayCasterTest {
    private static final int SIZE = 120;
    private static final double CELL = 0.4;
    private static final double CEILING = 24;

    private final Rig rig = new Rig(SIZE, SIZE, new SeededRandom(3));

    private static HeightField field(Part part, double cellMm) {
        return HeightField.of(
                new Specimen(part, Optional.empty()), new Pose(part, new SeededRandom(1)), cellMm);
    }

    private RayCaster caster(Part part) {
        return new RayCaster(rig, field(part, CELL), CEILING);
    }

    @Test
    void depth_bareTable_isTheAnalyticPlane() {
        RayCaster caster = caster(BlockPart.block(0.01, 1e-9));
        for (int i = 0; i < SIZE; i += 7) {
            double rayX = rig.rayX(i);
            double rayY = rig.rayY(SIZE - 1 - i);
            double expected = -rig.cameraZ / rig.worldZ(rayY);
            assertEquals(expected, caster.depthMm(rayX, rayY), 1e-3);
        }
    }

    @Test
    void depth_topOfABlock_isTheAnalyticPlane() {
        RayCaster caster = caster(BlockPart.block(30, 12));
        for (int i = 50; i < 70; i += 3) {
            double rayY = rig.rayY(i);
            double expected = (12 - rig.cameraZ) / rig.worldZ(rayY);
            assertEquals(expected, caster.depthMm(rig.rayX(i), rayY), 1e-3);
        }
    }

    /** Marches in steps so small that the first one below the surface is the crossing. */
    private double slowDepth(HeightField field, double rayX, double rayY) {
        double dy = rig.worldY(rayY);
        double dz = rig.worldZ(rayY);
        double t = (CEILING - rig.cameraZ) / dz;
        while (rig.cameraZ + t * dz > field.at(rayX * t, rig.cameraY + dy * t)) {
            t += 0.002;
        }
        return t;
    }

    private int disagreements(HeightField field, int rays) {
        RayCaster caster = new RayCaster(rig, field, CEILING);
        SeededRandom random = new SeededRandom(9);
        int count = 0;
        for (int i = 0; i < rays; i++) {
            double rayX = rig.rayX(random.nextInt(SIZE));
            double rayY = rig.rayY(random.nextInt(SIZE));
            double error = slowDepth(field, rayX, rayY) - caster.depthMm(rayX, rayY);
            count += Math.abs(error) > 0.01 ? 1 : 0;
        }
        return count;
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.15, 0.4, 1.1})
    void depth_dome_agreesWithSlowMarching(double cellMm) {
        assertEquals(0, disagreements(field(BlockPart.dome(35, 20), cellMm), 400));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.15, 0.4, 1.1})
    void depth_block_agreesWithSlowMarching_exceptForRaysThatShaveAnEdge(double cellMm) {
        assertTrue(disagreements(field(BlockPart.block(25, 18), cellMm), 400) <= 2);
    }

    @Test
    void depth_higherCeiling_movesTheResultByRoundingOnly() {
        HeightField field = field(BlockPart.dome(35, 20), CELL);
        RayCaster low = new RayCaster(rig, field, CEILING);
        RayCaster high = new RayCaster(rig, field, CEILING + 9);
        for (int i = 0; i < SIZE; i += 5) {
            double rayX = rig.rayX(i);
            double rayY = rig.rayY(SIZE / 2);
            assertEquals(low.depthMm(rayX, rayY), high.depthMm(rayX, rayY), 1e-3);
        }
    }

    @Test
    void litShare_bareTable_isOne() {
        RayCaster caster = caster(BlockPart.block(0.01, 1e-9));
        assertEquals(1, caster.litShare(20, -10, 0));
    }

    @Test
    void litShare_behindABlock_endsWhereTheShadowOfItsTopEdgeEnds() {
        double half = 20;
        double height = 15;
        RayCaster caster = caster(BlockPart.block(half, height));
        // The projector stands at positive x, so the shadow falls to negative x.
        double rise = (rig.projectorZ - height) / (rig.projectorX + half);
        double end = -half - height / rise;
        assertEquals(0, caster.litShare(-half - 1, 0, 0), 1e-9);
        assertEquals(0, caster.litShare(end + 1, 0, 0), 1e-9);
        assertEquals(1, caster.litShare(end - 1.5, 0, 0), 1e-9);
        assertEquals(1, caster.litShare(half + 1, 0, 0), 1e-9);
    }

    @Test
    void litShare_nightSideOfADome_fallsSoftly() {
        HeightField field = field(BlockPart.dome(16, 22), CELL);
        RayCaster caster = new RayCaster(rig, field, CEILING);
        boolean soft = false;
        for (double x = -15.5; x < -5; x += 0.05) {
            double share = caster.litShare(x, 0, field.at(x, 0));
            soft |= share > 0.1 && share < 0.9;
        }
        assertTrue(soft);
        assertEquals(0, caster.litShare(-15.5, 0, field.at(-15.5, 0)));
        assertEquals(1, caster.litShare(10, 0, field.at(10, 0)));
    }

    /** The march without skipping. */
    private double slowLitShare(HeightField field, double x, double y, double z) {
        double lx = rig.projectorX - x;
        double ly = rig.projectorY - y;
        double lz = rig.projectorZ - z;
        double step = field.cellMm() / Math.sqrt(lx * lx + ly * ly);
        double share = 1;
        for (int k = 1; z + k * step * lz < field.maxMm() + 5; k++) {
            double t = k * step;
            double clear = z + t * lz - field.at(x + t * lx, y + t * ly);
            double half = 0.06 + 0.025 * k * field.cellMm();
            share = Math.min(share, 0.5 + clear / (2 * half));
        }
        return Math.max(0, share);
    }

    @Test
    void litShare_manyPlaces_agreesWithMarchingEveryStep() {
        HeightField field = field(BlockPart.block(22, 14), CELL);
        RayCaster caster = new RayCaster(rig, field, CEILING);
        SeededRandom random = new SeededRandom(4);
        int shaded = 0;
        for (int i = 0; i < 3000; i++) {
            double x = random.uniform(-60, 60);
            double y = random.uniform(-60, 60);
            double z = field.at(x, y);
            double expected = slowLitShare(field, x, y, z);
            assertEquals(expected, caster.litShare(x, y, z), 1e-9);
            shaded += expected < 0.5 ? 1 : 0;
        }
        assertTrue(shaded > 50, "only " + shaded + " places in the shadow");
    }
}
