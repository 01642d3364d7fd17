package org.lacuna.ui.internal.annotating;

import org.lacuna.annotation.MagicWand;

/** What the magic wand compares. */
public enum WandSource {
    /** Red, green and blue, 0 to 255. */
    COLOUR(24, MagicWand.Reference.SEED),
    /** Depth in millimetres, from neighbour to neighbour: stops at steps. */
    DEPTH(0.2f, MagicWand.Reference.NEIGHBOUR),
    /** The anomaly score. */
    SCORE(0.3f, MagicWand.Reference.SEED);

    private final float usualTolerance;
    private final MagicWand.Reference reference;

    WandSource(float usualTolerance, MagicWand.Reference reference) {
        this.usualTolerance = usualTolerance;
        this.reference = reference;
    }

    float usualTolerance() {
        return usualTolerance;
    }

    MagicWand.Parameters parameters(float tolerance) {
        return new MagicWand.Parameters(tolerance, reference, false, Integer.MAX_VALUE);
    }

    /** Name for people. */
    public String label() {
        return switch (this) {
            case COLOUR -> Messages.WandSource_colour;
            case DEPTH -> Messages.WandSource_depth;
            case SCORE -> Messages.WandSource_score;
        };
    }
}
