package org.lacuna.synthesis.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.PixelMask;
import org.lacuna.core.RgbImage;
import org.lacuna.synthesis.DefectEffect;
import org.lacuna.synthesis.PartKind;

/**
 * Scans of a part with and without its defect differ where the ground truth says, and there only.
 */
class ScannerTest {
    private static final int SIZE = 240;

    private static Scanner scanner(PartKind kind, long seed) {
        return new Scanner(kind, SIZE, SIZE, 5, seed);
    }

    /** The mask, grown by that many pixels. */
    private static boolean[] grown(PixelMask mask, int by) {
        boolean[] out = new boolean[SIZE * SIZE];
        for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++) {
                if (mask.get(x, y)) {
                    for (int j = Math.max(0, y - by); j <= Math.min(SIZE - 1, y + by); j++) {
                        for (int i = Math.max(0, x - by); i <= Math.min(SIZE - 1, x + by); i++) {
                            out[j * SIZE + i] = true;
                        }
                    }
                }
            }
        }
        return out;
    }

    private static int difference(RgbImage a, RgbImage b, int i) {
        int d = Math.abs(a.red(i) - b.red(i));
        d = Math.max(d, Math.abs(a.green(i) - b.green(i)));
        return Math.max(d, Math.abs(a.blue(i) - b.blue(i)));
    }

    @ParameterizedTest
    @EnumSource(PartKind.class)
    void scanDefective_outsideTheMask_equalsTheGoodTwin(PartKind kind) {
        long seed = 100;
        for (DefectSpec spec : DefectCatalogue.of(kind)) {
            Scanner.Scan good = scanner(kind, ++seed).scanGood();
            Scanner.Scan bad = scanner(kind, seed).scanDefective(spec, 0.7);
            String what = kind.key() + " " + spec.key() + ": ";
            boolean[] near = grown(bad.groundTruth(), 2);
            int moved = 0;
            int appeared = 0;
            int recoloured = 0;
            for (int i = 0; i < near.length; i++) {
                if (near[i]) {
                    continue;
                }
                boolean both = good.cloud().isValid(i) && bad.cloud().isValid(i);
                appeared += good.cloud().isValid(i) != bad.cloud().isValid(i) ? 1 : 0;
                moved += both && depthDifference(good, bad, i) > tolerance(spec) ? 1 : 0;
                recoloured += difference(good.rgb(), bad.rgb(), i) > 12 ? 1 : 0;
            }
            assertEquals(0, moved, what + "points moved");
            // A defect throws a shadow, or lets light in: nothing else may change outside the mask.
            boolean shadow = spec.effect().changesShape();
            assertTrue(appeared <= (shadow ? 150 : 0), what + appeared + " points came or went");
            assertTrue(recoloured <= (shadow ? 400 : 0), what + recoloured + " pixels changed");
        }
    }

    /** Shape defects end softly, below the limit of the mask; colour defects never move a point. */
    private static double tolerance(DefectSpec spec) {
        return spec.effect().changesShape() ? Scanner.SHAPE_LIMIT_MM + 0.03 : 0.0101;
    }

    private static double depthDifference(Scanner.Scan a, Scanner.Scan b, int i) {
        return Math.abs(a.cloud().z()[i] - b.cloud().z()[i]);
    }

    @ParameterizedTest
    @EnumSource(PartKind.class)
    void scanDefective_insideTheMask_showsTheDefectInItsModality(PartKind kind) {
        long seed = 200;
        for (DefectSpec spec : DefectCatalogue.of(kind)) {
            Scanner.Scan good = scanner(kind, ++seed).scanGood();
            Scanner.Scan bad = scanner(kind, seed).scanDefective(spec, 1);
            String what = kind.key() + " " + spec.key() + ": ";
            double deepest = 0;
            int strongest = 0;
            boolean lost = false;
            int changed = 0;
            for (int i = 0; i < SIZE * SIZE; i++) {
                if (!bad.groundTruth().get(i)) {
                    continue;
                }
                strongest = Math.max(strongest, difference(good.rgb(), bad.rgb(), i));
                if (good.cloud().isValid(i) && bad.cloud().isValid(i)) {
                    deepest = Math.max(deepest, depthDifference(good, bad, i));
                }
                boolean gone = good.cloud().isValid(i) != bad.cloud().isValid(i);
                lost |= gone;
                boolean bits =
                        gone
                                || difference(good.rgb(), bad.rgb(), i) > 0
                                || depthDifference(good, bad, i) > 0;
                changed += bits ? 1 : 0;
            }
            int count = bad.groundTruth().count();
            assertTrue(changed >= 0.9 * count, what + changed + " of " + count + " changed");
            if (spec.effect().changesShape()) {
                assertTrue(deepest > 0.2 || lost, what + "deepest change " + deepest);
            } else {
                assertTrue(deepest < 0.5, what + "a colour moved a point by " + deepest);
            }
            if (spec.effect() != DefectEffect.GEOMETRY) {
                assertTrue(strongest > 15, what + "strongest change " + strongest);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(PartKind.class)
    void scanGood_calledTwice_givesTheSameScan(PartKind kind) {
        Scanner scanner = scanner(kind, 9);
        Scanner.Scan first = scanner.scanGood();
        DefectSpec spec = DefectCatalogue.of(kind).get(0);
        Scanner.Scan bad = scanner.scanDefective(spec, 0.3);
        assertEquals(first, scanner.scanGood());
        assertEquals(bad, scanner.scanDefective(spec, 0.3));
    }

    @ParameterizedTest
    @EnumSource(PartKind.class)
    void scanGood_otherSeed_givesAnotherPartInAnotherPose(PartKind kind) {
        OrganizedCloud a = scanner(kind, 1).scanGood().cloud();
        OrganizedCloud b = scanner(kind, 2).scanGood().cloud();
        int far = 0;
        for (int i = 0; i < a.size(); i++) {
            far += Math.abs(a.z()[i] - b.z()[i]) > 1 ? 1 : 0;
        }
        assertTrue(far > 200, kind + ": only " + far + " points differ");
    }
}
