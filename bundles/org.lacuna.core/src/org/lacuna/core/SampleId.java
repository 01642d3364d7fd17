package org.lacuna.core;

import java.util.Objects;

/**
 * Names one part of a data set. The three texts are file-name parts, never paths.
 *
 * @param category kind of part, e.g. {@code bagel}
 * @param defect defect class as the data set names it, {@code good} for a part without defect
 * @param name number or name of the part, e.g. {@code 007}
 */
public record SampleId(String category, String defect, String name) {
    public static final String GOOD = "good";

    public SampleId {
        check("category", category);
        check("defect", defect);
        check("name", name);
    }

    private static void check(String field, String value) {
        Objects.requireNonNull(value, field);
        if (value.isBlank()
                || value.indexOf('/') >= 0
                || value.indexOf('\\') >= 0
                || value.equals("..")
                || value.equals(".")) {
            throw new IllegalArgumentException(field + ": '" + value + "' is no plain name");
        }
    }

    public boolean isGood() {
        return defect.equals(GOOD);
    }

    @Override
    public String toString() {
        return category + "/" + defect + "/" + name;
    }
}
