package org.lacuna.headless.internal;

import org.lacuna.core.ModalitySet;
import org.lacuna.distillation.Hyperparameters;
import org.lacuna.inspection.Tuning;
import org.lacuna.inspection.Tuning.Finalist;
import org.lacuna.inspection.Tuning.Trial;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** A search for hyperparameters as text and as CSV. */
final class TuningText {
    /** First line of the CSV; tells it from other files. */
    static final String CSV_HEADER =
            "trial,stage,teacher_width,student_width,alpha,temperature,modality_dropout,seed,"
                    + "epochs,auroc_mean,auroc_rgb_xyz,auroc_rgb,auroc_xyz";

    /** Heads the lines of {@link #line}. */
    static final String LINE_HEADER =
            "trial  teachers  student  alpha  temperature  dropout   mean  RGB+3D    RGB     3D";

    private static final int BEST = 10;

    private TuningText() {}

    /** A trial as a line. */
    static String line(Trial trial) {
        Hyperparameters v = trial.values();
        return String.format(
                Locale.ROOT,
                "%5d  %8d  %7d  %5s  %11s  %7s  %5s  %6s  %5s  %5s",
                trial.number(),
                v.teacherWidth(),
                v.studentWidth(),
                number(v.alpha()),
                number(v.temperature()),
                number(v.modalityDropout()),
                TextTable.share(trial.mean()),
                share(trial, ModalitySet.BOTH),
                share(trial, ModalitySet.RGB),
                share(trial, ModalitySet.XYZ));
    }

    private static String share(Trial trial, ModalitySet seen) {
        return TextTable.share(trial.auroc().getOrDefault(seen, Double.NaN));
    }

    /** Without a decimal point where there is nothing behind it. */
    static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    /** The best trials, what other seeds say to the best values, and which to use. */
    static String summary(Tuning tuning) {
        StringBuilder text =
                new StringBuilder("best trials, by the mean AUROC of held-out patches");
        text.append('\n').append(LINE_HEADER);
        List<Trial> first =
                tuning.trials().stream().filter(t -> t.stage() != Tuning.Stage.REPEAT).toList();
        first.stream()
                .sorted(Comparator.comparingDouble(Trial::mean).reversed())
                .limit(BEST)
                .forEach(t -> text.append('\n').append(line(t)));
        text.append("\n\nagain with other seeds\n").append(finalists(tuning)).append("\n\n");
        Finalist best = tuning.finalists().getFirst();
        text.append(
                best.isBetter()
                        ? "better than the values given, beyond the chance of seeds; to use them:"
                        : "no values are better than those given, beyond the chance of seeds; those"
                                + " are:");
        return text.append('\n').append(options(tuning.recommended())).toString();
    }

    private static TextTable finalists(Tuning tuning) {
        TextTable table =
                new TextTable(
                        "values",
                        "teachers",
                        "student",
                        "alpha",
                        "temperature",
                        "dropout",
                        "mean",
                        "deviation",
                        "gain",
                        "95 %");
        add(table, "given", tuning.given());
        for (Finalist f : tuning.finalists()) {
            add(table, "found", f);
        }
        return table;
    }

    private static void add(TextTable table, String name, Finalist f) {
        Hyperparameters v = f.values();
        boolean given = name.equals("given");
        table.row(
                name,
                Integer.toString(v.teacherWidth()),
                Integer.toString(v.studentWidth()),
                number(v.alpha()),
                number(v.temperature()),
                number(v.modalityDropout()),
                TextTable.share(f.mean()),
                String.format(Locale.ROOT, "%.4f", f.deviation()),
                given ? "" : String.format(Locale.ROOT, "%+.4f", f.gain()),
                given ? "" : String.format(Locale.ROOT, "±%.4f", f.margin()));
    }

    private static String options(Hyperparameters v) {
        return "  --teacher-width "
                + v.teacherWidth()
                + " --student-width "
                + v.studentWidth()
                + " --alpha "
                + number(v.alpha())
                + " --temperature "
                + number(v.temperature())
                + " --modality-dropout "
                + number(v.modalityDropout());
    }

    /** All trials in order; a figure that is not defined is empty. */
    static String csv(Tuning tuning) {
        StringBuilder csv = new StringBuilder(CSV_HEADER).append('\n');
        for (Trial t : tuning.trials()) {
            Hyperparameters v = t.values();
            csv.append(t.number())
                    .append(',')
                    .append(t.stage().name().toLowerCase(Locale.ROOT))
                    .append(',')
                    .append(v.teacherWidth())
                    .append(',')
                    .append(v.studentWidth())
                    .append(',')
                    .append(v.alpha())
                    .append(',')
                    .append(v.temperature())
                    .append(',')
                    .append(v.modalityDropout())
                    .append(',')
                    .append(t.seed())
                    .append(',')
                    .append(t.epochs())
                    .append(',')
                    .append(t.mean());
            for (ModalitySet seen : ModalitySet.SETTINGS) {
                Double auroc = t.auroc().get(seen);
                csv.append(',').append(auroc == null ? "" : auroc);
            }
            csv.append('\n');
        }
        return csv.toString();
    }
}
