package org.lacuna.voxelization;

/**
 * Neighbours among unorganized points, by a hash of cubic cells. Building is O(n); a search looks
 * at the cells that the ball touches, so it is fastest when the cell is about as large as the
 * radius asked for, and right for every radius.
 */
public final class VoxelNeighbourhoods implements Neighbourhoods {
    private final CellIndex cells;

    /** Coordinates in the order of the cells: a cell is one run of memory. */
    private final float[] x;

    private final float[] y;
    private final float[] z;

    /** Place of each point in that order. */
    private final int[] place;

    /**
     * @param x finite coordinates, millimetres; copied
     * @param cellMm edge of a cell, above 0; best the radius to be asked for
     */
    public VoxelNeighbourhoods(float[] x, float[] y, float[] z, double cellMm) {
        if (!(cellMm > 0)) {
            throw new IllegalArgumentException("cellMm: " + cellMm + ", expected above 0");
        }
        int n = x.length;
        this.cells = new CellIndex(x, y, z, n, cellMm);
        this.x = new float[n];
        this.y = new float[n];
        this.z = new float[n];
        this.place = new int[n];
        for (int k = 0; k < n; k++) {
            int i = cells.order[k];
            this.x[k] = x[i];
            this.y[k] = y[i];
            this.z[k] = z[i];
            place[i] = k;
        }
    }

    @Override
    public int size() {
        return x.length;
    }

    /** As {@link Neighbourhoods#search}, with searches around places where no point is. */
    @Override
    public VoxelSearch search() {
        return new VoxelSearch();
    }

    /** Searches around points and around places. */
    public final class VoxelSearch implements Search {
        private final NeighbourList found = new NeighbourList();
        private int[] touched = new int[64];

        private VoxelSearch() {}

        @Override
        public int around(int point, double radiusMm) {
            int k = place[point];
            return find(x[k], y[k], z[k], radiusMm, point);
        }

        /**
         * Finds the points within the radius of a place.
         *
         * @return number found
         */
        public int within(double xMm, double yMm, double zMm, double radiusMm) {
            return find(xMm, yMm, zMm, radiusMm, -1);
        }

        /**
         * The point nearest to a place; of several the one with the lowest index. -1 when there are
         * no points. Overwrites the answer to the last question.
         */
        public int nearest(double xMm, double yMm, double zMm) {
            if (x.length == 0) {
                return -1;
            }
            double radius = cells.sizeMm;
            while (find(xMm, yMm, zMm, radius, -1) == 0) {
                radius *= 2;
            }
            int best = 0;
            for (int k = 1; k < found.count; k++) {
                if (found.squared[k] < found.squared[best]
                        || (found.squared[k] == found.squared[best]
                                && found.index[k] < found.index[best])) {
                    best = k;
                }
            }
            return found.index[best];
        }

        private int find(double px, double py, double pz, double radiusMm, int except) {
            NeighbourList.checkRadius(radiusMm);
            if (!Double.isFinite(px + py + pz)) {
                throw new IllegalArgumentException(
                        "place: (" + px + ", " + py + ", " + pz + "), expected finite");
            }
            found.count = 0;
            int most = cells.maxCellsIn(2 * radiusMm);
            if (touched.length < most) {
                touched = new int[most];
            }
            int n =
                    cells.cellsIn(
                            px - radiusMm,
                            py - radiusMm,
                            pz - radiusMm,
                            px + radiusMm,
                            py + radiusMm,
                            pz + radiusMm,
                            touched);
            double limit = radiusMm * radiusMm;
            for (int t = 0; t < n; t++) {
                int end = cells.start[touched[t] + 1];
                for (int k = cells.start[touched[t]]; k < end; k++) {
                    double dx = x[k] - px;
                    double dy = y[k] - py;
                    double dz = z[k] - pz;
                    double d = dx * dx + dy * dy + dz * dz;
                    if (d <= limit && cells.order[k] != except) {
                        found.add(cells.order[k], d);
                    }
                }
            }
            return found.count;
        }

        @Override
        public int neighbour(int k) {
            return found.index[k];
        }

        @Override
        public double squaredDistance(int k) {
            return found.squared[k];
        }
    }
}
