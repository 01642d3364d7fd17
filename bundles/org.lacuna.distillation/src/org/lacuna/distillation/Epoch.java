package org.lacuna.distillation;

/**
 * What an epoch of training came to.
 *
 * @param network who learned: teacher, student or generator
 * @param number from 1
 * @param loss mean loss of its steps
 * @param validation on parts that were not learned from, the higher the better: AUROC of their
 *     patches, mean over what the network may see of them, or for a generator the mean cosine of
 *     generated and real features; NaN when these parts cannot tell
 */
public record Epoch(String network, int number, double loss, double validation) {
    /** Begins the names of generators. */
    static final String GENERATOR = "generator ";

    /** Whether {@code validation} is a cosine, not an AUROC. */
    public boolean validatesByCosine() {
        return network.startsWith(GENERATOR);
    }
}
