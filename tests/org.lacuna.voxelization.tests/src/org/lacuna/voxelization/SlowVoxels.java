package org.lacuna.voxelization;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The definition of {@link DynamicVoxelizer}, point by point, by maps: for coordinates that are
 * multiples of 2^-14 of s_max, which its fixed point can hold.
 */
final class SlowVoxels {
    /** For each point left: its place, how many points it stands for, whether it is on an edge. */
    final double[][] place;

    final int[] count;
    final boolean[] edge;

    /** For each source entry its point. */
    final int[] pointOf;

    private record Key(long x, long y, long z) {
        static Key of(double[] p, double[] corner, double cellsAMm) {
            return new Key(
                    (long) Math.floor((p[0] - corner[0]) * cellsAMm),
                    (long) Math.floor((p[1] - corner[1]) * cellsAMm),
                    (long) Math.floor((p[2] - corner[2]) * cellsAMm));
        }
    }

    private record Voxel(Key cell, Key part) {}

    /**
     * @param response of the entries; null where edges are not looked for
     * @param threshold above which they are edge points
     */
    SlowVoxels(
            Points points,
            double minMm,
            double maxMm,
            double alpha,
            float[] response,
            double threshold,
            EdgeRetention edges) {
        double[] low = new double[3];
        Arrays.fill(low, Double.POSITIVE_INFINITY);
        for (int i = 0; i < points.size(); i++) {
            for (int k = 0; k < 3 && points.isValid(i); k++) {
                low[k] = Math.min(low[k], at(points, i)[k]);
            }
        }
        Map<Key, Integer> cells = new HashMap<>();
        for (int i = 0; i < points.size(); i++) {
            if (points.isValid(i)) {
                cells.merge(Key.of(at(points, i), low, 1 / maxMm), 1, Integer::sum);
            }
        }
        int[] counts = cells.values().stream().mapToInt(c -> c).sorted().toArray();
        Map<Voxel, Integer> numbers = new LinkedHashMap<>();
        this.pointOf = new int[points.size()];
        for (int i = 0; i < points.size(); i++) {
            pointOf[i] = -1;
            if (points.isValid(i)) {
                double[] p = at(points, i);
                Key cell = Key.of(p, low, 1 / maxMm);
                int n = cells.get(cell);
                double density = n / (double) counts[counts.length / 2];
                double size = minMm + (maxMm - minMm) * Math.exp(-alpha * density);
                double[] corner = {
                    low[0] + cell.x * maxMm, low[1] + cell.y * maxMm, low[2] + cell.z * maxMm
                };
                // A voxel with one point in its cell is that point, however it is cut.
                double cuts = n == 1 ? 1 : Math.round(maxMm / size);
                Voxel voxel = new Voxel(cell, Key.of(p, corner, cuts / maxMm));
                pointOf[i] = numbers.computeIfAbsent(voxel, v -> numbers.size());
            }
        }
        int voxels = numbers.size();
        int[] strongest = new int[voxels];
        Arrays.fill(strongest, -1);
        boolean[] isEdge = new boolean[points.size()];
        for (int i = 0; i < points.size() && edges != EdgeRetention.NONE; i++) {
            if (pointOf[i] >= 0 && response[i] > threshold) {
                isEdge[i] = true;
                int best = strongest[pointOf[i]];
                strongest[pointOf[i]] = best < 0 || response[i] > response[best] ? i : best;
            }
        }
        double[][] sums = new double[points.size()][];
        int[] members = new int[points.size()];
        boolean[] onEdge = new boolean[points.size()];
        int left = voxels;
        for (int i = 0; i < points.size(); i++) {
            if (pointOf[i] < 0) {
                continue;
            }
            int v = pointOf[i];
            double[] p = at(points, i);
            if (edges == EdgeRetention.ALL && isEdge[i] && strongest[v] != i) {
                pointOf[i] = left;
                sums[left] = p;
                members[left] = 1;
                onEdge[left++] = true;
                continue;
            }
            members[v]++;
            if (strongest[v] >= 0) {
                onEdge[v] = true;
                sums[v] = at(points, strongest[v]);
                continue;
            }
            sums[v] = sums[v] == null ? new double[3] : sums[v];
            for (int k = 0; k < 3; k++) {
                sums[v][k] += p[k];
            }
        }
        this.place = new double[left][3];
        for (int p = 0; p < left; p++) {
            for (int k = 0; k < 3; k++) {
                place[p][k] = sums[p][k] / (onEdge[p] ? 1 : members[p]);
            }
        }
        this.count = Arrays.copyOf(members, left);
        this.edge = Arrays.copyOf(onEdge, left);
    }

    private static double[] at(Points points, int i) {
        return new double[] {points.x()[i], points.y()[i], points.z()[i]};
    }
}
