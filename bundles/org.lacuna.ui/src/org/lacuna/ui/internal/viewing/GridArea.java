package org.lacuna.ui.internal.viewing;

import org.lacuna.core.SampleId;

import java.util.Objects;

/**
 * A rectangle on a part's sensor grid, in pixels.
 *
 * @param part whose grid
 * @param column left edge
 * @param row upper edge
 * @param width above 0
 * @param height above 0
 */
public record GridArea(SampleId part, double column, double row, double width, double height) {
    public GridArea {
        Objects.requireNonNull(part, "part");
        if (!(width > 0 && height > 0)) {
            throw new IllegalArgumentException(
                    "size: " + width + " x " + height + ", expected above 0");
        }
    }

    /** With so many pixels more on every side. */
    public GridArea grown(double marginPx) {
        return new GridArea(
                part,
                column - marginPx,
                row - marginPx,
                width + 2 * marginPx,
                height + 2 * marginPx);
    }
}
