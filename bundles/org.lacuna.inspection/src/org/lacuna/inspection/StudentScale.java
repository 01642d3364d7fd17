package org.lacuna.inspection;

import org.lacuna.core.Modality;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.Progress;
import org.lacuna.core.Workers;
import org.lacuna.distillation.Distilled;
import org.lacuna.inspection.StudentTrainer.Trial;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Brings the student's word and the scores of the memory banks to one scale: standard deviations of
 * normal patches, on good parts that networks did not learn from, for each availability pattern.
 */
final class StudentScale {
    private final StudentScoring student;
    private final ModalitySet modalities;
    private final double weight;

    /**
     * @param weight deviations of a bank score that one deviation of the log-odds is worth
     */
    StudentScale(StudentScoring student, ModalitySet modalities, double weight) {
        this.student = student;
        this.modalities = modalities;
        this.weight = weight;
    }

    TrainedStudent of(Distilled distilled, List<Trial> trials, Progress progress, Workers workers) {
        Map<Modality, Double> deviation = new EnumMap<>(Modality.class);
        for (Modality m : modalities.list()) {
            Moments moments = new Moments();
            for (Trial t : trials) {
                moments.add(t.distances().get(m), t.copy().onPart());
            }
            deviation.put(m, moments.deviation());
        }
        Map<ModalitySet, StudentTerm> terms = new LinkedHashMap<>();
        for (ModalitySet pattern : ModalitySet.SETTINGS) {
            if (modalities.containsAll(pattern)) {
                Moments moments = new Moments();
                for (Trial t : trials) {
                    progress.throwIfCancelled();
                    float[] odds =
                            student.logOdds(distilled.student(), t.matches(), pattern, workers);
                    moments.add(odds, t.copy().onPart());
                }
                terms.put(pattern, new StudentTerm(moments.mean(), moments.deviation(), weight));
            }
        }
        return new TrainedStudent(distilled.student(), terms, deviation, distilled.epochs());
    }

    /** Mean and standard deviation of numbers that are not NaN. */
    private static final class Moments {
        private long n;
        private double sum;
        private double squares;

        void add(float[] values, boolean[] use) {
            for (int p = 0; p < values.length; p++) {
                if (use[p] && !Float.isNaN(values[p])) {
                    n++;
                    sum += values[p];
                    squares += (double) values[p] * values[p];
                }
            }
        }

        double mean() {
            return n == 0 ? 0 : sum / n;
        }

        double deviation() {
            double variance = n == 0 ? 0 : squares / n - mean() * mean();
            return variance > 0 ? Math.sqrt(variance) : 1;
        }
    }
}
