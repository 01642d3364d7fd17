package org.lacuna.synthesis.internal;

/**
 * Crest lines of a field on a square grid, with their length. A line is met where it crosses the
 * grid's rows and where it crosses its columns; each crossing stands for the piece of line up to
 * the next one, {@code cell / |cos|} of the angle between its normal and the row. Both counts alone
 * are right, for every direction but along the row or column itself; they are mixed so that a line
 * is counted mainly where it crosses squarely.
 */
final class Ridges {
    /** Squared cosine below which a crossing is too oblique to count. */
    private static final double OBLIQUE = 0.1;

    /** Strength of each cell and direction across the line there, of any length. */
    private final float[] strength;

    private final float[] acrossX;
    private final float[] acrossY;
    private final int side;
    private final int border;

    /**
     * @param border rings of cells at the border that are not looked at, at least 1
     */
    Ridges(int side, int border, float[] strength, float[] acrossX, float[] acrossY) {
        this.side = side;
        this.border = border;
        this.strength = strength;
        this.acrossX = acrossX;
        this.acrossY = acrossY;
    }

    /** Takes the crossings. */
    @FunctionalInterface
    interface Visitor {
        /**
         * @param cell nearest cell of the grid
         * @param column place in cells
         * @param row place in cells
         * @param length in cells
         */
        void crossing(int cell, double column, double row, double length);
    }

    /** Visits all crossings of lines that are at least that strong, row by row. */
    void visit(double least, Visitor visitor) {
        for (int r = border; r < side - border; r++) {
            for (int c = border; c < side - border; c++) {
                int i = r * side + c;
                if (!(strength[i] >= least)) {
                    continue;
                }
                double x = acrossX[i];
                double y = acrossY[i];
                double share = x * x / (x * x + y * y);
                double inRow = length(share);
                if (inRow > 0 && isCrest(i, 1)) {
                    visitor.crossing(i, c + offset(i, 1), r, inRow);
                }
                double inColumn = length(1 - share);
                if (inColumn > 0 && isCrest(i, side)) {
                    visitor.crossing(i, c, r + offset(i, side), inColumn);
                }
            }
        }
    }

    /** Length that a crossing counts for; those of a share and of its rest to 1 complement. */
    private static double length(double squaredCosine) {
        double weight = Sdf.clamp((squaredCosine - OBLIQUE) / (1 - 2 * OBLIQUE), 0, 1);
        return weight / Math.sqrt(Math.max(OBLIQUE, squaredCosine));
    }

    private boolean isCrest(int i, int stride) {
        return strength[i] > strength[i - stride] && strength[i] >= strength[i + stride];
    }

    /** Where between the cells the crest is, by a parabola: -0.5..0.5. */
    private double offset(int i, int stride) {
        double before = strength[i - stride];
        double after = strength[i + stride];
        return 0.5 * (before - after) / (before - 2.0 * strength[i] + after);
    }
}
