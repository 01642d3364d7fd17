package org.lacuna.ui.internal.viewing;

import org.eclipse.osgi.util.NLS;
import org.lacuna.core.AnomalyMap;
import org.lacuna.core.OrganizedCloud;
import org.lacuna.ui.internal.Numbers;

import java.util.Optional;

/** What the status line says of a pixel: place, millimetres, score and what was measured there. */
public final class ReadOut {
    /** Between what is said of different things. */
    public static final String GAP = "   ";

    private ReadOut() {}

    /**
     * @param pixel row-major number on the grid
     * @param width columns of the grid
     * @param hasImage whether the part has a colour image
     */
    public static String of(
            int pixel,
            int width,
            boolean hasImage,
            Optional<OrganizedCloud> cloud,
            Optional<AnomalyMap> scores) {
        boolean point = cloud.isPresent() && cloud.get().isValid(pixel);
        StringBuilder text =
                new StringBuilder(
                        NLS.bind(
                                Messages.ReadOut_pixel,
                                Integer.toString(pixel % width),
                                Integer.toString(pixel / width)));
        if (point) {
            OrganizedCloud c = cloud.get();
            text.append(GAP)
                    .append(
                            NLS.bind(
                                    Messages.ReadOut_place,
                                    new Object[] {
                                        number(c.x()[pixel]),
                                        number(c.y()[pixel]),
                                        number(c.z()[pixel])
                                    }));
        }
        scores.ifPresent(
                m ->
                        text.append(GAP)
                                .append(
                                        NLS.bind(
                                                Messages.ReadOut_score, number(m.score()[pixel]))));
        return text.append(GAP).append(available(hasImage, point)).toString();
    }

    private static String available(boolean image, boolean point) {
        if (image) {
            return point ? Messages.ReadOut_both : Messages.ReadOut_imageOnly;
        }
        return point ? Messages.ReadOut_pointOnly : Messages.ReadOut_nothing;
    }

    private static String number(double value) {
        return Numbers.format("%.2f", value);
    }
}
