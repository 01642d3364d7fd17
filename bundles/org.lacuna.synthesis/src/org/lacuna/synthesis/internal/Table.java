package org.lacuna.synthesis.internal;

import org.lacuna.core.SeededRandom;

/** The dark mat on which the parts lie; the same mat for a category, here and there worn. */
final class Table {
    private final double tone;
    private final int grain;
    private final int wear;

    /**
     * @param random the category's, so that all its scans show one mat
     */
    Table(SeededRandom random) {
        tone = random.uniform(0.022, 0.032);
        grain = Part.noiseSeed(random);
        wear = Part.noiseSeed(random);
    }

    void material(double x, double y, Material out) {
        out.set(tone, tone * 1.01, tone * 1.06, 0.012, 0.75);
        double fine = Noise.fractal(x * 1.3, y * 1.3, 2, grain);
        double patch = Noise.fractal(x * 0.035, y * 0.035, 3, wear);
        out.scale(1 + 0.22 * fine + 0.18 * patch);
        double lint = Noise.at(x * 0.9, y * 0.9, wear + 9);
        double speck = 0.05 * Sdf.smooth(0.86, 1.0, lint);
        out.red += speck;
        out.green += speck;
        out.blue += speck;
    }
}
