package org.lacuna.memorybank;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LaneSpanTest {
    private static final int TRIES = 24;

    @ParameterizedTest
    @ValueSource(ints = {1, 15, 16, 65, 1046, QueryTile.MOST})
    void everyPlace_coversTheQueriesWithinTheArrays(int n) {
        LaneSpan span = new LaneSpan();
        span.begin(n);
        for (int i = 0; i < TRIES; i++) {
            assertTrue(span.next());
            assertTrue(span.from() >= 0 && span.from() <= ProductKernel.START, "from");
            assertTrue(span.from() < LaneSpan.LEAD, "before the first query");
            assertTrue(span.to() >= LaneSpan.LEAD + n, "to the last query");
            assertTrue(span.to() <= LaneSpan.length(n), "within arrays");
            assertEquals(1, (span.to() - span.from()) % 16, "whole lines after the first number");
            span.took(1);
        }
    }

    @Test
    void theFastestPlace_isKept_untilItIsTimeToTryAgain() {
        LaneSpan span = new LaneSpan();
        span.begin(1000);
        for (int i = 0; i < TRIES; i++) {
            assertTrue(span.next());
            // One slow call at the best place must not matter.
            boolean best = span.from() == 11;
            span.took(best && i > 8 ? 50 : 100 + i);
        }
        int kept = 0;
        while (!span.next()) {
            assertEquals(11, span.from());
            kept++;
        }
        assertTrue(kept > 10 * TRIES, "kept for " + kept + " calls");
        assertEquals(1, span.from());
    }

    @Test
    void otherQueries_keepThePlace() {
        LaneSpan span = new LaneSpan();
        span.begin(1000);
        for (int i = 0; i < TRIES; i++) {
            span.next();
            span.took(span.from() == 5 ? 1 : 2);
        }
        span.begin(500);
        assertFalse(span.next());
        assertEquals(5, span.from());
        assertEquals(5 + 1 + 512, span.to());
    }
}
