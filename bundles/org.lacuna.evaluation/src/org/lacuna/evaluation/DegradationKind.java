package org.lacuna.evaluation;

import org.lacuna.core.ModalitySet;

import java.util.Arrays;
import java.util.List;

/** What a resilience study spoils, step by step. */
public enum DegradationKind {
    /** 3D points lost in holes; the level is the percentage. */
    POINTS("points", "%", ModalitySet.XYZ, 15, 30, 45, 60, 75, 90),
    /** Motion blur of the image; the level is its length in sensor pixels. */
    BLUR("blur", "px", ModalitySet.RGB, 4, 8, 16, 32),
    /** Over-exposed pixels of the image; the level is the percentage. */
    EXPOSURE("over_exposure", "%", ModalitySet.RGB, 10, 20, 40, 60),
    /** Lost points and over-exposed pixels, independent of each other, of that percentage each. */
    POINTS_AND_EXPOSURE("points_and_over_exposure", "%", ModalitySet.BOTH, 15, 30, 45, 60, 75, 90);

    private final String key;
    private final String unit;
    private final ModalitySet touches;
    private final List<Double> levels;

    DegradationKind(String key, String unit, ModalitySet touches, double... levels) {
        this.key = key;
        this.unit = unit;
        this.touches = touches;
        this.levels = Arrays.stream(levels).boxed().toList();
    }

    /** Stable name in files. */
    public String key() {
        return key;
    }

    /** Unit of the level: per cent or sensor pixels. */
    public String unit() {
        return unit;
    }

    /** Modalities that get worse. */
    public ModalitySet touches() {
        return touches;
    }

    /** Levels above 0 at which is measured, rising. */
    public List<Double> levels() {
        return levels;
    }
}
