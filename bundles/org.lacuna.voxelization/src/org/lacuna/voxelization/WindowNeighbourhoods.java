package org.lacuna.voxelization;

import org.lacuna.core.OrganizedCloud;

/**
 * Neighbours on the grid of an organized cloud: the points within the radius whose pixels lie in a
 * square window around the point's pixel. Points are numbered by pixel. O(window) a search and no
 * index to build.
 *
 * <p>Exact with respect to that window: as long as no two pixels further apart than {@code reachPx}
 * are nearer in space than the radius (or the k-th neighbour), it finds what a search in space
 * finds. {@link SurfaceNormals} and {@link EdgeResponse} do not search: they go along links.
 */
public final class WindowNeighbourhoods implements Neighbourhoods {
    private final OrganizedCloud cloud;
    private final int reachPx;

    /**
     * @param reachPx half-width of the window, at least 1; {@code radius / smallest grid spacing}
     *     loses nothing
     */
    public WindowNeighbourhoods(OrganizedCloud cloud, int reachPx) {
        if (reachPx < 1) {
            throw new IllegalArgumentException("reachPx: " + reachPx + ", expected at least 1");
        }
        this.cloud = cloud;
        this.reachPx = reachPx;
    }

    @Override
    public int size() {
        return cloud.size();
    }

    @Override
    public Search search() {
        return new WindowSearch();
    }

    private final class WindowSearch implements Search {
        private final NeighbourList found = new NeighbourList();

        @Override
        public int around(int point, double radiusMm) {
            NeighbourList.checkRadius(radiusMm);
            found.count = 0;
            if (!cloud.isValid(point)) {
                return 0;
            }
            int column = point % cloud.width();
            int row = point / cloud.width();
            double px = cloud.x()[point];
            double py = cloud.y()[point];
            double pz = cloud.z()[point];
            double limit = radiusMm * radiusMm;
            for (int r = Math.max(0, row - reachPx);
                    r <= Math.min(cloud.height() - 1, row + reachPx);
                    r++) {
                for (int c = Math.max(0, column - reachPx);
                        c <= Math.min(cloud.width() - 1, column + reachPx);
                        c++) {
                    int q = r * cloud.width() + c;
                    double dx = cloud.x()[q] - px;
                    double dy = cloud.y()[q] - py;
                    double dz = cloud.z()[q] - pz;
                    double d = dx * dx + dy * dy + dz * dz;
                    if (d <= limit && q != point) {
                        found.add(q, d);
                    }
                }
            }
            return found.count;
        }

        @Override
        public int nearest(int point, int k) {
            NeighbourList.checkCount(k);
            around(point, Double.POSITIVE_INFINITY);
            found.keepNearest(k);
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
