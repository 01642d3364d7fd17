package org.lacuna.voxelization;

import java.util.Arrays;

/** Numbers cells by their keys, from 0 on, in the order in which they are met, and counts. */
final class CellTable {
    /** Spreads keys over the table, whose highest bits name the slot. */
    private static final long SPREAD = 0x9e3779b97f4a7c15L;

    private int bits = 12;

    /** Number of the cell at each slot, plus 1. */
    private int[] slots = new int[1 << bits];

    private long[] keys = new long[1 << bits - 1];
    private int[] counts = new int[1 << bits - 1];
    private int size;

    int size() {
        return size;
    }

    long key(int cell) {
        return keys[cell];
    }

    int count(int cell) {
        return counts[cell];
    }

    /** Adds to a cell's count. */
    void raise(int cell, int by) {
        counts[cell] += by;
    }

    /** Number of the cell with this key, a new one for a new key. */
    int number(long key) {
        int mask = slots.length - 1;
        int slot = (int) (key * SPREAD >>> 64 - bits);
        int found = slots[slot];
        while (found != 0 && keys[found - 1] != key) {
            slot = slot + 1 & mask;
            found = slots[slot];
        }
        if (found == 0) {
            found = insert(slot, key);
        }
        return found - 1;
    }

    private int insert(int slot, long key) {
        if (size == keys.length) {
            grow();
            return number(key) + 1;
        }
        keys[size++] = key;
        slots[slot] = size;
        return size;
    }

    private void grow() {
        bits++;
        slots = new int[1 << bits];
        keys = Arrays.copyOf(keys, 2 * keys.length);
        counts = Arrays.copyOf(counts, 2 * counts.length);
        for (int c = 0; c < size; c++) {
            int slot = (int) (keys[c] * SPREAD >>> 64 - bits);
            while (slots[slot] != 0) {
                slot = slot + 1 & slots.length - 1;
            }
            slots[slot] = c + 1;
        }
    }
}
