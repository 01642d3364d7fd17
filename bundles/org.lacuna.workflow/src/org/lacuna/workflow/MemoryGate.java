package org.lacuna.workflow;

import org.lacuna.core.DataException;

/** Decides, before training starts, whether it may; told how much memory it takes. */
@FunctionalInterface
public interface MemoryGate {
    /** Refuses what does not fit. */
    MemoryGate STRICT =
            need ->
                    need.requireFits(
                            "raise it with the Java option -Xmx, or work with fewer threads");

    /**
     * @throws DataException to refuse the training
     */
    void pass(MemoryNeed need) throws DataException;
}
