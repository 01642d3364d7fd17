package org.lacuna.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.lacuna.core.AnomalyMap;
import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.PixelMask;
import org.lacuna.core.RgbImage;
import org.lacuna.core.Verdict;

import java.util.Arrays;
import java.util.Optional;

class PaintersTest {
    /** Relative luminance, 0..1. */
    private static double luminance(int argb) {
        double y = 0;
        double[] weight = {0.2126, 0.7152, 0.0722};
        for (int c = 0; c < 3; c++) {
            double v = (argb >> 16 - 8 * c & 0xff) / 255.0;
            y += weight[c] * (v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4));
        }
        return y;
    }

    /** Lightness as the eye sees it, 0..100 (CIE L*). */
    private static double lightness(int argb) {
        double y = luminance(argb);
        return y > 0.008856 ? 116 * Math.cbrt(y) - 16 : 903.3 * y;
    }

    @Test
    void heat_risingScore_getsLighterAllTheWay() {
        double last = -1;
        for (int i = 0; i <= 100; i++) {
            int colour = Colours.heat(i * 0.02);
            assertEquals(0xff, colour >>> 24);
            assertTrue(lightness(colour) >= last, "score " + i * 0.02);
            last = lightness(colour);
        }
        assertTrue(lightness(Colours.heat(0)) < 2 && last > 95);
    }

    @Test
    void heat_outsideTheScale_isClamped() {
        assertEquals(Colours.heat(0), Colours.heat(-1));
        assertEquals(Colours.heat(2), Colours.heat(1e9));
        assertEquals(Colours.heat(2), Colours.heat(Double.POSITIVE_INFINITY));
        assertNotEquals(Colours.heat(1.9), Colours.heat(2));
    }

    @Test
    void overlay_opacity_risesFromNothingToStrongAtTheThreshold() {
        assertEquals(0, Colours.overlay(0.3, 0.8) >>> 24);
        assertTrue((Colours.overlay(0.8, 0.8) >>> 24) > 150);
        int last = 0;
        for (double s = 0; s < 2; s += 0.01) {
            int alpha = Colours.overlay(s, 0.8) >>> 24;
            assertTrue(alpha >= last);
            last = alpha;
        }
        assertTrue(last < 255, "the picture below stays visible");
        assertEquals(Colours.heat(1.3) & 0xffffff, Colours.overlay(1.3, 0.8) & 0xffffff);
    }

    @Test
    void verdict_colours_carryReadableTextAndDifferInLightness() {
        for (Verdict v : Verdict.values()) {
            int text = v == Verdict.REVIEW ? 0xff1d1500 : 0xffffffff;
            double light = Math.max(luminance(text), luminance(Colours.verdict(v))) + 0.05;
            double dark = Math.min(luminance(text), luminance(Colours.verdict(v))) + 0.05;
            assertTrue(light / dark >= 4.5, v + ": contrast " + light / dark);
        }
        double ok = lightness(Colours.verdict(Verdict.OK));
        double review = lightness(Colours.verdict(Verdict.REVIEW));
        double nok = lightness(Colours.verdict(Verdict.NOK));
        assertTrue(review > ok + 5 && ok > nok + 5, ok + " " + review + " " + nok);
    }

    @Test
    void mix_ends_areTheColours() {
        assertEquals(0xff102030, Colours.mix(0xff102030, 0x00ffffff, 0));
        assertEquals(0x00ffffff, Colours.mix(0xff102030, 0x00ffffff, 1));
        assertEquals(0x80808080, Colours.mix(0, 0xffffffff, 0.5));
    }

    @Test
    void heatMap_unmeasuredPixels_areGrey() {
        AnomalyMap map = new AnomalyMap(2, 1, new float[] {0.5f, 1.5f});
        PixelMask measured = new PixelMask(2, 1, new boolean[] {true, false});
        assertArrayEquals(
                new int[] {Colours.heat(0.5), Colours.INVALID},
                HeatMap.argb(map, Optional.of(measured)));
        assertArrayEquals(
                new int[] {Colours.heat(0.5), Colours.heat(1.5)},
                HeatMap.argb(map, Optional.empty()));
        PixelMask other = PixelMask.full(1, 2);
        assertThrows(IllegalArgumentException.class, () -> HeatMap.argb(map, Optional.of(other)));
    }

    @Test
    void over_transparentAndOpaque_showBaseAndOverlay() {
        int[] base = {0xff112233, 0xff112233, 0xff000000};
        int[] overlay = {0x00ffffff, 0xff445566, 0x80ffffff};
        int[] out = HeatMap.over(base, overlay);
        assertEquals(0xff112233, out[0]);
        assertEquals(0xff445566, out[1]);
        assertEquals(0xff808080, out[2]);
        assertThrows(IllegalArgumentException.class, () -> HeatMap.over(base, new int[2]));
    }

    @Test
    void argb_image_keepsChannels() {
        RgbImage image = new RgbImage(1, 1, new byte[] {(byte) 200, 100, 5});
        assertArrayEquals(new int[] {0xffc86405}, HeatMap.argb(image));
    }

    /** z of a plane that falls by the slopes to the right and down. */
    private static OrganizedCloud plane(double slopeX, double slopeY) {
        float[] x = new float[81];
        float[] y = new float[81];
        float[] z = new float[81];
        for (int i = 0; i < 81; i++) {
            x[i] = i % 9;
            y[i] = i / 9;
            z[i] = (float) (100 + slopeX * x[i] + slopeY * y[i]);
        }
        return new OrganizedCloud(9, 9, x, y, z);
    }

    @Test
    void depth_slopesFacingTheLight_areBrighter() {
        // The light stands at the upper left: a surface that recedes to the upper left faces it.
        double towards = lightness(DepthPicture.argb(plane(-0.8, -0.8), 1)[40]);
        double flat = lightness(DepthPicture.argb(plane(0, 0), 1)[40]);
        double away = lightness(DepthPicture.argb(plane(0.8, 0.8), 1)[40]);
        assertTrue(towards > flat + 15 && flat > away + 15, towards + " " + flat + " " + away);
    }

    @Test
    void depth_onlyInvalidPixels_areGrey() {
        OrganizedCloud cloud = TestParts.cloud();
        int[] argb = DepthPicture.argb(cloud, 1);
        for (int i = 0; i < argb.length; i++) {
            int red = argb[i] >> 16 & 0xff;
            int blue = argb[i] & 0xff;
            assertEquals(cloud.isValid(i), red > blue, "clay is warm, grey is not: pixel " + i);
        }
    }

    @Test
    void depth_emptyLonelyAndSinglePoints_doNotFail() {
        float[] nan = new float[12];
        Arrays.fill(nan, Float.NaN);
        int[] none =
                DepthPicture.argb(
                        new OrganizedCloud(4, 3, nan.clone(), nan.clone(), nan.clone()), 2);
        assertTrue(Arrays.stream(none).allMatch(c -> (c >> 16 & 0xff) < (c & 0xff)));
        float[] one = nan.clone();
        one[5] = 7;
        assertEquals(
                12,
                DepthPicture.argb(new OrganizedCloud(4, 3, one.clone(), one.clone(), one), 3)
                        .length);
        assertEquals(
                1,
                DepthPicture.argb(
                                new OrganizedCloud(1, 1, new float[1], new float[1], new float[1]),
                                1)
                        .length);
        assertThrows(IllegalArgumentException.class, () -> DepthPicture.argb(plane(0, 0), 0));
    }
}
