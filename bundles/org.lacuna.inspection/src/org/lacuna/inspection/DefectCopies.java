package org.lacuna.inspection;

import org.lacuna.core.DataException;
import org.lacuna.core.FeatureMap;
import org.lacuna.core.GridTransform;
import org.lacuna.core.Modality;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.PatchGrid;
import org.lacuna.core.PixelMask;
import org.lacuna.core.Progress;
import org.lacuna.core.Sample;
import org.lacuna.core.SampleSource;
import org.lacuna.core.SeededRandom;
import org.lacuna.core.StorageException;
import org.lacuna.core.Workers;
import org.lacuna.synthesis.DefectInjector;
import org.lacuna.synthesis.InjectedDefect;
import org.lacuna.synthesis.ScanDegradation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A good part, and copies of it with synthetic defects, as features. Defects are put into the scan,
 * before anything looks at it: preprocessing and extractors see them as they would see real ones.
 */
final class DefectCopies {
    /** Keys of the generators of copies are below: there are at most 100 copies. */
    private static final int DEGRADATION_KEY = 1000;

    private final Perception perception;
    private final ScanDegradation degradation;
    private final DefectInjector injector = new DefectInjector();

    DefectCopies(Perception perception) {
        this(perception, ScanDegradation.NONE);
    }

    /**
     * @param degradation what becomes of each copy, after the defect
     */
    DefectCopies(Perception perception, ScanDegradation degradation) {
        this.perception = perception;
        this.degradation = degradation;
    }

    /**
     * A part or a copy of it.
     *
     * @param features of each modality
     * @param onPart patches of the part and around it
     * @param transform from the sensor grid to the patches
     * @param coverage by modality, for each patch the share of its pixels that shows a defect;
     *     empty for the part itself
     */
    record Copy(
            Map<Modality, FeatureMap> features,
            boolean[] onPart,
            GridTransform transform,
            Map<Modality, float[]> coverage) {
        boolean defective() {
            return !coverage.isEmpty();
        }
    }

    /** The part itself, then its copies; fewer than asked for when it has no place for a defect. */
    List<Copy> of(
            SampleSource source,
            ModalitySet modalities,
            int copies,
            SeededRandom random,
            Progress progress)
            throws DataException, StorageException {
        Sample good = source.load(modalities);
        List<Copy> all = new ArrayList<>();
        Perception.Percept percept = perceive(good);
        all.add(copy(percept, Map.of()));
        for (int c = 0; c < copies; c++) {
            progress.throwIfCancelled();
            Optional<InjectedDefect> defect =
                    injector.inject(good, percept.prepared().part(), random.fork(c));
            if (defect.isPresent()) {
                GridTransform transform = percept.prepared().transform();
                Perception.Percept changed =
                        perceive(
                                degradation.apply(
                                        defect.get().sample(), random.fork(DEGRADATION_KEY + c)));
                Map<Modality, float[]> coverage = new EnumMap<>(Modality.class);
                coverage.put(Modality.RGB, coverage(defect.get().colourMask(), transform));
                coverage.put(Modality.XYZ, coverage(defect.get().shapeMask(), transform));
                all.add(copy(changed, coverage));
            }
        }
        return all;
    }

    /**
     * A part with a real defect as people marked it. In which modality it shows they did not say:
     * the mask stands for both.
     *
     * @throws DataException when the part has no ground truth, or one of another size
     */
    Copy annotated(SampleSource source, ModalitySet modalities)
            throws DataException, StorageException {
        PixelMask mask =
                source.loadGroundTruth()
                        .orElseThrow(
                                () ->
                                        new DataException(
                                                source.id()
                                                        + ": annotated part without mask, expected"
                                                        + " one"));
        Perception.Percept percept = perceive(source.load(modalities));
        GridTransform transform = percept.prepared().transform();
        if (mask.width() != transform.sensorWidth() || mask.height() != transform.sensorHeight()) {
            throw new DataException(
                    source.id()
                            + ": mask of "
                            + mask.width()
                            + " x "
                            + mask.height()
                            + " pixels, expected "
                            + transform.sensorWidth()
                            + " x "
                            + transform.sensorHeight()
                            + " as the part");
        }
        float[] coverage = coverage(mask, transform);
        Map<Modality, float[]> both = new EnumMap<>(Modality.class);
        both.put(Modality.RGB, coverage);
        both.put(Modality.XYZ, coverage);
        return copy(percept, both);
    }

    private Perception.Percept perceive(Sample sample) {
        return perception.perceive(sample, Workers.sequential(), new StageClock());
    }

    private static Copy copy(Perception.Percept percept, Map<Modality, float[]> coverage) {
        boolean[] onPart =
                PatchScoring.around(percept.prepared().part(), percept.prepared().transform());
        return new Copy(percept.features(), onPart, percept.prepared().transform(), coverage);
    }

    private static float[] coverage(PixelMask mask, GridTransform transform) {
        float[] set = new float[PatchGrid.PATCHES];
        float[] all = new float[PatchGrid.PATCHES];
        for (int y = 0; y < mask.height(); y++) {
            int row = transform.patchRow(y);
            for (int x = 0; x < mask.width(); x++) {
                int column = transform.patchColumn(x);
                if (row >= 0 && row < PatchGrid.SIDE && column >= 0 && column < PatchGrid.SIDE) {
                    all[row * PatchGrid.SIDE + column]++;
                    set[row * PatchGrid.SIDE + column] += mask.get(x, y) ? 1 : 0;
                }
            }
        }
        for (int p = 0; p < set.length; p++) {
            set[p] = all[p] == 0 ? 0 : set[p] / all[p];
        }
        return set;
    }
}
