package org.lacuna.core;

import java.util.Locale;

/**
 * Role of a sample in a data set. Calibration uses {@link #VALIDATION} only, figures come from
 * {@link #TEST} only.
 */
public enum Split {
    TRAIN,
    VALIDATION,
    TEST;

    /** Folder name in the MVTec layouts: {@code train}, {@code validation}, {@code test}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
