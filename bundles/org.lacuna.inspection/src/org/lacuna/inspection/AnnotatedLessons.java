package org.lacuna.inspection;

import org.lacuna.core.DataException;
import org.lacuna.core.Modality;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.Progress;
import org.lacuna.core.SampleSource;
import org.lacuna.core.SeededRandom;
import org.lacuna.core.StorageException;
import org.lacuna.core.Workers;
import org.lacuna.inspection.DefectCopies.Copy;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lessons from real defects that people marked. A mask does not say which modality shows the
 * defect, and a label that holds for the other one would teach a network from patches that show it
 * nothing. So a mask counts for a modality only where the memory bank finds something there: when
 * the mean score inside lies more than one standard deviation above the mean of the part's other
 * patches.
 */
final class AnnotatedLessons {
    private final InspectionParameters parameters;
    private final DefectCopies copies;
    private final PatchScoring scoring;
    private final EvidenceScoring evidence;

    AnnotatedLessons(
            InspectionParameters parameters,
            DefectCopies copies,
            PatchScoring scoring,
            EvidenceScoring evidence) {
        this.parameters = parameters;
        this.copies = copies;
        this.scoring = scoring;
        this.evidence = evidence;
    }

    /**
     * @param firstPart number of the first of them
     */
    void add(
            List<SampleSource> annotated,
            int firstPart,
            ModalitySet modalities,
            LessonBook book,
            Progress progress,
            Workers workers)
            throws DataException, StorageException {
        boolean[] held = heldOut(annotated.size());
        for (int i = 0; i < held.length; i++) {
            progress.throwIfCancelled();
            Copy copy = copies.annotated(annotated.get(i), modalities);
            Map<Modality, BankMatch> matches =
                    scoring.match(copy.features(), Optional.empty(), workers);
            Copy shown = shown(copy, scoring.distances(matches));
            book.add(
                    firstPart + i,
                    shown,
                    evidence.look(matches, workers),
                    held[i],
                    parameters.lessons().annotationWeight());
            progress.advance(1);
        }
    }

    /** Seeded; of fewer than 4 parts none, since each one counts more as a lesson. */
    private boolean[] heldOut(int parts) {
        int[] order = new int[parts];
        Arrays.setAll(order, i -> i);
        new SeededRandom(parameters.seed()).fork(80).shuffle(order);
        boolean[] held = new boolean[parts];
        long count = parts < 4 ? 0 : Math.round(parameters.lessons().validationShare() * parts);
        for (int i = 0; i < count; i++) {
            held[order[i]] = true;
        }
        return held;
    }

    /** The copy with its mask in those modalities alone that show the defect. */
    static Copy shown(Copy copy, Map<Modality, float[]> scores) {
        Map<Modality, float[]> coverage = new EnumMap<>(Modality.class);
        copy.coverage()
                .forEach(
                        (m, c) ->
                                coverage.put(
                                        m,
                                        scores.containsKey(m) && shows(scores.get(m), c, copy)
                                                ? c
                                                : new float[c.length]));
        return new Copy(copy.features(), copy.onPart(), copy.transform(), coverage);
    }

    private static boolean shows(float[] scores, float[] coverage, Copy copy) {
        double inside = 0;
        int insideCount = 0;
        double sum = 0;
        double squares = 0;
        int count = 0;
        for (int p = 0; p < scores.length; p++) {
            if (Float.isNaN(scores[p])) {
                continue;
            }
            if (coverage[p] > 0) {
                inside += scores[p];
                insideCount++;
            } else if (copy.onPart()[p]) {
                sum += scores[p];
                squares += (double) scores[p] * scores[p];
                count++;
            }
        }
        if (insideCount == 0 || count == 0) {
            return false;
        }
        double mean = sum / count;
        double deviation = Math.sqrt(Math.max(0, squares / count - mean * mean));
        return inside / insideCount > mean + deviation;
    }
}
