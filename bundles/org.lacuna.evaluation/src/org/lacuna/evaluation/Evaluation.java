package org.lacuna.evaluation;

import org.lacuna.core.DataException;
import org.lacuna.core.DataSet;
import org.lacuna.core.FeatureExtractor;
import org.lacuna.core.LacunaException;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.Progress;
import org.lacuna.core.Split;
import org.lacuna.core.Workers;
import org.lacuna.inspection.InspectionModel;
import org.lacuna.inspection.InspectionParameters;
import org.lacuna.inspection.Inspector;
import org.lacuna.inspection.Trainer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Trains on each category and measures on its test split, once for each availability setting
 * (method.md 7).
 *
 * <p>The model is trained once a category, with every modality that its data have; a setting then
 * tells the inspection which of them to use, as when a sensor fails. Figures come from the split
 * {@code test} alone, on maps at sensor resolution; ground truth is read from there and nowhere
 * else. A part that cannot be read stops the run: a hole would falsify the figures.
 *
 * <p>Memory is bounded by the maps of one category in one setting, 4 bytes a pixel; a row that
 * would not fit is refused before it starts. Figures are the same for any number of workers, rates
 * of course are not. Thread-safe.
 */
public final class Evaluation {
    private final InspectionParameters parameters;
    private final List<FeatureExtractor> extractors;

    public Evaluation(InspectionParameters parameters, List<FeatureExtractor> extractors) {
        this.parameters = parameters;
        this.extractors = List.copyOf(extractors);
    }

    /**
     * @param dataSets at least one
     * @param settings at least one; a category is measured in those that its data have all
     *     modalities for
     * @return for each setting that any category allows, in the given order: its categories in the
     *     given order, then their mean row
     * @throws DataException when no category allows any of the settings, one has no test part, or a
     *     part cannot be used
     */
    public List<MetricsRow> run(
            List<DataSet> dataSets,
            List<ModalitySet> settings,
            EvaluationListener listener,
            Progress progress,
            Workers workers)
            throws LacunaException {
        if (dataSets.isEmpty() || settings.isEmpty()) {
            throw new IllegalArgumentException(
                    "dataSets: "
                            + dataSets.size()
                            + ", settings: "
                            + settings.size()
                            + ", expected at least one of each");
        }
        check(dataSets, settings);
        Map<ModalitySet, List<MetricsRow>> rows = new LinkedHashMap<>();
        for (ModalitySet setting : settings) {
            rows.put(setting, new ArrayList<>());
        }
        for (DataSet data : dataSets) {
            List<ModalitySet> allowed = allowed(data, settings);
            if (allowed.isEmpty()) {
                continue;
            }
            InspectionModel model =
                    new Trainer(parameters, extractors).train(data, progress, workers);
            listener.trained(model);
            for (ModalitySet setting : allowed) {
                // Training may have less than the test split; what no bank covers cannot be
                // measured.
                if (!model.modalities().containsAll(setting)) {
                    continue;
                }
                MetricsRow row =
                        new TestRun(data.category(), data.samples(Split.TEST), listener)
                                .measure(
                                        new Inspector(model, extractors),
                                        setting,
                                        "inspect " + data.category() + " with " + setting.label(),
                                        progress,
                                        workers);
                rows.get(setting).add(row);
                listener.evaluated(row);
            }
        }
        List<MetricsRow> all = new ArrayList<>();
        for (List<MetricsRow> ofSetting : rows.values()) {
            if (!ofSetting.isEmpty()) {
                all.addAll(ofSetting);
                all.add(MetricsRow.mean(ofSetting));
            }
        }
        return List.copyOf(all);
    }

    /** What can be known before the first training must not fail after the last one. */
    private static void check(List<DataSet> dataSets, List<ModalitySet> settings)
            throws DataException {
        boolean any = false;
        for (DataSet data : dataSets) {
            any |= !allowed(data, settings).isEmpty();
            if (data.samples(Split.TEST).isEmpty()) {
                throw new DataException(
                        data.category() + ": no test parts, expected some under 'test'");
            }
        }
        if (!any) {
            throw new DataException(
                    "data: "
                            + dataSets.stream()
                                    .map(d -> d.category() + " has " + d.modalities().label())
                                    .toList()
                            + ", expected "
                            + String.join(
                                    " or ", settings.stream().map(ModalitySet::label).toList()));
        }
    }

    private static List<ModalitySet> allowed(DataSet data, List<ModalitySet> settings) {
        ModalitySet there = data.modalities();
        return settings.stream().filter(there::containsAll).toList();
    }
}
