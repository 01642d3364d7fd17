package org.lacuna.inspection;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Wall time of the stages of one inspection, in order of execution. Not thread-safe: one per part.
 */
final class StageClock {
    private final Map<String, Double> millis = new LinkedHashMap<>();
    private long last = System.nanoTime();

    /** The work since the previous call (or the start) belongs to the stage. */
    void lap(String stage) {
        long now = System.nanoTime();
        millis.merge(stage, (now - last) / 1e6, Double::sum);
        last = now;
    }

    Map<String, Double> millis() {
        return millis;
    }
}
