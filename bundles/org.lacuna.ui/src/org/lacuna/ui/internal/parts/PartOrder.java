package org.lacuna.ui.internal.parts;

import org.eclipse.jface.viewers.Viewer;
import org.eclipse.jface.viewers.ViewerComparator;
import org.lacuna.ui.PartItem;

import java.util.Arrays;
import java.util.Comparator;

/**
 * Sorts parts by a column. What they are sorted by is made once for each part, not for each
 * comparison: lists have ten thousand.
 */
final class PartOrder extends ViewerComparator {
    private static final Comparator<Key> UP =
            Comparator.comparingDouble(Key::number)
                    .thenComparing(Key::text)
                    .thenComparing(Key::name)
                    .thenComparing(Key::group);

    private final PartColumn column;
    private final Comparator<Key> order;

    /**
     * @param descending whether what is usually first comes last
     */
    PartOrder(PartColumn column, boolean descending) {
        this.column = column;
        this.order = descending ? UP.reversed() : UP;
    }

    private record Key(PartItem part, double number, String text, String name, String group) {}

    private Key key(Object part) {
        PartItem p = (PartItem) part;
        return new Key(p, column.number(p), column.text(p), p.id().toString(), p.group());
    }

    @Override
    public int compare(Viewer viewer, Object a, Object b) {
        return order.compare(key(a), key(b));
    }

    @Override
    public void sort(Viewer viewer, Object[] elements) {
        Key[] keys = Arrays.stream(elements).map(this::key).toArray(Key[]::new);
        Arrays.sort(keys, order);
        for (int i = 0; i < keys.length; i++) {
            elements[i] = keys[i].part();
        }
    }
}
