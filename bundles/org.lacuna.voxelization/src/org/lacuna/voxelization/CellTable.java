package org.lacuna.voxelization;

import java.util.Arrays;

/**
 * Numbers cells by their keys, from 1 on, in the order in which they are met, and counts. Where
 * there are not many more keys than points the key itself leads to the number; else a hash table
 * does, which takes three times as long.
 */
final class CellTable {
    /** Keys that an array may have room for, for each point. */
    private static final int KEYS_A_POINT = 4;

    private static final int FEW_KEYS = 4096;

    /** Points for each slot that the hash table begins with. */
    private static final int POINTS_A_SLOT = 4;

    private static final int FEWEST_BITS = 6;
    private static final int MOST_BITS_AT_FIRST = 16;

    /** Spreads keys over the hash table, whose highest bits name the slot. */
    private static final long SPREAD = 0x9e3779b97f4a7c15L;

    /** Slots of the hash table for each cell, at least: few cells then share a slot. */
    private static final int SLOTS_A_CELL = 3;

    /** Number of the cell of each key; null where there are too many keys. */
    private final int[] direct;

    private int bits;

    /** Key at each slot, and the number of its cell, 0 where the slot is empty. */
    private long[] slotKey;

    private int[] slotCell;

    /** By number. */
    private long[] keys = new long[1024];

    private int[] counts = new int[1024];

    private int size;

    /**
     * @param range keys are from 0 below this
     * @param points how many points there are to number
     */
    CellTable(long range, int points) {
        boolean few = range <= FEW_KEYS + KEYS_A_POINT * (long) points && range <= 1 << 30;
        this.direct = few ? new int[(int) range] : null;
        int log = 32 - Integer.numberOfLeadingZeros(points / POINTS_A_SLOT);
        this.bits = Math.clamp(log, FEWEST_BITS, MOST_BITS_AT_FIRST);
        this.slotKey = new long[few ? 0 : 1 << bits];
        this.slotCell = new int[slotKey.length];
    }

    /** Number of cells; the highest number. */
    int size() {
        return size;
    }

    /** Key of a cell. */
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
        if (direct == null) {
            return hashed(key);
        }
        int cell = direct[(int) key];
        if (cell == 0) {
            cell = add(key);
            direct[(int) key] = cell;
        }
        return cell;
    }

    private int hashed(long key) {
        int slot = slot(key);
        int cell = slotCell[slot];
        if (cell == 0) {
            cell = add(key);
            slotKey[slot] = key;
            slotCell[slot] = cell;
            if (SLOTS_A_CELL * (long) size > slotCell.length) {
                grow();
            }
        }
        return cell;
    }

    /** Where the key is, or belongs. */
    private int slot(long key) {
        int mask = slotKey.length - 1;
        int slot = (int) (key * SPREAD >>> 64 - bits);
        while (slotKey[slot] != key && slotCell[slot] != 0) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private int add(long key) {
        size++;
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, 2 * size);
            counts = Arrays.copyOf(counts, 2 * size);
        }
        keys[size] = key;
        return size;
    }

    private void grow() {
        bits++;
        slotKey = new long[1 << bits];
        slotCell = new int[1 << bits];
        for (int cell = 1; cell <= size; cell++) {
            int slot = slot(keys[cell]);
            slotKey[slot] = keys[cell];
            slotCell[slot] = cell;
        }
    }
}
