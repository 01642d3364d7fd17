package org.lacuna.evaluation;

import org.lacuna.core.AnomalyMap;
import org.lacuna.core.DataException;
import org.lacuna.core.Inspection;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.PixelMask;
import org.lacuna.core.Progress;
import org.lacuna.core.SampleSource;
import org.lacuna.core.StorageException;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Gathers what one row of the results needs: one category, one setting, part by part. A part that
 * was not inspected has no score: it is counted and left out. A defective part whose data set has
 * no mask for it counts for I-AUROC only.
 */
final class CategoryScores {
    /** Share of the heap that the scores may take; the rest is for loading and inspecting. */
    private static final double HEAP_SHARE = 0.6;

    private final String category;
    private final ModalitySet setting;
    private final int expectedParts;
    private final long maxHeapBytes;
    private final PixelScores pixels = new PixelScores();
    private final List<Double> scores = new ArrayList<>();
    private final List<Boolean> anomalous = new ArrayList<>();
    private int parts;

    /**
     * @param expectedParts parts to come, for the memory check
     * @param maxHeapBytes what the JVM may take
     */
    CategoryScores(String category, ModalitySet setting, int expectedParts, long maxHeapBytes) {
        this.category = category;
        this.setting = setting;
        this.expectedParts = expectedParts;
        this.maxHeapBytes = maxHeapBytes;
    }

    /**
     * @throws DataException when the ground truth is damaged or has another size than the map, or
     *     when the maps of this row would not fit into memory
     */
    void add(SampleSource source, Inspection inspection) throws DataException, StorageException {
        parts++;
        if (Double.isNaN(inspection.score())) {
            return;
        }
        boolean defective = !inspection.id().isGood();
        scores.add(inspection.score());
        anomalous.add(defective);
        if (inspection.map().isPresent()) {
            addMap(source, inspection.map().get(), defective);
        }
    }

    private void addMap(SampleSource source, AnomalyMap map, boolean defective)
            throws DataException, StorageException {
        Optional<PixelMask> truth = defective ? source.loadGroundTruth() : Optional.empty();
        if (truth.isPresent()) {
            PixelMask mask = truth.get();
            if (mask.width() != map.width() || mask.height() != map.height()) {
                throw new DataException(
                        source.id()
                                + ": ground truth is "
                                + mask.width()
                                + " x "
                                + mask.height()
                                + ", expected "
                                + map.width()
                                + " x "
                                + map.height()
                                + " as the part's data");
            }
        } else if (defective) {
            return;
        }
        if (parts == 1) {
            checkMemory(map);
        }
        pixels.add(map, truth);
    }

    private void checkMemory(AnomalyMap map) throws DataException {
        long needed = 4L * map.width() * map.height() * expectedParts;
        if (needed > HEAP_SHARE * maxHeapBytes) {
            throw new DataException(
                    "%s: the exact pixel figures of %d maps of %d x %d need %d MB, expected at most %d MB (%.0f %% of the memory given to Java; raise it with -Xmx)"
                            .formatted(
                                    category,
                                    expectedParts,
                                    map.width(),
                                    map.height(),
                                    needed >> 20,
                                    (long) (HEAP_SHARE * maxHeapBytes) >> 20,
                                    100 * HEAP_SHARE));
        }
    }

    MetricsRow row(double partsPerSecond, Progress progress) {
        double[] s = new double[scores.size()];
        boolean[] a = new boolean[s.length];
        for (int i = 0; i < s.length; i++) {
            s[i] = scores.get(i);
            a[i] = anomalous.get(i);
        }
        AuproResult curves = pixels.result(progress);
        Metrics metrics =
                new Metrics(
                        Auroc.of(s, a),
                        curves.pAuroc(),
                        curves.aupro(0.3),
                        curves.aupro(0.05),
                        curves.aupro(0.01));
        return new MetricsRow(category, setting, metrics, partsPerSecond, parts, parts - s.length);
    }
}
