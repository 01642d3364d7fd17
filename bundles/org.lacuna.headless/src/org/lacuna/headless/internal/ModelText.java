package org.lacuna.headless.internal;

import org.lacuna.core.Inspection;
import org.lacuna.core.Modality;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.PatchGrid;
import org.lacuna.distillation.Epoch;
import org.lacuna.fusion.FusionModel;
import org.lacuna.inspection.BlurLevel;
import org.lacuna.inspection.BlurScale;
import org.lacuna.inspection.DetectionRates;
import org.lacuna.inspection.InspectionModel;
import org.lacuna.inspection.Provenance;
import org.lacuna.inspection.TrainedBank;
import org.lacuna.inspection.TrainedStudent;
import org.lacuna.memorybank.BankParameters;
import org.lacuna.memorybank.ElbowCurve;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Tells people what is in an inspection model. */
final class ModelText {
    private ModelText() {}

    static String of(InspectionModel model) {
        Provenance from = model.provenance();
        StringBuilder text = new StringBuilder();
        text.append("category      ").append(model.category()).append('\n');
        text.append("modalities    ").append(model.modalities().label()).append('\n');
        text.append("learned from  ")
                .append(from.trainParts())
                .append(" good parts")
                .append(
                        from.annotatedParts() == 0
                                ? ""
                                : " and " + from.annotatedParts() + " with annotated defects")
                .append("; thresholds from ")
                .append(from.calibrationParts())
                .append(
                        from.calibrationHeldOut()
                                ? " training parts held out (no validation split)"
                                : " validation parts")
                .append('\n');
        text.append("seed          ").append(model.parameters().seed()).append('\n');
        text.append("data SHA-256  ").append(from.dataSha256()).append('\n');
        text.append("trained with  Lacuna ").append(from.softwareVersion()).append('\n');
        for (Provenance.Change c : from.history()) {
            text.append(change(c)).append('\n');
        }
        text.append("model id      ").append(model.sha256()).append("\n\n");
        text.append(banks(model)).append("\n");
        model.banks().forEach((m, b) -> b.curve().ifPresent(c -> text.append(curve(m, b, c))));
        text.append("\n");
        model.student().ifPresent(s -> text.append(student(s)).append("\n\n"));
        text.append(thresholds(model.fusion()));
        model.detection().ifPresent(d -> text.append(detection(d)));
        model.blur().ifPresent(b -> text.append(blur(b)));
        for (String note : model.notes()) {
            text.append("\nnote: ").append(note);
        }
        return text.toString();
    }

    /** By what blurred images are judged. */
    private static String blur(BlurScale blur) {
        StringBuilder text = new StringBuilder();
        text.append(
                String.format(
                        Locale.ROOT,
                        "%nimages less sharp than %.0f %% of the least sharp good part are blurred and"
                                + " have thresholds of their own; below %.0f %% colours are not"
                                + " used:%n",
                        100 * blur.leastSharp(),
                        100 * blur.leastUsable()));
        TextTable table = new TextTable("sharpness", "as by motion of", "stops of defects");
        for (BlurLevel level : blur.levels()) {
            table.row(
                    String.format(Locale.ROOT, "%.0f %%", 100 * level.sharpness()),
                    String.format(
                            Locale.ROOT, "%.2f patches", level.lengthPx() / PatchGrid.PATCH_PX),
                    level.detection().map(ModelText::shares).orElse("not tried"));
        }
        return text.append(table).append('\n').toString();
    }

    private static String shares(DetectionRates rates) {
        return rates.stopped().keySet().stream()
                .map(p -> String.format(Locale.ROOT, "%s %.0f %%", p.label(), 100 * rates.of(p)))
                .collect(Collectors.joining(", "));
    }

    /** What an OK is worth, by what is there. */
    private static String detection(DetectionRates rates) {
        StringBuilder line = new StringBuilder("\nstops of ");
        line.append(rates.defects()).append(" parts with a synthetic defect:");
        rates.stopped()
                .forEach(
                        (pattern, n) ->
                                line.append(
                                        String.format(
                                                Locale.ROOT,
                                                " %s %d (%.0f %%)",
                                                pattern.label(),
                                                n,
                                                100 * rates.of(pattern))));
        return line.append('\n').toString();
    }

    private static String change(Provenance.Change c) {
        boolean learned = c.action() == Provenance.Action.LEARNED;
        return (learned ? "learned       " : "forgotten     ")
                + c.part()
                + ": "
                + (learned ? c.added() + " entries added, " : "")
                + c.removed()
                + (learned ? " given up, " + limits(c) : " entries removed")
                + " (Lacuna "
                + c.softwareVersion()
                + ")";
    }

    private static String limits(Provenance.Change c) {
        return String.format(
                Locale.ROOT, "tolerance %s, at most %d a bank", c.tolerance(), c.maxAdded());
    }

    private static String banks(InspectionModel model) {
        TextTable table =
                new TextTable(
                        "modality",
                        "extractor",
                        "patches",
                        "channels",
                        "kept",
                        "projection",
                        "entries",
                        "chosen",
                        "metric",
                        "covers within",
                        "from parts",
                        "patches an entry");
        for (Map.Entry<Modality, TrainedBank> e : model.banks().entrySet()) {
            TrainedBank b = e.getValue();
            BankParameters parameters = model.parameters().of(e.getKey()).bank();
            table.row(
                    e.getKey().label(),
                    b.extractorId(),
                    Integer.toString(b.trainingVectors()),
                    Integer.toString(b.bank().inputDim()),
                    Integer.toString(b.bank().entryDim()),
                    BankText.projection(b.bank(), parameters.projection(), b.distortion()),
                    Integer.toString(b.bank().entries()),
                    chosen(b, parameters),
                    MetricConverter.name(b.bank().metric()),
                    String.format(Locale.ROOT, "%.2f", b.coveringRadius() / b.bank().meanSpread()),
                    Integer.toString(b.bank().parts().size()),
                    BankText.weights(b.bank()));
        }
        return table.transposed().toString();
    }

    private static String chosen(TrainedBank bank, BankParameters parameters) {
        return switch (parameters.method()) {
            case KMEANS -> "k-means, " + bank.curve().map(ModelText::elbow).orElse("fixed");
            case CORESET ->
                    "coreset, "
                            + bank.curve()
                                    .filter(c -> parameters.fixedEntries() == 0)
                                    .map(ModelText::elbow)
                                    .orElse("fixed");
            case RANDOM -> "random";
        };
    }

    private static String elbow(ElbowCurve curve) {
        int[] k = curve.k();
        boolean largest = curve.chosen() == k.length - 1;
        return (largest ? "the largest, no elbow in " : "elbow of ")
                + k.length
                + " sizes, "
                + k[0]
                + ".."
                + k[k.length - 1];
    }

    /** A row for each network, with its best epoch. */
    private static String student(TrainedStudent student) {
        Map<String, List<Epoch>> networks = new LinkedHashMap<>();
        for (Epoch e : student.epochs()) {
            networks.computeIfAbsent(e.network(), n -> new ArrayList<>()).add(e);
        }
        TextTable table =
                new TextTable("network", "epochs", "best", "loss", "validated by", "value");
        networks.forEach(
                (name, epochs) -> {
                    // Without validation the last epoch is kept.
                    Epoch best =
                            epochs.stream()
                                    .filter(e -> !Double.isNaN(e.validation()))
                                    .max(Comparator.comparingDouble(Epoch::validation))
                                    .orElse(epochs.getLast());
                    table.row(
                            name,
                            Integer.toString(epochs.size()),
                            Integer.toString(best.number()),
                            number(best.loss()),
                            best.validatesByCosine() ? "cosine" : "patch AUROC",
                            number(best.validation()));
                });
        return table.toString();
    }

    /** The curve as one line; an asterisk marks the number chosen. */
    private static String curve(Modality modality, TrainedBank bank, ElbowCurve curve) {
        boolean radius = curve.measure() == ElbowCurve.Measure.COVERING_RADIUS;
        double unit = radius ? bank.bank().meanSpread() : Math.max(curve.values()[0], 1e-300);
        StringBuilder line = new StringBuilder(modality.label());
        line.append(radius ? " covers within, by entries:" : " WCSS by entries, of the first:");
        for (int i = 0; i < curve.k().length; i++) {
            line.append(
                    String.format(
                            Locale.ROOT,
                            " %d %.2f%s",
                            curve.k()[i],
                            curve.values()[i] / unit,
                            i == curve.chosen() ? "*" : ""));
        }
        return line.append('\n').toString();
    }

    private static String thresholds(FusionModel fusion) {
        TextTable table =
                new TextTable("available", "review above", "NOK above", "pixel", "good parts");
        for (ModalitySet pattern : fusion.patterns()) {
            Inspection.Thresholds t = fusion.thresholds(pattern);
            table.row(
                    pattern.label(),
                    number(t.review()),
                    number(t.defect()),
                    number(t.pixel()),
                    Integer.toString(fusion.calibrationParts(pattern)));
        }
        return table.toString();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
