package org.lacuna.annotation.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was left out, each thing once and how often. Bounded. Not thread-safe. */
public final class Notes {
    private static final int MAX = 100;

    private final Map<String, Integer> counts = new LinkedHashMap<>();
    private boolean more;

    public void add(String note) {
        if (counts.size() < MAX || counts.containsKey(note)) {
            counts.merge(note, 1, Integer::sum);
        } else {
            more = true;
        }
    }

    /** In the order in which they came up first. */
    public List<String> list() {
        List<String> list = new ArrayList<>();
        counts.forEach((note, n) -> list.add(n == 1 ? note : note + " (" + n + " times)"));
        if (more) {
            list.add("and more");
        }
        return list;
    }
}
