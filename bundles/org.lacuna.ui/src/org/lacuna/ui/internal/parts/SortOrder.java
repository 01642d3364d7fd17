package org.lacuna.ui.internal.parts;

import java.util.Objects;

/**
 * What the list of parts is sorted by.
 *
 * @param descending whether what is usually first comes last
 */
public record SortOrder(PartColumn column, boolean descending) {
    public SortOrder {
        Objects.requireNonNull(column, "column");
    }
}
