package org.lacuna.inspection;

import org.lacuna.core.Modality;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.Progress;
import org.lacuna.core.Workers;
import org.lacuna.distillation.Distilled;
import org.lacuna.fusion.PartScores;
import org.lacuna.inspection.StudentTrainer.Trial;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds out for each availability pattern how much the student's word is worth: the weight of a
 * small grid with the highest AUROC between parts that networks did not learn from and their copies
 * with synthetic defects. Of weights that are as good as equal the smallest is taken, so that a
 * student that adds nothing is not heard.
 */
final class StudentWeighing {
    private static final double[] WEIGHTS = {0, 0.25, 0.5, 1, 2};

    /** AUROC that a larger weight has to gain; a handful of parts tells no less. */
    private static final double GAIN = 0.01;

    private final StudentScoring student;
    private final PatchScoring scoring;
    private final ModalitySet modalities;

    StudentWeighing(StudentScoring student, PatchScoring scoring, ModalitySet modalities) {
        this.student = student;
        this.scoring = scoring;
        this.modalities = modalities;
    }

    TrainedStudent weigh(
            Distilled distilled, List<Trial> trials, Progress progress, Workers workers) {
        Map<Modality, Double> deviation = new EnumMap<>(Modality.class);
        for (Modality m : modalities.list()) {
            Moments moments = new Moments();
            for (Trial t : trials) {
                if (!t.copy().defective() && t.distances().containsKey(m)) {
                    moments.add(t.distances().get(m), t.copy().onPart());
                }
            }
            deviation.put(m, moments.deviation());
        }
        Map<ModalitySet, float[][]> odds = new LinkedHashMap<>();
        Map<ModalitySet, StudentTerm> terms = new LinkedHashMap<>();
        for (ModalitySet pattern : ModalitySet.SETTINGS) {
            if (modalities.containsAll(pattern)) {
                odds.put(pattern, odds(distilled, trials, pattern, progress, workers));
                terms.put(pattern, unweighted(odds.get(pattern), trials));
            }
        }
        // The patterns of single modalities first: patches of a complete part may lack one.
        for (ModalitySet pattern : ModalitySet.SETTINGS.reversed()) {
            if (terms.containsKey(pattern)) {
                TrainedStudent sofar =
                        new TrainedStudent(distilled.student(), terms, deviation, List.of());
                terms.put(pattern, best(sofar, pattern, trials, odds.get(pattern)));
            }
        }
        return new TrainedStudent(distilled.student(), terms, deviation, distilled.epochs());
    }

    private float[][] odds(
            Distilled distilled,
            List<Trial> trials,
            ModalitySet pattern,
            Progress progress,
            Workers workers) {
        float[][] odds = new float[trials.size()][];
        for (int t = 0; t < odds.length; t++) {
            progress.throwIfCancelled();
            odds[t] =
                    student.logOdds(
                            distilled.student(),
                            trials.get(t).copy().features(),
                            pattern,
                            Optional.of(trials.get(t).part()),
                            workers);
        }
        return odds;
    }

    private static StudentTerm unweighted(float[][] odds, List<Trial> trials) {
        Moments moments = new Moments();
        for (int t = 0; t < odds.length; t++) {
            if (!trials.get(t).copy().defective()) {
                moments.add(odds[t], trials.get(t).copy().onPart());
            }
        }
        return new StudentTerm(moments.mean(), moments.deviation(), 0);
    }

    private StudentTerm best(
            TrainedStudent sofar, ModalitySet pattern, List<Trial> trials, float[][] odds) {
        StudentTerm plain = sofar.terms().get(pattern);
        StudentTerm best = plain;
        double highest = Double.NEGATIVE_INFINITY;
        for (double weight : WEIGHTS) {
            StudentTerm term = new StudentTerm(plain.mean(), plain.deviation(), weight);
            Map<ModalitySet, StudentTerm> terms = new LinkedHashMap<>(sofar.terms());
            terms.put(pattern, term);
            TrainedStudent tried =
                    new TrainedStudent(sofar.student(), terms, sofar.bankDeviation(), List.of());
            double auroc = auroc(tried, pattern, trials, odds);
            if (auroc > highest + GAIN) {
                highest = auroc;
                best = term;
            }
        }
        return best;
    }

    /** NaN when no trial shows a defect in the pattern. */
    private double auroc(
            TrainedStudent tried, ModalitySet pattern, List<Trial> trials, float[][] odds) {
        List<Map<Modality, Double>> good = new ArrayList<>();
        List<Map<Modality, Double>> bad = new ArrayList<>();
        for (int t = 0; t < odds.length; t++) {
            Trial trial = trials.get(t);
            Map<Modality, float[]> sharpened =
                    student.add(
                            tried, trial.copy().features(), trial.distances(), pattern, odds[t]);
            PartScores scores =
                    scoring.combine(
                            trial.copy().features(),
                            sharpened,
                            pattern,
                            pattern.xyz() ? trial.copy().onPart() : null);
            if (!scores.modalities().equals(pattern)) {
                continue;
            }
            if (!trial.copy().defective()) {
                good.add(scores.part());
            } else if (visible(trial, pattern)) {
                bad.add(scores.part());
            }
        }
        return good.isEmpty() || bad.isEmpty() ? Double.NaN : rank(good, bad, pattern);
    }

    private static boolean visible(Trial trial, ModalitySet pattern) {
        for (Modality m : pattern.list()) {
            for (float c : trial.copy().coverage().get(m)) {
                if (c >= 0.5) {
                    return true;
                }
            }
        }
        return false;
    }

    /** AUROC of the sum over the modalities, each divided by the median of the good parts. */
    private static double rank(
            List<Map<Modality, Double>> good,
            List<Map<Modality, Double>> bad,
            ModalitySet pattern) {
        Map<Modality, Double> scale = new EnumMap<>(Modality.class);
        for (Modality m : pattern.list()) {
            double[] sorted = good.stream().mapToDouble(s -> s.get(m)).sorted().toArray();
            double median = sorted[sorted.length / 2];
            scale.put(m, median > 0 ? 1 / median : 1);
        }
        double wins = 0;
        for (Map<Modality, Double> b : bad) {
            for (Map<Modality, Double> g : good) {
                wins += 0.5 + 0.5 * Math.signum(sum(b, scale) - sum(g, scale));
            }
        }
        return wins / ((double) good.size() * bad.size());
    }

    private static double sum(Map<Modality, Double> scores, Map<Modality, Double> scale) {
        double sum = 0;
        for (Map.Entry<Modality, Double> e : scores.entrySet()) {
            sum += scale.get(e.getKey()) * e.getValue();
        }
        return sum;
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
