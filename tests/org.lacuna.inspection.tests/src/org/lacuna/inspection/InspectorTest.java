package org.lacuna.inspection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.lacuna.core.Availability;
import org.lacuna.core.DataException;
import org.lacuna.core.Inspection;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.ModalityStatus.State;
import org.lacuna.core.ModelException;
import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.PatchGrid;
import org.lacuna.core.Progress;
import org.lacuna.core.RgbImage;
import org.lacuna.core.Sample;
import org.lacuna.core.Verdict;
import org.lacuna.core.Workers;
import org.lacuna.inspection.TestParts.Flaw;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

class InspectorTest {
    private static Inspector inspector;

    @BeforeAll
    static void train() throws Exception {
        InspectionModel model =
                new Trainer(TestParts.parameters(), TestParts.extractors())
                        .train(
                                TestParts.dataSet(12, 8, ModalitySet.BOTH),
                                Progress.NONE,
                                Workers.sequential());
        inspector = new Inspector(model, TestParts.extractors());
    }

    private static Inspection inspect(Sample sample) throws DataException {
        return inspector.inspect(sample, Workers.sequential());
    }

    private static Sample part(long seed, Flaw flaw) {
        return TestParts.part(TestParts.id("unknown", 1), seed, flaw);
    }

    @Test
    void goodParts_scoreBelowFlawedOnes() throws Exception {
        double worstGood = 0;
        double bestFlawed = Double.MAX_VALUE;
        for (int i = 0; i < 6; i++) {
            worstGood = Math.max(worstGood, inspect(part(1000 + i, Flaw.NONE)).score());
            bestFlawed = Math.min(bestFlawed, inspect(part(2000 + i, Flaw.STAIN)).score());
            bestFlawed = Math.min(bestFlawed, inspect(part(3000 + i, Flaw.BUMP)).score());
        }
        assertTrue(worstGood < bestFlawed, worstGood + " < " + bestFlawed);
    }

    @Test
    void stain_isFoundByRgbAlone_andItsRegionLiesWhereItIs() throws Exception {
        Inspection result = inspect(part(42, Flaw.STAIN).restrictedTo(ModalitySet.RGB));
        assertEquals(Verdict.NOK, result.verdict(), result.reason());
        assertEquals(ModalitySet.RGB, result.modalities());
        assertEquals(State.ABSENT, result.xyz().state());
        assertEquals(60, result.regions().getFirst().centreColumn(), 6, "inside the stain");
        assertEquals(50, result.regions().getFirst().centreRow(), 6, "inside the stain");
        assertTrue(result.regions().getFirst().metric().isEmpty());
    }

    @Test
    void bump_isFoundBy3dAlone_withMetricSizes() throws Exception {
        Inspection result = inspect(part(43, Flaw.BUMP).restrictedTo(ModalitySet.XYZ));
        assertEquals(Verdict.NOK, result.verdict(), result.reason());
        assertEquals(State.ABSENT, result.rgb().state());
        var metric = result.regions().getFirst().metric().orElseThrow();
        assertEquals(60, metric.xMm(), 3);
        assertEquals(50, metric.yMm(), 3);
        assertTrue(metric.depthDeviationMm() > 2, "towards the sensor: " + metric);
    }

    @Test
    void flawOfTheLostModality_isNotSeen_butTheStatusSaysSo() throws Exception {
        Inspection result = inspect(part(44, Flaw.STAIN).restrictedTo(ModalitySet.XYZ));
        assertNotEquals(Verdict.NOK, result.verdict());
        assertEquals(State.ABSENT, result.rgb().state());
        assertTrue(result.reason().contains("RGB absent"), result.reason());
    }

    @Test
    void nothing_isNotInspected() throws Exception {
        Inspection result = inspect(part(45, Flaw.NONE).restrictedTo(ModalitySet.NONE));
        assertEquals(Verdict.NOT_INSPECTED, result.verdict());
        assertTrue(Double.isNaN(result.score()));
        assertTrue(result.map().isEmpty());
    }

    @Test
    void cloudWithoutAnyPoint_isNotInspected() throws Exception {
        int n = TestParts.SIDE * TestParts.SIDE;
        float[] nan = new float[n];
        Arrays.fill(nan, Float.NaN);
        OrganizedCloud empty =
                new OrganizedCloud(
                        TestParts.SIDE, TestParts.SIDE, nan.clone(), nan.clone(), nan.clone());
        Inspection result =
                inspect(
                        new Sample(
                                TestParts.id("unknown", 2), Optional.empty(), Optional.of(empty)));
        assertEquals(Verdict.NOT_INSPECTED, result.verdict(), result.reason());
    }

    @Test
    void whiteImage_isNotInspected() throws Exception {
        byte[] white = new byte[TestParts.SIDE * TestParts.SIDE * 3];
        Arrays.fill(white, (byte) 255);
        Inspection result =
                inspect(
                        new Sample(
                                TestParts.id("unknown", 3),
                                Optional.of(new RgbImage(TestParts.SIDE, TestParts.SIDE, white)),
                                Optional.empty()));
        assertEquals(Verdict.NOT_INSPECTED, result.verdict(), result.reason());
    }

    @Test
    void halfTheCloudGone_isNeverOk() throws Exception {
        Sample whole = part(46, Flaw.NONE);
        Inspection result =
                inspect(
                        new Sample(
                                whole.id(),
                                Optional.empty(),
                                whole.cloud().map(InspectorTest::withoutRightHalf)));
        assertNotEquals(Verdict.OK, result.verdict(), result.reason());
        assertEquals(State.DEGRADED, result.xyz().state());
    }

    @Test
    void halfTheCloudGone_withImage_stillSeesTheStain() throws Exception {
        Sample whole = part(47, Flaw.STAIN);
        Inspection result =
                inspect(
                        new Sample(
                                whole.id(),
                                whole.rgb(),
                                whole.cloud().map(InspectorTest::withoutRightHalf)));
        assertEquals(State.DEGRADED, result.xyz().state());
        assertNotEquals(Verdict.OK, result.verdict(), result.reason());
        assertTrue(
                result.regions().stream().anyMatch(r -> Math.abs(r.centreColumn() - 60) < 8),
                result.regions()::toString);
    }

    private static OrganizedCloud withoutRightHalf(OrganizedCloud c) {
        float[] z = c.z().clone();
        for (int p = 0; p < z.length; p++) {
            if (p % c.width() >= c.width() / 2) {
                z[p] = Float.NaN;
            }
        }
        return new OrganizedCloud(c.width(), c.height(), c.x().clone(), c.y().clone(), z);
    }

    @Test
    void otherSensorGrid_isRefused() {
        RgbImage small = new RgbImage(20, 20, new byte[1200]);
        DataException e =
                assertThrows(
                        DataException.class,
                        () ->
                                inspect(
                                        new Sample(
                                                TestParts.id("unknown", 4),
                                                Optional.of(small),
                                                Optional.empty())));
        assertTrue(
                e.getMessage().contains("20 x 20") && e.getMessage().contains("112"),
                e.getMessage());
    }

    @Test
    void map_isZeroOffThePart_whenTheCloudTellsThePart() throws Exception {
        Inspection result = inspect(part(48, Flaw.NONE));
        assertEquals(0, result.map().orElseThrow().score()[0]);
        assertTrue(result.map().orElseThrow().max() > 0);
    }

    @Test
    void workers_doNotChangeTheBits() throws Exception {
        Sample sample = part(49, Flaw.BUMP);
        Inspection one = inspect(sample);
        try (Workers workers = Workers.of(3)) {
            Inspection three = inspector.inspect(sample, workers);
            assertEquals(one.score(), three.score());
            assertEquals(one.map(), three.map());
            assertEquals(one.regions(), three.regions());
        }
    }

    /** A scan that lost the part, but not the table, from that column on. */
    private static Sample lost(Sample whole, int fromColumn) {
        OrganizedCloud cloud = whole.cloud().orElseThrow();
        float[] x = cloud.x().clone();
        float[] y = cloud.y().clone();
        float[] z = cloud.z().clone();
        for (int i = 0; i < z.length; i++) {
            if (i % TestParts.SIDE >= fromColumn && z[i] < 290) {
                x[i] = y[i] = z[i] = Float.NaN;
            }
        }
        return new Sample(
                whole.id(),
                whole.rgb(),
                Optional.of(new OrganizedCloud(cloud.width(), cloud.height(), x, y, z)));
    }

    /**
     * The image counts as without a cloud, and holes are no defects: what image and whole cloud let
     * pass one by one passes with holes, what the image stops is stopped.
     */
    @Test
    void degradedCloud_countsAsImageAndRestOfTheCloud() throws Exception {
        int passed = 0;
        int stopped = 0;
        for (int i = 0; i < 6; i++) {
            for (Flaw flaw : List.of(Flaw.NONE, Flaw.STAIN)) {
                Sample part = part(60 + i, flaw);
                Inspection degraded = inspect(lost(part, 72));
                Verdict image = inspect(part.restrictedTo(ModalitySet.RGB)).verdict();
                Verdict cloud = inspect(part.restrictedTo(ModalitySet.XYZ)).verdict();
                assertEquals(State.DEGRADED, degraded.xyz().state());
                assertEquals(ModalitySet.BOTH, degraded.modalities());
                if (image == Verdict.OK && cloud == Verdict.OK) {
                    passed++;
                    assertEquals(Verdict.OK, degraded.verdict(), degraded.reason());
                } else if (image != Verdict.OK) {
                    stopped++;
                    assertNotEquals(Verdict.OK, degraded.verdict(), degraded.reason());
                }
            }
        }
        assertTrue(passed >= 3 && stopped >= 6, passed + " passed, " + stopped + " stopped");
    }

    @Test
    void degradedCloud_findsWhatIsLeftOfIt() throws Exception {
        Inspection seen = inspect(lost(part(70, Flaw.BUMP), 84));
        assertEquals(State.DEGRADED, seen.xyz().state());
        assertEquals(Verdict.NOK, seen.verdict(), seen.reason());
        assertEquals(60, seen.regions().getFirst().centreColumn(), 6, "inside the bump");
        assertTrue(seen.map().orElseThrow().max() > seen.thresholds().pixel());
        // The image does not show it: what the sensor lost there nobody can find.
        Inspection lost = inspect(lost(part(70, Flaw.BUMP), 50));
        assertEquals(State.DEGRADED, lost.xyz().state());
        assertTrue(lost.reason().contains("3D degraded to"), lost.reason());
    }

    @Test
    void holeMargin_leavesOutWhatLiesBesideLostPatches() {
        int side = PatchGrid.SIDE;
        float[] fraction = new float[PatchGrid.PATCHES];
        Arrays.fill(fraction, 0.9f);
        fraction[10 * side + 20] = 0.4f;
        fraction[0] = 0;
        Availability kept =
                HoleMargin.leaveOut(new Availability(fraction), 0.5, 2, HoleMargin.SHARP);
        for (int p = 0; p < PatchGrid.PATCHES; p++) {
            int column = p % side;
            int row = p / side;
            boolean beside =
                    (Math.abs(column - 20) <= 2 && Math.abs(row - 10) <= 2)
                            || (column <= 2 && row <= 2);
            assertEquals(beside ? 0 : 0.9f, kept.at(p));
        }
    }

    @Test
    void stages_areTimedInOrder() throws Exception {
        assertEquals(
                List.of(
                        "prepare",
                        "features-rgb",
                        "features-xyz",
                        "search-rgb",
                        "search-xyz",
                        "student",
                        "fuse",
                        "map",
                        "regions"),
                List.copyOf(inspect(part(50, Flaw.NONE)).stageMillis().keySet()));
    }

    @Test
    void missingExtractor_isNamed() {
        ModelException e =
                assertThrows(
                        ModelException.class,
                        () ->
                                new Inspector(
                                        inspector.model(), List.of(TestParts.extractors().get(0))));
        assertTrue(e.getMessage().contains("height"), e.getMessage());
    }

    @Test
    void pValue_isSmallForAFlaw() throws Exception {
        Inspection flawed = inspect(part(51, Flaw.STAIN));
        assertEquals(1.0 / 9, flawed.pValue(), 1e-12, "8 good parts");
        assertFalse(Double.isNaN(flawed.rgb().score()));
    }
}
