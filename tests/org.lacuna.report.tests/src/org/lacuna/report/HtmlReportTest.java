package org.lacuna.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacuna.core.CancelledException;
import org.lacuna.core.Modality;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.Progress;
import org.lacuna.core.SampleId;
import org.lacuna.core.StorageException;
import org.lacuna.core.Workers;
import org.lacuna.evaluation.Metrics;
import org.lacuna.evaluation.MetricsRow;
import org.lacuna.inspection.Provenance;
import org.lacuna.memorybank.ElbowCurve;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.imageio.ImageIO;

class HtmlReportTest {
    private static final Instant NOON = Instant.parse("2025-11-03T12:00:00Z");

    @TempDir Path temp;

    private static HtmlReport report(ReportParameters parameters, String title, String command) {
        return new HtmlReport(
                title, new ReportOrigin(command, "/data/x", "0.1.0", NOON), parameters);
    }

    private static void add(
            HtmlReport report, ModalitySet setting, String defect, String name, double score) {
        TestParts.Source source = TestParts.source("bagel", defect, name);
        report.add(setting, source, TestParts.inspection(source.id(), score, true));
    }

    private String write(HtmlReport report) throws StorageException, java.io.IOException {
        Path file = temp.resolve("report.html");
        report.write(file, Progress.NONE, Workers.sequential());
        String html = Files.readString(file);
        checkForm(html);
        return html;
    }

    /**
     * Tags are balanced, ids are unique and every reference has its target; nothing is loaded from
     * outside.
     */
    private static void checkForm(String html) {
        Set<String> empty = Set.of("meta", "input", "br");
        Deque<String> open = new ArrayDeque<>();
        Set<String> ids = new HashSet<>();
        Set<String> references = new HashSet<>();
        Matcher tag =
                Pattern.compile(
                                "<(/?)([a-zA-Z0-9]+)((?:\\s+[a-zA-Z0-9-]+(?:=\"[^\"]*\")?)*)\\s*(/?)>")
                        .matcher(html);
        int tags = 0;
        while (tag.find()) {
            tags++;
            String name = tag.group(2);
            if (!tag.group(1).isEmpty()) {
                assertEquals(open.pop(), name);
            } else if (tag.group(4).isEmpty() && !empty.contains(name)) {
                open.push(name);
            }
            Matcher attribute =
                    Pattern.compile("([a-zA-Z0-9-]+)=\"([^\"]*)\"").matcher(tag.group(3));
            while (attribute.find()) {
                if (attribute.group(1).equals("id")) {
                    assertTrue(ids.add(attribute.group(2)), "twice: " + attribute.group(2));
                } else if (attribute.group(1).equals("href")) {
                    String target = attribute.group(2);
                    assertTrue(target.startsWith("#") || target.startsWith("data:image/"), target);
                    if (target.startsWith("#")) {
                        references.add(target.substring(1));
                    }
                }
            }
        }
        assertEquals(List.of(), List.copyOf(open));
        assertEquals(
                tags,
                html.chars().filter(c -> c == '<').count() - 1,
                "every < but the doctype's starts a tag");
        assertTrue(ids.containsAll(references), references.toString());
        assertFalse(
                html.contains("<script") || html.contains("http://") || html.contains("https://"));
    }

    private static int count(String text, String regex) {
        return (int) Pattern.compile(regex).matcher(text).results().count();
    }

    @Test
    void write_evaluation_showsCountsFiguresPicturesAndProvenance() throws Exception {
        HtmlReport report =
                report(ReportParameters.forEvaluation(), "Demo", "lacuna evaluate --data x");
        for (ModalitySet setting : ModalitySet.SETTINGS) {
            add(report, setting, "good", "000", 0.5);
            add(report, setting, "good", "001", setting.rgb() ? 0.9 : 1.2);
            add(report, setting, "hole", "002", setting.xyz() ? 1.6 : 0.4);
        }
        Metrics metrics = new Metrics(0.875, 0.75, 0.625, 0.5, Double.NaN);
        MetricsRow row = new MetricsRow("bagel", ModalitySet.BOTH, metrics, 7.5, 3, 0);
        report.setMetrics(List.of(row, MetricsRow.mean(List.of(row))));
        report.addModel(
                new ModelSummary(
                        "bagel",
                        "feed".repeat(16),
                        42,
                        new Provenance("cafe".repeat(16), 60, 0, 15, true, "0.1.0"),
                        Map.of(
                                Modality.RGB,
                                new ModelSummary.Bank(
                                        "filter-bank-1",
                                        256,
                                        new ElbowCurve(
                                                ElbowCurve.Measure.COVERING_RADIUS,
                                                new int[] {64, 256, 1024},
                                                new double[] {9, 4, 3},
                                                1),
                                        12,
                                        1,
                                        345),
                                Modality.XYZ,
                                new ModelSummary.Bank("fpfh-shape-1", 77, null, 9, 2, 50)),
                        List.of(
                                new ModelSummary.LearningCurve(
                                        "student",
                                        new int[] {1, 2},
                                        new double[] {0.7, 0.4},
                                        ModelSummary.Validation.AUROC,
                                        new double[] {0.8, Double.NaN}))));
        String html = write(report);
        assertTrue(
                html.contains(
                        "3 test parts of 1 category, inspected with RGB+3D, RGB, 3D. 3 November"
                                + " 2025"),
                "lead");
        assertTrue(
                html.contains(
                        "<b>1 of 1</b> defective parts stopped, <b>1 of 2</b> good parts"
                                + " released"));
        assertTrue(html.contains("<b>0 of 1</b> defective parts stopped"));
        assertTrue(html.contains(">0.875<") && html.contains(">7.5<") && html.contains(">-<"));
        assertEquals(1, count(html, "chip error\">missed defect"));
        assertEquals(1, count(html, "chip error\">false reject"));
        assertEquals(2, count(html, "<article class=\"part [^\"]*wrong"));
        assertEquals(3, count(html, "<article "));
        // A photograph and a relief a part, an overlay a part and setting.
        assertEquals(6, count(html, "data:image/jpeg"));
        assertEquals(9, count(html, "data:image/png"));
        assertEquals(1, count(html, "aria-label=\"elbow curve\""));
        assertTrue(html.contains("<b>RGB</b> memory bank, covering radius"), "what the curve is");
        assertEquals(1, count(html, "k = 256: covering radius 4.000<"));
        assertTrue(
                html.contains("feed".repeat(16))
                        && html.contains("cafe".repeat(16))
                        && html.contains(">42<"));
        assertTrue(
                html.contains("15, held out of train")
                        && html.contains(
                                "3D: 77 entries, fpfh-shape-1; of 9 parts, 2 to 50 patches an"
                                        + " entry"));
        assertTrue(html.contains("<code>lacuna evaluate --data x</code>"));
        assertTrue(html.contains("0.30 mm deep"));
    }

    @Test
    void write_pictures_areReadableImages() throws Exception {
        HtmlReport report = report(ReportParameters.defaults(), "Line 3", "inspect");
        add(report, ModalitySet.BOTH, "unknown", "000", 1.5);
        Matcher data =
                Pattern.compile("data:image/(jpeg|png);base64,([^\"]*)").matcher(write(report));
        int images = 0;
        while (data.find()) {
            byte[] file = Base64.getDecoder().decode(data.group(2));
            assertTrue(ImageIO.read(new ByteArrayInputStream(file)).getWidth() == TestParts.WIDTH);
            images++;
        }
        // Photograph, relief, and the one setting's overlay over each of them.
        assertEquals(4, images);
    }

    @Test
    void write_partThatWasNotInspected_keepsTheShapeOfItsPictures() throws Exception {
        HtmlReport report = report(ReportParameters.defaults(), "Line 3", "inspect");
        TestParts.Source source = TestParts.source("bagel", "unknown", "000");
        report.add(ModalitySet.BOTH, source, TestParts.notInspected(source.id()));
        String html = write(report);
        assertEquals(2, count(html, "class=\"pic\" viewBox=\"0 0 40 30\""));
        assertTrue(
                html.contains("no heat map: no data") && html.contains("RGB unusable at 3 %"),
                "reason and status");
    }

    @Test
    void write_unlabelled_judgesNothing() throws Exception {
        HtmlReport report = report(ReportParameters.defaults(), "Line 3", "inspect");
        add(report, ModalitySet.BOTH, "unknown", "000", 0.4);
        add(report, ModalitySet.BOTH, "good", "001", 1.4);
        String html = write(report);
        assertFalse(
                html.contains("truth:")
                        || html.contains("f-wrong\">")
                        || html.contains("class=\"chip error"));
        assertTrue(html.contains("<b>1</b> OK, <b>0</b> to review, <b>1</b> NOK"));
    }

    @Test
    void write_namesFromFiles_areEscaped() throws Exception {
        HtmlReport report =
                report(
                        ReportParameters.forEvaluation(),
                        "<img src=x onerror=alert(1)>",
                        "lacuna \"><script>");
        SampleId id = new SampleId("<b>cat", "\"onload=\"x", "'&<i>");
        TestParts.Source source =
                new TestParts.Source(id, Map.of(Modality.RGB, Path.of("in", "<u>&.png")), true);
        report.add(ModalitySet.BOTH, source, TestParts.inspection(id, 1.4, true));
        SampleId lost = new SampleId("<b>cat", "good", "<nothing>");
        report.add(
                ModalitySet.BOTH,
                new TestParts.Source(lost, Map.of(), false),
                TestParts.notInspected(lost));
        String html = write(report);
        for (String raw : List.of("<img", "<b>cat", "<i>", "<u>", "<nothing>", "\"onload=\"")) {
            assertFalse(html.contains(raw), raw);
        }
        assertTrue(html.contains("&lt;b&gt;cat") && html.contains("&#39;&amp;&lt;i&gt;"));
        assertTrue(
                html.contains("Pictures are missing: ")
                        && html.contains("&lt;truncated&gt; &amp; gone"));
    }

    @Test
    void write_moreThanTheLimit_saysSoAndListsAll() throws Exception {
        HtmlReport report = report(new ReportParameters(6, 320, 0.8, true), "Demo", "x");
        for (int i = 0; i < 20; i++) {
            add(report, ModalitySet.BOTH, "good", String.format("part-%02d", i), 0.02 * i);
        }
        String html = write(report);
        assertEquals(6, count(html, "<article "));
        assertTrue(html.contains("Pictures of 6 of 20 parts"), "sentence");
        for (int i = 0; i < 20; i++) {
            assertTrue(html.contains(String.format("<th>good / part-%02d</th>", i)));
        }
    }

    @Test
    void write_withoutParts_isStillAPage() throws Exception {
        String html = write(report(ReportParameters.defaults(), "Nothing", "x"));
        assertTrue(html.contains("0 parts of 0 categories"), "lead");
    }

    @Test
    void write_anyNumberOfWorkers_givesTheSameFile() throws Exception {
        HtmlReport report = report(ReportParameters.forEvaluation(), "Demo", "x");
        for (int i = 0; i < 9; i++) {
            add(report, ModalitySet.BOTH, i % 2 == 0 ? "good" : "hole", "p" + i, 0.2 * i);
        }
        String one = write(report);
        Path file = temp.resolve("three.html");
        AtomicLong steps = new AtomicLong();
        Progress progress =
                new Progress() {
                    @Override
                    public void begin(String task, long total) {
                        assertEquals(9, total);
                    }

                    @Override
                    public void advance(long done) {
                        steps.addAndGet(done);
                    }

                    @Override
                    public boolean isCancelled() {
                        return false;
                    }
                };
        try (Workers workers = Workers.of(3)) {
            report.write(file, progress, workers);
        }
        assertEquals(one, Files.readString(file));
        assertEquals(9, steps.get());
    }

    @Test
    void write_cancelled_leavesNoFile() {
        HtmlReport report = report(ReportParameters.defaults(), "Demo", "x");
        add(report, ModalitySet.BOTH, "good", "p", 0.2);
        Progress cancelled =
                new Progress() {
                    @Override
                    public void begin(String task, long total) {}

                    @Override
                    public void advance(long done) {}

                    @Override
                    public boolean isCancelled() {
                        return true;
                    }
                };
        Path file = temp.resolve("none.html");
        assertThrows(
                CancelledException.class,
                () -> report.write(file, cancelled, Workers.sequential()));
        assertEquals(0, temp.toFile().list().length);
    }

    @Test
    void parameters_outsideTheirRange_areRefusedByName() {
        String message =
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new ReportParameters(-1, 320, 0.8, true))
                        .getMessage();
        assertTrue(message.startsWith("picturesPerCategory: -1"), message);
        assertThrows(IllegalArgumentException.class, () -> new ReportParameters(1, 10, 0.8, true));
        assertThrows(IllegalArgumentException.class, () -> new ReportParameters(1, 320, 0, true));
        assertThrows(
                IllegalArgumentException.class,
                () -> new ReportParameters(1, 320, Double.NaN, true));
    }
}
