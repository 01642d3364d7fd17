package org.lacuna.inspection;

import org.lacuna.core.CancelledException;
import org.lacuna.core.DataException;
import org.lacuna.core.LacunaException;
import org.lacuna.core.Modality;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.PatchGrid;
import org.lacuna.core.Progress;
import org.lacuna.core.SampleSource;
import org.lacuna.core.SeededRandom;
import org.lacuna.core.Split;
import org.lacuna.core.StorageException;
import org.lacuna.core.Workers;
import org.lacuna.distillation.Distilled;
import org.lacuna.distillation.Distiller;
import org.lacuna.distillation.LabelledPatch;
import org.lacuna.inspection.DefectCopies.Copy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Trains the student of an inspection model from good training parts and copies of them with
 * synthetic defects (method.md 4), and brings its word to the scale of the memory banks on parts
 * that it did not learn from. Calibration parts and test parts play no role.
 */
final class StudentTrainer {
    /** A patch counts as defect from this share of its pixels on (method.md 4). */
    private static final double DEFECT_COVERAGE = 0.5;

    /** Patches this near to a defect see it through their receptive field. */
    private static final int NEAR = 2;

    /** Parts, with their copies, in memory at a time. */
    static final int BLOCK = 8;

    private final InspectionParameters parameters;
    private final StudentScoring student;
    private final PatchScoring scoring;
    private final DefectCopies copies;

    StudentTrainer(
            InspectionParameters parameters,
            Map<Modality, TrainedBank> banks,
            Perception perception) {
        this.parameters = parameters;
        this.student = new StudentScoring(banks);
        this.scoring = new PatchScoring(banks, parameters.scoring());
        this.copies = new DefectCopies(perception);
    }

    /**
     * @return empty when the parts have too few places for defects
     * @throws CancelledException when the user asked to stop
     */
    Optional<TrainedStudent> train(
            String category,
            List<SampleSource> trainingParts,
            ModalitySet modalities,
            Progress progress,
            Workers workers)
            throws DataException, StorageException {
        List<SampleSource> parts = some(trainingParts);
        boolean[] held = heldOut(parts.size());
        List<LabelledPatch> training = new ArrayList<>();
        List<LabelledPatch> validation = new ArrayList<>();
        List<Trial> trials = new ArrayList<>();
        progress.begin(category + ": parts with synthetic defects", parts.size());
        for (int start = 0; start < parts.size(); start += BLOCK) {
            int end = Math.min(parts.size(), start + BLOCK);
            List<List<Copy>> block = load(parts, start, end, modalities, progress, workers);
            for (int i = start; i < end; i++) {
                String name = Trainer.partName(Split.TRAIN, parts.get(i).id());
                for (Copy copy : block.get(i - start)) {
                    Map<Modality, BankMatch> matches =
                            scoring.match(copy.features(), Optional.of(name), workers);
                    addPatches(i, copy, matches, workers, held[i] ? validation : training);
                    if (held[i] && !copy.defective()) {
                        trials.add(
                                new Trial(
                                        copy,
                                        matches,
                                        scoring.distances(copy.features(), matches)));
                    }
                }
                progress.advance(1);
            }
        }
        long defects = training.stream().filter(p -> p.rgbDefect() || p.xyzDefect()).count();
        if (defects < Distiller.MIN_PATCHES || training.size() - defects < Distiller.MIN_PATCHES) {
            return Optional.empty();
        }
        Distilled distilled =
                new Distiller(parameters.lessons().networks())
                        .train(training, validation, progress, workers);
        return Optional.of(
                new StudentScale(student, modalities, parameters.lessons().weight())
                        .of(distilled, trials, progress, workers));
    }

    /** At most as many as lessons may be made of, in their order. */
    private List<SampleSource> some(List<SampleSource> parts) {
        int[] order = new int[parts.size()];
        Arrays.setAll(order, i -> i);
        int count = Math.min(order.length, parameters.lessons().maxParts());
        if (count < order.length) {
            new SeededRandom(parameters.seed()).fork(76).shuffle(order);
            Arrays.sort(order, 0, count);
        }
        return Arrays.stream(order, 0, count).mapToObj(parts::get).toList();
    }

    /** Seeded; at least one part stays on each side. */
    private boolean[] heldOut(int parts) {
        int[] order = new int[parts];
        Arrays.setAll(order, i -> i);
        new SeededRandom(parameters.seed()).fork(77).shuffle(order);
        int count = (int) Math.round(parameters.lessons().validationShare() * parts);
        boolean[] held = new boolean[parts];
        for (int i = 0; i < Math.clamp(count, 1, Math.max(1, parts - 1)); i++) {
            held[order[i]] = true;
        }
        return held;
    }

    private List<List<Copy>> load(
            List<SampleSource> parts,
            int start,
            int end,
            ModalitySet modalities,
            Progress progress,
            Workers workers)
            throws DataException, StorageException {
        List<List<Copy>> block = new ArrayList<>();
        for (int i = start; i < end; i++) {
            block.add(List.of());
        }
        LacunaException[] failures = new LacunaException[end - start];
        SeededRandom random = new SeededRandom(parameters.seed()).fork(78);
        workers.forEachChunk(
                end - start,
                1,
                (chunk, from, to) -> {
                    progress.throwIfCancelled();
                    try {
                        block.set(
                                from,
                                copies.of(
                                        parts.get(start + from),
                                        modalities,
                                        parameters.lessons().defectsPerPart(),
                                        random.fork(start + from)));
                    } catch (DataException | StorageException e) {
                        failures[from] = e;
                    }
                });
        for (LacunaException failure : failures) {
            switch (failure) {
                case null -> {}
                case DataException e -> throw e;
                case StorageException e -> throw e;
                default -> throw new IllegalStateException(failure);
            }
        }
        return block;
    }

    /**
     * A good part that networks did not learn from.
     *
     * @param matches without the part's own entries
     * @param distances scores of the banks by these
     */
    record Trial(Copy copy, Map<Modality, BankMatch> matches, Map<Modality, float[]> distances) {}

    private void addPatches(
            int part,
            Copy copy,
            Map<Modality, BankMatch> matches,
            Workers workers,
            List<LabelledPatch> to) {
        Map<Modality, float[]> views = new EnumMap<>(Modality.class);
        Map<Modality, boolean[]> use = new EnumMap<>(Modality.class);
        matches.forEach(
                (m, match) -> {
                    views.put(m, student.views(m).of(match, workers));
                    use.put(m, match.use());
                });
        boolean[] near = near(copy);
        List<LabelledPatch> normal = new ArrayList<>();
        List<LabelledPatch> beside = new ArrayList<>();
        List<LabelledPatch> defects = new ArrayList<>();
        for (int p = 0; p < PatchGrid.PATCHES; p++) {
            float[] rgb = view(Modality.RGB, p, copy, views, use);
            float[] xyz = view(Modality.XYZ, p, copy, views, use);
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
        LessonParameters lessons = parameters.lessons();
        SeededRandom random = new SeededRandom(parameters.seed()).fork(79).fork(part);
        addSome(defects, LessonParameters.DEFECT_PATCHES, random, to);
        addSome(
                normal,
                copy.defective() ? lessons.copyPatches() : lessons.partPatches(),
                random,
                to);
        // An image alone does not tell the part from the table: the student has to know both.
        addSome(beside, copy.defective() ? 0 : lessons.copyPatches(), random, to);
    }

    private static void addSome(
            List<LabelledPatch> patches, int wanted, SeededRandom random, List<LabelledPatch> to) {
        int[] order = new int[patches.size()];
        Arrays.setAll(order, i -> i);
        random.shuffle(order);
        for (int i = 0; i < Math.min(wanted, order.length); i++) {
            to.add(patches.get(order[i]));
        }
    }

    /** Empty where the modality is not usable, or shows a defect in part of the patch only. */
    private float[] view(
            Modality m,
            int patch,
            Copy copy,
            Map<Modality, float[]> views,
            Map<Modality, boolean[]> use) {
        if (!use.containsKey(m) || !use.get(m)[patch]) {
            return new float[0];
        }
        float coverage = copy.defective() ? copy.coverage().get(m)[patch] : 0;
        if (coverage > 0 && coverage < DEFECT_COVERAGE) {
            return new float[0];
        }
        int width = student.views(m).width();
        return Arrays.copyOfRange(views.get(m), patch * width, (patch + 1) * width);
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
