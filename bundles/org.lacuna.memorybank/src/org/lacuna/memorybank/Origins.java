package org.lacuna.memorybank;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where vectors come from: for each the index of its part in a table of names and its patch, both
 * -1 where it is not known. The arrays are owned by the record once handed over.
 *
 * @param parts names, all different
 * @param part index into {@code parts} for each vector
 * @param patch patch of each vector
 */
record Origins(List<String> parts, int[] part, int[] patch) {
    static final int UNKNOWN = -1;

    Origins {
        parts = List.copyOf(parts);
    }

    static Origins unknown(int count) {
        int[] none = new int[count];
        Arrays.fill(none, UNKNOWN);
        return new Origins(List.of(), none, none);
    }

    /** The origins of the chosen vectors; the table keeps only names in use, in their order. */
    Origins select(int[] chosen) {
        boolean[] used = new boolean[parts.size()];
        for (int i : chosen) {
            if (part[i] != UNKNOWN) {
                used[part[i]] = true;
            }
        }
        int[] number = new int[parts.size()];
        List<String> names = new ArrayList<>();
        for (int p = 0; p < used.length; p++) {
            if (used[p]) {
                number[p] = names.size();
                names.add(parts.get(p));
            }
        }
        int[] newPart = new int[chosen.length];
        int[] newPatch = new int[chosen.length];
        for (int i = 0; i < chosen.length; i++) {
            int p = part[chosen[i]];
            newPart[i] = p == UNKNOWN ? UNKNOWN : number[p];
            newPatch[i] = patch[chosen[i]];
        }
        return new Origins(names, newPart, newPatch);
    }

    /** These and the given patches of one part, which the table may know already. */
    Origins append(String name, int[] patches) {
        List<String> names = new ArrayList<>(parts);
        int index = names.indexOf(name);
        if (index < 0) {
            index = names.size();
            names.add(name);
        }
        int[] newPart = Arrays.copyOf(part, part.length + patches.length);
        int[] newPatch = Arrays.copyOf(patch, part.length + patches.length);
        Arrays.fill(newPart, part.length, newPart.length, index);
        System.arraycopy(patches, 0, newPatch, part.length, patches.length);
        return new Origins(names, newPart, newPatch);
    }
}
