package org.lacuna.voxelization;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/**
 * Scratch memory for the chunks of one parallel loop: as many pieces as threads work at a time,
 * each used over and over, instead of a new one for each chunk. Thread-safe. What is taken may hold
 * anything.
 */
final class ScratchPool<T> {
    private final Queue<T> idle = new ConcurrentLinkedQueue<>();
    private final Supplier<T> maker;

    ScratchPool(Supplier<T> maker) {
        this.maker = maker;
    }

    T take() {
        T scratch = idle.poll();
        return scratch == null ? maker.get() : scratch;
    }

    void give(T scratch) {
        idle.add(scratch);
    }
}
