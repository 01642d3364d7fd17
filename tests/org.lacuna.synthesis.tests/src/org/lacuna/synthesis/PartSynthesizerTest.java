package org.lacuna.synthesis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.PixelMask;
import org.lacuna.core.RgbImage;
import org.lacuna.core.SampleId;
import org.lacuna.core.Split;
import org.lacuna.core.Workers;
import org.lacuna.synthesis.internal.DefectCatalogue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

class PartSynthesizerTest {
    private static final int SIZE = 200;
    private static final SynthesisParameters SMALL =
            new SynthesisParameters(SIZE, SIZE, 2, 1, 2, 2, 77);
    private static final PartSynthesizer SYNTHESIZER = new PartSynthesizer(SMALL);

    @Test
    void plans_allKinds_haveUniqueIdsAndSeedsAndTheRequestedCounts() {
        PartSynthesizer full = new PartSynthesizer(SynthesisParameters.defaults());
        Set<Long> seeds = new HashSet<>();
        Set<String> names = new HashSet<>();
        for (PartKind kind : PartKind.values()) {
            List<ScanPlan> plans = full.plans(kind);
            int[] good = new int[Split.values().length];
            int defective = 0;
            for (ScanPlan p : plans) {
                assertTrue(seeds.add(p.seed()), p + " shares its seed");
                assertTrue(names.add(p.split() + "/" + p.id()), p + " shares its name");
                good[p.split().ordinal()] += p.id().isGood() ? 1 : 0;
                defective += p.id().isGood() ? 0 : 1;
                assertTrue(p.id().isGood() || p.split() == Split.TEST);
            }
            SynthesisParameters d = SynthesisParameters.defaults();
            assertEquals(d.trainParts(), good[Split.TRAIN.ordinal()]);
            assertEquals(d.validationParts(), good[Split.VALIDATION.ordinal()]);
            assertEquals(d.goodTestParts(), good[Split.TEST.ordinal()]);
            assertEquals(d.partsPerDefect() * kind.defects().size(), defective);
        }
        assertEquals(names.size(), full.plans().size());
    }

    @Test
    void plans_defectClass_spreadsFromSubtleToClear() {
        SynthesisParameters five = new SynthesisParameters(SIZE, SIZE, 1, 1, 1, 5, 3);
        for (ScanPlan p : new PartSynthesizer(five).plans()) {
            if (!p.id().isGood()) {
                int step = Integer.parseInt(p.id().name());
                assertEquals(
                        (step + 0.5) / 5, Math.pow(p.severity(), 1 / DefectCatalogue.SKEW), 0.1);
            } else {
                assertEquals(0, p.severity());
            }
        }
    }

    @Test
    void plans_moreTrainingParts_leaveTheOthersAsTheyWere() {
        SynthesisParameters more = new SynthesisParameters(SIZE, SIZE, 9, 1, 2, 2, 77);
        List<ScanPlan> few = SYNTHESIZER.plans();
        assertTrue(new HashSet<>(new PartSynthesizer(more).plans()).containsAll(few));
    }

    @Test
    void plans_otherSeed_givesOtherParts() {
        List<ScanPlan> other = new PartSynthesizer(SMALL.withSeed(78)).plans();
        assertNotEquals(SYNTHESIZER.plans().get(0).seed(), other.get(0).seed());
    }

    @Test
    void render_anyOrderAndAnyThread_givesTheSameBits() {
        List<ScanPlan> plans =
                SYNTHESIZER.plans().stream().filter(p -> p.id().name().equals("001")).toList();
        SyntheticScan[] forward = new SyntheticScan[plans.size()];
        for (int i = 0; i < forward.length; i++) {
            forward[i] = SYNTHESIZER.render(plans.get(i));
        }
        SyntheticScan[] backward = new SyntheticScan[plans.size()];
        PartSynthesizer another = new PartSynthesizer(SMALL);
        try (Workers workers = Workers.of(3)) {
            workers.forEachChunk(
                    plans.size(),
                    1,
                    (chunk, from, to) -> {
                        int i = plans.size() - 1 - from;
                        backward[i] = another.render(plans.get(i));
                    });
        }
        for (int i = 0; i < forward.length; i++) {
            assertEquals(forward[i], backward[i], plans.get(i).toString());
        }
    }

    @ParameterizedTest
    @EnumSource(PartKind.class)
    void render_goodPart_hasNoGroundTruthAndAFewInvalidPoints(PartKind kind) {
        for (ScanPlan plan : SYNTHESIZER.plans(kind).subList(0, 3)) {
            SyntheticScan scan = SYNTHESIZER.render(plan);
            assertEquals(0, scan.groundTruth().count());
            assertEquals(plan.split(), scan.split());
            assertEquals(plan.id(), scan.sample().id());
            OrganizedCloud cloud = scan.sample().cloud().orElseThrow();
            double invalid = 1 - (double) cloud.validCount() / cloud.size();
            assertTrue(invalid > 0.005 && invalid < 0.2, kind + ": " + invalid + " invalid");
        }
    }

    @ParameterizedTest
    @EnumSource(PartKind.class)
    void render_everyDefectClass_hasAVisibleMaskOnTheLitPart(PartKind kind) {
        for (ScanPlan plan : SYNTHESIZER.plans(kind)) {
            if (plan.id().isGood()) {
                continue;
            }
            SyntheticScan scan = SYNTHESIZER.render(plan);
            PixelMask mask = scan.groundTruth();
            // 1.5 mm2 at 0.66 mm between points.
            assertTrue(mask.count() >= 3, plan + ": " + mask);
            assertTrue(mask.count() < 0.15 * SIZE * SIZE, plan + ": " + mask);
            OrganizedCloud cloud = scan.sample().cloud().orElseThrow();
            int seen = 0;
            for (int i = 0; i < cloud.size(); i++) {
                seen += mask.get(i) && cloud.isValid(i) ? 1 : 0;
            }
            assertTrue(seen > 0, plan + " lies in the dark");
        }
    }

    /** Height over the plane through three corners of the table, which every scan shows bare. */
    private static double[] heights(OrganizedCloud cloud) {
        int w = cloud.width();
        double[][] p = new double[3][];
        int[] corners = {
            2 * w + 2, 3 * w - 3, (cloud.height() - 3) * w + 2,
        };
        for (int k = 0; k < 3; k++) {
            p[k] = new double[3];
            int n = 0;
            for (int y = -2; y <= 2; y++) {
                for (int x = -2; x <= 2; x++) {
                    int i = corners[k] + y * w + x;
                    if (cloud.isValid(i)) {
                        p[k][0] += cloud.x()[i];
                        p[k][1] += cloud.y()[i];
                        p[k][2] += cloud.z()[i];
                        n++;
                    }
                }
            }
            for (int c = 0; c < 3; c++) {
                p[k][c] /= n;
            }
        }
        double[] a = {p[1][0] - p[0][0], p[1][1] - p[0][1], p[1][2] - p[0][2]};
        double[] b = {p[2][0] - p[0][0], p[2][1] - p[0][1], p[2][2] - p[0][2]};
        double nx = a[1] * b[2] - a[2] * b[1];
        double ny = a[2] * b[0] - a[0] * b[2];
        double nz = a[0] * b[1] - a[1] * b[0];
        double length = Math.sqrt(nx * nx + ny * ny + nz * nz) * Math.signum(nz);
        double[] height = new double[cloud.size()];
        for (int i = 0; i < height.length; i++) {
            height[i] =
                    -((cloud.x()[i] - p[0][0]) * nx
                                    + (cloud.y()[i] - p[0][1]) * ny
                                    + (cloud.z()[i] - p[0][2]) * nz)
                            / length;
        }
        return height;
    }

    @ParameterizedTest
    @EnumSource(PartKind.class)
    void render_manyParts_lieOnAFlatTableAndInsideTheFrame(PartKind kind) {
        SynthesisParameters many = new SynthesisParameters(100, 100, 25, 0, 0, 0, 5);
        PartSynthesizer synthesizer = new PartSynthesizer(many);
        for (ScanPlan plan : synthesizer.plans(kind)) {
            OrganizedCloud cloud = synthesizer.render(plan).sample().cloud().orElseThrow();
            double[] height = heights(cloud);
            int on = 0;
            for (int i = 0; i < cloud.size(); i++) {
                int x = i % 100;
                int y = i / 100;
                boolean border = x < 2 || y < 2 || x >= 98 || y >= 98;
                if (border && cloud.isValid(i)) {
                    assertEquals(0, height[i], 0.6, plan + " reaches the border at " + x + "," + y);
                }
                on += height[i] > 1 ? 1 : 0;
            }
            assertTrue(on > 500, plan + " covers only " + on + " of 10000 points");
        }
    }

    @ParameterizedTest
    @CsvSource({"64,64", "101,77", "320,240", "240,320", "640,480", "800,800"})
    void render_anySize_showsTheSamePartAtTheSameScale(int width, int height) {
        SynthesisParameters p = new SynthesisParameters(width, height, 1, 0, 0, 1, 77);
        PartSynthesizer synthesizer = new PartSynthesizer(p);
        ScanPlan plan = synthesizer.plans(PartKind.PRINTED_COVER).get(0);
        SyntheticScan scan = synthesizer.render(plan);
        RgbImage image = scan.sample().rgb().orElseThrow();
        OrganizedCloud cloud = scan.sample().cloud().orElseThrow();
        assertEquals(width, image.width());
        assertEquals(height, image.height());
        double[] over = heights(cloud);
        double spacing = 132.0 / Math.min(width, height);
        int on = 0;
        for (double h : over) {
            on += h > 1 ? 1 : 0;
        }
        // The plate measures 96 x 60 mm, less its holes, slots and drop-outs.
        assertEquals(5500, on * spacing * spacing, 450, width + " x " + height);
    }

    /** Good and defective parts of the test split may differ by the defect alone. */
    @Test
    void render_goodAndDefective_showTheSameTableNoiseAndBrightness() {
        SynthesisParameters p = new SynthesisParameters(120, 120, 0, 0, 20, 4, 31);
        PartSynthesizer synthesizer = new PartSynthesizer(p);
        double[] sums = new double[6];
        for (ScanPlan plan : synthesizer.plans(PartKind.MACHINED_BRACKET)) {
            SyntheticScan scan = synthesizer.render(plan);
            int k = plan.id().isGood() ? 0 : 3;
            RgbImage image = scan.sample().rgb().orElseThrow();
            OrganizedCloud cloud = scan.sample().cloud().orElseThrow();
            for (int i = 0; i < 6 * 120; i++) {
                sums[k] += 1;
                sums[k + 1] += image.green(i);
                sums[k + 2] += cloud.isValid(i) ? 0 : 1;
            }
        }
        assertEquals(sums[1] / sums[0], sums[4] / sums[3], 2.5, "brightness of the table");
        assertEquals(sums[2] / sums[0], sums[5] / sums[3], 0.01, "drop-outs on the table");
    }

    @Test
    void plan_wrongCategorySeverityOrClass_isRefused() {
        PartKind kind = PartKind.RUBBER_RING;
        SampleId good = new SampleId("rubber-ring", "good", "1");
        SampleId other = new SampleId("bagel", "good", "1");
        SampleId unknown = new SampleId("rubber-ring", "burn", "1");
        assertThrows(
                IllegalArgumentException.class, () -> new ScanPlan(kind, other, Split.TEST, 0, 1));
        assertThrows(
                IllegalArgumentException.class, () -> new ScanPlan(kind, good, Split.TEST, 1.1, 1));
        assertThrows(
                IllegalArgumentException.class,
                () -> new ScanPlan(kind, good, Split.TEST, Double.NaN, 1));
        assertThrows(
                IllegalArgumentException.class,
                () -> new ScanPlan(kind, unknown, Split.TEST, 0.5, 1));
    }

    @Test
    void effect_combinations_sayWhatChanges() {
        assertTrue(DefectEffect.GEOMETRY.changesShape());
        assertFalse(DefectEffect.GEOMETRY.changesColour());
        assertFalse(DefectEffect.APPEARANCE.changesShape());
        assertTrue(DefectEffect.APPEARANCE.changesColour());
        assertTrue(DefectEffect.BOTH.changesShape() && DefectEffect.BOTH.changesColour());
    }

    private static PartSynthesizer withSize(int px) {
        return new PartSynthesizer(SMALL.withSizePx(px));
    }

    @ParameterizedTest
    @EnumSource(PartKind.class)
    void edges_otherImageSize_areTheSame(PartKind kind) {
        ScanPlan plan = SYNTHESIZER.plans(kind).get(0);
        EdgeSamples small = withSize(100).edges(plan);
        EdgeSamples large = withSize(900).edges(plan);
        assertArrayEquals(small.x(), large.x());
        assertArrayEquals(small.z(), large.z());
        assertArrayEquals(small.lengthMm(), large.lengthMm());
    }

    @Test
    void edges_defectivePart_areThoseOfTheGoodOne() {
        ScanPlan bad = SYNTHESIZER.plans(PartKind.SINTERED_GEAR).getLast();
        assertFalse(bad.id().isGood());
        SampleId id = new SampleId(bad.kind().key(), SampleId.GOOD, bad.id().name());
        ScanPlan good = new ScanPlan(bad.kind(), id, Split.TEST, 0, bad.seed());
        assertArrayEquals(SYNTHESIZER.edges(good).x(), SYNTHESIZER.edges(bad).x());
    }

    @ParameterizedTest
    @EnumSource(PartKind.class)
    void edges_everyKind_lieOnTheScan(PartKind kind) {
        PartSynthesizer synthesizer = withSize(300);
        ScanPlan plan = synthesizer.plans(kind).get(0);
        OrganizedCloud cloud = synthesizer.render(plan).sample().cloud().orElseThrow();
        EdgeSamples edges = synthesizer.edges(plan);
        double on = 0;
        for (int i = 0; i < edges.size(); i++) {
            on += isNear(cloud, edges, i, 1) ? edges.lengthMm()[i] : 0;
        }
        // The rest lies in the projector's shadow or on walls that give no points.
        double share = on / edges.totalMm();
        assertTrue(share > 0.7, "share " + share);
    }

    /** Whether the cloud has a point within that distance of an edge's point. */
    private static boolean isNear(OrganizedCloud cloud, EdgeSamples edges, int i, double mm) {
        double focal = cloud.width() * 430 / 132.0;
        double x = edges.x()[i];
        double y = edges.y()[i];
        double z = edges.z()[i];
        int column = (int) (x / z * focal + cloud.width() / 2.0);
        int row = (int) (y / z * focal + cloud.height() / 2.0);
        for (int r = Math.max(0, row - 3); r <= Math.min(cloud.height() - 1, row + 3); r++) {
            for (int c = Math.max(0, column - 3);
                    c <= Math.min(cloud.width() - 1, column + 3);
                    c++) {
                int p = r * cloud.width() + c;
                double dx = cloud.x()[p] - x;
                double dy = cloud.y()[p] - y;
                double dz = cloud.z()[p] - z;
                if (dx * dx + dy * dy + dz * dz <= mm * mm) {
                    return true;
                }
            }
        }
        return false;
    }
}
