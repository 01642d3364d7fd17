package org.lacuna.distillation;

import org.lacuna.core.CancelledException;
import org.lacuna.core.DataException;
import org.lacuna.core.Modality;
import org.lacuna.core.Progress;
import org.lacuna.core.StorageException;
import org.lacuna.core.Workers;
import org.lacuna.distillation.internal.Batch;
import org.lacuna.distillation.internal.PatchTable;
import org.lacuna.distillation.internal.StudentTraining;
import org.lacuna.distillation.internal.TeacherTraining;
import org.lacuna.distillation.internal.ViewScale;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Cross-modal distillation (Xu et al. 2025, 3.3, Algorithm 1): a teacher for each modality learns
 * from all patches that have it; then a student, from which modalities are taken away at random,
 * learns from labels and from both teachers.
 *
 * <p>A label holds for what a network sees: a stain is no defect to the teacher of the cloud. (The
 * paper has one label for both; that made teachers learn from patches that show them nothing.)
 *
 * <p>Deterministic for a seed and any number of workers. Memory: the patches once more, plus a few
 * megabytes.
 */
public final class Distiller {
    /** Fewer patches of either kind teach nothing. */
    public static final int MIN_PATCHES = 16;

    private final DistillationParameters parameters;

    public Distiller(DistillationParameters parameters) {
        this.parameters = parameters;
    }

    /**
     * @param training patches to learn from: at least {@value #MIN_PATCHES} with a defect and as
     *     many without; all descriptions by a modality have one length
     * @param validation patches of other parts, which decide when to stop; may be empty, then all
     *     epochs are run
     * @param checkpoint what an earlier run has come to, and where to keep it
     * @param progress a task for each network, a step for each of its epochs
     * @throws IllegalArgumentException when there are too few patches, lengths differ, a number is
     *     not finite, or a part is in training and in validation
     * @throws CancelledException when the user asked to stop
     * @throws DataException when the checkpoint is damaged, or of another training
     * @throws StorageException when the checkpoint cannot be written
     */
    public Distilled train(
            List<LabelledPatch> training,
            List<LabelledPatch> validation,
            Checkpoint checkpoint,
            Progress progress,
            Workers workers)
            throws DataException, StorageException {
        check(training, validation);
        Map<Modality, ViewScale> scales = new EnumMap<>(Modality.class);
        for (Modality m : Modality.values()) {
            List<LabelledPatch> normal =
                    training.stream().filter(p -> p.has(m) && !p.defect(m)).toList();
            if (!normal.isEmpty()) {
                scales.put(m, ViewScale.fit(raw(normal, m, width(normal, m)), workers));
            }
        }
        PatchTable table = table(training, scales);
        PatchTable held = table(validation, scales);
        List<Epoch> epochs = new ArrayList<>();
        Map<Modality, Batch> teacherLogits = new EnumMap<>(Modality.class);
        for (Modality m : scales.keySet()) {
            TeacherTraining.Taught taught =
                    new TeacherTraining(parameters, m)
                            .train(table, held, checkpoint, progress, workers);
            epochs.addAll(taught.epochs());
            teacherLogits.put(m, taught.teacher().apply(table.views().get(m), workers));
        }
        StudentTraining.Learned learned =
                new StudentTraining(parameters, teacherLogits)
                        .train(table, held, checkpoint, progress, workers);
        epochs.addAll(learned.epochs());
        return new Distilled(new Student(learned.network(), learned.parameters(), scales), epochs);
    }

    private static void check(List<LabelledPatch> training, List<LabelledPatch> validation) {
        long defects = training.stream().filter(p -> p.rgbDefect() || p.xyzDefect()).count();
        if (defects < MIN_PATCHES || training.size() - defects < MIN_PATCHES) {
            throw new IllegalArgumentException(
                    "training: "
                            + defects
                            + " patches with a defect and "
                            + (training.size() - defects)
                            + " without, expected at least "
                            + MIN_PATCHES
                            + " of each");
        }
        for (Modality m : Modality.values()) {
            checkWidths("training", training, m, width(training, m));
            checkWidths("validation", validation, m, width(training, m));
        }
        List<Integer> parts = training.stream().map(LabelledPatch::part).distinct().toList();
        validation.stream()
                .map(LabelledPatch::part)
                .filter(parts::contains)
                .findFirst()
                .ifPresent(
                        part -> {
                            throw new IllegalArgumentException(
                                    "part "
                                            + part
                                            + ": in training and in validation, expected one of"
                                            + " both");
                        });
    }

    /** Length of the first description by a modality; 0 without any. */
    private static int width(List<LabelledPatch> patches, Modality m) {
        return patches.stream()
                .filter(p -> p.has(m))
                .findFirst()
                .map(p -> p.view(m).length)
                .orElse(0);
    }

    private static void checkWidths(
            String what, List<LabelledPatch> patches, Modality m, int expected) {
        for (int r = 0; r < patches.size(); r++) {
            int found = patches.get(r).view(m).length;
            if (found != 0 && found != expected) {
                throw new IllegalArgumentException(
                        what
                                + ": patch "
                                + r
                                + ": "
                                + found
                                + " numbers of "
                                + m.label()
                                + ", expected "
                                + expected);
            }
        }
    }

    /** The descriptions by a modality; zeros where a patch has none. */
    private static Batch raw(List<LabelledPatch> patches, Modality m, int columns) {
        Batch batch = Batch.allocate(patches.size(), columns);
        for (int r = 0; r < patches.size(); r++) {
            float[] view = patches.get(r).view(m);
            System.arraycopy(view, 0, batch.values(), r * columns, view.length);
        }
        return batch;
    }

    private static PatchTable table(List<LabelledPatch> patches, Map<Modality, ViewScale> scales) {
        int rows = patches.size();
        boolean[][] available = new boolean[Modality.values().length][rows];
        boolean[][] defect = new boolean[Modality.values().length][rows];
        Map<Modality, Batch> views = new EnumMap<>(Modality.class);
        for (Modality m : scales.keySet()) {
            for (int r = 0; r < rows; r++) {
                available[m.ordinal()][r] = patches.get(r).has(m);
                defect[m.ordinal()][r] = patches.get(r).has(m) && patches.get(r).defect(m);
            }
            Batch raw = raw(patches, m, scales.get(m).columns());
            views.put(m, scales.get(m).apply(raw.values(), rows, available[m.ordinal()]));
        }
        return new PatchTable(rows, views, available, defect);
    }
}
