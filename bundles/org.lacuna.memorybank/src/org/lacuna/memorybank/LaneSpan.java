package org.lacuna.memorybank;

import java.util.Arrays;

/**
 * Where a loop over the queries of a tile begins and ends, for four arrays of results.
 *
 * <p>C2 goes through a loop one by one until it comes to a line of the cache, then 16 at once, and
 * through what is left one by one again; one costs as much as 16 at once. A loop that begins right
 * before a line and ends with one is up to a quarter faster than one that does not. Where lines are
 * is not for Java to know, and the collector may move the arrays. So some calls, on work that is to
 * be done anyway, try the places in turn, and the fastest is kept for a while. Results do not
 * depend on it: the arrays have room on both sides, and what comes to lie there is not used.
 *
 * <p>Working memory of one thread.
 */
final class LaneSpan {
    /** Room before the first query. */
    static final int LEAD = 16;

    /** Floats of a line of the cache. */
    private static final int LINE = 16;

    /** Objects lie at multiples of two floats. */
    private static final int STEP = 2;

    private static final int PLACES = LINE / STEP;

    /** Tries of each place; the best counts, since any may be disturbed. */
    private static final int ROUNDS = 3;

    /** Calls until the places are tried again. */
    private static final int KEPT = 1024;

    private final long[] least = new long[PLACES];
    private int end = LEAD;
    private int calls;
    private int place;

    /** Begins with n queries. */
    void begin(int n) {
        end = LEAD + n;
    }

    /** Chooses the place for a call; whether {@link #took} wants to know how long it takes. */
    boolean next() {
        if (calls == KEPT) {
            calls = 0;
        }
        if (calls == 0) {
            Arrays.fill(least, Long.MAX_VALUE);
        }
        boolean open = calls < ROUNDS * PLACES;
        if (open) {
            place = calls % PLACES;
        }
        calls++;
        return open;
    }

    /** First index of the loop: one before a line, if that is the place of lines. */
    int from() {
        return place * STEP + 1;
    }

    /** One beyond the last index. */
    int to() {
        int line = from() + 1;
        return line + (end - line + LINE - 1) / LINE * LINE;
    }

    /** What a call took. */
    void took(long nanos) {
        least[place] = Math.min(least[place], nanos);
        if (calls == ROUNDS * PLACES) {
            for (int p = 0; p < PLACES; p++) {
                place = least[p] < least[place] ? p : place;
            }
        }
    }

    /** Length of arrays for n queries; see {@link PackedVectors#padded}. */
    static int length(int n) {
        return PackedVectors.padded(LEAD + n + LINE - 1);
    }
}
