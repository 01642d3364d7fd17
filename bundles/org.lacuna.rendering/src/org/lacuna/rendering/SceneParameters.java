package org.lacuna.rendering;

/**
 * How a scene is prepared.
 *
 * @param seed of the random order of points
 * @param maxBytes what preparing a scene may take; larger ones are refused before anything is
 *     allocated
 */
public record SceneParameters(long seed, long maxBytes) {
    public SceneParameters {
        if (maxBytes < 0) {
            throw new IllegalArgumentException("maxBytes: " + maxBytes + ", expected at least 0");
        }
    }

    /** Seed 1, and 512 MiB: enough for 20 million pixels. */
    public static SceneParameters defaults() {
        return new SceneParameters(1, 512L << 20);
    }
}
