package org.lacuna.synthesis.internal;

import java.util.function.DoubleBinaryOperator;

/**
 * The scene as heights on a square grid of the table, bilinear between: what rays are cast against.
 * Outside the grid lies the bare table, height 0. Not thread-safe (the sky is made on demand).
 */
final class HeightField {
    /** Half the side of the grid: no part reaches farther. */
    private static final double HALF_MM = 68;

    /** Side of the blocks whose greatest height is kept, so that rays can skip air. */
    private static final double BLOCK_MM = 4;

    /** Space for what a defect adds beside or above a part. */
    static final double MARGIN_MM = 3;

    private final double cellMm;
    private final int side;
    private final float[] height;
    private float[] sky;
    private final float max;
    private final double perMm;
    private final int blockCells;
    private final int blocks;
    private final float[] roof;

    /** The scene with that specimen. */
    static HeightField of(Specimen specimen, Pose pose, double cellMm) {
        return of(heightMm(specimen, pose), cellMm);
    }

    /** Height of each place of the table, millimetres, with that specimen on it. */
    static DoubleBinaryOperator heightMm(Specimen specimen, Pose pose) {
        double reach = specimen.part().radiusMm() + MARGIN_MM;
        return (x, y) -> {
            double u = pose.u(x, y);
            double v = pose.v(x, y);
            return u * u + v * v < reach * reach ? height(specimen, pose, u, v) : 0;
        };
    }

    /** This scene, the specimen's defect put in: cells beyond its reach keep their bits. */
    HeightField with(Specimen specimen, Pose pose) {
        Defect defect = specimen.defect().orElseThrow();
        float[] changed = height.clone();
        for (int r = 0; r < side; r++) {
            double y = (r - side / 2) * cellMm;
            for (int c = 0; c < side; c++) {
                double x = (c - side / 2) * cellMm;
                double u = pose.u(x, y);
                double v = pose.v(x, y);
                if (defect.reaches(u, v, 0)) {
                    changed[r * side + c] = height(specimen, pose, u, v);
                }
            }
        }
        return new HeightField(cellMm, side, changed);
    }

    private static float height(Specimen specimen, Pose pose, double u, double v) {
        double h = specimen.heightMm(u, v);
        return (float) (h > 0 ? h + pose.liftMm(u, v) * Math.min(1, h) : 0);
    }

    /**
     * Any scene.
     *
     * @param heightMm of each place of the table, at least 0
     */
    static HeightField of(DoubleBinaryOperator heightMm, double cellMm) {
        int side = 2 * (int) Math.ceil(HALF_MM / cellMm) + 1;
        float[] height = new float[side * side];
        for (int r = 0; r < side; r++) {
            double y = (r - side / 2) * cellMm;
            for (int c = 0; c < side; c++) {
                height[r * side + c] = (float) heightMm.applyAsDouble((c - side / 2) * cellMm, y);
            }
        }
        return new HeightField(cellMm, side, height);
    }

    private HeightField(double cellMm, int side, float[] height) {
        this.cellMm = cellMm;
        this.side = side;
        this.height = height;
        float top = 0;
        for (float h : height) {
            top = Math.max(top, h);
        }
        this.max = top;
        this.perMm = 1 / cellMm;
        this.blockCells = (int) Math.ceil(BLOCK_MM / cellMm);
        this.blocks = side / blockCells + 1;
        this.roof = roof();
    }

    /** For each block of cells the greatest height in it and its eight neighbours. */
    private float[] roof() {
        float[] own = new float[blocks * blocks];
        for (int r = 0; r < side; r++) {
            for (int c = 0; c < side; c++) {
                int b = r / blockCells * blocks + c / blockCells;
                own[b] = Math.max(own[b], height[r * side + c]);
            }
        }
        float[] wide = new float[own.length];
        for (int r = 0; r < blocks; r++) {
            for (int c = 0; c < blocks; c++) {
                for (int j = Math.max(0, r - 1); j <= Math.min(blocks - 1, r + 1); j++) {
                    for (int i = Math.max(0, c - 1); i <= Math.min(blocks - 1, c + 1); i++) {
                        int b = r * blocks + c;
                        wide[b] = Math.max(wide[b], own[j * blocks + i]);
                    }
                }
            }
        }
        return wide;
    }

    /** Steps of one cell that {@link #roofAt} looks ahead. */
    int roofSteps() {
        // One less: interpolation reaches into the next cell.
        return blockCells - 1;
    }

    /** No height within {@link #roofSteps} cells around the place is greater. */
    double roofAt(double x, double y) {
        int c = (int) Sdf.clamp(x * perMm + side / 2, 0, side - 1);
        int r = (int) Sdf.clamp(y * perMm + side / 2, 0, side - 1);
        return roof[r / blockCells * blocks + c / blockCells];
    }

    /** Cells along a side of the grid; the middle one lies at (0, 0). */
    int side() {
        return side;
    }

    /** The heights, row by row; nobody may write to them. */
    float[] heights() {
        return height;
    }

    double cellMm() {
        return cellMm;
    }

    double maxMm() {
        return max;
    }

    /** Height at a place of the table. */
    double at(double x, double y) {
        return interpolate(height, x, y);
    }

    /** Share of the sky that a place sees past its surroundings, 0..1. */
    double skyAt(double x, double y) {
        if (sky == null) {
            sky = sky();
        }
        return interpolate(sky, x, y);
    }

    private double interpolate(float[] grid, double x, double y) {
        double gx = x * perMm + side / 2;
        double gy = y * perMm + side / 2;
        if (!(gx >= 0 && gy >= 0 && gx < side - 1 && gy < side - 1)) {
            return grid[0];
        }
        int c = (int) gx;
        int r = (int) gy;
        double fx = gx - c;
        double fy = gy - r;
        int i = r * side + c;
        double low = grid[i] + fx * (grid[i + 1] - grid[i]);
        double high = grid[i + side] + fx * (grid[i + side + 1] - grid[i + side]);
        return low + fy * (high - low);
    }

    /**
     * Ambient occlusion from how far the place lies below the mean of its surroundings, at two
     * scales: cheap, and close enough for matt parts under a dome light.
     */
    private float[] sky() {
        float[] near = blurred(height, 1.6);
        float[] far = blurred(height, 6);
        float[] open = new float[height.length];
        for (int i = 0; i < open.length; i++) {
            double a = Math.max(0, near[i] - height[i]) / 1.6;
            double b = Math.max(0, far[i] - height[i]) / 6;
            open[i] = (float) (1 / (1 + 0.55 * a + 1.1 * b));
        }
        return open;
    }

    /** Two box blurs of that radius, rows then columns. */
    private float[] blurred(float[] in, double radiusMm) {
        int r = Math.max(1, (int) Math.round(radiusMm / cellMm));
        float[] a = new float[in.length];
        float[] b = new float[in.length];
        boxRows(in, a, r);
        boxRows(a, b, r);
        boxColumns(b, a, r);
        boxColumns(a, b, r);
        return b;
    }

    private void boxRows(float[] in, float[] out, int r) {
        float scale = 1f / (2 * r + 1);
        for (int y = 0; y < side; y++) {
            int base = y * side;
            double sum = 0;
            for (int x = -r; x < side; x++) {
                sum += x + r < side ? in[base + x + r] : 0;
                sum -= x - r - 1 >= 0 ? in[base + x - r - 1] : 0;
                if (x >= 0) {
                    out[base + x] = (float) sum * scale;
                }
            }
        }
    }

    private void boxColumns(float[] in, float[] out, int r) {
        float scale = 1f / (2 * r + 1);
        double[] sum = new double[side];
        for (int y = -r; y < side; y++) {
            int add = y + r < side ? (y + r) * side : -1;
            int drop = y - r - 1 >= 0 ? (y - r - 1) * side : -1;
            for (int x = 0; x < side; x++) {
                sum[x] += add >= 0 ? in[add + x] : 0;
                sum[x] -= drop >= 0 ? in[drop + x] : 0;
            }
            if (y >= 0) {
                for (int x = 0; x < side; x++) {
                    out[y * side + x] = (float) sum[x] * scale;
                }
            }
        }
    }
}
