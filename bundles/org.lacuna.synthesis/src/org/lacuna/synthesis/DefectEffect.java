package org.lacuna.synthesis;

/** What a defect changes on the part. */
public enum DefectEffect {
    /** The shape alone; the surface keeps its colour, so an image shows it by shading only. */
    GEOMETRY,
    /** The colour alone; the shape stays as it was, bit for bit. */
    APPEARANCE,
    /** Shape and colour. */
    BOTH;

    public boolean changesShape() {
        return this != APPEARANCE;
    }

    public boolean changesColour() {
        return this != GEOMETRY;
    }
}
