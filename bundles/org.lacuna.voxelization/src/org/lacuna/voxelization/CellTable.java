package org.lacuna.voxelization;

import java.util.Arrays;

/**
 * Numbers cells by their keys, from 1 on, in the order in which they are met, and counts. The upper
 * bits of a key name a page, the lower ones a place on it, and only pages with cells take memory.
 * Where there would be too many pages a hash table takes over, which is two times slower.
 */
final class CellTable {
    /** Bits of a key that name a place on a page. */
    static final int PAGE_BITS = 6;

    private static final int PLACE = (1 << PAGE_BITS) - 1;

    /** How many pages there may be keys for, besides one for each point. */
    private static final int FEW_PAGES = 4096;

    /** Pages with cells: so many and one for so many points at most. */
    private static final int LEAST_PAGES = 16;

    private static final int POINTS_A_PAGE = 16;

    /** Points for each slot that the hash table begins with. */
    private static final int POINTS_A_SLOT = 4;

    private static final int FEWEST_BITS = 6;
    private static final int MOST_BITS_AT_FIRST = 16;

    /** Spreads keys over the hash table, whose highest bits name the slot. */
    private static final long SPREAD = 0x9e3779b97f4a7c15L;

    /** Slots of the hash table for each cell, at least: few cells then share a slot. */
    private static final int SLOTS_A_CELL = 3;

    /** For each page key where the page is, 0 for none; null where cells are hashed. */
    private int[] pageOf;

    /** Number of the cell at each place of each page; page 0 stays empty. */
    private int[] pages;

    private int pageCount = 1;
    private final int mostPages;

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
        long pageKeys = (range >> PAGE_BITS) + 1;
        boolean few = pageKeys <= FEW_PAGES + (long) points;
        this.mostPages = LEAST_PAGES + points / POINTS_A_PAGE;
        int log = 32 - Integer.numberOfLeadingZeros(points / POINTS_A_SLOT);
        this.bits = Math.clamp(log, FEWEST_BITS, MOST_BITS_AT_FIRST);
        if (few) {
            this.pageOf = new int[(int) pageKeys];
            this.pages = new int[LEAST_PAGES + points / POINTS_A_PAGE / 4 << PAGE_BITS];
        } else {
            hash();
        }
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
        if (pageOf == null) {
            return hashed(key);
        }
        int page = pageOf[(int) (key >> PAGE_BITS)];
        int cell = pages[page << PAGE_BITS | (int) key & PLACE];
        return cell == 0 ? write(key, page) : cell;
    }

    /** Numbers a new key. */
    private int write(long key, int page) {
        int to = page;
        if (page == 0) {
            if (pageCount == mostPages) {
                pageOf = null;
                pages = null;
                hash();
                return hashed(key);
            }
            to = pageCount++;
            pageOf[(int) (key >> PAGE_BITS)] = to;
            if (pageCount << PAGE_BITS > pages.length) {
                pages = Arrays.copyOf(pages, 2 * pages.length);
            }
        }
        int cell = add(key);
        pages[to << PAGE_BITS | (int) key & PLACE] = cell;
        return cell;
    }

    /** Number of the cell with this key; 0 where there is none. */
    int find(long key) {
        return pageOf == null
                ? slotCell[slot(key)]
                : pages[pageOf[(int) (key >> PAGE_BITS)] << PAGE_BITS | (int) key & PLACE];
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
        hash();
    }

    /** Makes the hash table, with all cells there are. */
    private void hash() {
        while (SLOTS_A_CELL * (long) size > 1 << bits) {
            bits++;
        }
        slotKey = new long[1 << bits];
        slotCell = new int[1 << bits];
        for (int cell = 1; cell <= size; cell++) {
            int slot = slot(keys[cell]);
            slotKey[slot] = keys[cell];
            slotCell[slot] = cell;
        }
    }
}
