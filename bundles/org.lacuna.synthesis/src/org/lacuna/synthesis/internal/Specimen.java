package org.lacuna.synthesis.internal;

import java.util.Optional;

/**
 * A part with its defect, if any: what is scanned. Not thread-safe where the part is not.
 *
 * @param part without defect
 * @param defect empty for a good part
 */
record Specimen(Part part, Optional<Defect> defect) {
    /** Height above the table in millimetres; 0 where there is no part. */
    double heightMm(double u, double v) {
        double h = part.heightMm(u, v);
        return defect.isPresent() && defect.get().reaches(u, v, 0)
                ? defect.get().heightMm(u, v, h)
                : h;
    }

    /** Fills in the optical properties. */
    void material(double u, double v, Material out) {
        part.material(u, v, out);
        if (defect.isPresent() && defect.get().reaches(u, v, 0)) {
            defect.get().material(u, v, out);
        }
        part.applyInk(out);
        out.limit();
    }
}
