package org.lacuna.inspection;

import org.lacuna.core.Inspection;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.ModelException;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The thresholds in force for one inspection model, by availability pattern, and the history of
 * their changes. It lies outside the model, which stays as it was signed off: the two together
 * decide. Nothing in a history is ever removed; undoing a change is one more change. Immutable.
 *
 * <p>Scores of blurred images are calibrated by their blur, so changed thresholds hold for them as
 * for sharp ones. As long as a pattern has the model's own thresholds, those of its blur levels
 * hold. The threshold of the anomaly map is the model's.
 *
 * @param modelId SHA-256 of the model, hexadecimal
 * @param category kind of part, as the model says
 * @param model the model's own thresholds, by pattern, in the order of {@link
 *     ModalitySet#SETTINGS}; not empty
 * @param history of changes, the oldest first
 */
public record ThresholdBook(
        String modelId,
        String category,
        Map<ModalitySet, ScoreLimits> model,
        List<ThresholdChange> history) {
    public ThresholdBook {
        if (!modelId.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException(
                    "model: '" + modelId + "', expected 64 hexadecimal digits");
        }
        Objects.requireNonNull(category, "category");
        Map<ModalitySet, ScoreLimits> ordered = new LinkedHashMap<>();
        for (ModalitySet pattern : ModalitySet.SETTINGS) {
            if (model.containsKey(pattern)) {
                ordered.put(pattern, model.get(pattern));
            }
        }
        if (ordered.isEmpty() || ordered.size() != model.size()) {
            throw new IllegalArgumentException(
                    "patterns: "
                            + model.keySet()
                            + ", expected at least one of "
                            + ModalitySet.SETTINGS);
        }
        history = List.copyOf(history);
        requireChain(ordered, history);
        model = Collections.unmodifiableMap(ordered);
    }

    /** Each change begins where the one before it ended. */
    private static void requireChain(
            Map<ModalitySet, ScoreLimits> model, List<ThresholdChange> history) {
        Map<ModalitySet, ScoreLimits> now = new LinkedHashMap<>(model);
        int number = 1;
        for (ThresholdChange c : history) {
            if (c.number() != number) {
                throw new IllegalArgumentException(
                        "change " + c.number() + " in place " + number + ", expected " + number);
            }
            ScoreLimits before = now.get(c.pattern());
            if (!c.before().equals(before)) {
                throw new IllegalArgumentException(
                        "change "
                                + number
                                + ": begins with "
                                + c.before()
                                + " of "
                                + c.pattern().label()
                                + ", expected "
                                + (before == null ? "a pattern that the model knows" : before));
            }
            now.put(c.pattern(), c.after());
            number++;
        }
    }

    /** A book without changes. Encodes the model for its name, so keep the result. */
    public static ThresholdBook of(InspectionModel model) {
        Map<ModalitySet, ScoreLimits> own = new LinkedHashMap<>();
        for (ModalitySet pattern : model.fusion().patterns()) {
            own.put(pattern, ScoreLimits.of(model.fusion().thresholds(pattern)));
        }
        return new ThresholdBook(model.sha256(), model.category(), own, List.of());
    }

    /** The patterns that have thresholds, in the order of {@link ModalitySet#SETTINGS}. */
    public List<ModalitySet> patterns() {
        return List.copyOf(model.keySet());
    }

    /**
     * @throws IllegalArgumentException when the model does not know the pattern
     */
    public ScoreLimits inForce(ModalitySet pattern) {
        ScoreLimits limits = model.get(pattern);
        if (limits == null) {
            throw new IllegalArgumentException(
                    "pattern: " + pattern + ", expected one of " + model.keySet());
        }
        for (ThresholdChange c : history) {
            if (c.pattern().equals(pattern)) {
                limits = c.after();
            }
        }
        return limits;
    }

    /** Whether the pattern has other thresholds than the model's own. */
    public boolean differs(ModalitySet pattern) {
        return model.containsKey(pattern) && !inForce(pattern).equals(model.get(pattern));
    }

    /**
     * Thresholds to judge a part by.
     *
     * @param own what the model has for the part
     */
    public Inspection.Thresholds apply(ModalitySet pattern, Inspection.Thresholds own) {
        if (!differs(pattern)) {
            return own;
        }
        ScoreLimits limits = inForce(pattern);
        return new Inspection.Thresholds(limits.review(), limits.reject(), own.pixel());
    }

    /**
     * The book with one more change.
     *
     * @param user name of the system's user
     * @param reason not blank
     * @throws IllegalArgumentException when the pattern is unknown, nothing changes, or the reason
     *     is missing or too long
     */
    public ThresholdBook change(
            ModalitySet pattern, ScoreLimits after, String reason, String user, Instant time) {
        List<ThresholdChange> longer = new ArrayList<>(history);
        longer.add(
                new ThresholdChange(
                        history.size() + 1, time, user, pattern, inForce(pattern), after, reason));
        return new ThresholdBook(modelId, category, model, longer);
    }

    /**
     * The book with a change for each pattern whose thresholds in force are not the wanted ones;
     * this book where there is none.
     *
     * @param wanted thresholds by pattern; a pattern that is left out keeps its own
     * @param user as in {@link #change}
     * @param reason as in {@link #change}
     * @throws IllegalArgumentException when a pattern is unknown, or the reason is missing or too
     *     long
     */
    public ThresholdBook changeAll(
            Map<ModalitySet, ScoreLimits> wanted, String reason, String user, Instant time) {
        for (ModalitySet pattern : wanted.keySet()) {
            inForce(pattern);
        }
        ThresholdBook changed = this;
        for (ModalitySet pattern : patterns()) {
            ScoreLimits limits = wanted.get(pattern);
            if (limits != null && !limits.equals(changed.inForce(pattern))) {
                changed = changed.change(pattern, limits, reason, user, time);
            }
        }
        return changed;
    }

    /** Whether this book is the other one, or that with more changes. */
    public boolean continues(ThresholdBook other) {
        return modelId.equals(other.modelId)
                && model.equals(other.model)
                && history.size() >= other.history.size()
                && history.subList(0, other.history.size()).equals(other.history);
    }

    /**
     * @param name what the user calls this book, as a rule the path of its file
     * @param otherId SHA-256 of the model in use
     * @throws ModelException when the book belongs to another model
     */
    public void requireModel(String name, String otherId) throws ModelException {
        if (!modelId.equals(otherId)) {
            throw new ModelException(
                    name
                            + ": thresholds of the model "
                            + modelId
                            + ", expected those of "
                            + otherId);
        }
    }

    /** SHA-256 of everything in its file, as hexadecimal digits: the book's immutable name. */
    public String sha256() {
        return ThresholdBookFile.sha256(this);
    }
}
