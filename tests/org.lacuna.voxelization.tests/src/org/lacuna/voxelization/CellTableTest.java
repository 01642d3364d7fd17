package org.lacuna.voxelization;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lacuna.core.SeededRandom;

import java.util.HashMap;
import java.util.Map;

class CellTableTest {
    private static final int CELLS = 20_000;

    /**
     * Against a map, with keys so few that the table is an array, and so many that it is hashed.
     * Keys that are multiples of a high power of two, or differ in their low bits alone, are what
     * hashing could stumble over.
     */
    @ParameterizedTest
    @CsvSource({
        "1, 60000",
        "1, 10",
        "3, 60000",
        "3, 10",
        "1048576, 60000",
        "1099511627776, 60000",
        "452930477373, 60000"
    })
    void number_manyKeys_numbersAndCountsLikeAMap(long factor, int points) {
        SeededRandom random = new SeededRandom(4);
        CellTable table = new CellTable(CELLS * factor, points);
        Map<Long, Integer> numbers = new HashMap<>();
        Map<Long, Integer> counts = new HashMap<>();
        for (int i = 0; i < 60_000; i++) {
            long cell = (long) random.uniform(0, CELLS);
            long key = cell * factor;
            int count = (int) random.uniform(0, 5);
            int expected = numbers.computeIfAbsent(key, k -> numbers.size() + 1);
            counts.merge(key, count, Integer::sum);
            assertEquals(expected, add(table, key, count));
        }
        assertEquals(numbers.size(), table.size());
        numbers.forEach(
                (key, cell) -> {
                    assertEquals(key, table.key(cell));
                    assertEquals(cell, table.find(key));
                    assertEquals(counts.get(key), table.count(cell));
                });
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 50_000})
    void number_keyThatMakesTheTableGrow_isCountedOnce(int points) {
        CellTable table = new CellTable(7 * 5000, points);
        assertEquals(0, table.size());
        assertEquals(0, table.find(7));
        for (int k = 1; k <= 5000; k++) {
            assertEquals(k, add(table, 7L * (k - 1), k));
            assertEquals(k, table.count(k));
        }
        assertEquals(5000, table.size());
        assertEquals(0, table.find(78));
        assertEquals(12, add(table, 77, 1));
        assertEquals(13, table.count(12));
    }

    /** Numbers a key and counts. */
    private static int add(CellTable table, long key, int count) {
        int cell = table.number(key);
        table.raise(cell, count);
        return cell;
    }
}
