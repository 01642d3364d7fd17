package org.lacuna.synthesis.internal;

import java.util.Arrays;

/** Growing list of points on edges, world coordinates in millimetres. */
final class EdgeList {
    int count;
    double[] x = new double[4096];
    double[] y = new double[4096];
    double[] z = new double[4096];
    double[] lengthMm = new double[4096];

    void add(double px, double py, double pz, double length) {
        if (count == x.length) {
            x = Arrays.copyOf(x, 2 * count);
            y = Arrays.copyOf(y, 2 * count);
            z = Arrays.copyOf(z, 2 * count);
            lengthMm = Arrays.copyOf(lengthMm, 2 * count);
        }
        x[count] = px;
        y[count] = py;
        z[count] = pz;
        lengthMm[count++] = length;
    }

    double totalMm() {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += lengthMm[i];
        }
        return sum;
    }
}
