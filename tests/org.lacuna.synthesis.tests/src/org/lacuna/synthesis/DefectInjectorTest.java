package org.lacuna.synthesis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.PixelMask;
import org.lacuna.core.RgbImage;
import org.lacuna.core.Sample;
import org.lacuna.core.SampleId;
import org.lacuna.core.SeededRandom;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

class DefectInjectorTest {
    private static final int SIDE = 160;
    private static final float PLANE_MM = 400;
    private static final float TOP_MM = 380;
    private static final DefectInjector INJECTOR = new DefectInjector();
    private static final PixelMask PART = square();

    /** A flat, patterned square on a table, 0.5 mm a pixel, the camera looking down. */
    private static Sample scan() {
        byte[] rgb = new byte[3 * SIDE * SIDE];
        float[] x = new float[SIDE * SIDE];
        float[] y = new float[SIDE * SIDE];
        float[] z = new float[SIDE * SIDE];
        for (int i = 0; i < x.length; i++) {
            int column = i % SIDE;
            int row = i / SIDE;
            boolean on = PART.get(i);
            int bright = on ? 120 + 40 * ((column / 10 + row / 14) % 2) : 30;
            Arrays.fill(rgb, 3 * i, 3 * i + 3, (byte) bright);
            x[i] = 0.5f * column;
            y[i] = 0.5f * row;
            z[i] = on ? TOP_MM : PLANE_MM;
        }
        return new Sample(
                new SampleId("square", "good", "000"),
                Optional.of(new RgbImage(SIDE, SIDE, rgb)),
                Optional.of(new OrganizedCloud(SIDE, SIDE, x, y, z)));
    }

    private static PixelMask square() {
        boolean[] set = new boolean[SIDE * SIDE];
        for (int i = 0; i < set.length; i++) {
            int column = i % SIDE;
            int row = i / SIDE;
            set[i] = column >= 30 && column < 130 && row >= 30 && row < 130;
        }
        return new PixelMask(SIDE, SIDE, set);
    }

    private static boolean shapeChanged(Sample good, Sample changed, int i) {
        return Float.compare(good.cloud().get().z()[i], changed.cloud().get().z()[i]) != 0
                || Float.compare(good.cloud().get().x()[i], changed.cloud().get().x()[i]) != 0
                || Float.compare(good.cloud().get().y()[i], changed.cloud().get().y()[i]) != 0;
    }

    private static boolean colourChanged(Sample good, Sample changed, int i) {
        return good.rgb().get().red(i) != changed.rgb().get().red(i)
                || good.rgb().get().green(i) != changed.rgb().get().green(i)
                || good.rgb().get().blue(i) != changed.rgb().get().blue(i);
    }

    @ParameterizedTest
    @EnumSource(ScanDefect.class)
    void inject_everyKind_changesThePartAloneAndMarksWhatChanged(ScanDefect kind) {
        Sample good = scan();
        for (int seed = 0; seed < 20; seed++) {
            InjectedDefect d =
                    INJECTOR.inject(good, PART, kind, new SeededRandom(seed)).orElseThrow();
            assertEquals(kind, d.kind());
            assertEquals(good.id(), d.sample().id());
            PixelMask mask = d.mask();
            assertTrue(mask.count() >= 6, kind + ", seed " + seed + ": " + mask);
            for (int i = 0; i < SIDE * SIDE; i++) {
                boolean changed =
                        shapeChanged(good, d.sample(), i) || colourChanged(good, d.sample(), i);
                assertTrue(PART.get(i) || !changed, kind + ", seed " + seed + ": pixel " + i);
                assertTrue(changed || !mask.get(i), kind + ", seed " + seed + ": pixel " + i);
                assertEquals(mask.get(i), d.shapeMask().get(i) || d.colourMask().get(i));
                assertTrue(shapeChanged(good, d.sample(), i) || !d.shapeMask().get(i));
                assertTrue(colourChanged(good, d.sample(), i) || !d.colourMask().get(i));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(ScanDefect.class)
    void inject_effect_isWhatChanges(ScanDefect kind) {
        Sample good = scan();
        Set<DefectEffect> seen = EnumSet.noneOf(DefectEffect.class);
        for (int seed = 0; seed < 60; seed++) {
            InjectedDefect d =
                    INJECTOR.inject(good, PART, kind, new SeededRandom(seed)).orElseThrow();
            seen.add(d.effect());
            boolean shape = false;
            boolean colour = false;
            for (int i = 0; i < SIDE * SIDE; i++) {
                shape |= shapeChanged(good, d.sample(), i);
                colour |= colourChanged(good, d.sample(), i);
            }
            assertEquals(d.effect().changesShape(), shape, kind + ", seed " + seed);
            // Shading may show a change of shape.
            assertTrue(colour || !d.effect().changesColour(), kind + ", seed " + seed);
        }
        boolean oneSided =
                kind.effect() == DefectEffect.BOTH && kind != ScanDefect.MISSING_MATERIAL;
        assertEquals(
                oneSided ? EnumSet.allOf(DefectEffect.class) : EnumSet.of(kind.effect()), seen);
    }

    @Test
    void inject_bulge_movesPointsAlongTheNormalByAShareOfItsExtent() {
        Sample good = scan();
        InjectedDefect d =
                INJECTOR.inject(good, PART, ScanDefect.BULGE, new SeededRandom(5)).orElseThrow();
        float most = 0;
        for (int i = 0; i < SIDE * SIDE; i++) {
            assertEquals(good.cloud().get().x()[i], d.sample().cloud().get().x()[i], 1e-3f);
            most = Math.max(most, Math.abs(d.sample().cloud().get().z()[i] - original(i)));
        }
        // 0.08 to 0.5 of a diameter of 4 to 28 pixels of 0.5 mm.
        assertTrue(most > 0.08 * 4 * 0.5 * 0.5 && most < 0.5 * 28 * 0.5, "largest shift " + most);
    }

    private static float original(int pixel) {
        return PART.get(pixel) ? TOP_MM : PLANE_MM;
    }

    @Test
    void inject_missingMaterial_showsTheTableThere() {
        Sample good = scan();
        InjectedDefect d =
                INJECTOR.inject(good, PART, ScanDefect.MISSING_MATERIAL, new SeededRandom(9))
                        .orElseThrow();
        for (int i = 0; i < SIDE * SIDE; i++) {
            if (d.shapeMask().get(i)) {
                assertEquals(PLANE_MM, d.sample().cloud().get().z()[i], 0.01f);
                assertEquals(30, d.sample().rgb().get().red(i));
            }
        }
    }

    @Test
    void inject_withoutTableBehind_missingMaterialHasNoPoints() {
        Sample good = scan();
        Sample alone =
                new Sample(good.id(), good.rgb(), Optional.of(good.cloud().get().keep(PART)));
        InjectedDefect d =
                INJECTOR.inject(alone, PART, ScanDefect.MISSING_MATERIAL, new SeededRandom(9))
                        .orElseThrow();
        for (int i = 0; i < SIDE * SIDE; i++) {
            assertFalse(d.shapeMask().get(i) && d.sample().cloud().get().isValid(i), "pixel " + i);
        }
    }

    @Test
    void inject_sameSeed_givesTheSameBitsAndLeavesTheScanAlone() {
        Sample good = scan();
        for (int seed = 0; seed < 10; seed++) {
            Optional<InjectedDefect> one = INJECTOR.inject(good, PART, new SeededRandom(seed));
            Optional<InjectedDefect> two = INJECTOR.inject(scan(), PART, new SeededRandom(seed));
            assertEquals(one, two);
            assertTrue(one.isPresent());
        }
        assertEquals(scan(), good);
        assertNotEquals(
                INJECTOR.inject(good, PART, new SeededRandom(1)),
                INJECTOR.inject(good, PART, new SeededRandom(2)));
    }

    @Test
    void inject_imageAlone_drawsEveryKindAndKeepsTheModalities() {
        Sample image = new Sample(scan().id(), scan().rgb(), Optional.empty());
        Set<ScanDefect> seen = EnumSet.noneOf(ScanDefect.class);
        for (int seed = 0; seed < 120; seed++) {
            InjectedDefect d = INJECTOR.inject(image, PART, new SeededRandom(seed)).orElseThrow();
            assertEquals(image.modalities(), d.sample().modalities());
            seen.add(d.kind());
        }
        assertEquals(EnumSet.allOf(ScanDefect.class), seen);
    }

    @Test
    void inject_cloudAlone_drawsKindsThatChangeTheShape() {
        Sample cloud = new Sample(scan().id(), Optional.empty(), scan().cloud());
        Set<ScanDefect> seen = EnumSet.noneOf(ScanDefect.class);
        for (int seed = 0; seed < 120; seed++) {
            InjectedDefect d = INJECTOR.inject(cloud, PART, new SeededRandom(seed)).orElseThrow();
            assertTrue(d.sample().rgb().isEmpty());
            seen.add(d.kind());
        }
        Set<ScanDefect> expected = EnumSet.allOf(ScanDefect.class);
        expected.removeIf(k -> !k.effect().changesShape());
        assertEquals(expected, seen);
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> INJECTOR.inject(cloud, PART, ScanDefect.STAIN, new SeededRandom(1)));
        assertTrue(e.getMessage().contains("STAIN without an image"), e.getMessage());
    }

    @Test
    void inject_pointsLost_findsAPlaceWithPointsOrNone() {
        float[] nan = new float[SIDE * SIDE];
        Arrays.fill(nan, Float.NaN);
        Sample blind =
                new Sample(
                        scan().id(),
                        scan().rgb(),
                        Optional.of(new OrganizedCloud(SIDE, SIDE, nan, nan.clone(), nan.clone())));
        assertTrue(INJECTOR.inject(blind, PART, new SeededRandom(1)).isEmpty());
    }

    @Test
    void inject_nothingOfThePart_isEmpty() {
        PixelMask none = new PixelMask(SIDE, SIDE, new boolean[SIDE * SIDE]);
        assertTrue(INJECTOR.inject(scan(), none, new SeededRandom(1)).isEmpty());
    }

    @Test
    void inject_tinyScan_worksOrIsEmpty() {
        RgbImage grey = new RgbImage(2, 1, new byte[] {99, 99, 99, 99, 99, 99});
        Sample tiny = new Sample(scan().id(), Optional.of(grey), Optional.empty());
        assertTrue(INJECTOR.inject(tiny, PixelMask.full(2, 1), new SeededRandom(1)).isEmpty());
    }

    @Test
    void inject_otherGrid_isRefused() {
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> INJECTOR.inject(scan(), PixelMask.full(3, 2), new SeededRandom(1)));
        assertEquals(
                "square/good/000: mask of 3 x 2 for a scan of 160 x 160, expected the same grid",
                e.getMessage());
    }

    @Test
    void inject_mask_coversPatchesThatTeach() {
        int large = 0;
        int[] sizes = new int[200];
        for (int seed = 0; seed < sizes.length; seed++) {
            sizes[seed] =
                    INJECTOR.inject(scan(), PART, new SeededRandom(seed))
                            .orElseThrow()
                            .mask()
                            .count();
            large += sizes[seed] > 0.1 * PART.count() ? 1 : 0;
        }
        Arrays.sort(sizes);
        // A patch has 8 pixels here; most defects cover some patches, few a tenth of the part.
        assertTrue(sizes[sizes.length / 2] > 24, "median " + sizes[sizes.length / 2]);
        assertTrue(large < sizes.length / 10, large + " large ones");
    }
}
