package org.lacuna.ui.internal.models;

import org.eclipse.osgi.util.NLS;
import org.lacuna.core.LacunaException;
import org.lacuna.core.Modality;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.PatchGrid;
import org.lacuna.inspection.BlurLevel;
import org.lacuna.inspection.BlurScale;
import org.lacuna.inspection.DetectionRates;
import org.lacuna.inspection.InspectionModel;
import org.lacuna.inspection.ModelFile;
import org.lacuna.inspection.Provenance;
import org.lacuna.inspection.ScoreLimits;
import org.lacuna.inspection.ThresholdBook;
import org.lacuna.inspection.ThresholdBookFile;
import org.lacuna.inspection.TrainedBank;
import org.lacuna.report.ModelSummary;
import org.lacuna.ui.internal.Numbers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What there is to say about a model, ready to be shown.
 *
 * @param file of the model
 * @param category kind of part
 * @param sections in the order of the page
 * @param summary with the curves
 * @param standing whether it is the current model of its folder
 */
record ModelSheet(
        Path file,
        String category,
        List<Section> sections,
        ModelSummary summary,
        Standing standing) {
    /** Lines under one head. */
    record Section(String title, List<Line> lines) {}

    /** A property and its value, both for people. */
    record Line(String name, String value) {}

    /**
     * Reads model and thresholds: not for the UI thread.
     *
     * @throws LacunaException when the model is damaged, or of another version
     */
    static ModelSheet read(Path file) throws LacunaException {
        InspectionModel model = ModelFile.read(file);
        ThresholdBook fresh = ThresholdBook.of(model);
        ModelSummary summary = ModelSummary.of(model, fresh.modelId());
        List<Section> sections = new ArrayList<>();
        Standing standing = Standing.read(file, model, fresh.modelId());
        sections.add(identity(file, model, summary));
        sections.add(standing.section());
        sections.add(provenance(model.provenance()));
        sections.add(thresholds(file, fresh));
        sections.add(banks(model));
        model.detection().ifPresent(d -> sections.add(detection(d)));
        model.blur().ifPresent(b -> sections.add(blur(b)));
        if (!model.notes().isEmpty()) {
            sections.add(
                    new Section(
                            Messages.Model_notes,
                            model.notes().stream().map(n -> new Line("", n)).toList()));
        }
        return new ModelSheet(file, model.category(), List.copyOf(sections), summary, standing);
    }

    private static Section identity(Path file, InspectionModel model, ModelSummary summary) {
        return new Section(
                Messages.Model_identity,
                List.of(
                        new Line(Messages.Model_file, file.toString()),
                        new Line(Messages.Model_category, model.category()),
                        new Line(Messages.Model_modalities, model.modalities().label()),
                        new Line(Messages.Model_id, summary.modelId()),
                        new Line(Messages.Model_seed, Long.toString(summary.seed()))));
    }

    private static Section provenance(Provenance from) {
        List<Line> lines = new ArrayList<>();
        lines.add(
                new Line(
                        Messages.Model_learnedFrom,
                        NLS.bind(
                                from.annotatedParts() == 0
                                        ? Messages.Model_goodParts
                                        : Messages.Model_goodAndAnnotated,
                                from.trainParts(),
                                from.annotatedParts())));
        lines.add(
                new Line(
                        Messages.Model_thresholdsFrom,
                        NLS.bind(
                                from.calibrationHeldOut()
                                        ? Messages.Model_heldOut
                                        : Messages.Model_validation,
                                from.calibrationParts())));
        lines.add(new Line(Messages.Model_data, from.dataSha256()));
        lines.add(new Line(Messages.Model_software, from.softwareVersion()));
        for (Provenance.Change c : from.history()) {
            lines.add(
                    new Line(
                            c.action() == Provenance.Action.LEARNED
                                    ? Messages.Model_learned
                                    : Messages.Model_forgotten,
                            NLS.bind(
                                    Messages.Model_change,
                                    new Object[] {c.part(), c.added(), c.removed()})));
        }
        return new Section(Messages.Model_provenance, lines);
    }

    /** The model's own, and those in force, where a book lies beside the model. */
    private static Section thresholds(Path file, ThresholdBook fresh) {
        Path beside = ThresholdBookFile.beside(file);
        ThresholdBook book = fresh;
        List<Line> lines = new ArrayList<>();
        if (Files.exists(beside)) {
            try {
                book = ThresholdBookFile.read(beside);
                book.requireModel(beside.toString(), fresh.modelId());
                lines.add(
                        new Line(
                                Messages.Model_book,
                                NLS.bind(
                                        Messages.Model_bookChanges,
                                        beside.getFileName(),
                                        book.history().size())));
            } catch (LacunaException e) {
                book = fresh;
                lines.add(new Line(Messages.Model_book, e.getMessage()));
            }
        }
        for (ModalitySet pattern : fresh.patterns()) {
            String own = limits(fresh.inForce(pattern));
            lines.add(
                    new Line(
                            pattern.label(),
                            book.differs(pattern)
                                    ? NLS.bind(
                                            Messages.Model_changed,
                                            limits(book.inForce(pattern)),
                                            own)
                                    : own));
        }
        return new Section(Messages.Model_thresholds, lines);
    }

    private static String limits(ScoreLimits limits) {
        return NLS.bind(Messages.Model_limits, number(limits.review()), number(limits.reject()));
    }

    private static Section banks(InspectionModel model) {
        List<Line> lines = new ArrayList<>();
        for (Map.Entry<Modality, TrainedBank> e : model.banks().entrySet()) {
            TrainedBank b = e.getValue();
            lines.add(
                    new Line(
                            e.getKey().label(),
                            NLS.bind(
                                    Messages.Model_bank,
                                    new Object[] {
                                        b.extractorId(),
                                        b.bank().entries(),
                                        b.trainingVectors(),
                                        b.bank().parts().size(),
                                        b.bank().inputDim(),
                                        kept(b)
                                    })));
        }
        return new Section(Messages.Model_banks, lines);
    }

    private static String kept(TrainedBank trained) {
        int dims = trained.bank().entryDim();
        return trained.bank().isProjected()
                ? NLS.bind(Messages.Model_projected, dims, percent(trained.distortion()))
                : Integer.toString(dims);
    }

    private static Section detection(DetectionRates rates) {
        return new Section(
                NLS.bind(Messages.Model_detection, rates.defects()),
                rates.stopped().entrySet().stream()
                        .map(
                                e ->
                                        new Line(
                                                e.getKey().label(),
                                                NLS.bind(
                                                        Messages.Model_stopped,
                                                        e.getValue(),
                                                        percent(rates.of(e.getKey())))))
                        .toList());
    }

    private static Section blur(BlurScale blur) {
        List<Line> lines = new ArrayList<>();
        lines.add(new Line(Messages.Model_blurredBelow, percent(blur.leastSharp())));
        lines.add(new Line(Messages.Model_unusedBelow, percent(blur.leastUsable())));
        for (BlurLevel level : blur.levels()) {
            lines.add(
                    new Line(
                            NLS.bind(Messages.Model_sharpness, percent(level.sharpness())),
                            NLS.bind(
                                    Messages.Model_blurLevel,
                                    Numbers.format("%.2f", level.lengthPx() / PatchGrid.PATCH_PX),
                                    level.detection()
                                            .map(ModelSheet::shares)
                                            .orElse(Messages.Model_notTried))));
        }
        return new Section(Messages.Model_blur, lines);
    }

    private static String shares(DetectionRates rates) {
        return rates.stopped().keySet().stream()
                .map(p -> p.label() + " " + percent(rates.of(p)))
                .collect(Collectors.joining(", "));
    }

    private static String percent(double share) {
        return Numbers.format("%.0f %%", 100 * share);
    }

    private static String number(double value) {
        return Numbers.format("%.3f", value);
    }
}
