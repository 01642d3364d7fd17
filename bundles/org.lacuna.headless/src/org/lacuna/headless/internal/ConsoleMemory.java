package org.lacuna.headless.internal;

import org.lacuna.core.DataException;
import org.lacuna.workflow.MemoryGate;
import org.lacuna.workflow.MemoryNeed;

/**
 * Says how much memory training takes before it starts, and refuses what cannot end well.
 *
 * @param quiet whether it only refuses
 */
record ConsoleMemory(Console console, boolean quiet) implements MemoryGate {
    @Override
    public void pass(MemoryNeed need) throws DataException {
        need.requireFits("raise it with the Java option -Xmx, or use fewer --threads");
        if (!quiet) {
            console.note("lacuna: " + need.describe());
        }
    }
}
