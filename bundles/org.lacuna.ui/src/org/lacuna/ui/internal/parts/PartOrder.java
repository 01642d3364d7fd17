package org.lacuna.ui.internal.parts;

import org.lacuna.ui.PartItem;

import java.util.Comparator;
import java.util.List;

/**
 * Sorts parts by a column. What they are sorted by is made once for each part, not for each
 * comparison: lists have ten thousand.
 */
final class PartOrder {
    private static final Comparator<Key> UP =
            Comparator.comparingDouble(Key::number)
                    .thenComparing(Key::text)
                    .thenComparing(Key::name)
                    .thenComparing(Key::group);

    private final PartColumn column;
    private final Comparator<Key> order;

    PartOrder(SortOrder wanted) {
        this.column = wanted.column();
        this.order = wanted.descending() ? UP.reversed() : UP;
    }

    private record Key(PartItem part, double number, String text, String name, String group) {}

    private Key key(PartItem p) {
        return new Key(p, column.number(p), column.text(p), p.id().toString(), p.group());
    }

    /** The parts in order. */
    List<PartItem> sort(List<PartItem> parts) {
        return parts.stream().map(this::key).sorted(order).map(Key::part).toList();
    }
}
