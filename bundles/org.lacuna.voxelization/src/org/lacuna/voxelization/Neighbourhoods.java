package org.lacuna.voxelization;

/**
 * Which points are near a given one. Immutable and thread-safe; the scratch memory lives in {@link
 * Search}, one for each thread.
 *
 * <p>Searches are exact and deterministic: the same question gives the same neighbours in the same
 * order.
 */
public interface Neighbourhoods {
    /** Number of points, those that cannot be found (invalid pixels) included. */
    int size();

    /** A new search; not thread-safe itself. */
    Search search();

    /** Asks for neighbours and holds the answer to the last question. */
    interface Search {
        /**
         * Finds the other points within the radius of a point: distance {@code <= radiusMm},
         * duplicates of the point included, the point itself not.
         *
         * @param point 0..size-1
         * @param radiusMm above 0
         * @return number of neighbours found; 0 when the point is invalid
         */
        int around(int point, double radiusMm);

        /**
         * Finds the other points nearest to a point, duplicates of the point included: nearest
         * first, of several at the same distance the one with the lower index.
         *
         * @param point 0..size-1
         * @param k how many, at least 1
         * @return number of neighbours found: k, or all others when there are fewer; 0 when the
         *     point is invalid
         */
        int nearest(int point, int k);

        /** Index of the k-th neighbour found last. */
        int neighbour(int k);

        /** Squared distance of the k-th neighbour found last, mm^2. */
        double squaredDistance(int k);
    }
}
