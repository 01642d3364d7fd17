package org.lacuna.headless.internal.bench;

import org.lacuna.core.DataSet;
import org.lacuna.core.Modality;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.PatchGrid;
import org.lacuna.core.Progress;
import org.lacuna.core.Workers;
import org.lacuna.evaluation.Evaluation;
import org.lacuna.evaluation.EvaluationListener;
import org.lacuna.evaluation.MetricsRow;
import org.lacuna.headless.Services;
import org.lacuna.headless.internal.TextTable;
import org.lacuna.inspection.InspectionModel;
import org.lacuna.inspection.InspectionParameters;
import org.lacuna.inspection.TrainedBank;
import org.lacuna.memorybank.MemoryBank;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a compact bank costs in accuracy and saves in time: every {@link BankVariant} trained and
 * measured as {@code evaluate} does, each modality by itself.
 */
final class BankTable {
    private static final int RUNS = 5;
    private static final long WARM_UP_NANOS = 200_000_000L;
    private static final List<ModalitySet> SETTINGS = List.of(ModalitySet.RGB, ModalitySet.XYZ);

    private final InspectionParameters defaults;
    private final Services services;
    private final Progress progress;
    private final Workers workers;
    private final List<Measurement> figures = new ArrayList<>();
    private final TextTable table =
            new TextTable(
                    "bank",
                    "category",
                    "modality",
                    "entries",
                    "% of vectors",
                    "length",
                    "distortion",
                    "I-AUROC",
                    "P-AUROC",
                    "AUPRO@0.3",
                    "ms");

    BankTable(
            InspectionParameters defaults, Services services, Progress progress, Workers workers) {
        this.defaults = defaults;
        this.services = services;
        this.progress = progress;
        this.workers = workers;
    }

    BenchmarkResult of(List<DataSet> data) throws Exception {
        for (BankVariant variant : BankVariant.all()) {
            Banks banks = new Banks();
            List<MetricsRow> rows =
                    new Evaluation(parameters(variant), services.extractors())
                            .run(data, SETTINGS, banks, progress, workers);
            for (MetricsRow row : rows) {
                if (!row.isMean()) {
                    add(variant, row, banks.of(row));
                } else if (data.size() > 1) {
                    addMean(variant, row);
                }
            }
        }
        return new BenchmarkResult(List.of(), figures, table.toString());
    }

    private InspectionParameters parameters(BankVariant variant) {
        // What is compared is banks: thresholds for blurred images would take much of the time.
        InspectionParameters p =
                defaults.withoutStudent().withScoring(defaults.scoring().withBlur(List.of()));
        for (Modality m : Modality.values()) {
            p = p.withBank(m, variant.change().apply(p.of(m).bank()));
        }
        return p;
    }

    private void add(BankVariant variant, MetricsRow row, TrainedBank trained) throws Exception {
        MemoryBank bank = trained.bank();
        double[] ms = millis(bank);
        Measurement time = Measurement.of(name(variant, row, "ms"), "ms", ms);
        double percent = 100.0 * bank.entries() / trained.trainingVectors();
        table.row(
                variant.name(),
                row.category(),
                row.modalities().label(),
                Integer.toString(bank.entries()),
                String.format(Locale.ROOT, "%.1f", percent),
                Integer.toString(bank.entryDim()),
                TextTable.share(trained.distortion()),
                TextTable.share(row.metrics().iAuroc()),
                TextTable.share(row.metrics().pAuroc()),
                TextTable.share(row.metrics().aupro30()),
                String.format(Locale.ROOT, "%.1f", time.median()));
        figures.add(time);
        figures.add(Measurement.of(name(variant, row, "entries"), "1", bank.entries()));
        figures.add(Measurement.of(name(variant, row, "length"), "1", bank.entryDim()));
        figures.add(
                Measurement.of(name(variant, row, "distortion"), "share", trained.distortion()));
        addMetrics(variant, row);
    }

    private void addMean(BankVariant variant, MetricsRow row) {
        table.row(
                variant.name(),
                row.category(),
                row.modalities().label(),
                "",
                "",
                "",
                "",
                TextTable.share(row.metrics().iAuroc()),
                TextTable.share(row.metrics().pAuroc()),
                TextTable.share(row.metrics().aupro30()),
                "");
        addMetrics(variant, row);
    }

    private void addMetrics(BankVariant variant, MetricsRow row) {
        figures.add(Measurement.of(name(variant, row, "i_auroc"), "share", row.metrics().iAuroc()));
        figures.add(Measurement.of(name(variant, row, "p_auroc"), "share", row.metrics().pAuroc()));
        figures.add(
                Measurement.of(name(variant, row, "aupro_30"), "share", row.metrics().aupro30()));
    }

    private static String name(BankVariant variant, MetricsRow row, String figure) {
        return String.join(
                ".",
                "memorybank",
                variant.name(),
                row.category(),
                row.modalities().label(),
                figure);
    }

    /** Milliseconds for the patches of a part, on random features. */
    private double[] millis(MemoryBank bank) throws Exception {
        float[] queries = MemoryBankBenchmark.rows(PatchGrid.PATCHES, bank.inputDim(), 2);
        float[] distance = new float[PatchGrid.PATCHES];
        int[] index = new int[PatchGrid.PATCHES];
        return new Stopwatch(progress, RUNS, WARM_UP_NANOS)
                .millis(
                        () -> {
                            bank.nearest(queries, PatchGrid.PATCHES, distance, index, workers);
                            return distance[0];
                        });
    }

    /** The banks that an evaluation builds. */
    private static final class Banks implements EvaluationListener {
        private final Map<String, Map<Modality, TrainedBank>> banks = new LinkedHashMap<>();

        @Override
        public void trained(InspectionModel model) {
            banks.put(model.category(), model.banks());
        }

        TrainedBank of(MetricsRow row) {
            return banks.get(row.category()).get(row.modalities().list().getFirst());
        }
    }
}
