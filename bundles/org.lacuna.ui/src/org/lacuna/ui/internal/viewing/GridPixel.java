package org.lacuna.ui.internal.viewing;

import org.lacuna.core.SampleId;

import java.util.Objects;

/**
 * A pixel of a part's sensor grid, which image and point cloud share.
 *
 * @param part whose grid
 * @param column from 0 at the left
 * @param row from 0 at the top
 */
public record GridPixel(SampleId part, int column, int row) {
    public GridPixel {
        Objects.requireNonNull(part, "part");
    }
}
