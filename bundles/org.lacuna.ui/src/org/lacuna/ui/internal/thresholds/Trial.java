package org.lacuna.ui.internal.thresholds;

import org.lacuna.core.Inspection;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.Verdict;
import org.lacuna.inspection.Rejudgement;
import org.lacuna.inspection.ScoreLimits;
import org.lacuna.ui.PartItem;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Thresholds that somebody tries on the parts of a window, and what verdicts they would give.
 * Recorded verdicts never change by it. One for each window; views tell it what happens in them and
 * show what it knows. UI thread only.
 */
public final class Trial {
    /** What views want to hear. Called on the UI thread. */
    public interface Listener {
        /** Other parts are shown; nothing is on trial any more. */
        default void partsShown() {}

        /** Thresholds on trial have moved. */
        default void limitsMoved() {}
    }

    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final Map<ModalitySet, ScoreLimits> judged = new LinkedHashMap<>();
    private final Map<ModalitySet, ScoreLimits> moved = new LinkedHashMap<>();
    private Optional<Path> folder = Optional.empty();
    private List<PartItem> parts = List.of();

    public void addListener(Listener listener) {
        listeners.add(listener);
    }

    public void removeListener(Listener listener) {
        listeners.remove(listener);
    }

    /**
     * Other parts are shown.
     *
     * @param newFolder they are from
     */
    public void show(Path newFolder, List<PartItem> newParts) {
        folder = Optional.of(newFolder);
        parts = List.copyOf(newParts);
        judged.clear();
        moved.clear();
        for (ModalitySet pattern : ModalitySet.SETTINGS) {
            usual(pattern).ifPresent(limits -> judged.put(pattern, limits));
        }
        listeners.forEach(Listener::partsShown);
    }

    /** By what most parts of the pattern were judged: blurred ones may have limits of their own. */
    private Optional<ScoreLimits> usual(ModalitySet pattern) {
        Map<ScoreLimits, Integer> counts = new HashMap<>();
        for (PartItem part : parts) {
            part.inspection()
                    .filter(i -> pattern.equals(pattern(i)))
                    .filter(i -> Double.isFinite(i.thresholds().defect()))
                    .ifPresent(i -> counts.merge(ScoreLimits.of(i.thresholds()), 1, Integer::sum));
        }
        return counts.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
    }

    /** By whose thresholds it was judged; none without a score. */
    static ModalitySet pattern(Inspection i) {
        return Double.isNaN(i.score()) ? ModalitySet.NONE : Rejudgement.judgedBy(i);
    }

    /** Folder of the parts; empty before the first ones. */
    public Optional<Path> folder() {
        return folder;
    }

    /** The parts that the window lists. */
    public List<PartItem> parts() {
        return parts;
    }

    /** Patterns by which parts were judged, in the order of {@link ModalitySet#SETTINGS}. */
    List<ModalitySet> patterns() {
        return List.copyOf(judged.keySet());
    }

    /** What the parts were judged by. */
    ScoreLimits judged(ModalitySet pattern) {
        return judged.get(pattern);
    }

    /** What is on trial. */
    ScoreLimits limits(ModalitySet pattern) {
        return moved.getOrDefault(pattern, judged.get(pattern));
    }

    /** Whether other thresholds are on trial than the parts were judged by. */
    boolean isMoved() {
        return !moved.isEmpty();
    }

    void set(ModalitySet pattern, ScoreLimits limits) {
        if (limits.equals(limits(pattern))) {
            return;
        }
        if (limits.equals(judged.get(pattern))) {
            moved.remove(pattern);
        } else {
            moved.put(pattern, limits);
        }
        listeners.forEach(Listener::limitsMoved);
    }

    /** Ends the trial. */
    void reset() {
        if (isMoved()) {
            moved.clear();
            listeners.forEach(Listener::limitsMoved);
        }
    }

    /** The verdict with the thresholds on trial. */
    Verdict verdict(Inspection inspection) {
        return moved.isEmpty() ? inspection.verdict() : Rejudgement.of(inspection, moved);
    }

    /** The verdict that the part would have, if that is another one. */
    public Optional<Verdict> change(PartItem part) {
        return part.inspection().filter(i -> verdict(i) != i.verdict()).map(this::verdict);
    }

    /** Number of parts that would have another verdict. */
    public long changes() {
        return moved.isEmpty() ? 0 : parts.stream().filter(p -> change(p).isPresent()).count();
    }
}
