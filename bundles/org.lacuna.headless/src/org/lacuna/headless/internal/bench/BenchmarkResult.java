package org.lacuna.headless.internal.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What a benchmark found.
 *
 * @param figures listed one a line
 * @param tabled further figures, which {@code text} shows in tables
 * @param text printed below the figures; empty for none
 */
public record BenchmarkResult(List<Measurement> figures, List<Measurement> tabled, String text) {
    public BenchmarkResult {
        figures = List.copyOf(figures);
        tabled = List.copyOf(tabled);
        Objects.requireNonNull(text, "text");
    }

    /** Figures alone. */
    static BenchmarkResult of(List<Measurement> figures) {
        return new BenchmarkResult(figures, List.of(), "");
    }

    /** All figures, those listed first. */
    public List<Measurement> all() {
        List<Measurement> all = new ArrayList<>(figures);
        all.addAll(tabled);
        return all;
    }
}
