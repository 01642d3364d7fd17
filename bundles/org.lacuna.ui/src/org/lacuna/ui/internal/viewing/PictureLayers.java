package org.lacuna.ui.internal.viewing;

import org.lacuna.annotation.RunMask;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What lies over one another in the picture of a part.
 *
 * @param base opaque picture
 * @param overlay heat map on the same grid
 * @param opacity of the overlay, 0 to 1
 * @param hatched pixels that were not measured
 * @param marks coloured masks, later ones on top
 */
public record PictureLayers(
        Pyramid base,
        Optional<Pyramid> overlay,
        double opacity,
        Optional<RunMask> hatched,
        List<Mark> marks) {
    /**
     * A mask in a colour.
     *
     * @param mask on the grid of the picture
     * @param rgb {@code 0xRRGGBB}
     * @param fill how much of the colour covers the mask, 0 to 1; its border is always seen
     */
    public record Mark(RunMask mask, int rgb, double fill) {
        public Mark {
            Objects.requireNonNull(mask, "mask");
        }
    }

    public PictureLayers {
        Objects.requireNonNull(base, "base");
        marks = List.copyOf(marks);
        if (!(opacity >= 0 && opacity <= 1)) {
            throw new IllegalArgumentException("opacity: " + opacity + ", expected 0..1");
        }
    }
}
