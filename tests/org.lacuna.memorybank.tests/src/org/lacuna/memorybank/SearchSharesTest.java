package org.lacuna.memorybank;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Arrays;

class SearchSharesTest {
    @ParameterizedTest
    @CsvSource({
        "0, 5000, 1",
        "1, 1, 4",
        "1132, 10000, 2",
        "1133, 10000, 2",
        "3136, 10000, 1",
        "3136, 10000, 2",
        "3136, 10000, 7",
        "3136, 700, 2",
        "9999, 4096, 16"
    })
    void shares_coverEachPairOnce(int queries, int vectors, int threads) {
        SearchShares shares = SearchShares.of(queries, vectors, 1132, threads);
        int[] met = new int[queries];
        for (int i = 0; i < shares.count(); i++) {
            SearchShares.Share s = shares.get(i);
            for (int q = s.query(); q < s.query() + s.queries(); q++) {
                met[q] += s.to() - s.from();
            }
        }
        int[] all = new int[queries];
        Arrays.fill(all, vectors);
        assertArrayEquals(all, met);
    }

    @Test
    void tilesThatComeOutEven_meetAllVectorsAtOnce() {
        assertEquals(1, SearchShares.of(2000, 10_000, 1132, 2).parts());
        assertEquals(3, SearchShares.of(3136, 10_000, 1132, 3).whole());
    }

    @Test
    void aTileLeft_isSharedByAllThreads() {
        SearchShares shares = SearchShares.of(3136, 10_000, 1132, 2);
        assertEquals(2, shares.whole());
        assertEquals(2, shares.parts());
        assertEquals(4, shares.count());
    }

    @Test
    void fewVectors_areNotCut() {
        assertEquals(1, SearchShares.of(3136, 1000, 1132, 2).parts());
    }
}
