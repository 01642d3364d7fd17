package org.lacuna.ui.internal.parts;

import org.eclipse.ui.IMemento;
import org.lacuna.core.Verdict;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What of the list of parts outlives the workbench.
 *
 * @param folder that was shown, as it was written
 * @param order what it was sorted by; empty for the order of the files
 * @param thumbnails size of the pictures
 * @param verdicts that were shown alone; none = all
 */
public record PartsState(
        Optional<String> folder,
        Optional<SortOrder> order,
        ThumbnailSize thumbnails,
        Set<Verdict> verdicts) {
    private static final String FOLDER = "folder";
    private static final String COLUMN = "sortColumn";
    private static final String DESCENDING = "sortDescending";
    private static final String THUMBNAILS = "thumbnails";
    private static final String VERDICTS = "verdicts";

    public PartsState {
        verdicts = Set.copyOf(verdicts);
    }

    /** What is not there, or of another version, is as at the first start. */
    public static PartsState read(Optional<IMemento> memento) {
        Optional<PartColumn> column =
                memento.map(m -> m.getString(COLUMN)).flatMap(s -> find(PartColumn.class, s));
        boolean descending = memento.map(m -> m.getBoolean(DESCENDING)).filter(b -> b).isPresent();
        Set<Verdict> verdicts = EnumSet.noneOf(Verdict.class);
        for (String name : memento.map(m -> m.getString(VERDICTS)).orElse("").split(",", -1)) {
            find(Verdict.class, name).ifPresent(verdicts::add);
        }
        return new PartsState(
                memento.map(m -> m.getString(FOLDER)),
                column.map(c -> new SortOrder(c, descending)),
                memento.map(m -> m.getString(THUMBNAILS))
                        .flatMap(s -> find(ThumbnailSize.class, s))
                        .orElse(ThumbnailSize.SMALL),
                verdicts);
    }

    private static <E extends Enum<E>> Optional<E> find(Class<E> type, String name) {
        return Arrays.stream(type.getEnumConstants())
                .filter(e -> e.name().equals(name))
                .findFirst();
    }

    public void write(IMemento memento) {
        folder.ifPresent(f -> memento.putString(FOLDER, f));
        order.ifPresent(
                o -> {
                    memento.putString(COLUMN, o.column().name());
                    memento.putBoolean(DESCENDING, o.descending());
                });
        memento.putString(THUMBNAILS, thumbnails.name());
        memento.putString(
                VERDICTS, verdicts.stream().map(Verdict::name).collect(Collectors.joining(",")));
    }
}
