package org.lacuna.inspection;

import org.lacuna.core.Software;
import org.lacuna.memorybank.UpdateParameters;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Where a model comes from. Holds no time stamp: the same data, parameters and software give the
 * same model file, bit for bit.
 *
 * @param dataSha256 fingerprint of the training and calibration samples
 * @param trainParts good parts in the memory banks
 * @param annotatedParts parts with real defects that networks learned from
 * @param calibrationParts good parts that thresholds come from; never part of the banks
 * @param calibrationHeldOut whether calibration parts were taken from the training split, since the
 *     data set has no validation split
 * @param softwareVersion version of Lacuna that trained
 * @param history what was learned and forgotten since, the oldest first
 */
public record Provenance(
        String dataSha256,
        int trainParts,
        int annotatedParts,
        int calibrationParts,
        boolean calibrationHeldOut,
        String softwareVersion,
        List<Change> history) {
    /** What was done. */
    public enum Action {
        /** A part was learned as normal. */
        LEARNED,
        /** The entries of a part were removed. */
        FORGOTTEN
    }

    /**
     * A change after training.
     *
     * @param action what was done
     * @param part name of the part, as in the memory banks
     * @param dataSha256 fingerprint of the part that was learned; empty for one forgotten
     * @param added entries added, in all banks
     * @param removed entries removed, in all banks
     * @param tolerance limit that the part was learned with, see {@link UpdateParameters}; 0 for
     *     one forgotten
     * @param maxAdded limit that the part was learned with, see {@link UpdateParameters}; 0 for one
     *     forgotten
     * @param softwareVersion version of Lacuna that did it
     */
    public record Change(
            Action action,
            String part,
            String dataSha256,
            int added,
            int removed,
            double tolerance,
            int maxAdded,
            String softwareVersion) {
        public Change {
            Objects.requireNonNull(action, "action");
            Objects.requireNonNull(part, "part");
            Objects.requireNonNull(dataSha256, "dataSha256");
            Objects.requireNonNull(softwareVersion, "softwareVersion");
        }

        /** A part that was learned. */
        static Change learned(
                String part, String dataSha256, int added, int removed, UpdateParameters limits) {
            return new Change(
                    Action.LEARNED,
                    part,
                    dataSha256,
                    added,
                    removed,
                    limits.tolerance(),
                    limits.maxAdded(),
                    Software.VERSION);
        }

        /** A part that was forgotten. */
        static Change forgotten(String part, int removed) {
            return new Change(Action.FORGOTTEN, part, "", 0, removed, 0, 0, Software.VERSION);
        }
    }

    public Provenance {
        Objects.requireNonNull(dataSha256, "dataSha256");
        Objects.requireNonNull(softwareVersion, "softwareVersion");
        history = List.copyOf(history);
        if (trainParts < 1 || calibrationParts < 1) {
            throw new IllegalArgumentException(
                    "trainParts: "
                            + trainParts
                            + ", calibrationParts: "
                            + calibrationParts
                            + ", expected at least 1");
        }
    }

    /** Of a model that was just trained. */
    public Provenance(
            String dataSha256,
            int trainParts,
            int annotatedParts,
            int calibrationParts,
            boolean calibrationHeldOut,
            String softwareVersion) {
        this(
                dataSha256,
                trainParts,
                annotatedParts,
                calibrationParts,
                calibrationHeldOut,
                softwareVersion,
                List.of());
    }

    /** The same with one more change. */
    Provenance with(Change change) {
        List<Change> more = new ArrayList<>(history);
        more.add(change);
        return new Provenance(
                dataSha256,
                trainParts,
                annotatedParts,
                calibrationParts,
                calibrationHeldOut,
                softwareVersion,
                more);
    }

    /**
     * Whether the part was learned from these very data, with any limits, and not forgotten since.
     */
    boolean hasLearned(String part, String sha256) {
        boolean learned = false;
        for (Change c : history) {
            if (c.part().equals(part)) {
                learned = c.action() == Action.LEARNED && c.dataSha256().equals(sha256);
            }
        }
        return learned;
    }
}
