package org.lacuna.rendering;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class MeasureTest {
    private static final Vector3 A = new Vector3(1, 2, 300);
    private static final Vector3 B = new Vector3(4, 6, 288);

    @Test
    void distance_isThatOfPythagoras() {
        assertEquals(13, Measure.distanceMm(A, B), 1e-12);
        assertEquals(0, Measure.distanceMm(A, A));
    }

    @Test
    void heightStep_isPositiveTowardsTheSensor() {
        assertEquals(12, Measure.heightStepMm(A, B, Vector3.TOWARDS_SENSOR), 1e-12);
        assertEquals(-12, Measure.heightStepMm(B, A, new Vector3(0, 0, -7)), 1e-12);
    }

    @Test
    void heightStep_overATiltedReference_leavesOutTheTilt() {
        // The plane z = 300 - x / 2, and a place 3 mm above it.
        Vector3 up =
                Measure.planeNormal(
                        new Vector3(0, 0, 300), new Vector3(10, 0, 295), new Vector3(0, 10, 300));
        assertEquals(1, up.length(), 1e-12);
        Vector3 raised = new Vector3(6, -4, 297).plus(up.times(3));
        assertEquals(3, Measure.heightStepMm(new Vector3(0, 9, 300), raised, up), 1e-12);
        // The corners' order does not matter.
        assertEquals(
                up,
                Measure.planeNormal(
                        new Vector3(0, 0, 300), new Vector3(0, 10, 300), new Vector3(10, 0, 295)));
    }

    @Test
    void directionsWithoutALength_areRefused() {
        assertThrows(
                IllegalArgumentException.class, () -> Measure.heightStepMm(A, B, Vector3.ZERO));
        assertThrows(
                IllegalArgumentException.class,
                () -> Measure.planeNormal(A, B, A.plus(B.minus(A).times(3))));
        assertThrows(IllegalArgumentException.class, () -> Measure.planeNormal(A, A, A));
    }
}
