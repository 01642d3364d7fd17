package org.lacuna.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacuna.core.DataException;
import org.lacuna.core.Inspection;
import org.lacuna.core.Modality;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.PixelMask;
import org.lacuna.core.Progress;
import org.lacuna.core.Sample;
import org.lacuna.core.SampleId;
import org.lacuna.core.SampleSource;
import org.lacuna.core.StorageException;
import org.lacuna.core.Workers;
import org.lacuna.evaluation.DegradationKind;
import org.lacuna.evaluation.Metrics;
import org.lacuna.evaluation.MetricsRow;
import org.lacuna.evaluation.Resilience;
import org.lacuna.evaluation.ResilienceRow;
import org.lacuna.inspection.Provenance;
import org.lacuna.report.internal.ResilienceSection;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class ResilienceOutputTest {
    @TempDir Path temp;

    private static ResilienceRow row(
            String category, ModalitySet setting, boolean student, double level, double iAuroc) {
        return new ResilienceRow(
                student,
                level,
                new MetricsRow(
                        category,
                        setting,
                        new Metrics(iAuroc, 0.5, iAuroc / 2, 0.5, 0.5),
                        3,
                        10,
                        level > 50 ? 4 : 0),
                0.25,
                level / 100);
    }

    private static Resilience resilience(String... categories) {
        List<ResilienceRow> settings = new ArrayList<>();
        List<ResilienceRow> points = new ArrayList<>();
        for (String c : categories) {
            for (boolean student : new boolean[] {true, false}) {
                settings.add(row(c, ModalitySet.BOTH, student, 0, student ? 0.96 : 0.9));
                settings.add(row(c, ModalitySet.RGB, student, 0, student ? 0.94 : 0.88));
                settings.add(row(c, ModalitySet.XYZ, student, 0, student ? 0.75 : 0.7));
            }
            points.add(row(c, ModalitySet.BOTH, true, 0, 0.96));
            points.add(row(c, ModalitySet.BOTH, true, 45, 0.8));
            points.add(row(c, ModalitySet.BOTH, true, 90, 0.4));
        }
        return new Resilience(settings, Map.of(DegradationKind.POINTS, points));
    }

    @Test
    void csv_hasALineForEachMeasurement() throws Exception {
        Path file = temp.resolve("resilience.csv");
        ResilienceCsv.write(file, resilience("a,b", "mean"));
        List<String> lines = Files.readAllLines(file);
        assertEquals(
                "category,modalities,distillation,degradation,level,unit,i_auroc,aupro_30,"
                        + "defective_ok,good_not_ok,parts,not_inspected",
                lines.get(0));
        assertEquals("\"a,b\",rgb+xyz,yes,none,0.0,,0.96,0.48,0.25,0.0,10,0", lines.get(1));
        assertEquals("\"a,b\",xyz,no,none,0.0,,0.7,0.35,0.25,0.0,10,0", lines.get(6));
        assertEquals("mean,rgb+xyz,yes,points,90.0,%,0.4,0.2,0.25,0.9,10,4", lines.getLast());
        assertEquals(1 + 2 * (6 + 3), lines.size());
    }

    @Test
    void json_rowsGetAMemberOfTheirOwnAndStayAsTheyAre() throws Exception {
        MetricsRow both = row("a", ModalitySet.BOTH, true, 0, 0.96).metrics();
        MetricsRow rgb = row("a", ModalitySet.RGB, true, 0, 0.94).metrics();
        Path plain = temp.resolve("plain.json");
        Path file = temp.resolve("metrics.json");
        MetricsJson.write(plain, List.of(both, rgb));
        MetricsJson.write(file, List.of(both, rgb), Optional.of("worse"), resilience("a", "mean"));
        JsonArray json = JsonParser.parseString(Files.readString(file)).getAsJsonArray();
        JsonObject first = json.get(0).getAsJsonObject();
        assertEquals("worse", first.get("alteration").getAsString());
        JsonObject more = first.getAsJsonObject("resilience");
        assertEquals(
                List.of("with_distillation", "without_distillation", "points"),
                List.copyOf(more.keySet()));
        assertEquals(
                0.9, more.getAsJsonObject("without_distillation").get("i_auroc").getAsDouble());
        JsonObject last = more.getAsJsonArray("points").get(2).getAsJsonObject();
        assertEquals(90, last.get("level").getAsDouble());
        assertEquals(0.4, last.get("i_auroc").getAsDouble());
        assertEquals(0.25, last.get("defective_ok").getAsDouble());
        assertEquals(0.9, last.get("good_not_ok").getAsDouble());
        assertEquals(4, last.get("not_inspected").getAsInt());
        // The curve has both modalities; the row of one alone does not repeat it.
        assertFalse(json.get(1).getAsJsonObject().getAsJsonObject("resilience").has("points"));
        for (var row : json) {
            row.getAsJsonObject().remove("alteration");
            row.getAsJsonObject().remove("resilience");
        }
        assertEquals(JsonParser.parseString(Files.readString(plain)), json);
    }

    @Test
    void html_showsTableCurvesAndReferences() {
        String html = ResilienceSection.html(resilience("bagel", "rope & co", "mean"));
        assertTrue(html.contains("<h2 id=\"resilience\">Modality resilience</h2>"), html);
        assertTrue(html.contains("I-AUROC, RGB+3D"), html);
        assertTrue(
                html.contains("<th>rope &amp; co</th><td class=\"group\">0.960</td><td>0.900</td>"),
                html);
        assertTrue(html.contains("mean of all categories"), html);
        assertTrue(html.contains("<summary>Curves of rope &amp; co</summary>"), html);
        assertTrue(html.contains("<title>45 %: I-AUROC 0.800</title>"), html);
        assertTrue(
                html.contains("<title>90 %: 90 % of good parts not OK (4 of 10 not inspected)"),
                html);
        assertTrue(html.contains("<title>RGB only: 0.940</title>"), html);
        assertTrue(html.contains(">share of the points, %</text>"), html);
        assertFalse(html.contains("blurred"), "what was not measured is not shown");
    }

    @Test
    void html_oneCategory_isShownOnceAndNotAsItsOwnMean() {
        String html = ResilienceSection.html(resilience("bagel", "mean"));
        assertFalse(html.contains("<details"), html);
        assertFalse(html.contains("mean of all"), html);
        assertEquals(2, html.split("<svg", -1).length - 1, "I-AUROC and decisions");
    }

    private static ModelSummary model() {
        return new ModelSummary(
                "bagel",
                "feed".repeat(16),
                42,
                new Provenance("cafe".repeat(16), 60, 0, 15, true, "0.1.0"),
                Map.of(),
                List.of(
                        new ModelSummary.LearningCurve(
                                "RGB teacher",
                                new int[] {1, 2},
                                new double[] {0.7, 0.4},
                                ModelSummary.Validation.AUROC,
                                new double[] {0.8, 0.9}),
                        new ModelSummary.LearningCurve(
                                "student",
                                new int[] {1},
                                new double[] {1.25},
                                ModelSummary.Validation.AUROC,
                                new double[] {Double.NaN}),
                        new ModelSummary.LearningCurve(
                                "generator RGB to 3D",
                                new int[] {1},
                                new double[] {0.9},
                                ModelSummary.Validation.COSINE,
                                new double[] {0.25})));
    }

    @Test
    void learningCurves_areInTheirFileAndInTheReport() throws Exception {
        Path file = temp.resolve("learning-curves.csv");
        LearningCurvesCsv.write(file, List.of(model()));
        assertEquals(
                """
                category,network,epoch,loss,measure,validation
                bagel,RGB teacher,1,0.7,auroc,0.8
                bagel,RGB teacher,2,0.4,auroc,0.9
                bagel,student,1,1.25,auroc,
                bagel,generator RGB to 3D,1,0.9,cosine,0.25
                """,
                Files.readString(file));
        String html = report(new Altered(Optional.empty()), model());
        assertTrue(html.contains("Learning curves of 3 networks"), html);
        assertTrue(
                html.contains("<title>RGB teacher, epoch 2: AUROC of patches 0.9000</title>"),
                html);
        assertTrue(html.contains("<title>student, epoch 1: loss 1.2500</title>"), html);
        assertTrue(
                html.contains(
                        "<title>generator RGB to 3D, epoch 1: cosine to real features 0.2500"),
                html);
        assertTrue(html.contains(">2.50</text>"), "the loss axis ends at a round number");
        assertFalse(html.contains("NaN"), "what was not measured has no dot");
        assertFalse(html.contains("Modality resilience"), "only when it was measured");
    }

    /** A part that may be altered on loading. */
    private record Altered(Optional<String> alteration) implements SampleSource {
        private static final SampleSource PART = TestParts.source("bagel", "hole", "000");

        @Override
        public SampleId id() {
            return PART.id();
        }

        @Override
        public ModalitySet modalities() {
            return PART.modalities();
        }

        @Override
        public Map<Modality, Path> files() {
            return PART.files();
        }

        @Override
        public Sample load(ModalitySet wanted) throws DataException, StorageException {
            return PART.load(wanted);
        }

        @Override
        public Optional<PixelMask> loadGroundTruth() throws DataException, StorageException {
            return PART.loadGroundTruth();
        }
    }

    private String report(SampleSource source, ModelSummary model) throws Exception {
        HtmlReport report =
                new HtmlReport(
                        "t",
                        new ReportOrigin(
                                "lacuna",
                                "/data/x",
                                "0.1.0",
                                Instant.parse("2025-11-03T12:00:00Z")),
                        ReportParameters.forEvaluation());
        report.addModel(model);
        report.add(ModalitySet.BOTH, source, TestParts.inspection(source.id(), 0.5, true));
        Path file = temp.resolve("report.html");
        report.write(file, Progress.NONE, Workers.sequential());
        return Files.readString(file);
    }

    @Test
    void alteredPart_isToldInReportAndVerdictLine() throws Exception {
        Altered altered = new Altered(Optional.of("30 % < of the points removed"));
        String html = report(altered, model());
        String banner = "Parts were altered before inspection: 30 % &lt; of the points removed.";
        assertTrue(html.indexOf(banner) > 0 && html.indexOf(banner) < html.indexOf("<main>"), html);
        assertTrue(html.contains("<dt>altered</dt><dd>30 % &lt; of the points removed</dd>"), html);
        Inspection inspection = TestParts.inspection(altered.id(), 0.5, false);
        String line = VerdictJson.line(altered, inspection, Optional.empty(), "m", "0.1.0");
        assertEquals(
                "30 % < of the points removed",
                JsonParser.parseString(line).getAsJsonObject().get("alteration").getAsString());
        // Readers of the schema are not disturbed.
        assertEquals(inspection.id(), VerdictJson.parse(line, temp, "1").inspection().id());
    }

    @Test
    void wholePart_isNotCalledAltered() throws Exception {
        Altered whole = new Altered(Optional.empty());
        assertFalse(report(whole, model()).contains("altered before inspection"));
        String line =
                VerdictJson.line(
                        whole,
                        TestParts.inspection(whole.id(), 0.5, false),
                        Optional.empty(),
                        "m",
                        "0.1.0");
        assertFalse(line.contains("alteration"), line);
    }
}
