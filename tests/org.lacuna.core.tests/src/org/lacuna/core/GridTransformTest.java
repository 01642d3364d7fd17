package org.lacuna.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.stream.Stream;

class GridTransformTest {
    static Stream<GridTransform> transforms() {
        return Stream.of(
                GridTransform.squarePad(1, 1),
                GridTransform.squarePad(2, 1),
                GridTransform.squarePad(224, 224),
                GridTransform.squarePad(600, 800),
                GridTransform.squarePad(641, 480),
                GridTransform.squarePad(4000, 3),
                new GridTransform(640, 480, 100.25, -3.5, 371.7),
                new GridTransform(640, 480, -1e4, 1e4, 1e-3));
    }

    @ParameterizedTest
    @MethodSource("transforms")
    void toWorking_invertsToSensor(GridTransform t) {
        SeededRandom random = new SeededRandom(1);
        // Rounding: a few units in the last place of the largest number met, in each unit.
        double largest =
                Math.max(Math.abs(t.windowX()), Math.abs(t.windowY())) + 2 * t.windowSidePx();
        double tolerancePx = 8 * Math.ulp(largest);
        double toleranceWorking = tolerancePx / t.scale() + 8 * Math.ulp(500.0);
        for (int i = 0; i < 1000; i++) {
            double u = random.uniform(-50, 274);
            double v = random.uniform(-50, 274);
            assertEquals(u, t.toWorkingX(t.toSensorX(u)), toleranceWorking);
            assertEquals(v, t.toWorkingY(t.toSensorY(v)), toleranceWorking);
            double x = t.windowX() + random.nextDouble() * t.windowSidePx();
            double y = t.windowY() + random.nextDouble() * t.windowSidePx();
            assertEquals(x, t.toSensorX(t.toWorkingX(x)), tolerancePx);
            assertEquals(y, t.toSensorY(t.toWorkingY(y)), tolerancePx);
        }
    }

    @ParameterizedTest
    @CsvSource({"600,800", "800,600", "224,224", "1,1", "3,1000", "641,480"})
    void squarePad_holdsTheWholeSensorCentred(int width, int height) {
        GridTransform t = GridTransform.squarePad(width, height);
        assertEquals(Math.max(width, height), t.windowSidePx());
        assertEquals(112, t.toWorkingX(width / 2.0), 1e-9);
        assertEquals(112, t.toWorkingY(height / 2.0), 1e-9);
        assertEquals(t.scale(), (t.toSensorX(1) - t.toSensorX(0)), 1e-9);
        assertEquals(t.scale(), (t.toSensorY(1) - t.toSensorY(0)), 1e-9, "not stretched");
        for (int column : new int[] {0, width - 1}) {
            assertTrue(t.patchColumn(column) >= 0 && t.patchColumn(column) < PatchGrid.SIDE);
        }
        for (int row : new int[] {0, height - 1}) {
            assertTrue(t.patchRow(row) >= 0 && t.patchRow(row) < PatchGrid.SIDE);
        }
    }

    @Test
    void patchColumn_identityWindow_isAFourthOfTheColumn() {
        GridTransform t = new GridTransform(224, 224, 0, 0, 224);
        for (int i = 0; i < 224; i++) {
            assertEquals(i / 4, t.patchColumn(i));
            assertEquals(i / 4, t.patchRow(i));
        }
    }

    @Test
    void patchColumn_outsideTheWindow_isOutsideTheGrid() {
        GridTransform t = new GridTransform(640, 480, 100, 50, 224);
        assertEquals(-1, t.patchColumn(99));
        assertEquals(0, t.patchColumn(100));
        assertEquals(55, t.patchColumn(323));
        assertEquals(56, t.patchColumn(324));
        assertEquals(-1, t.patchRow(49));
        assertEquals(0, t.patchRow(50));
        assertEquals(55, t.patchRow(273));
        assertEquals(56, t.patchRow(274));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void construct_badWindow_isRefusedByName(double bad) {
        assertRefused("window", () -> new GridTransform(10, 10, 0, 0, bad));
        if (!Double.isFinite(bad)) {
            assertRefused("window", () -> new GridTransform(10, 10, bad, 0, 5));
            assertRefused("window", () -> new GridTransform(10, 10, 0, bad, 5));
        }
    }

    @Test
    void construct_badSensor_isRefusedByName() {
        assertRefused("grid: 0 x 10", () -> new GridTransform(0, 10, 0, 0, 5));
        assertRefused("grid: 10 x -1", () -> new GridTransform(10, -1, 0, 0, 5));
        assertRefused("grid: 60000 x 60000", () -> GridTransform.squarePad(60000, 60000));
    }

    private static void assertRefused(String start, Runnable construct) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, construct::run);
        assertTrue(e.getMessage().startsWith(start), e.getMessage());
    }
}
