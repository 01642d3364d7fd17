package org.lacuna.inspection;

import org.lacuna.core.Modality;
import org.lacuna.core.PatchGrid;
import org.lacuna.core.SeededRandom;
import org.lacuna.distillation.Distiller;
import org.lacuna.distillation.LabelledPatch;
import org.lacuna.distillation.PatchPair;
import org.lacuna.inspection.DefectCopies.Copy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Patches that networks learn from, chosen from parts and their copies with defects. Not
 * thread-safe; deterministic.
 */
final class LessonBook {
    /** A patch counts as defect from this share of its pixels on (method.md 4). */
    private static final double DEFECT_COVERAGE = 0.5;

    /** Patches this near to a defect see it through their receptive field. */
    private static final int NEAR = 2;

    private final LessonParameters parameters;
    private final long seed;
    private final EvidenceScoring scoring;
    private final Page training = new Page(new ArrayList<>(), new ArrayList<>());
    private final Page validation = new Page(new ArrayList<>(), new ArrayList<>());

    /**
     * What is learned from, or what decides when to stop.
     *
     * @param patches for teachers and student
     * @param pairs normal patches with both modalities, for generators
     */
    record Page(List<LabelledPatch> patches, List<PatchPair> pairs) {}

    LessonBook(LessonParameters parameters, long seed, EvidenceScoring scoring) {
        this.parameters = parameters;
        this.seed = seed;
        this.scoring = scoring;
    }

    Page training() {
        return training;
    }

    Page validation() {
        return validation;
    }

    /** Whether there is enough of both kinds to learn from. */
    boolean teaches() {
        long defects =
                training.patches().stream().filter(p -> p.rgbDefect() || p.xyzDefect()).count();
        return defects >= Distiller.MIN_PATCHES
                && training.patches().size() - defects >= Distiller.MIN_PATCHES;
    }

    /**
     * Takes patches of a part, or of a copy of it.
     *
     * @param part number of the part
     * @param held whether networks do not learn from the part
     */
    void add(int part, Copy copy, PartViews views, boolean held) {
        add(part, copy, views, held, 1);
    }

    /**
     * @param weight how often each patch with a defect counts
     */
    void add(int part, Copy copy, PartViews views, boolean held, int weight) {
        Page page = held ? validation : training;
        SeededRandom random = new SeededRandom(seed).fork(79).fork(part);
        addPatches(part, copy, views, weight, random, page.patches());
        if (parameters.generators() && !copy.defective()) {
            addPairs(part, copy, views, random.fork(1), page.pairs());
        }
    }

    private void addPatches(
            int part,
            Copy copy,
            PartViews views,
            int weight,
            SeededRandom random,
            List<LabelledPatch> to) {
        boolean[][] use = {use(Modality.RGB, views), use(Modality.XYZ, views)};
        boolean[] near = near(copy);
        List<LabelledPatch> normal = new ArrayList<>();
        List<LabelledPatch> beside = new ArrayList<>();
        List<LabelledPatch> defects = new ArrayList<>();
        for (int p = 0; p < PatchGrid.PATCHES; p++) {
            float[] rgb = view(Modality.RGB, p, copy, views, use[0]);
            float[] xyz = view(Modality.XYZ, p, copy, views, use[1]);
            boolean rgbDefect = rgb.length > 0 && shows(copy, Modality.RGB, p);
            boolean xyzDefect = xyz.length > 0 && shows(copy, Modality.XYZ, p);
            if (rgb.length == 0 && xyz.length == 0) {
                continue;
            }
            LabelledPatch patch = new LabelledPatch(part, rgb, xyz, rgbDefect, xyzDefect);
            if (rgbDefect || xyzDefect) {
                defects.add(patch);
            } else if (!near[p]) {
                (copy.onPart()[p] ? normal : beside).add(patch);
            }
        }
        List<LabelledPatch> chosen = new ArrayList<>();
        addSome(defects, LessonParameters.DEFECT_PATCHES, random, chosen);
        for (int i = 0; i < weight; i++) {
            to.addAll(chosen);
        }
        addSome(
                normal,
                copy.defective() ? parameters.copyPatches() : parameters.partPatches(),
                random,
                to);
        // An image alone does not tell the part from the table: the student has to know both.
        addSome(beside, copy.defective() ? 0 : parameters.copyPatches(), random, to);
    }

    private void addPairs(
            int part, Copy copy, PartViews views, SeededRandom random, List<PatchPair> to) {
        boolean[] rgb = use(Modality.RGB, views);
        boolean[] xyz = use(Modality.XYZ, views);
        List<Integer> both = new ArrayList<>();
        for (int p = 0; p < PatchGrid.PATCHES; p++) {
            if (rgb[p] && xyz[p] && copy.onPart()[p]) {
                both.add(p);
            }
        }
        List<Integer> some = new ArrayList<>();
        addSome(both, parameters.partPatches(), random, some);
        for (int p : some) {
            int[] patch = {p};
            to.add(
                    new PatchPair(
                            part,
                            scoring.contexts(views, Modality.RGB, patch),
                            scoring.contexts(views, Modality.XYZ, patch),
                            scoring.features(views, Modality.RGB, p),
                            scoring.features(views, Modality.XYZ, p)));
        }
    }

    private static <T> void addSome(List<T> all, int wanted, SeededRandom random, List<T> to) {
        int[] order = new int[all.size()];
        Arrays.setAll(order, i -> i);
        random.shuffle(order);
        for (int i = 0; i < Math.min(wanted, order.length); i++) {
            to.add(all.get(order[i]));
        }
    }

    private static boolean[] use(Modality m, PartViews views) {
        return views.matches().containsKey(m)
                ? views.matches().get(m).use()
                : new boolean[PatchGrid.PATCHES];
    }

    /** Empty where the modality is not usable, or shows a defect in part of the patch only. */
    private float[] view(Modality m, int patch, Copy copy, PartViews views, boolean[] use) {
        float coverage = copy.defective() ? copy.coverage().get(m)[patch] : 0;
        if (!use[patch] || (coverage > 0 && coverage < DEFECT_COVERAGE)) {
            return new float[0];
        }
        int width = scoring.width(m);
        return Arrays.copyOfRange(views.rows().get(m), patch * width, (patch + 1) * width);
    }

    private static boolean shows(Copy copy, Modality m, int patch) {
        return copy.defective() && copy.coverage().get(m)[patch] >= DEFECT_COVERAGE;
    }

    private static boolean[] near(Copy copy) {
        boolean[] near = new boolean[PatchGrid.PATCHES];
        for (float[] coverage : copy.coverage().values()) {
            for (int p = 0; p < near.length; p++) {
                if (coverage[p] > 0) {
                    mark(near, p % PatchGrid.SIDE, p / PatchGrid.SIDE);
                }
            }
        }
        return near;
    }

    private static void mark(boolean[] near, int column, int row) {
        for (int y = Math.max(0, row - NEAR); y <= Math.min(PatchGrid.SIDE - 1, row + NEAR); y++) {
            for (int x = Math.max(0, column - NEAR);
                    x <= Math.min(PatchGrid.SIDE - 1, column + NEAR);
                    x++) {
                near[y * PatchGrid.SIDE + x] = true;
            }
        }
    }
}
