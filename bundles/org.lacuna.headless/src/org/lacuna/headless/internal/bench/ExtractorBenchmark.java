package org.lacuna.headless.internal.bench;

import org.lacuna.acquisition.Preprocessor;
import org.lacuna.core.DataSet;
import org.lacuna.core.FeatureExtractor;
import org.lacuna.core.FeatureMap;
import org.lacuna.core.Modality;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.PreparedSample;
import org.lacuna.core.Progress;
import org.lacuna.core.SampleSource;
import org.lacuna.core.Split;
import org.lacuna.core.Workers;
import org.lacuna.evaluation.Evaluation;
import org.lacuna.evaluation.EvaluationListener;
import org.lacuna.evaluation.MetricsRow;
import org.lacuna.features.NetworkExtractor;
import org.lacuna.headless.Services;
import org.lacuna.headless.internal.TextTable;
import org.lacuna.inspection.InspectionModel;
import org.lacuna.inspection.InspectionParameters;
import org.lacuna.memorybank.MemoryBank;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Every RGB extractor at hand on the same data, by colour alone: trained, thresholded and measured
 * as {@code evaluate} does, with the parameters that are its defaults, and timed on single images.
 */
final class ExtractorBenchmark implements Benchmark {
    private static final int RUNS = 15;
    private static final int IMAGES = 5;
    private static final double MEGABYTE = 1e6;

    @Override
    public String name() {
        return "extractors";
    }

    @Override
    public String description() {
        return "RGB extractors on colour alone: I-AUROC, P-AUROC and AUPRO of the test parts; ms"
                + " for the features of one image, all threads on it; MB of the network's file"
                + " and of the memory bank.";
    }

    @Override
    public boolean takesData() {
        return true;
    }

    @Override
    public boolean needsData() {
        return true;
    }

    @Override
    public BenchmarkResult run(
            Services services, BenchmarkOptions options, Progress progress, Workers workers)
            throws Exception {
        List<Measurement> figures = new ArrayList<>();
        TextTable table =
                new TextTable(
                        "extractor",
                        "category",
                        "I-AUROC",
                        "P-AUROC",
                        "AUPRO@0.3",
                        "ms",
                        "network MB",
                        "bank MB");
        for (FeatureExtractor x : services.extractors()) {
            if (x.modality() == Modality.RGB) {
                measure(x, services, options.data(), table, figures, progress, workers);
            }
        }
        return new BenchmarkResult(List.of(), figures, table.toString());
    }

    private static void measure(
            FeatureExtractor extractor,
            Services services,
            List<DataSet> data,
            TextTable table,
            List<Measurement> figures,
            Progress progress,
            Workers workers)
            throws Exception {
        String name = shortName(extractor);
        double networkMb =
                extractor instanceof NetworkExtractor network
                        ? network.open(progress).outline().bytes() / MEGABYTE
                        : 0;
        // Features are compared by what memory banks make of them, without a student's help.
        InspectionParameters parameters =
                InspectionParameters.defaults()
                        .withExtractor(Modality.RGB, extractor.id())
                        .withoutStudent();
        Banks banks = new Banks();
        List<MetricsRow> rows =
                new Evaluation(parameters, services.extractors())
                        .run(data, List.of(ModalitySet.RGB), banks, progress, workers);
        double[] ms = millis(extractor, parameters, data.getFirst(), progress, workers);
        Measurement time = Measurement.of("extractors." + name, "ms", ms);
        figures.add(time);
        for (MetricsRow row : rows) {
            if (row.isMean() && rows.size() == 2) {
                continue;
            }
            double bankMb = banks.megabytes(row.category());
            table.row(
                    name,
                    row.category(),
                    TextTable.share(row.metrics().iAuroc()),
                    TextTable.share(row.metrics().pAuroc()),
                    TextTable.share(row.metrics().aupro30()),
                    String.format(Locale.ROOT, "%.1f", time.median()),
                    networkMb == 0 ? "-" : String.format(Locale.ROOT, "%.1f", networkMb),
                    String.format(Locale.ROOT, "%.1f", bankMb));
            String prefix = "extractors." + name + "." + row.category() + ".";
            figures.add(Measurement.of(prefix + "i_auroc", "share", row.metrics().iAuroc()));
            figures.add(Measurement.of(prefix + "p_auroc", "share", row.metrics().pAuroc()));
            figures.add(Measurement.of(prefix + "aupro_30", "share", row.metrics().aupro30()));
        }
    }

    /** The id as far as a user has to type it. */
    private static String shortName(FeatureExtractor extractor) {
        int at = extractor.id().indexOf('@');
        return at < 0 ? extractor.id() : extractor.id().substring(0, at);
    }

    /** Times the features of the first test images, one at a time. */
    private static double[] millis(
            FeatureExtractor extractor,
            InspectionParameters parameters,
            DataSet data,
            Progress progress,
            Workers workers)
            throws Exception {
        Preprocessor preprocessor = new Preprocessor(parameters.preprocess());
        List<PreparedSample> images = new ArrayList<>();
        for (SampleSource source : data.samples(Split.TEST)) {
            if (images.size() < IMAGES && source.modalities().rgb()) {
                images.add(preprocessor.prepare(source.load(ModalitySet.RGB), workers));
            }
        }
        progress.begin("extractors: time of " + shortName(extractor), 0);
        double[] all =
                new Stopwatch(progress, RUNS)
                        .millis(
                                () -> {
                                    FeatureMap last = null;
                                    for (PreparedSample image : images) {
                                        last = extractor.extract(image, workers);
                                    }
                                    return last;
                                });
        for (int r = 0; r < all.length; r++) {
            all[r] /= images.size();
        }
        return all;
    }

    /** Sizes of the banks that an evaluation builds. */
    private static final class Banks implements EvaluationListener {
        private final Map<String, Double> megabytes = new LinkedHashMap<>();

        @Override
        public void trained(InspectionModel model) {
            MemoryBank bank = model.banks().get(Modality.RGB).bank();
            megabytes.put(
                    model.category(),
                    (double) Float.BYTES * bank.entries() * bank.entryDim() / MEGABYTE);
        }

        /** Of one category, or their mean for the row of means. */
        double megabytes(String category) {
            Double one = megabytes.get(category);
            return one != null
                    ? one
                    : megabytes.values().stream().mapToDouble(m -> m).average().orElse(0);
        }
    }
}
