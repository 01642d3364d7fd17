package org.lacuna.inspection;

import org.lacuna.acquisition.Preprocessor;
import org.lacuna.core.DataException;
import org.lacuna.core.FeatureExtractor;
import org.lacuna.core.FeatureMap;
import org.lacuna.core.Inspection;
import org.lacuna.core.Modality;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.ModalityStatus;
import org.lacuna.core.ModalityStatus.State;
import org.lacuna.core.ModelException;
import org.lacuna.core.Sample;
import org.lacuna.core.SampleId;
import org.lacuna.core.SampleSource;
import org.lacuna.core.StorageException;
import org.lacuna.core.Verdict;
import org.lacuna.core.Workers;
import org.lacuna.fusion.FusionModel;
import org.lacuna.fusion.PartScores;
import org.lacuna.inspection.Perception.Percept;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Inspects parts with one model: sample to verdict with measured evidence. Immutable and
 * thread-safe; deterministic for any number of workers.
 *
 * <p>A part gets {@link Verdict#OK} only when some modality saw as much of it as of good parts and
 * the score lies below the review threshold of the modalities that took part and no defect
 * candidate is marked. Without usable data the verdict is {@link Verdict#NOT_INSPECTED}.
 */
public final class Inspector {
    private final InspectionModel model;
    private final Perception perception;
    private final PatchScoring scoring;
    private final EvidenceScoring evidence;
    private final DataStatus data;
    private final Optional<ThresholdBook> book;

    /**
     * Inspects by the model's own thresholds.
     *
     * @throws ModelException when an extractor that the model was trained with is missing or gives
     *     other vectors
     */
    public Inspector(InspectionModel model, List<FeatureExtractor> extractors)
            throws ModelException {
        this(model, extractors, Optional.empty());
    }

    /**
     * @param book thresholds in force, of this model ({@link ThresholdBook#requireModel}); empty
     *     for the model's own
     * @throws ModelException when an extractor that the model was trained with is missing or gives
     *     other vectors
     */
    public Inspector(
            InspectionModel model, List<FeatureExtractor> extractors, Optional<ThresholdBook> book)
            throws ModelException {
        this.model = model;
        this.book = book;
        Map<Modality, String> ids = new EnumMap<>(Modality.class);
        model.banks().forEach((m, b) -> ids.put(m, b.extractorId()));
        Map<Modality, FeatureExtractor> chosen = Extractors.select(ids, extractors);
        for (Map.Entry<Modality, FeatureExtractor> e : chosen.entrySet()) {
            int expected = model.banks().get(e.getKey()).bank().inputDim();
            if (e.getValue().channels() != expected) {
                throw new ModelException(
                        "extractor '"
                                + e.getValue().id()
                                + "' gives "
                                + e.getValue().channels()
                                + " channels, expected "
                                + expected
                                + " as in training");
            }
        }
        this.perception = new Perception(new Preprocessor(model.parameters().preprocess()), chosen);
        this.scoring = new PatchScoring(model.banks(), model.parameters().scoring());
        this.evidence = new EvidenceScoring(model.banks());
        this.data = new DataStatus(model);
    }

    /**
     * By what a part is judged.
     *
     * @param detection share of synthetic defects that such parts are stopped for
     */
    private record Bench(Judge judge, FusionModel fusion, Optional<DetectionRates> detection) {
        /** Of parts with these modalities; NaN when not known. */
        double detectionRate(ModalitySet pattern) {
            return detection.map(d -> d.of(pattern)).orElse(Double.NaN);
        }
    }

    /**
     * @param sharpness of the image, relative to good parts; NaN when there is none
     */
    private Bench bench(double sharpness) {
        Optional<BlurScale> blur = model.blur().filter(b -> sharpness < 1);
        FusionModel fusion =
                blur.map(b -> b.fusion(model.fusion(), sharpness)).orElse(model.fusion());
        Judge judge =
                new Judge(
                        scoring,
                        evidence,
                        model.student(),
                        fusion,
                        model.usage(),
                        model.parameters().scoring(),
                        book);
        return new Bench(
                judge,
                fusion,
                blur.map(b -> b.detection(model.detection(), sharpness)).orElse(model.detection()));
    }

    Perception perception() {
        return perception;
    }

    public InspectionModel model() {
        return model;
    }

    /**
     * Loads and inspects a part.
     *
     * @param wanted modalities to use; others are treated as lost
     * @throws DataException when a file is damaged, or the sensor grid does not fit the model
     * @throws StorageException when a file cannot be read
     */
    public Inspection inspect(SampleSource source, ModalitySet wanted, Workers workers)
            throws DataException, StorageException {
        StageClock clock = new StageClock();
        Sample sample = source.load(wanted.intersect(model.modalities()));
        clock.lap("load");
        return inspect(sample, workers, clock);
    }

    /**
     * Inspects a part in memory. Modalities that the model does not know are left out.
     *
     * @throws DataException when the sensor grid does not fit the model
     */
    public Inspection inspect(Sample sample, Workers workers) throws DataException {
        return inspect(sample.restrictedTo(model.modalities()), workers, new StageClock());
    }

    /** The verdict for a part of which nothing is known, for the given reason. */
    public Inspection notInspected(SampleId id, String reason) {
        return notInspected(
                id, reason, ModalityStatus.absent(), ModalityStatus.absent(), new StageClock());
    }

    private Inspection notInspected(
            SampleId id, String reason, ModalityStatus rgb, ModalityStatus xyz, StageClock clock) {
        return new Inspection(
                id,
                Verdict.NOT_INSPECTED,
                reason,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                inForce(model.fusion().patterns().getFirst()),
                ModalitySet.NONE,
                rgb,
                xyz,
                List.of(),
                Optional.empty(),
                clock.millis());
    }

    private Inspection.Thresholds inForce(ModalitySet pattern) {
        Inspection.Thresholds own = model.fusion().thresholds(pattern);
        return book.map(b -> b.apply(pattern, own)).orElse(own);
    }

    private Inspection inspect(Sample sample, Workers workers, StageClock clock)
            throws DataException {
        if (sample.modalities().isEmpty()) {
            return notInspected(
                    sample.id(),
                    "no data: neither "
                            + model.modalities().label().replace("+", " nor ")
                            + " is there",
                    ModalityStatus.absent(),
                    ModalityStatus.absent(),
                    clock);
        }
        checkSize(sample);
        Percept percept = perception.perceive(sample, workers, clock);
        Map<Modality, ModalityStatus> status = data.of(percept.prepared());
        ModalityStatus rgb = status.get(Modality.RGB);
        Bench bench = bench(rgb.takesPart() ? rgb.sharpness() : Double.NaN);

        Map<Modality, BankMatch> matches = new EnumMap<>(Modality.class);
        Map<Modality, float[]> distances = new EnumMap<>(Modality.class);
        for (Modality m : Modality.values()) {
            if (status.get(m).takesPart()) {
                FeatureMap features = percept.features().get(m);
                if (data.lacksPieces(m, status)) {
                    features =
                            features.withAvailability(data.besideHoles(features.availability(), m));
                }
                matches.put(m, scoring.match(features, m, Optional.empty(), workers));
                distances.put(m, scoring.distances(m, matches.get(m)));
                clock.lap("search-" + m.key());
            }
        }
        boolean[] onPart =
                status.get(Modality.XYZ).state() == State.USED
                        ? PatchScoring.around(
                                percept.prepared().part(), percept.prepared().transform())
                        : null;
        PartScores plain =
                calibrated(
                        scoring.combine(matches, distances, ModalitySet.BOTH, onPart),
                        bench.fusion().patterns());
        ModalitySet pattern = plain.modalities();
        if (pattern.isEmpty()) {
            return notInspected(
                    sample.id(),
                    "too little usable data: " + DataStatus.describe(status),
                    status.get(Modality.RGB),
                    status.get(Modality.XYZ),
                    clock);
        }

        Judge.Evidence seen =
                new Judge.Evidence(
                        matches,
                        distances,
                        onPart,
                        percept.prepared().transform(),
                        percept.prepared().foreground());
        Judge.Finding finding =
                judgesApart(pattern, status, bench.fusion())
                        ? bench.judge().findApart(seen, clock, workers)
                        : bench.judge().find(seen, pattern, clock, workers);
        for (Modality m : pattern.list()) {
            double alone = bench.fusion().modalityScore(finding.scores(), m);
            status.computeIfPresent(m, (k, old) -> old.withScore(alone));
        }
        String note = percept.prepared().note();
        double rate = detectionRate(bench, data.whole(pattern, status), finding.pattern());
        Decision decision =
                bench.judge()
                        .decide(
                                finding,
                                DataStatus.describe(status)
                                        + worth(rate, status)
                                        + (note.isEmpty() ? "" : "; " + note));
        return new Inspection(
                sample.id(),
                decision.verdict(),
                decision.reason(),
                finding.score(),
                bench.fusion().pValue(finding.pattern(), finding.score()),
                rate,
                finding.thresholds(),
                pattern,
                status.get(Modality.RGB),
                status.get(Modality.XYZ),
                finding.regions(),
                Optional.of(finding.map()),
                clock.millis());
    }

    /** The trial was made with the model's own thresholds, and says nothing about others. */
    private double detectionRate(Bench bench, ModalitySet whole, ModalitySet judgedBy) {
        boolean tried = book.filter(b -> b.differs(whole) || b.differs(judgedBy)).isEmpty();
        return tried ? bench.detectionRate(whole) : Double.NaN;
    }

    /**
     * Whether each modality is judged by its own thresholds: those of both together hold for whole
     * scans, and a cloud with holes must not make the image count less, or the other way round.
     */
    private boolean judgesApart(
            ModalitySet pattern, Map<Modality, ModalityStatus> status, FusionModel fusion) {
        return pattern.equals(ModalitySet.BOTH)
                && pattern.list().stream().anyMatch(m -> data.lacksPieces(m, status))
                && fusion.patterns().containsAll(List.of(ModalitySet.RGB, ModalitySet.XYZ));
    }

    /**
     * What an OK is worth while something is lost, by the trial on synthetic defects.
     *
     * @param rate share of defects that such parts are stopped for
     */
    private String worth(double rate, Map<Modality, ModalityStatus> status) {
        boolean complete =
                model.modalities().list().stream()
                        .allMatch(m -> status.get(m).state() == State.USED);
        double all = detectionRate(bench(1), model.modalities(), model.modalities());
        return complete || Double.isNaN(rate) || Double.isNaN(all)
                ? ""
                : text(
                        "; stops %.0f %% of synthetic defects, complete data %.0f %%",
                        100 * rate, 100 * all);
    }

    /**
     * Drops modalities until the pattern is one that was calibrated: training may have seen both,
     * but never together.
     */
    private static PartScores calibrated(PartScores scores, List<ModalitySet> known) {
        if (scores.modalities().isEmpty() || known.contains(scores.modalities())) {
            return scores;
        }
        for (ModalitySet pattern : ModalitySet.SETTINGS) {
            if (known.contains(pattern) && scores.modalities().containsAll(pattern)) {
                return scores.restrict(pattern);
            }
        }
        return scores.restrict(ModalitySet.NONE);
    }

    private void checkSize(Sample sample) throws DataException {
        int width =
                sample.rgb().isPresent()
                        ? sample.rgb().get().width()
                        : sample.cloud().get().width();
        int height =
                sample.rgb().isPresent()
                        ? sample.rgb().get().height()
                        : sample.cloud().get().height();
        double tolerance = model.parameters().scoring().sizeTolerance();
        int side = Math.max(width, height);
        UsageReference usage = model.usage();
        if (side < usage.shortestSidePx() * (1 - tolerance)
                || side > usage.longestSidePx() * (1 + tolerance)) {
            throw new DataException(
                    sample.id()
                            + ": sensor grid is "
                            + width
                            + " x "
                            + height
                            + ", expected a longer edge of "
                            + usage.shortestSidePx()
                            + (usage.shortestSidePx() == usage.longestSidePx()
                                    ? ""
                                    : ".." + usage.longestSidePx())
                            + " px as in training");
        }
    }

    private static String text(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
