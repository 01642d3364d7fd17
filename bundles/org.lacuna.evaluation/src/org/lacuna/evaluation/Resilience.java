package org.lacuna.evaluation;

import org.lacuna.core.ModalitySet;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How inspection bears up when data go missing.
 *
 * @param settings whole modalities missing: rows with and without student, each setting ending with
 *     its mean row
 * @param curves for each degradation, with all modalities there: categories in order, then their
 *     mean, each from level 0 up
 */
public record Resilience(
        List<ResilienceRow> settings, Map<DegradationKind, List<ResilienceRow>> curves) {
    /** Nothing measured. */
    public static final Resilience NONE = new Resilience(List.of(), Map.of());

    public Resilience {
        settings = List.copyOf(settings);
        Map<DegradationKind, List<ResilienceRow>> copy = new EnumMap<>(DegradationKind.class);
        curves.forEach((kind, rows) -> copy.put(kind, List.copyOf(rows)));
        curves = Collections.unmodifiableMap(copy);
    }

    public boolean isEmpty() {
        return settings.isEmpty();
    }

    /** The categories in order, the mean last. */
    public Set<String> categories() {
        Set<String> names = new LinkedHashSet<>();
        settings.stream()
                .map(ResilienceRow::category)
                .filter(c -> !c.equals(MetricsRow.MEAN))
                .forEach(names::add);
        if (!isEmpty()) {
            names.add(MetricsRow.MEAN);
        }
        return names;
    }

    /** A row of {@link #settings}; empty when that was not measured. */
    public Optional<ResilienceRow> setting(
            String category, ModalitySet modalities, boolean student) {
        return settings.stream()
                .filter(
                        r ->
                                r.category().equals(category)
                                        && r.metrics().modalities().equals(modalities)
                                        && r.student() == student)
                .findFirst();
    }

    /** The rows of a curve by rising level; none when it was not measured. */
    public List<ResilienceRow> curve(String category, DegradationKind kind) {
        return curves.getOrDefault(kind, List.of()).stream()
                .filter(r -> r.category().equals(category))
                .toList();
    }
}
