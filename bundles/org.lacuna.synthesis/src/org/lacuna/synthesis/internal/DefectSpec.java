package org.lacuna.synthesis.internal;

import org.lacuna.synthesis.DefectEffect;

/**
 * One class of defects of one part, and how it grows from subtle to clear: each quantity runs
 * geometrically from {@code low} (severity 0) to {@code high} (severity 1).
 *
 * @param key folder name
 * @param effect what it changes
 * @param form how it is made
 * @param site where it sits
 * @param size width of the defect, millimetres
 * @param depth how far the surface moves, millimetres; unused by appearance defects
 * @param contrast how strongly the colour changes, 0..1; unused by geometric defects
 * @param colours one of them is drawn; linear reflectances
 */
public record DefectSpec(
        String key,
        DefectEffect effect,
        Form form,
        Site.Kind site,
        Range size,
        Range depth,
        Range contrast,
        Colour... colours) {

    /** How a defect is made. */
    enum Form {
        /** Smooth hollow. */
        DENT,
        /** Smooth swelling. */
        BULGE,
        /** Sharp-edged pit with broken floor. */
        PIT,
        /** Long, straight groove. */
        SCRATCH,
        /** Raised ridge along the outline. */
        BURR,
        /** Hole that is filled with debris. */
        CLOG,
        /** End of a feature broken off. */
        BREAK,
        /** Jagged, branching groove, dark. */
        CRACK,
        /** Short deep gash that bares another colour. */
        CUT,
        /** Foreign matter on the surface. */
        LUMP,
        /** Colour soaked into the surface. */
        STAIN,
        /** Colour on the surface. */
        PAINT,
        /** Many small dots. */
        SPECKS,
        /** Print gone. */
        INK_LOSS,
        /** Print wiped. */
        INK_SMEAR
    }

    /** From subtle to clear. */
    record Range(double low, double high) {
        static final Range NONE = new Range(1, 1);

        double at(double severity) {
            return low * StrictMath.pow(high / low, severity);
        }
    }

    /** Linear reflectances. */
    record Colour(double red, double green, double blue) {}
}
