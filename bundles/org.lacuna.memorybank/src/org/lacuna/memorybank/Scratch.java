package org.lacuna.memorybank;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Working memory for the chunks of one task: as many pieces as run at once, each used again by the
 * next chunk, since half a megabyte to be cleared costs as much as many a chunk. Thread-safe; what
 * a piece holds must not matter to who gets it next.
 */
final class Scratch<T> {
    private final Supplier<T> maker;
    private final ConcurrentLinkedQueue<T> free = new ConcurrentLinkedQueue<>();

    Scratch(Supplier<T> maker) {
        this.maker = maker;
    }

    /** Runs an action with a piece of its own; one whose action fails is not used again. */
    void use(Consumer<T> action) {
        T piece = free.poll();
        if (piece == null) {
            piece = maker.get();
        }
        action.accept(piece);
        free.add(piece);
    }
}
