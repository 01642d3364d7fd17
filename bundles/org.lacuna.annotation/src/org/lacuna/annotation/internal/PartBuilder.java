package org.lacuna.annotation.internal;

import org.lacuna.annotation.AnnotatedPart;
import org.lacuna.annotation.Annotation;
import org.lacuna.annotation.ClassCatalogue;
import org.lacuna.annotation.GridSize;
import org.lacuna.annotation.RunMask;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Collects what is read of one part. Throws {@link IllegalArgumentException} with the rule that is
 * broken; readers add file and place. Not thread-safe.
 */
final class PartBuilder {
    private final String name;
    private final GridSize grid;
    private ClassCatalogue classes;

    /** Masks that ids have yet to be found for stand with an empty id. */
    private final List<Item> items = new ArrayList<>();

    private record Item(String className, RunMask mask, Extras extras) {}

    PartBuilder(String name, GridSize grid, ClassCatalogue classes) {
        this.name = name;
        this.grid = grid;
        this.classes = classes;
    }

    GridSize grid() {
        return grid;
    }

    void add(String className, RunMask mask, Extras extras) {
        if (items.size() >= AnnotatedPart.MAX_ANNOTATIONS) {
            throw new IllegalArgumentException(
                    "annotations: more, expected at most "
                            + AnnotatedPart.MAX_ANNOTATIONS
                            + " for one part");
        }
        classes = classes.including(className);
        items.add(new Item(className, mask, extras));
    }

    /** Adds pixels to the annotation that was added with the index. */
    void extend(int index, RunMask more) {
        Item item = items.get(index);
        items.set(index, new Item(item.className(), item.mask().union(more), item.extras()));
    }

    int size() {
        return items.size();
    }

    /** Ids that are there once stay; all others get new ones. */
    AnnotatedPart build() {
        Set<String> taken = new HashSet<>();
        List<String> ids = new ArrayList<>();
        for (Item item : items) {
            String id = item.extras().id();
            ids.add(Annotation.isId(id) && taken.add(id) ? id : "");
        }
        int next = 1;
        List<Annotation> annotations = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            String id = ids.get(i);
            while (id.isEmpty()) {
                String fresh = "a" + next++;
                id = taken.add(fresh) ? fresh : "";
            }
            Item item = items.get(i);
            Extras e = item.extras();
            annotations.add(
                    new Annotation(
                            id,
                            new Annotation.Details(
                                    item.className(), e.severity(), e.comment(), e.state()),
                            item.mask(),
                            e.origin()));
        }
        return new AnnotatedPart(name, grid, classes, next, annotations);
    }
}
