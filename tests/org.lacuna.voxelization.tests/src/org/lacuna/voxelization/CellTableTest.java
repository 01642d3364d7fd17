package org.lacuna.voxelization;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lacuna.core.SeededRandom;

import java.util.HashMap;
import java.util.Map;

class CellTableTest {
    /**
     * Against a map. Keys that are multiples of a high power of two, or differ in their low bits
     * alone, are what hashing could stumble over.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 3, 1L << 20, 1L << 40, 0x9e3779b97f4a7c15L})
    void add_manyKeys_numbersAndCountsLikeAMap(long factor) {
        SeededRandom random = new SeededRandom(4);
        CellTable table = new CellTable();
        Map<Long, Integer> numbers = new HashMap<>();
        Map<Long, Integer> counts = new HashMap<>();
        for (int i = 0; i < 60_000; i++) {
            long cell = (long) random.uniform(0, 20_000);
            long key = cell * factor;
            int count = (int) random.uniform(0, 5);
            int expected = numbers.computeIfAbsent(key, k -> numbers.size());
            counts.merge(key, count, Integer::sum);
            assertEquals(expected, add(table, key, count));
        }
        assertEquals(numbers.size(), table.size());
        numbers.forEach(
                (key, cell) -> {
                    assertEquals(key, table.key(cell));
                    assertEquals(counts.get(key), table.count(cell));
                });
    }

    @Test
    void add_keyThatMakesTheTableGrow_isCountedOnce() {
        CellTable table = new CellTable();
        for (int k = 0; k < 5000; k++) {
            assertEquals(k, add(table, 7L * k, k + 1));
            assertEquals(k + 1, table.count(k));
        }
        assertEquals(5000, table.size());
        assertEquals(11, add(table, 77, 0));
        assertEquals(12, table.count(11));
    }

    @Test
    void add_minusOne_isAKeyLikeOthers() {
        CellTable table = new CellTable();
        assertEquals(0, add(table, -1, 0));
        assertEquals(1, add(table, 0, 2));
        assertEquals(0, add(table, -1, 3));
        assertEquals(3, table.count(0));
        assertEquals(-1, table.key(0));
    }

    /** Numbers a key and counts. */
    private static int add(CellTable table, long key, int count) {
        int cell = table.number(key);
        table.raise(cell, count);
        return cell;
    }
}
