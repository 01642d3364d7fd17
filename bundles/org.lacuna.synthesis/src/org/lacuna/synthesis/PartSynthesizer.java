package org.lacuna.synthesis;

import org.lacuna.core.PixelMask;
import org.lacuna.core.Sample;
import org.lacuna.core.SampleId;
import org.lacuna.core.SeededRandom;
import org.lacuna.core.Split;
import org.lacuna.synthesis.internal.DefectCatalogue;
import org.lacuna.synthesis.internal.EdgeView;
import org.lacuna.synthesis.internal.Scanner;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Makes synthetic structured-light scans of parts, good ones and defective ones: demo data, labels
 * for training with artificial defects, and tests.
 *
 * <p>Parts are height fields with procedural relief and colour; camera, projector, shadow, glare,
 * noise and drop-outs are simulated (docs/demo-data.md says how, and what is left out). Good parts
 * of all splits, and the defective parts but for their defects, are drawn from one distribution,
 * each from a seed of its own.
 *
 * <p>Deterministic: a plan and an image size give the same bits in any order and on any thread.
 * Immutable and thread-safe; {@link #render} works on the calling thread.
 */
public final class PartSynthesizer {
    private final SynthesisParameters parameters;

    public PartSynthesizer(SynthesisParameters parameters) {
        this.parameters = Objects.requireNonNull(parameters, "parameters");
    }

    /** The scans of all kinds, kind by kind. */
    public List<ScanPlan> plans() {
        List<ScanPlan> all = new ArrayList<>();
        for (PartKind kind : PartKind.values()) {
            all.addAll(plans(kind));
        }
        return all;
    }

    /**
     * The scans of one kind: training, validation, good test parts, then each defect class with its
     * severities spread from subtle to clear.
     */
    public List<ScanPlan> plans(PartKind kind) {
        List<ScanPlan> plans = new ArrayList<>();
        addGood(plans, kind, Split.TRAIN, parameters.trainParts());
        addGood(plans, kind, Split.VALIDATION, parameters.validationParts());
        addGood(plans, kind, Split.TEST, parameters.goodTestParts());
        SeededRandom seeds = seeds(kind, Split.TEST);
        int number = parameters.goodTestParts();
        int n = parameters.partsPerDefect();
        for (String defect : kind.defects()) {
            for (int i = 0; i < n; i++) {
                SeededRandom own = seeds.fork(number++);
                double severity = severity((i + own.fork(1).nextDouble()) / n);
                SampleId id = new SampleId(kind.key(), defect, name(i));
                plans.add(new ScanPlan(kind, id, Split.TEST, severity, own.nextLong()));
            }
        }
        return plans;
    }

    /**
     * Spreads evenly drawn values over the severities, with more clear than subtle defects: what is
     * at the limit of detection is rare, as in production.
     */
    private static double severity(double drawn) {
        return StrictMath.pow(drawn, DefectCatalogue.SKEW);
    }

    private void addGood(List<ScanPlan> plans, PartKind kind, Split split, int count) {
        SeededRandom seeds = seeds(kind, split);
        for (int i = 0; i < count; i++) {
            SampleId id = new SampleId(kind.key(), SampleId.GOOD, name(i));
            plans.add(new ScanPlan(kind, id, split, 0, seeds.fork(i).nextLong()));
        }
    }

    private SeededRandom seeds(PartKind kind, Split split) {
        return new SeededRandom(parameters.seed()).fork(kind.ordinal()).fork(split.ordinal());
    }

    private static String name(int i) {
        return String.format(java.util.Locale.ROOT, "%03d", i);
    }

    /**
     * Makes one scan. Time grows with the number of pixels: about 0.15 s for 400 x 400 on one core.
     *
     * @param plan from {@link #plans}, or any other
     */
    public SyntheticScan render(ScanPlan plan) {
        long station =
                new SeededRandom(parameters.seed()).fork(plan.kind().ordinal()).fork(99).nextLong();
        Scanner scanner =
                new Scanner(
                        plan.kind(),
                        parameters.widthPx(),
                        parameters.heightPx(),
                        station,
                        plan.seed());
        Scanner.Scan scan =
                plan.id().isGood()
                        ? scanner.scanGood()
                        : scanner.scanDefective(
                                DefectCatalogue.find(plan.kind(), plan.id().defect()),
                                plan.severity());
        PixelMask mask = scan.groundTruth();
        Sample sample = new Sample(plan.id(), Optional.of(scan.rgb()), Optional.of(scan.cloud()));
        return new SyntheticScan(sample, mask, plan.split());
    }

    /**
     * The true edges of the scanned part: what an ideal edge detector would find in an ideal scan.
     * They follow from the part's model alone, never from the noisy scan, and depend on the image
     * size only through what the image shows.
     *
     * <p>An edge is a line along which the surface turns by more than 35 degrees within 0.33 mm, or
     * steps by more than about 1 mm. A step counts at its upper end, the outline, and at its foot,
     * as far as the camera sees them; rounded sides count as outlines where they turn out of sight.
     * Colours make no edges, and lines shorter than 2.5 mm are grain.
     *
     * @param plan from {@link #plans}, or any other; of a defective part the edges without defect
     * @return about 20 points for each millimetre of edge; takes 1 to 3 s, whatever the image size
     */
    public EdgeSamples edges(ScanPlan plan) {
        return EdgeView.of(plan.kind(), parameters.widthPx(), parameters.heightPx(), plan.seed());
    }
}
