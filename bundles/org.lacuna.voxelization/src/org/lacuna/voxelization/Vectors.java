package org.lacuna.voxelization;

import java.util.Arrays;

/** Growing list of vectors, one array for each component, as loops that vectorize want them. */
final class Vectors {
    float[] x;
    float[] y;
    float[] z;

    Vectors(int capacity) {
        x = new float[capacity];
        y = new float[capacity];
        z = new float[capacity];
    }

    /** Makes room for n vectors; those there are stay. */
    void grow(int n) {
        x = Arrays.copyOf(x, n);
        y = Arrays.copyOf(y, n);
        z = Arrays.copyOf(z, n);
    }

    /** Sets vectors {@code from .. to - 1} to one value. */
    void fill(int from, int to, float vx, float vy, float vz) {
        Arrays.fill(x, from, to, vx);
        Arrays.fill(y, from, to, vy);
        Arrays.fill(z, from, to, vz);
    }

    /** Copies n vectors, those of the source from one number on to those from another on. */
    void copy(float[] sx, float[] sy, float[] sz, int from, int at, int n) {
        System.arraycopy(sx, from, x, at, n);
        System.arraycopy(sy, from, y, at, n);
        System.arraycopy(sz, from, z, at, n);
    }
}
