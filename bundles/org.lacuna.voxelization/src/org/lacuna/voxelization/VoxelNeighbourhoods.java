package org.lacuna.voxelization;

/**
 * Neighbours among unorganized points, by a hash of cubic cells. Building is O(n); a search looks
 * at the cells that the ball touches, so it is fastest when the cell is about as large as the
 * radius asked for, and right for every radius.
 *
 * <p>The k nearest are looked for in growing shells of cells, fastest when a cell holds some of
 * them. Where cells are so small that many are empty, or so large that they hold far more, a {@link
 * KdTree} answers instead, built by the first search that needs it.
 */
public final class VoxelNeighbourhoods implements Neighbourhoods {
    /** Shells to look into before the cells count as too small: 125 cells. */
    private static final int MOST_SHELLS = 3;

    /** Points to look at before the cells count as too large: so many, and so many times k. */
    private static final int SOME_POINTS = 256;

    private static final int POINTS_EACH = 16;

    private final CellIndex cells;

    /** Coordinates in the order of the cells: a cell is one run of memory. */
    private final float[] x;

    private final float[] y;
    private final float[] z;

    /** Place of each point in that order. */
    private final int[] place;

    /** Null until needed. */
    private volatile KdTree tree;

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

    private KdTree tree() {
        if (tree == null) {
            synchronized (cells) {
                if (tree == null) {
                    tree = new KdTree(new Points(restored(x), restored(y), restored(z)));
                }
            }
        }
        return tree;
    }

    /** Coordinates in the order in which the points were given. */
    private float[] restored(float[] ordered) {
        float[] given = new float[ordered.length];
        for (int i = 0; i < given.length; i++) {
            given[i] = ordered[place[i]];
        }
        return given;
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

        /** Points in the shells so far, and how many may be. */
        private long seen;

        private long most;

        /** Null until needed. */
        private KdTree.TreeSearch treeSearch;

        private VoxelSearch() {}

        @Override
        public int around(int point, double radiusMm) {
            int k = place[point];
            return find(x[k], y[k], z[k], radiusMm, point);
        }

        @Override
        public int nearest(int point, int k) {
            NeighbourList.checkCount(k);
            if (!nearestInShells(point, k)) {
                nearestByTree(point, k);
            }
            return found.count;
        }

        /** False when the cells do not fit the question. */
        private boolean nearestInShells(int point, int k) {
            found.count = 0;
            seen = 0;
            most = SOME_POINTS + (long) POINTS_EACH * k;
            for (int shell = 0; shell < MOST_SHELLS; shell++) {
                offerShell(point, shell, k);
                if (seen > most) {
                    return false;
                }
                double reach = reach(point, shell);
                if (seen == x.length || (reach > 0 && found.limit(k) < reach * reach)) {
                    found.sort();
                    return true;
                }
            }
            return false;
        }

        /**
         * Offers the points of the cells that are so many cells away, in one direction at least.
         */
        private void offerShell(int point, int shell, int k) {
            int own = cells.cellOf[point];
            int column = cells.column(own);
            for (int dl = -shell; dl <= shell; dl++) {
                for (int dr = -shell; dr <= shell; dr++) {
                    boolean face = Math.max(Math.abs(dl), Math.abs(dr)) == shell;
                    int step = face ? 1 : 2 * shell;
                    for (int dc = -shell; dc <= shell; dc += step) {
                        int row = cells.row(own) + dr;
                        offerCell(cells.cell(column + dc, row, cells.layer(own) + dl), point, k);
                    }
                }
            }
        }

        private void offerCell(int cell, int point, int k) {
            if (cell < 0) {
                return;
            }
            int end = cells.start[cell + 1];
            seen += end - cells.start[cell];
            if (seen > most) {
                return;
            }
            int p = place[point];
            for (int q = cells.start[cell]; q < end; q++) {
                double dx = (double) x[q] - x[p];
                double dy = (double) y[q] - y[p];
                double dz = (double) z[q] - z[p];
                double d = dx * dx + dy * dy + dz * dz;
                if (d <= found.limit(k) && q != p) {
                    found.offer(cells.order[q], d, k);
                }
            }
        }

        /** Nothing outside the shell is as near as this to the point; may be below 0. */
        private double reach(int point, int shell) {
            int own = cells.cellOf[point];
            int p = place[point];
            double wall = wall(x[p] - cells.minX, cells.column(own), shell);
            wall = Math.min(wall, wall(y[p] - cells.minY, cells.row(own), shell));
            wall = Math.min(wall, wall(z[p] - cells.minZ, cells.layer(own), shell));
            return wall - CellIndex.HAIR * cells.sizeMm; // rounding of the cell's coordinates
        }

        private double wall(double at, int cell, int shell) {
            double size = cells.sizeMm;
            return Math.min(at - (cell - shell) * size, (cell + shell + 1.0) * size - at);
        }

        private void nearestByTree(int point, int k) {
            if (treeSearch == null) {
                treeSearch = tree().search();
            }
            found.count = 0;
            int n = treeSearch.nearest(point, k);
            for (int i = 0; i < n; i++) {
                found.add(treeSearch.neighbour(i), treeSearch.squaredDistance(i));
            }
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
            NeighbourList.checkPlace(px, py, pz);
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
