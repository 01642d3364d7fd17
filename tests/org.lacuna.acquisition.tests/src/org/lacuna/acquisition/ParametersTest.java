package org.lacuna.acquisition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.OptionalDouble;

class ParametersTest {
    @ParameterizedTest
    @CsvSource({
        "nearestMm, 5, 5, 1, 0.3, 4, 8, 0.1, 0.02, 250, 2",
        "nearestMm, NaN, 5, 1, 0.3, 4, 8, 0.1, 0.02, 250, 2",
        "marginMm, 0, 9, -1, 0.3, 4, 8, 0.1, 0.02, 250, 2",
        "marginMm, 0, 9, NaN, 0.3, 4, 8, 0.1, 0.02, 250, 2",
        "marginFloorMm, 0, 9, 1, -0.1, 4, 8, 0.1, 0.02, 250, 2",
        "marginSpreads, 0, 9, 1, 0.3, 0, 8, 0.1, 0.02, 250, 2",
        "depthJumpSpacings, 0, 9, 1, 0.3, 4, 1, 0.1, 0.02, 250, 2",
        "minComponentShare, 0, 9, 1, 0.3, 4, 8, 1.1, 0.02, 250, 2",
        "minRemainingShare, 0, 9, 1, 0.3, 4, 8, 0.1, 1, 250, 2",
        "overExposedLevel, 0, 9, 1, 0.3, 4, 8, 0.1, 0.02, 0, 2",
        "underExposedLevel, 0, 9, 1, 0.3, 4, 8, 0.1, 0.02, 250, 255"
    })
    void constructor_valueOutOfRange_namesTheField(
            String field,
            double nearest,
            double farthest,
            double margin,
            double floor,
            double spreads,
            double jump,
            double component,
            double remaining,
            int over,
            int under) {
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () ->
                                new PreprocessParameters(
                                        Background.PLANE,
                                        nearest,
                                        farthest,
                                        OptionalDouble.of(margin),
                                        floor,
                                        spreads,
                                        jump,
                                        component,
                                        remaining,
                                        over,
                                        under,
                                        1));
        assertTrue(e.getMessage().startsWith(field + ": "), e.getMessage());
    }

    @Test
    void presets_differAsDocumented() {
        assertTrue(PreprocessParameters.defaults().marginMm().isEmpty());
        assertEquals(OptionalDouble.of(5), PreprocessParameters.paper().marginMm());
        assertEquals(1, PreprocessParameters.paper().minComponentShare());
        assertEquals(0.02, PreprocessParameters.defaults().minRemainingShare());
    }

    @Test
    void readLimits_notPositive_areRefused() {
        assertThrows(IllegalArgumentException.class, () -> new ReadLimits(0, 1));
        assertThrows(IllegalArgumentException.class, () -> new ReadLimits(1, 0));
        assertTrue(ReadLimits.defaults().maxPixels() >= 1920 * 1200);
    }
}
