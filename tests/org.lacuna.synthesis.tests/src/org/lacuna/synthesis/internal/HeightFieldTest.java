package org.lacuna.synthesis.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lacuna.core.SeededRandom;
import org.lacuna.synthesis.PartKind;

import java.util.Optional;

class HeightFieldTest {
    private static final double CELL = 0.4;

    private static Specimen good(Part part) {
        return new Specimen(part, Optional.empty());
    }

    @Test
    void at_outsideTheGrid_isTheTable() {
        Part part = BlockPart.block(20, 9);
        HeightField field = HeightField.of(good(part), new Pose(part, new SeededRandom(1)), CELL);
        assertEquals(9, field.at(0, 0), 1e-6);
        assertEquals(9, field.maxMm(), 1e-6);
        assertEquals(0, field.at(500, 0));
        assertEquals(0, field.at(0, -67.9999));
        assertEquals(0, field.at(Double.NaN, 0));
    }

    @Test
    void at_betweenCells_isBilinear() {
        Part part = BlockPart.dome(40, 20);
        HeightField field = HeightField.of(good(part), new Pose(part, new SeededRandom(1)), CELL);
        double a = field.at(8 * CELL, 4 * CELL);
        double b = field.at(9 * CELL, 4 * CELL);
        assertEquals(part.heightMm(8 * CELL, 4 * CELL), a, 1e-5);
        assertEquals((a + b) / 2, field.at(8.5 * CELL, 4 * CELL), 1e-6);
    }

    @Test
    void skyAt_openPlaces_isOne_andAtTheFootOfAWall_isLess() {
        Part part = BlockPart.block(20, 15);
        HeightField field = HeightField.of(good(part), new Pose(part, new SeededRandom(1)), CELL);
        assertEquals(1, field.skyAt(-60, 0), 1e-6);
        assertEquals(1, field.skyAt(0, 0), 1e-3);
        double foot = field.skyAt(21, 0);
        assertTrue(foot < 0.6, "sky at the foot " + foot);
        assertTrue(field.skyAt(30, 0) > foot);
    }

    @ParameterizedTest
    @EnumSource(PartKind.class)
    void roofAt_everyPart_boundsAllHeightsWithinItsSteps(PartKind kind) {
        Part part = Part.create(kind, new SeededRandom(7), 0.6);
        HeightField field = HeightField.of(good(part), new Pose(part, new SeededRandom(2)), CELL);
        double reach = field.roofSteps() * CELL;
        SeededRandom random = new SeededRandom(3);
        for (int i = 0; i < 200; i++) {
            double x = random.uniform(-75, 75);
            double y = random.uniform(-75, 75);
            double roof = field.roofAt(x, y);
            for (int k = 0; k < 60; k++) {
                double px = x + random.uniform(-reach, reach);
                double py = y + random.uniform(-reach, reach);
                assertTrue(field.at(px, py) <= roof + 1e-6);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(PartKind.class)
    void with_defect_equalsAFieldMadeAnew(PartKind kind) {
        Part part = Part.create(kind, new SeededRandom(7), 0.6);
        Pose pose = new Pose(part, new SeededRandom(2));
        HeightField good = HeightField.of(good(part), pose, CELL);
        for (DefectSpec spec : DefectCatalogue.of(kind)) {
            Defect defect = Defects.create(spec, part, 0.8, new SeededRandom(5));
            Specimen bad = new Specimen(part, Optional.of(defect));
            HeightField patched = good.with(bad, pose);
            HeightField whole = HeightField.of(bad, pose, CELL);
            for (int j = -160; j <= 160; j++) {
                for (int i = -160; i <= 160; i++) {
                    double expected = whole.at(i * CELL, j * CELL);
                    assertEquals(expected, patched.at(i * CELL, j * CELL), spec.key());
                }
            }
        }
    }
}
