package org.lacuna.report.internal;

import static org.lacuna.report.internal.Html.format;

import org.lacuna.report.ModelSummary.LearningCurve;
import org.lacuna.report.ModelSummary.Validation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** How the networks of a category learned, to be unfolded. */
final class LearningSection {
    private static final double CHANCE = 0.5;

    private static final int AXIS_STEPS = 5;

    /** Curves that are all near 1 are not magnified beyond this. */
    private static final double MAX_LOW = 0.9;

    private LearningSection() {}

    /** Nothing for a model without networks. */
    static String html(List<LearningCurve> curves) {
        if (curves.isEmpty()) {
            return "";
        }
        return format(
                """
                <details class="list"><summary>Learning curves of %s</summary>
                <p class="note">Networks learn from good parts and copies of them with synthetic defects. Validation: parts that were
                not learned from; the epoch that is best there is kept.</p><div class="charts four">%s%s</div></details>
                """,
                Html.count(curves.size(), "network"),
                figures(
                        of(curves, Validation.AUROC),
                        "Teachers and student",
                        "AUROC of patches",
                        CHANCE),
                figures(of(curves, Validation.COSINE), "Generators", "cosine to real features", 0));
    }

    private static List<LearningCurve> of(List<LearningCurve> curves, Validation measure) {
        return curves.stream().filter(c -> c.measure() == measure).toList();
    }

    /** Loss and validation of networks that are judged alike. */
    private static String figures(
            List<LearningCurve> curves, String who, String measure, double worst) {
        if (curves.isEmpty()) {
            return "";
        }
        double most = 0;
        double least = MAX_LOW;
        for (LearningCurve c : curves) {
            for (double loss : c.loss()) {
                // A training that went astray ends in no number.
                most = Double.isFinite(loss) ? Math.max(most, loss) : most;
            }
            for (double validation : c.validation()) {
                // Not Math.min, which NaN wins.
                least = validation < least ? validation : least;
            }
        }
        double low = Math.max(worst, Math.floor(10 * least) / 10);
        return figure(who, "loss", curves, LearningCurve::loss, 0, ceiling(most))
                + figure(who, measure, curves, LearningCurve::validation, low, 1);
    }

    private static String figure(
            String who,
            String measure,
            List<LearningCurve> curves,
            Function<LearningCurve, double[]> values,
            double low,
            double high) {
        LineChart chart = new LineChart(who + ", " + measure, "epoch", measure, low, high, "%.2f");
        for (LearningCurve c : curves) {
            double[] x = new double[c.epoch().length];
            List<String> titles = new ArrayList<>();
            for (int i = 0; i < x.length; i++) {
                x[i] = c.epoch()[i];
                titles.add(
                        format(
                                "%s, epoch %d: %s %.4f",
                                c.network(), c.epoch()[i], measure, values.apply(c)[i]));
            }
            chart.line(c.network().replaceFirst("^generator ", ""), x, values.apply(c), titles);
        }
        return format(
                "<figure><figcaption><b>%s</b>, %s</figcaption>%s</figure>\n",
                who, measure, chart.svg());
    }

    /** The next number whose fifths, the steps of an axis, are round; values are finite. */
    private static double ceiling(double value) {
        double decade = 0.01;
        while (true) {
            for (int digit : new int[] {1, 2, 5}) {
                if (AXIS_STEPS * digit * decade >= value) {
                    return AXIS_STEPS * digit * decade;
                }
            }
            decade *= 10;
        }
    }
}
