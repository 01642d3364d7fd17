package org.lacuna.report;

import org.lacuna.core.AtomicFile;
import org.lacuna.core.Inspection;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.Progress;
import org.lacuna.core.SampleSource;
import org.lacuna.core.StorageException;
import org.lacuna.core.Workers;
import org.lacuna.evaluation.MetricsRow;
import org.lacuna.evaluation.Resilience;
import org.lacuna.report.internal.CategoryEntries;
import org.lacuna.report.internal.CategorySection;
import org.lacuna.report.internal.Frame;
import org.lacuna.report.internal.PartEntry;
import org.lacuna.report.internal.ResilienceSection;
import org.lacuna.report.internal.SummarySection;

import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * One HTML file that shows what was inspected and why it was judged so: verdicts and figures first,
 * then each category with its scores, thresholds and pictures. It needs nothing but itself:
 * pictures are embedded, there are no scripts, and its content-security policy forbids loading
 * anything. Names from files are escaped.
 *
 * <p>Parts that are altered on loading ({@link SampleSource#alteration}) make it say so at the top.
 *
 * <p>Fill it while the inspection runs ({@link #addModel}, {@link #add}), then {@link #write}. Of
 * each part it keeps the verdict and, for a bounded number of parts ({@link
 * ReportParameters#picturesPerCategory}), an overlay of about 3 kB a setting; images are loaded
 * again when it is written. Not thread-safe.
 */
public final class HtmlReport {
    /** Overlays are smooth: half the width of the pictures is enough. */
    private static final int OVERLAY_SHARE = 2;

    private final String title;
    private final ReportOrigin origin;
    private final ReportParameters parameters;
    private final Map<String, CategoryEntries> categories = new LinkedHashMap<>();
    private final Map<String, ModelSummary> models = new TreeMap<>();
    private final Set<String> alterations = new LinkedHashSet<>();
    private List<MetricsRow> metrics = List.of();
    private Resilience resilience = Resilience.NONE;

    /**
     * @param title heading, e.g. the name of the data set
     */
    public HtmlReport(String title, ReportOrigin origin, ReportParameters parameters) {
        this.title = Objects.requireNonNull(title, "title");
        this.origin = Objects.requireNonNull(origin, "origin");
        this.parameters = Objects.requireNonNull(parameters, "parameters");
    }

    /** The model of a category. */
    public void addModel(ModelSummary model) {
        models.put(model.category(), model);
    }

    /**
     * A part in one setting. The first setting of a part decides its place in the report.
     *
     * @param setting modalities that the inspection was given
     * @param inspection with its map, which is not kept
     */
    public void add(ModalitySet setting, SampleSource source, Inspection inspection) {
        source.alteration().ifPresent(alterations::add);
        categories
                .computeIfAbsent(
                        inspection.id().category(),
                        c ->
                                new CategoryEntries(
                                        parameters.picturesPerCategory(), parameters.labelled()))
                .add(setting, source, inspection, parameters.pictureWidthPx() / OVERLAY_SHARE);
    }

    /** The figures of an evaluation, with their mean rows. */
    public void setMetrics(List<MetricsRow> rows) {
        metrics = List.copyOf(rows);
    }

    /** What missing data cost; the report shows nothing of it unless this is called. */
    public void setResilience(Resilience measured) {
        resilience = Objects.requireNonNull(measured, "measured");
    }

    /**
     * Loads the images of the parts that get pictures and writes the file. An image that cannot be
     * read any more is told in its place.
     *
     * @param progress one step a part with pictures
     * @throws StorageException when the file cannot be written
     */
    public void write(Path file, Progress progress, Workers workers) throws StorageException {
        List<PartEntry> parts = new ArrayList<>();
        int pictures = 0;
        for (CategoryEntries c : categories.values()) {
            parts.addAll(c.all());
            pictures += c.chosen().size();
        }
        progress.begin("write report", pictures);
        CategorySection section = new CategorySection(parameters, progress, workers);
        AtomicFile.write(
                file,
                out -> {
                    Writer html = new OutputStreamWriter(out, StandardCharsets.UTF_8);
                    html.write(Frame.head(title));
                    html.write(
                            Frame.heading(
                                    title,
                                    origin,
                                    parts,
                                    categories.size(),
                                    parameters.labelled()));
                    html.write(Frame.altered(alterations));
                    html.write("<main>\n<section>");
                    html.write(SummarySection.verdicts(parts, parameters.labelled()));
                    html.write(SummarySection.verdictKey());
                    if (!metrics.isEmpty()) {
                        html.write("<h2>Figures</h2>");
                        html.write(SummarySection.metrics(metrics));
                    }
                    if (!resilience.isEmpty()) {
                        html.write(ResilienceSection.html(resilience));
                    }
                    html.write("</section>\n");
                    html.write(Frame.toolbar(parts, categories.keySet(), parameters.labelled()));
                    int number = 0;
                    for (Map.Entry<String, CategoryEntries> e : categories.entrySet()) {
                        section.write(
                                html, e.getKey(), number++, e.getValue(), models.get(e.getKey()));
                    }
                    html.write(Frame.provenance(origin, alterations, models.values()));
                    html.flush();
                });
    }
}
