package org.lacuna.annotation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.lacuna.core.AnomalyMap;
import org.lacuna.core.CancelledException;
import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.Progress;
import org.lacuna.core.RgbImage;

class MagicWandTest {
    private static final float NAN = Float.NaN;

    @Test
    void score_connectedAndWithinTolerance_isTaken() {
        AnomalyMap map = new AnomalyMap(4, 2, new float[] {1, 1.2f, 5, 1, 1.5f, 9, 9, 1});
        MagicWand.Selection taken =
                MagicWand.select(
                        FloatPlanes.ofScore(map),
                        0,
                        0,
                        MagicWand.Parameters.of(0.5f),
                        Progress.NONE);
        assertEquals(Masks.parse("##..", "#..."), taken.mask());
        assertTrue(taken.complete());
    }

    @Test
    void colour_everyChannelHasToBeAlike() {
        RgbImage image = new RgbImage(3, 1, new byte[] {10, 10, 10, 12, 9, 10, 10, 10, 20});
        assertEquals(
                Masks.parse("##."),
                MagicWand.select(
                                FloatPlanes.ofColour(image),
                                0,
                                0,
                                MagicWand.Parameters.of(2),
                                Progress.NONE)
                        .mask());
    }

    @Test
    void depth_byNeighbour_followsASlopeAndStopsAtAStep() {
        float[] z = {1, 2, 3, 4, 9};
        OrganizedCloud cloud = new OrganizedCloud(5, 1, new float[5], new float[5], z);
        FloatPlanes planes = FloatPlanes.ofDepth(cloud);
        assertEquals(
                Masks.parse("####."),
                select(planes, 1, MagicWand.Reference.NEIGHBOUR, false).mask());
        assertEquals(
                Masks.parse("##..."), select(planes, 1, MagicWand.Reference.SEED, false).mask());
    }

    @Test
    void corners_countOnlyWhenAsked() {
        FloatPlanes planes = new FloatPlanes(new GridSize(2, 2), new float[] {1, 9, 9, 1});
        assertEquals(1, select(planes, 0, MagicWand.Reference.SEED, false).mask().count());
        assertEquals(2, select(planes, 0, MagicWand.Reference.SEED, true).mask().count());
    }

    @Test
    void pixelsWithoutValue_areNeverTaken() {
        FloatPlanes planes = new FloatPlanes(new GridSize(3, 1), new float[] {1, NAN, 1});
        assertEquals(Masks.parse("#.."), select(planes, 5, MagicWand.Reference.SEED, true).mask());
        FloatPlanes none = new FloatPlanes(new GridSize(1, 1), new float[] {NAN});
        assertTrue(select(none, 5, MagicWand.Reference.SEED, true).mask().isEmpty());
    }

    @Test
    void bound_keepsTheNearestAndSaysSo() {
        FloatPlanes planes = new FloatPlanes(new GridSize(9, 9), new float[81]);
        MagicWand.Selection some =
                MagicWand.select(
                        planes,
                        4,
                        4,
                        new MagicWand.Parameters(0, MagicWand.Reference.SEED, false, 5),
                        Progress.NONE);
        assertFalse(some.complete());
        assertEquals(5, some.mask().count());
        assertTrue(some.mask().contains(4, 4) && some.mask().contains(3, 4));
        assertTrue(
                MagicWand.select(
                                planes,
                                4,
                                4,
                                new MagicWand.Parameters(0, MagicWand.Reference.SEED, false, 81),
                                Progress.NONE)
                        .complete());
    }

    @Test
    void cancelled_stops() {
        Progress cancelled =
                new Progress() {
                    @Override
                    public void begin(String task, long steps) {}

                    @Override
                    public void advance(long steps) {}

                    @Override
                    public boolean isCancelled() {
                        return true;
                    }
                };
        FloatPlanes planes = new FloatPlanes(new GridSize(9, 9), new float[81]);
        assertThrows(
                CancelledException.class,
                () -> MagicWand.select(planes, 0, 0, MagicWand.Parameters.of(1), cancelled));
    }

    @Test
    void parameters_outsideTheirRange_areRefused() {
        FloatPlanes planes = new FloatPlanes(new GridSize(1, 1), new float[1]);
        assertThrows(IllegalArgumentException.class, () -> MagicWand.Parameters.of(-1));
        assertThrows(IllegalArgumentException.class, () -> MagicWand.Parameters.of(NAN));
        assertThrows(
                IllegalArgumentException.class,
                () -> new MagicWand.Parameters(1, MagicWand.Reference.SEED, true, 0));
        assertThrows(
                IllegalArgumentException.class,
                () -> MagicWand.select(planes, 1, 0, MagicWand.Parameters.of(1), Progress.NONE));
        assertThrows(
                IllegalArgumentException.class,
                () -> new FloatPlanes(new GridSize(2, 1), new float[1]));
    }

    private static MagicWand.Selection select(
            FloatPlanes planes, float tolerance, MagicWand.Reference reference, boolean diagonal) {
        return MagicWand.select(
                planes,
                0,
                0,
                new MagicWand.Parameters(tolerance, reference, diagonal, 1000),
                Progress.NONE);
    }
}
