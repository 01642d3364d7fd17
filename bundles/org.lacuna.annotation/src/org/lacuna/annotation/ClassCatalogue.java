package org.lacuna.annotation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The classes that annotations may have, in the order in which people see them.
 *
 * @param classes at most {@link #MAX_CLASSES}; each name once, each hot key once; copied
 */
public record ClassCatalogue(List<AnnotationClass> classes) {
    public static final int MAX_CLASSES = 1000;

    /** Told apart by colour-blind people, too (Okabe and Ito, 2008). */
    private static final int[] PALETTE = {
        0xd55e00, 0x0072b2, 0x009e73, 0xcc79a7, 0xe69f00, 0x56b4e9, 0xf0e442, 0x999999
    };

    public ClassCatalogue {
        classes = List.copyOf(classes);
        if (classes.size() > MAX_CLASSES) {
            throw new IllegalArgumentException(
                    "classes: " + classes.size() + ", expected at most " + MAX_CLASSES);
        }
        Set<String> names = new HashSet<>();
        Set<Integer> keys = new HashSet<>();
        for (AnnotationClass c : classes) {
            if (!names.add(c.name())) {
                throw new IllegalArgumentException(
                        "classes: '" + c.name() + "' twice, expected each name once");
            }
            if (c.hotKey() > 0 && !keys.add(c.hotKey())) {
                throw new IllegalArgumentException(
                        "classes: hot key " + c.hotKey() + " twice, expected each key once");
            }
        }
    }

    /** No class. */
    public static ClassCatalogue empty() {
        return new ClassCatalogue(List.of());
    }

    public Optional<AnnotationClass> find(String name) {
        return classes.stream().filter(c -> c.name().equals(name)).findFirst();
    }

    /** The class that the digit chooses. */
    public Optional<AnnotationClass> ofKey(int hotKey) {
        return classes.stream().filter(c -> hotKey > 0 && c.hotKey() == hotKey).findFirst();
    }

    /** This catalogue if it has the class, else one with it: next colour, lowest free hot key. */
    public ClassCatalogue including(String name) {
        return find(name).isPresent()
                ? this
                : including(name, PALETTE[classes.size() % PALETTE.length]);
    }

    /** As {@link #including(String)}, in a colour of one's own. */
    public ClassCatalogue including(String name, int colour) {
        if (find(name).isPresent()) {
            return this;
        }
        int key = 1;
        while (key <= 9 && ofKey(key).isPresent()) {
            key++;
        }
        List<AnnotationClass> more = new ArrayList<>(classes);
        more.add(new AnnotationClass(name, colour, key <= 9 ? key : 0));
        return new ClassCatalogue(more);
    }
}
