package org.lacuna.voxelization;

import java.util.Arrays;

/** The growing answer of a search. */
final class NeighbourList {
    int count;
    int[] index = new int[64];
    double[] squared = new double[64];

    void add(int point, double squaredDistance) {
        if (count == index.length) {
            index = Arrays.copyOf(index, 2 * count);
            squared = Arrays.copyOf(squared, 2 * count);
        }
        index[count] = point;
        squared[count++] = squaredDistance;
    }

    static void checkRadius(double radiusMm) {
        if (!(radiusMm > 0)) {
            throw new IllegalArgumentException("radiusMm: " + radiusMm + ", expected above 0");
        }
    }
}
