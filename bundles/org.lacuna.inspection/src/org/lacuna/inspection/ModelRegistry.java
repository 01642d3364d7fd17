package org.lacuna.inspection;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which model of a folder is the current one, that is the one a line is to inspect with, and how it
 * came to be. Promoting puts a model on top of those before it; rolling back takes the top one off,
 * so that rolling back twice goes back two promotions. Nothing in the history is ever removed. All
 * models of a registry are of one kind of part. Immutable.
 *
 * @param history of promotions, the oldest first
 */
public record ModelRegistry(List<Promotion> history) {
    public ModelRegistry {
        history = List.copyOf(history);
        stack(history);
    }

    /** A registry without a current model. */
    public static ModelRegistry empty() {
        return new ModelRegistry(List.of());
    }

    /** Promotions that can still be rolled back to, the current one on top; checks the history. */
    private static Deque<Promotion> stack(List<Promotion> history) {
        Deque<Promotion> stack = new ArrayDeque<>();
        int number = 1;
        for (Promotion p : history) {
            if (p.number() != number) {
                throw new IllegalArgumentException(
                        "promotion " + p.number() + " in place " + number + ", expected " + number);
            }
            if (!p.category().equals(history.getFirst().category())) {
                throw new IllegalArgumentException(
                        "category: "
                                + p.category()
                                + ", expected "
                                + history.getFirst().category()
                                + " as before: a folder's current model inspects one kind of part");
            }
            if (p.action() == Promotion.Action.PROMOTED) {
                requireOther(stack.peek(), p);
            } else {
                requireBefore(stack, p);
                stack.pop();
                stack.pop();
            }
            stack.push(p);
            number++;
        }
        return stack;
    }

    private static void requireOther(Promotion current, Promotion p) {
        if (current != null && same(current, p)) {
            throw new IllegalArgumentException(
                    "promotion "
                            + p.number()
                            + ": "
                            + p.file()
                            + " is the current model already, expected another one");
        }
    }

    private static void requireBefore(Deque<Promotion> stack, Promotion p) {
        if (stack.size() < 2) {
            throw new IllegalArgumentException(
                    "there is no model before the current one, expected a promotion to go back to");
        }
        Iterator<Promotion> fromTop = stack.iterator();
        fromTop.next();
        Promotion before = fromTop.next();
        if (!same(before, p)) {
            throw new IllegalArgumentException(
                    "promotion "
                            + p.number()
                            + ": goes back to "
                            + p.file()
                            + ", expected "
                            + before.file()
                            + " "
                            + before.modelId());
        }
    }

    private static boolean same(Promotion a, Promotion b) {
        return a.file().equals(b.file()) && a.modelId().equals(b.modelId());
    }

    /** What made the current model the current one; empty before the first promotion. */
    public Optional<Promotion> current() {
        return history.isEmpty() ? Optional.empty() : Optional.of(history.getLast());
    }

    /**
     * What {@link #rollBack} goes back to; empty when there is nothing before the current model.
     */
    public Optional<Promotion> previous() {
        return stack(history).stream().skip(1).findFirst();
    }

    /**
     * How a model stands.
     *
     * @param file name of the model's file
     * @param modelId SHA-256 of what is in it
     */
    public ModelStanding standing(String file, String modelId) {
        if (history.isEmpty()) {
            return ModelStanding.UNREGISTERED;
        }
        Promotion current = history.getLast();
        if (!current.file().equals(file)) {
            return ModelStanding.OTHER;
        }
        return current.modelId().equals(modelId) ? ModelStanding.CURRENT : ModelStanding.ALTERED;
    }

    /**
     * The registry with one more promotion.
     *
     * @param file name of the model's file
     * @param modelId SHA-256 of the model
     * @param category its kind of part
     * @param figures known of the model now
     * @param reason not blank
     * @param user name of the system's user
     * @throws IllegalArgumentException when the model is the current one already or is for another
     *     kind of part, or the reason is missing or too long
     */
    public ModelRegistry promote(
            String file,
            String modelId,
            String category,
            Map<String, Double> figures,
            String reason,
            String user,
            Instant time) {
        return with(
                new Promotion(
                        history.size() + 1,
                        time,
                        user,
                        Promotion.Action.PROMOTED,
                        file,
                        modelId,
                        category,
                        figures,
                        reason));
    }

    /**
     * The registry with the model before the current one as the current one.
     *
     * @throws IllegalArgumentException when there is none, or the reason is missing or too long
     */
    public ModelRegistry rollBack(String reason, String user, Instant time) {
        Promotion to =
                previous()
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "there is no model before the current one, expected"
                                                        + " a promotion to go back to"));
        return with(
                new Promotion(
                        history.size() + 1,
                        time,
                        user,
                        Promotion.Action.ROLLED_BACK,
                        to.file(),
                        to.modelId(),
                        to.category(),
                        to.figures(),
                        reason));
    }

    private ModelRegistry with(Promotion promotion) {
        List<Promotion> longer = new ArrayList<>(history);
        longer.add(promotion);
        return new ModelRegistry(longer);
    }

    /** Whether this registry is the other one, or that with more promotions. */
    public boolean continues(ModelRegistry other) {
        return history.size() >= other.history.size()
                && history.subList(0, other.history.size()).equals(other.history);
    }
}
