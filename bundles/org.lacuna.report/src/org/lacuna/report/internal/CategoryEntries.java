package org.lacuna.report.internal;

import org.lacuna.core.AnomalyMap;
import org.lacuna.core.Inspection;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.SampleId;
import org.lacuna.core.SampleSource;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The parts of one category, and which of them get pictures when there are too many: two thirds go
 * to the parts with the smallest margin, one third to others drawn by a fixed hash of their names,
 * so that clear cases are shown as well. The choice is made while parts come in, and a part that
 * dropped out never comes back, so pictures of the chosen ones alone have to be kept.
 */
public final class CategoryEntries {
    private final int limit;
    private final boolean labelled;
    private final Map<SampleId, PartEntry> entries = new LinkedHashMap<>();
    private final TreeSet<PartEntry> closest;
    private final TreeSet<PartEntry> drawn;

    /**
     * @param limit parts with pictures
     * @param labelled whether defect names are the truth
     */
    public CategoryEntries(int limit, boolean labelled) {
        this.limit = limit;
        this.labelled = labelled;
        Comparator<PartEntry> byName = Comparator.comparing(e -> e.id().toString());
        this.closest =
                new TreeSet<>(
                        Comparator.<PartEntry>comparingDouble(e -> e.margin(labelled))
                                .thenComparing(byName));
        this.drawn =
                new TreeSet<>(
                        Comparator.<PartEntry>comparingInt(e -> hash(e.id()))
                                .thenComparing(byName));
    }

    /** Spreads names that differ little; the same on every machine. */
    private static int hash(SampleId id) {
        int h = id.toString().hashCode() * 0x9e3779b9;
        return h ^ h >>> 15;
    }

    /**
     * @param overlayWidthPx width of the kept overlay
     */
    public void add(
            ModalitySet setting, SampleSource source, Inspection inspection, int overlayWidthPx) {
        PartEntry entry = entries.get(source.id());
        if (entry == null) {
            entry = new PartEntry(source);
            entries.put(source.id(), entry);
            entry.put(setting, inspection, new byte[0]);
            choose(entry);
        }
        byte[] overlay = new byte[0];
        if (inspection.map().isPresent() && isChosen(entry)) {
            AnomalyMap map = inspection.map().get();
            overlay = Pictures.overlay(map, inspection.thresholds().pixel(), overlayWidthPx);
        }
        entry.put(setting, inspection, overlay);
    }

    private void choose(PartEntry entry) {
        int close = limit - limit / 3;
        closest.add(entry);
        if (closest.size() <= close) {
            return;
        }
        PartEntry out = closest.pollLast();
        drawn.add(out);
        if (drawn.size() > limit / 3) {
            drawn.pollLast().dropPictures();
        }
    }

    private boolean isChosen(PartEntry entry) {
        return closest.contains(entry) || drawn.contains(entry);
    }

    /** Every part, in the order of arrival. */
    public List<PartEntry> all() {
        return List.copyOf(entries.values());
    }

    /** The parts with pictures, by margin. */
    public List<PartEntry> chosen() {
        List<PartEntry> chosen = new ArrayList<>(closest);
        chosen.addAll(drawn);
        chosen.sort(closest.comparator());
        return chosen;
    }

    /** One sentence on who has pictures; empty when all have. */
    public String leftOut() {
        int with = closest.size() + drawn.size();
        if (with == entries.size()) {
            return "";
        }
        return Html.format(
                "Pictures of %d of %d parts: %d %s and %d drawn by name from the rest. The table"
                        + " below lists all.",
                with,
                entries.size(),
                closest.size(),
                labelled
                        ? "that came closest to a wrong decision or got one,"
                        : "with the highest scores",
                drawn.size());
    }
}
