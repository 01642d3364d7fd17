package org.lacuna.ui.internal.cloud;

import org.eclipse.osgi.util.NLS;
import org.lacuna.rendering.Measure;
import org.lacuna.rendering.Vector3;
import org.lacuna.ui.internal.Numbers;

import java.util.Objects;

/**
 * From one point to another.
 *
 * @param from mm
 * @param to mm
 */
public record Measurement(Vector3 from, Vector3 to) {
    public Measurement {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
    }

    public double distanceMm() {
        return Measure.distanceMm(from, to);
    }

    /** How much nearer to the sensor the second point is. */
    public double heightStepMm() {
        return Measure.heightStepMm(from, to, Vector3.TOWARDS_SENSOR);
    }

    /** For people: distance and height step. */
    public String text() {
        return NLS.bind(
                Messages.Measure_result,
                number("%.2f", distanceMm()),
                signed("%+.2f", heightStepMm()));
    }

    /** For people: distance, height step and the three differences. */
    public String details() {
        Vector3 d = to.minus(from);
        return NLS.bind(
                Messages.Measure_details,
                new Object[] {
                    number("%.3f", distanceMm()),
                    signed(heightStepMm()),
                    signed(d.x()),
                    signed(d.y()),
                    signed(d.z())
                });
    }

    private static String signed(double mm) {
        return signed("%+.3f", mm);
    }

    private static String signed(String format, double mm) {
        // No '-0.000'.
        return number(format, Math.abs(mm) < 0.0005 ? 0 : mm);
    }

    private static String number(String format, double value) {
        return Numbers.format(format, value);
    }
}
