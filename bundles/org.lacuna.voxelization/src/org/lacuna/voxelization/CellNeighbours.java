package org.lacuna.voxelization;

import java.util.Arrays;

/**
 * Neighbours within a fixed radius of the points of one cell after the other: what lies in and
 * around the cell is gathered once, and each of its points looks it through in a straight line.
 * Three times as fast as a search of its own for every point. Scratch memory of one thread.
 */
final class CellNeighbours {
    private final SurfacePoints points;
    private final CellIndex cells;
    private final double radiusMm;
    private final float limit;
    private int[] touched = new int[64];

    /** Points of the cells around, those with a normal. */
    private int candidates;

    private int[] id = new int[256];
    private float[] x = new float[256];
    private float[] y = new float[256];
    private float[] z = new float[256];
    private float[] squared = new float[256];

    /** The answer: neighbours of the point asked for last, and their squared distances. */
    int count;

    int[] neighbour = new int[256];
    float[] distance = new float[256];

    /**
     * @param cells of the points; best with cells as large as the radius
     */
    CellNeighbours(SurfacePoints points, CellIndex cells, double radiusMm) {
        this.points = points;
        this.cells = cells;
        this.radiusMm = radiusMm;
        this.limit = (float) (radiusMm * radiusMm);
    }

    /** Gathers what lies within the radius of any place in a cell. */
    void enter(int cell) {
        double x0 = cells.minX + cells.column(cell) * cells.sizeMm;
        double y0 = cells.minY + cells.row(cell) * cells.sizeMm;
        double z0 = cells.minZ + cells.layer(cell) * cells.sizeMm;
        int most = cells.maxCellsIn(cells.sizeMm + 2 * radiusMm);
        if (touched.length < most) {
            touched = new int[most];
        }
        int n =
                cells.cellsIn(
                        x0 - radiusMm,
                        y0 - radiusMm,
                        z0 - radiusMm,
                        x0 + cells.sizeMm + radiusMm,
                        y0 + cells.sizeMm + radiusMm,
                        z0 + cells.sizeMm + radiusMm,
                        touched);
        candidates = 0;
        for (int t = 0; t < n; t++) {
            int from = cells.start[touched[t]];
            int to = cells.start[touched[t] + 1];
            reserve(candidates + to - from);
            for (int k = from; k < to; k++) {
                int p = cells.order[k];
                if (points.hasNormal(p)) {
                    id[candidates] = p;
                    x[candidates] = points.x()[p];
                    y[candidates] = points.y()[p];
                    z[candidates++] = points.z()[p];
                }
            }
        }
    }

    private void reserve(int n) {
        if (id.length < n) {
            int length = Math.max(n, 2 * id.length);
            id = Arrays.copyOf(id, length);
            x = Arrays.copyOf(x, length);
            y = Arrays.copyOf(y, length);
            z = Arrays.copyOf(z, length);
            squared = new float[length];
            neighbour = new int[length];
            distance = new float[length];
        }
    }

    /** Finds the neighbours of a point of the cell entered; points at the same place are none. */
    void around(int point) {
        measure(candidates, x, y, z, points.x()[point], points.y()[point], points.z()[point]);
        int n = 0;
        for (int k = 0; k < candidates; k++) {
            float d = squared[k];
            neighbour[n] = id[k];
            distance[n] = d;
            // Without a branch: whether a candidate is near enough cannot be predicted.
            int near = d <= limit ? 1 : 0;
            int apart = d > 0 ? 1 : 0;
            n += near & apart;
        }
        count = n;
    }

    private void measure(int n, float[] x, float[] y, float[] z, float px, float py, float pz) {
        float[] result = squared;
        for (int k = 0; k < n; k++) {
            float dx = x[k] - px;
            float dy = y[k] - py;
            float dz = z[k] - pz;
            result[k] = dx * dx + dy * dy + dz * dz;
        }
    }
}
