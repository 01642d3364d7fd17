package org.lacuna.distillation.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.Arrays;

/** {@link NormalCurve} and {@link StrictExp}. */
class FunctionsTest {
    @Test
    void gelu_andItsSlope_asExactAsTheyClaim() {
        int count = 24_001;
        float[] x = new float[count];
        float[] ones = new float[count];
        Arrays.fill(ones, 1f);
        for (int i = 0; i < count; i++) {
            x[i] = (i - count / 2) * 0x1p-10f;
        }
        float[] y = new float[count];
        float[] slope = new float[count];
        NormalCurve.gelu(x, y, count);
        NormalCurve.geluGradient(x, ones, slope, count);
        for (int i = 0; i < count; i++) {
            double phi = Reference.distribution(x[i]);
            assertEquals(x[i] * phi, y[i], 3e-7 * Math.max(1, Math.abs(x[i])), "gelu " + x[i]);
            double expected = phi + x[i] * Reference.density(x[i]);
            assertEquals(expected, slope[i], 1e-5, "slope at " + x[i]);
        }
    }

    @Test
    void gelu_farOut_nothingOrTheNumberItself() {
        float[] x = {-1e30f, -1000, -5.6f, 0, 5.6f, 1000, 1e30f};
        float[] y = new float[7];
        NormalCurve.gelu(x, y, 7);
        for (int i = 0; i < 7; i++) {
            assertEquals(Math.max(0, x[i]), y[i] + 0f, "gelu " + x[i]);
        }
        float[] slope = new float[7];
        float[] ones = new float[7];
        Arrays.fill(ones, 1f);
        NormalCurve.geluGradient(x, ones, slope, 7);
        for (int i = 0; i < 7; i++) {
            double expected = x[i] == 0 ? 0.5 : Math.max(0, Math.signum(x[i]));
            assertEquals(expected, slope[i], 1e-5, "slope at " + x[i]);
        }
    }

    @Test
    void exp_likeStrictMath() {
        for (double x = 0; x > -708; x -= 0.013) {
            double expected = StrictMath.exp(x);
            assertEquals(expected, StrictExp.exp(x), 2e-15 * expected, "exp " + x);
        }
        assertEquals(1, StrictExp.exp(0));
        assertEquals(0, StrictExp.exp(-709));
        assertEquals(0, StrictExp.exp(Double.NEGATIVE_INFINITY));
        assertTrue(Double.isNaN(StrictExp.exp(Double.NaN)));
    }
}
