package org.lacuna.synthesis.internal;

/**
 * Optical properties at one place of a surface; scratch memory that is filled anew for each place.
 * Colours are linear reflectances, 0..1.
 */
final class Material {
    double red;
    double green;
    double blue;

    /** Strength of the mirror-like reflection, 0 (matt) to about 1 (polished metal). */
    double gloss;

    /** 0 mirror, 1 matt: width of the mirror-like reflection. */
    double roughness;

    /** Tool marks too fine for the shape: tilt of the normal, in part coordinates. */
    double slopeU;

    double slopeV;

    /** Cover of dark ink and of accent ink, 0..1. */
    double ink;

    double accent;

    void set(double r, double g, double b, double newGloss, double newRoughness) {
        red = r;
        green = g;
        blue = b;
        gloss = newGloss;
        roughness = newRoughness;
        slopeU = 0;
        slopeV = 0;
        ink = 0;
        accent = 0;
    }

    void scale(double factor) {
        red *= factor;
        green *= factor;
        blue *= factor;
    }

    void scale(double r, double g, double b) {
        red *= r;
        green *= g;
        blue *= b;
    }

    /** Covers the surface with a paint of that colour. */
    void cover(double r, double g, double b, double amount) {
        red += (r - red) * amount;
        green += (g - green) * amount;
        blue += (b - blue) * amount;
    }

    /** Brings every value into its range. */
    void limit() {
        red = Sdf.clamp(red, 0.004, 0.95);
        green = Sdf.clamp(green, 0.004, 0.95);
        blue = Sdf.clamp(blue, 0.004, 0.95);
        gloss = Sdf.clamp(gloss, 0, 1);
        roughness = Sdf.clamp(roughness, 0.1, 1);
    }

    /** Whether a colour channel differs by more than that share and offset. */
    boolean differsFrom(Material m, double share, double offset) {
        return differs(red, m.red, share, offset)
                || differs(green, m.green, share, offset)
                || differs(blue, m.blue, share, offset);
    }

    private static boolean differs(double a, double b, double share, double offset) {
        return Math.abs(a - b) > share * Math.max(a, b) + offset;
    }
}
