package org.lacuna.synthesis;

/**
 * Kinds of defects that {@link DefectInjector} puts into scans of real parts (method.md,
 * distillation). They are general on purpose: what is learned from them has to hold for defects
 * that nobody has seen yet.
 */
public enum ScanDefect {
    /** Smooth elevation. */
    BULGE(DefectEffect.GEOMETRY),
    /** Smooth depression. */
    DENT(DefectEffect.GEOMETRY),
    /** Jagged, narrow, deep line, dark in the image. */
    CRACK(DefectEffect.BOTH),
    /** Pixels without points, dark in the image. */
    HOLE(DefectEffect.BOTH),
    /** Straight, shallow line that reflects otherwise than its surroundings. */
    SCRATCH(DefectEffect.BOTH),
    /** Another colour, soft or sharp at the border; flat. */
    STAIN(DefectEffect.APPEARANCE),
    /** A piece broken off the outline: what lies behind is seen. */
    MISSING_MATERIAL(DefectEffect.BOTH),
    /** Something on the surface, with an edge. */
    EXTRA_MATERIAL(DefectEffect.BOTH),
    /** The surface of another place of the part; flat. */
    TEXTURE_SWAP(DefectEffect.APPEARANCE);

    private final DefectEffect effect;

    ScanDefect(DefectEffect effect) {
        this.effect = effect;
    }

    /** What it changes at most; {@link DefectInjector} may leave one of both out. */
    public DefectEffect effect() {
        return effect;
    }
}
