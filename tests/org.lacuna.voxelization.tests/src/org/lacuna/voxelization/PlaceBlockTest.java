package org.lacuna.voxelization;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lacuna.core.SeededRandom;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

class PlaceBlockTest {
    private static final int LONGEST = 128;

    /** A walk that stays in its cell for some points, with gaps. */
    private static Points walk(int n) {
        SeededRandom random = new SeededRandom(n);
        float[][] p = new float[3][n];
        for (int i = 1; i < n; i++) {
            for (float[] axis : p) {
                axis[i] = axis[i - 1] + (float) random.uniform(-0.2, 0.25);
            }
        }
        for (int i = 0; i < n; i++) {
            if (random.uniform(0, 1) < 0.1) {
                Arrays.stream(p).forEach(axis -> axis[(int) random.uniform(0, n)] = Float.NaN);
            }
        }
        for (int i = 0; i < n; i++) {
            if (Float.isNaN(p[0][i] + p[1][i] + p[2][i])) {
                p[0][i] = Float.NaN;
                p[1][i] = Float.NaN;
                p[2][i] = Float.NaN;
            }
        }
        return new Points(p[0], p[1], p[2]);
    }

    private static PlaceBlock loaded(Points points) {
        PlaceBlock block = new PlaceBlock(new Lattice(points, 1));
        block.load(points, 0, points.size());
        return block;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 127, 128, 129, 500, PlaceBlock.SIZE})
    void runsOfCells_anyBlock_endWhereCellsChange(int n) {
        Points points = walk(n);
        PlaceBlock block = loaded(points);
        List<Integer> expected = new ArrayList<>();
        for (int i = 1; i <= n; i++) {
            boolean last = i == n || i % LONGEST == 0;
            if (last || cell(block, points, i - 1) != cell(block, points, i)) {
                expected.add(i);
            }
        }
        int[] end = new int[3 + n];
        int runs = block.runsOfCells(end, 3);
        assertEquals(expected, Arrays.stream(end, 3, 3 + runs).boxed().toList());
        assertTrue(n < 100 || runs > LONGEST / 8, "runs: " + runs);
    }

    private static long cell(PlaceBlock block, Points points, int i) {
        return points.isValid(i) ? block.key(i) : -1;
    }

    @Test
    void runsOf_numbers_endWhereTheyChange() {
        PlaceBlock block = loaded(walk(6));
        int[] end = new int[6];
        assertEquals(3, block.runsOf(new int[] {7, 7, 0, -1, -1, -1, 5}, end, 0));
        assertArrayEquals(new int[] {2, 3, 6}, Arrays.copyOf(end, 3));
    }

    @Test
    void sum_longestRunsOfLargestFractions_doNotOverflow() {
        int n = PlaceBlock.SIZE;
        float[] p = new float[n];
        Arrays.fill(p, Math.nextDown(1f));
        p[0] = 0;
        PlaceBlock block = loaded(new Points(p, p, p));
        block.addUp();
        int largest = (1 << Lattice.MOST_FRACTION_BITS) - 1;
        for (int from = LONGEST; from < n; from += LONGEST) {
            long sum = block.sum(from, from + LONGEST);
            assertEquals(LONGEST * largest, PlaceBlock.sumX(sum));
            assertEquals(LONGEST * largest, PlaceBlock.sumY(sum));
            assertEquals(LONGEST * largest, PlaceBlock.sumZ(sum));
        }
    }

    @Test
    void sum_anyRun_isThatOfItsFractions() {
        Points points = walk(300);
        PlaceBlock block = loaded(points);
        block.addUp();
        int[] end = new int[300];
        int runs = block.runsOfCells(end, 0);
        int start = 0;
        int mask = (1 << Lattice.MOST_FRACTION_BITS) - 1;
        for (int run = 0; run < runs; run++) {
            int[] sums = new int[3];
            for (int i = start; i < end[run]; i++) {
                sums[0] += block.x[i] & mask;
                sums[1] += block.y[i] & mask;
                sums[2] += block.z[i] & mask;
            }
            if (points.isValid(start)) {
                long sum = block.sum(start, end[run]);
                int[] found = {PlaceBlock.sumX(sum), PlaceBlock.sumY(sum), PlaceBlock.sumZ(sum)};
                assertArrayEquals(sums, found);
            }
            start = end[run];
        }
    }

    @Test
    void within_anyPoint_isItsSubVoxel() {
        Points points = walk(200);
        PlaceBlock block = loaded(points);
        SeededRandom random = new SeededRandom(3);
        int[] cuts = new int[200];
        Arrays.setAll(cuts, i -> 1 + (int) random.uniform(0, 16));
        int[] result = new int[200];
        block.within(cuts, result);
        double cell = 1 << Lattice.MOST_FRACTION_BITS;
        for (int i = 0; i < 200; i++) {
            if (points.isValid(i)) {
                int x = (int) (block.x[i] % cell / cell * cuts[i]);
                int y = (int) (block.y[i] % cell / cell * cuts[i]);
                int z = (int) (block.z[i] % cell / cell * cuts[i]);
                assertEquals((z * cuts[i] + y) * cuts[i] + x, result[i]);
            }
        }
    }
}
