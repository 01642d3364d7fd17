package org.lacuna.synthesis.internal;

import java.util.Arrays;

/**
 * Tells lines from crumbs: points on edges hang together where they lie within two cells of each
 * other on a square grid.
 */
final class EdgeChains {
    private static final int REACH = 2;
    private static final int TAKEN = -1;

    private final int side;
    private final double cellMm;

    /** For each cell whether a point lies there, and then the number of its chain, from 1. */
    private final int[] chain;

    private int[] stack = new int[1024];
    private int stacked;

    /**
     * @param side cells along a side of the grid; the middle one lies at (0, 0)
     */
    EdgeChains(int side, double cellMm) {
        this.side = side;
        this.cellMm = cellMm;
        this.chain = new int[side * side];
    }

    /** The points whose chain is at least that long, in their order. */
    EdgeList longerThan(double leastMm, EdgeList edges) {
        for (int i = 0; i < edges.count; i++) {
            chain[cell(edges, i)] = TAKEN;
        }
        int chains = 0;
        for (int cell = 0; cell < chain.length; cell++) {
            if (chain[cell] == TAKEN) {
                follow(cell, ++chains);
            }
        }
        double[] length = new double[chains + 1];
        for (int i = 0; i < edges.count; i++) {
            length[chain[cell(edges, i)]] += edges.lengthMm[i];
        }
        EdgeList kept = new EdgeList();
        for (int i = 0; i < edges.count; i++) {
            if (length[chain[cell(edges, i)]] >= leastMm) {
                kept.add(edges.x[i], edges.y[i], edges.z[i], edges.lengthMm[i]);
            }
        }
        return kept;
    }

    private int cell(EdgeList edges, int i) {
        return place(edges.y[i]) * side + place(edges.x[i]);
    }

    private int place(double mm) {
        return (int) Sdf.clamp(Math.rint(mm / cellMm) + side / 2, 0, side - 1);
    }

    private void follow(int from, int number) {
        push(from, number);
        while (stacked > 0) {
            int cell = stack[--stacked];
            int row = cell / side;
            int column = cell % side;
            for (int r = Math.max(0, row - REACH); r <= Math.min(side - 1, row + REACH); r++) {
                for (int c = Math.max(0, column - REACH);
                        c <= Math.min(side - 1, column + REACH);
                        c++) {
                    if (chain[r * side + c] == TAKEN) {
                        push(r * side + c, number);
                    }
                }
            }
        }
    }

    private void push(int cell, int number) {
        chain[cell] = number;
        if (stacked == stack.length) {
            stack = Arrays.copyOf(stack, 2 * stacked);
        }
        stack[stacked++] = cell;
    }
}
