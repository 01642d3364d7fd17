package org.lacuna.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.lacuna.core.Availability;
import org.lacuna.core.DataException;
import org.lacuna.core.DataSet;
import org.lacuna.core.FeatureExtractor;
import org.lacuna.core.FeatureMap;
import org.lacuna.core.Inspection;
import org.lacuna.core.Modality;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.PatchGrid;
import org.lacuna.core.PixelMask;
import org.lacuna.core.PreparedSample;
import org.lacuna.core.Progress;
import org.lacuna.core.RgbImage;
import org.lacuna.core.Sample;
import org.lacuna.core.SampleId;
import org.lacuna.core.SampleSource;
import org.lacuna.core.SeededRandom;
import org.lacuna.core.Split;
import org.lacuna.core.Workers;
import org.lacuna.inspection.InspectionModel;
import org.lacuna.inspection.InspectionParameters;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The whole run on small images with a bright spot as defect, and an extractor that sees
 * brightness.
 */
class EvaluationTest {
    private static final int SIDE = 112;

    /** Mean and spread of the brightness of each patch. */
    private static final class Brightness implements FeatureExtractor {
        @Override
        public String id() {
            return InspectionParameters.defaults().rgb().extractor();
        }

        @Override
        public Modality modality() {
            return Modality.RGB;
        }

        @Override
        public int channels() {
            return 2;
        }

        @Override
        public FeatureMap extract(PreparedSample sample, Workers workers) {
            float[] rgb = sample.workingRgb().orElseThrow().rgb();
            float[] values = new float[2 * PatchGrid.PATCHES];
            for (int p = 0; p < PatchGrid.PATCHES; p++) {
                double sum = 0;
                double squares = 0;
                for (int i = 0; i < PatchGrid.PATCH_PX * PatchGrid.PATCH_PX; i++) {
                    int x = p % PatchGrid.SIDE * PatchGrid.PATCH_PX + i % PatchGrid.PATCH_PX;
                    int y = p / PatchGrid.SIDE * PatchGrid.PATCH_PX + i / PatchGrid.PATCH_PX;
                    double v = rgb[3 * (y * PatchGrid.WORKING_SIDE + x)];
                    sum += v;
                    squares += v * v;
                }
                double mean = sum / (PatchGrid.PATCH_PX * PatchGrid.PATCH_PX);
                values[2 * p] = (float) mean;
                values[2 * p + 1] =
                        (float)
                                Math.max(
                                        0,
                                        squares / (PatchGrid.PATCH_PX * PatchGrid.PATCH_PX)
                                                - mean * mean);
            }
            return new FeatureMap(2, values, Availability.full());
        }
    }

    private static final class Spots implements DataSet {
        private final String category;
        private final boolean test;

        Spots(String category, boolean test) {
            this.category = category;
            this.test = test;
        }

        @Override
        public String category() {
            return category;
        }

        @Override
        public List<SampleSource> samples(Split split) {
            List<SampleSource> parts = new ArrayList<>();
            int count = split == Split.TRAIN ? 6 : split == Split.VALIDATION ? 12 : test ? 8 : 0;
            for (int i = 0; i < count; i++) {
                boolean defective = split == Split.TEST && i % 2 == 1;
                parts.add(
                        part(
                                defective ? "spot" : "good",
                                i,
                                100L * split.ordinal() + i,
                                defective));
            }
            return parts;
        }

        private SampleSource part(String defect, int number, long seed, boolean defective) {
            SeededRandom random = new SeededRandom(seed);
            byte[] data = new byte[3 * SIDE * SIDE];
            boolean[] truth = new boolean[SIDE * SIDE];
            int x0 = 20 + random.nextInt(60);
            int y0 = 20 + random.nextInt(60);
            for (int i = 0; i < truth.length; i++) {
                truth[i] = defective && Math.hypot(i % SIDE - x0, i / SIDE - y0) < 8;
                int value = 110 + random.nextInt(12) + (truth[i] ? 70 : 0);
                data[3 * i] = (byte) value;
                data[3 * i + 1] = (byte) value;
                data[3 * i + 2] = (byte) value;
            }
            SampleId id = new SampleId(category, defect, String.format("%03d", number));
            Sample sample =
                    new Sample(id, Optional.of(new RgbImage(SIDE, SIDE, data)), Optional.empty());
            return new FakePart(
                    id,
                    Optional.of(sample),
                    defective ? Optional.of(new PixelMask(SIDE, SIDE, truth)) : Optional.empty(),
                    false);
        }
    }

    private static final class Recorder implements EvaluationListener {
        final List<String> events = new ArrayList<>();
        final List<Double> scores = new ArrayList<>();

        @Override
        public void trained(InspectionModel model) {
            events.add("model " + model.category());
        }

        @Override
        public void inspected(ModalitySet setting, SampleSource source, Inspection inspection) {
            assertEquals(source.id(), inspection.id());
            assertTrue(inspection.map().isPresent());
            events.add(setting + " " + inspection.id());
            scores.add(inspection.score());
        }

        @Override
        public void evaluated(MetricsRow row) {
            events.add("row " + row.category() + " " + row.modalities());
        }
    }

    /** Keeps models and decisions, as a resilience study wants them. */
    private static final class Keeper implements EvaluationListener {
        final Map<String, InspectionModel> models = new HashMap<>();
        final DecisionTally tally = new DecisionTally();

        @Override
        public void trained(InspectionModel model) {
            models.put(model.category(), model);
        }

        @Override
        public void inspected(ModalitySet setting, SampleSource source, Inspection inspection) {
            tally.inspected(setting, source, inspection);
        }
    }

    private static Resilience resilience(int threads, String... categories) throws Exception {
        List<DataSet> data = new ArrayList<>();
        for (String category : categories) {
            data.add(new Spots(category, true));
        }
        Keeper keeper = new Keeper();
        try (Workers workers = Workers.of(threads)) {
            List<MetricsRow> rows =
                    evaluation().run(data, ModalitySet.SETTINGS, keeper, Progress.NONE, workers);
            return new ResilienceStudy(
                            InspectionParameters.defaults().withSeed(3),
                            List.of(new Brightness(), new NoDepth()),
                            1)
                    .run(
                            data,
                            rows,
                            keeper.tally,
                            c -> Optional.ofNullable(keeper.models.get(c)),
                            Progress.NONE,
                            workers);
        }
    }

    @Test
    void resilience_imagesAlone_measuresWhatTouchesThem() throws Exception {
        Resilience measured = resilience(2, "a", "b");
        assertEquals(List.of("a", "b", "mean"), List.copyOf(measured.categories()));
        for (String category : measured.categories()) {
            for (boolean student : new boolean[] {true, false}) {
                ResilienceRow row =
                        measured.setting(category, ModalitySet.RGB, student).orElseThrow();
                assertEquals(1, row.metrics().metrics().iAuroc(), category + " " + student);
                assertEquals(0, row.level());
            }
            assertEquals(Optional.empty(), measured.setting(category, ModalitySet.XYZ, true));
        }
        assertEquals(
                List.of(DegradationKind.BLUR, DegradationKind.EXPOSURE),
                List.copyOf(measured.curves().keySet()));
        List<ResilienceRow> blur = measured.curve("b", DegradationKind.BLUR);
        assertEquals(
                List.of(0.0, 4.0, 8.0, 16.0, 32.0),
                blur.stream().map(ResilienceRow::level).toList());
        // At level 0 it is the evaluation's own row.
        assertEquals(measured.setting("b", ModalitySet.RGB, true).orElseThrow(), blur.getFirst());
        List<ResilienceRow> mean = measured.curve("mean", DegradationKind.EXPOSURE);
        ResilienceRow last = mean.getLast();
        assertEquals(60, last.level());
        assertEquals(
                (measured.curve("a", DegradationKind.EXPOSURE).getLast().goodStopped()
                                + measured.curve("b", DegradationKind.EXPOSURE)
                                        .getLast()
                                        .goodStopped())
                        / 2,
                last.goodStopped(),
                1e-12);
        assertTrue(
                last.goodStopped() > mean.getFirst().goodStopped(),
                "an image that is white for the most part is no OK");
    }

    @Test
    void resilience_anyWorkers_sameFigures() throws Exception {
        assertEquals(figures(resilience(1, "a")), figures(resilience(2, "a")));
    }

    /** All but the rates, which are times. */
    private static List<String> figures(Resilience measured) {
        List<ResilienceRow> rows = new ArrayList<>(measured.settings());
        measured.curves().values().forEach(rows::addAll);
        return rows.stream()
                .map(
                        r ->
                                r.category()
                                        + r.student()
                                        + r.level()
                                        + r.metrics().metrics()
                                        + r.defectiveReleased()
                                        + r.goodStopped())
                .toList();
    }

    private static Evaluation evaluation() {
        return new Evaluation(
                InspectionParameters.defaults().withSeed(3),
                List.of(new Brightness(), new NoDepth()));
    }

    /** Stands for the 3D extractor, which the parameters name; these data never call it. */
    private static final class NoDepth implements FeatureExtractor {
        @Override
        public String id() {
            return InspectionParameters.defaults().xyz().extractor();
        }

        @Override
        public Modality modality() {
            return Modality.XYZ;
        }

        @Override
        public int channels() {
            return 1;
        }

        @Override
        public FeatureMap extract(PreparedSample sample, Workers workers) {
            throw new IllegalArgumentException("no 3D here");
        }
    }

    @Test
    void run_spots_areFoundAndReportedInOrder() throws Exception {
        Recorder recorder = new Recorder();
        List<DataSet> data = List.of(new Spots("a", true), new Spots("b", true));
        List<MetricsRow> rows;
        try (Workers workers = Workers.of(2)) {
            rows = evaluation().run(data, ModalitySet.SETTINGS, recorder, Progress.NONE, workers);
        }
        assertEquals(List.of("a", "b", "mean"), rows.stream().map(MetricsRow::category).toList());
        for (MetricsRow row : rows) {
            assertEquals(ModalitySet.RGB, row.modalities());
            assertEquals(1, row.metrics().iAuroc());
            assertTrue(row.metrics().pAuroc() > 0.95, row.toString());
            assertTrue(row.metrics().aupro30() > 0.9, row.toString());
            assertTrue(row.partsPerSecond() > 0);
            assertEquals(0, row.notInspected());
        }
        assertEquals("model a", recorder.events.get(0));
        assertEquals("rgb a/good/000", recorder.events.get(1));
        assertEquals("rgb a/spot/001", recorder.events.get(2));
        assertEquals("row a rgb", recorder.events.get(9));
        assertEquals("model b", recorder.events.get(10));
        assertEquals(20, recorder.events.size());
    }

    @Test
    void run_anyNumberOfWorkers_givesTheSameFigures() throws Exception {
        Recorder one = new Recorder();
        Recorder three = new Recorder();
        List<DataSet> data = List.of(new Spots("a", true));
        List<ModalitySet> rgb = List.of(ModalitySet.RGB);
        List<MetricsRow> a = evaluation().run(data, rgb, one, Progress.NONE, Workers.sequential());
        try (Workers workers = Workers.of(3)) {
            List<MetricsRow> b = evaluation().run(data, rgb, three, Progress.NONE, workers);
            assertEquals(a.get(0).metrics(), b.get(0).metrics());
        }
        assertEquals(one.scores, three.scores);
    }

    @Test
    void run_settingThatNoDataAllow_isRefusedBeforeTraining() {
        List<DataSet> data = List.of(new Spots("a", true));
        String message =
                assertThrows(
                                DataException.class,
                                () ->
                                        evaluation()
                                                .run(
                                                        data,
                                                        List.of(ModalitySet.XYZ),
                                                        EvaluationListener.NONE,
                                                        Progress.NONE,
                                                        Workers.sequential()))
                        .getMessage();
        assertTrue(message.contains("a has RGB") && message.contains("3D"), message);
    }

    @Test
    void run_categoryWithoutTestParts_isRefusedBeforeTraining() {
        Recorder recorder = new Recorder();
        List<DataSet> data = List.of(new Spots("a", true), new Spots("b", false));
        String message =
                assertThrows(
                                DataException.class,
                                () ->
                                        evaluation()
                                                .run(
                                                        data,
                                                        ModalitySet.SETTINGS,
                                                        recorder,
                                                        Progress.NONE,
                                                        Workers.sequential()))
                        .getMessage();
        assertTrue(message.startsWith("b: no test parts"), message);
        assertEquals(List.of(), recorder.events);
    }

    @Test
    void run_withoutDataOrSettings_isACallersBug() {
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        evaluation()
                                .run(
                                        List.of(),
                                        ModalitySet.SETTINGS,
                                        EvaluationListener.NONE,
                                        Progress.NONE,
                                        Workers.sequential()));
    }
}
