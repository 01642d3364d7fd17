package org.lacuna.evaluation;

import org.lacuna.core.DataSet;
import org.lacuna.core.FeatureExtractor;
import org.lacuna.core.LacunaException;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.Progress;
import org.lacuna.core.SampleSource;
import org.lacuna.core.Split;
import org.lacuna.core.Workers;
import org.lacuna.inspection.InspectionModel;
import org.lacuna.inspection.InspectionParameters;
import org.lacuna.inspection.Inspector;
import org.lacuna.synthesis.DegradedSource;
import org.lacuna.synthesis.ScanDegradation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Measures what missing data cost, after an {@link Evaluation} with all settings: the same with
 * models that have no student, and the models that there are on test parts that are degraded more
 * and more ({@link DegradationKind}).
 *
 * <p>That is a second training for each category and 20 further inspections of its test parts.
 * Degradations are seeded by part, so figures are the same for any number of workers.
 */
public final class ResilienceStudy {
    /** Gives the model of a category that the evaluation trained. */
    @FunctionalInterface
    public interface Models {
        /** The model, or empty where the evaluation trained none. */
        Optional<InspectionModel> of(String category) throws LacunaException;
    }

    private final InspectionParameters parameters;
    private final List<FeatureExtractor> extractors;
    private final long seed;

    /**
     * @param parameters those of the evaluation
     * @param seed of the degradations
     */
    public ResilienceStudy(
            InspectionParameters parameters, List<FeatureExtractor> extractors, long seed) {
        this.parameters = parameters;
        this.extractors = List.copyOf(extractors);
        this.seed = seed;
    }

    /**
     * @param dataSets those of the evaluation
     * @param rows what the evaluation came to
     * @param tally that listened to it
     */
    public Resilience run(
            List<DataSet> dataSets,
            List<MetricsRow> rows,
            DecisionTally tally,
            Models models,
            Progress progress,
            Workers workers)
            throws LacunaException {
        boolean student = parameters.lessons().enabled();
        List<ResilienceRow> settings = new ArrayList<>(rows(rows, tally, student));
        Map<DegradationKind, List<ResilienceRow>> curves = new EnumMap<>(DegradationKind.class);
        for (DataSet data : dataSets) {
            InspectionModel model = models.of(data.category()).orElse(null);
            if (model != null) {
                for (DegradationKind kind : DegradationKind.values()) {
                    curves.computeIfAbsent(kind, k -> new ArrayList<>())
                            .addAll(curve(kind, data, model, settings, progress, workers));
                }
            }
        }
        curves.values().removeIf(List::isEmpty);
        curves.replaceAll((kind, all) -> withMeans(all));
        if (student) {
            DecisionTally plain = new DecisionTally();
            settings.addAll(
                    rows(
                            new Evaluation(parameters.withoutStudent(), extractors)
                                    .run(dataSets, settings(rows), plain, progress, workers),
                            plain,
                            false));
        }
        return new Resilience(settings, curves);
    }

    private static List<ModalitySet> settings(List<MetricsRow> rows) {
        return rows.stream().map(MetricsRow::modalities).distinct().toList();
    }

    /** Mean rows are made anew, as shares of decisions belong to them. */
    private static List<ResilienceRow> rows(
            List<MetricsRow> rows, DecisionTally tally, boolean student) {
        List<ResilienceRow> all = new ArrayList<>();
        for (ModalitySet setting : settings(rows)) {
            List<ResilienceRow> ofSetting =
                    rows.stream()
                            .filter(r -> !r.isMean() && r.modalities().equals(setting))
                            .map(r -> tally.row(r, student, 0))
                            .toList();
            all.addAll(ofSetting);
            all.add(ResilienceRow.mean(ofSetting));
        }
        return all;
    }

    private static ScanDegradation degradation(DegradationKind kind, double level) {
        return switch (kind) {
            case POINTS -> ScanDegradation.points(level);
            case BLUR -> ScanDegradation.blur(level);
            case EXPOSURE -> ScanDegradation.exposure(level);
            case POINTS_AND_EXPOSURE -> new ScanDegradation(level, 0, level);
        };
    }

    /** Empty when the data lack what the degradation touches. */
    private List<ResilienceRow> curve(
            DegradationKind kind,
            DataSet data,
            InspectionModel model,
            List<ResilienceRow> whole,
            Progress progress,
            Workers workers)
            throws LacunaException {
        ModalitySet setting = model.modalities().intersect(data.modalities());
        List<ResilienceRow> curve = new ArrayList<>();
        for (ResilienceRow r : whole) {
            if (r.category().equals(data.category()) && r.metrics().modalities().equals(setting)) {
                curve.add(r);
            }
        }
        if (!setting.containsAll(kind.touches()) || curve.isEmpty()) {
            return List.of();
        }
        boolean student = curve.getFirst().student();
        for (double level : kind.levels()) {
            List<SampleSource> parts =
                    DegradedSource.all(data.samples(Split.TEST), degradation(kind, level), seed);
            DecisionTally tally = new DecisionTally();
            MetricsRow row =
                    new TestRun(data.category(), parts, tally)
                            .measure(
                                    new Inspector(model, extractors),
                                    setting,
                                    "inspect "
                                            + data.category()
                                            + ", "
                                            + degradation(kind, level).describe(),
                                    progress,
                                    workers);
            curve.add(tally.row(row, student, level));
        }
        return curve;
    }

    /** Categories of which only one modality is there are left out of the mean. */
    private static List<ResilienceRow> withMeans(List<ResilienceRow> rows) {
        Map<Double, List<ResilienceRow>> byLevel = new LinkedHashMap<>();
        boolean both =
                rows.stream().anyMatch(r -> r.metrics().modalities().equals(ModalitySet.BOTH));
        ModalitySet setting = both ? ModalitySet.BOTH : rows.getFirst().metrics().modalities();
        for (ResilienceRow r : rows) {
            if (r.metrics().modalities().equals(setting)) {
                byLevel.computeIfAbsent(r.level(), l -> new ArrayList<>()).add(r);
            }
        }
        List<ResilienceRow> all = new ArrayList<>(rows);
        byLevel.values().forEach(level -> all.add(ResilienceRow.mean(level)));
        return all;
    }
}
