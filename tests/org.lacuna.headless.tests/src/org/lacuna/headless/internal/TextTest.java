package org.lacuna.headless.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class TextTest {
    @Test
    void table_alignsNamesLeftAndNumbersRight() {
        assertEquals(
                """
                name    ms
                ----------
                a      1.0
                bcd   12.5\
                """,
                new TextTable("name", "ms").row("a", "1.0").row("bcd", "12.5").toString());
    }

    @Test
    void transposedTable_hasAColumnForEachRow() {
        assertEquals(
                """
                name     a     bcd
                -------------------
                ms       1.0   12.5
                comment  slow  -\
                """,
                new TextTable("name", "ms", "comment")
                        .row("a", "1.0", "slow")
                        .row("bcd", "12.5", "-")
                        .transposed()
                        .toString());
    }

    @Test
    void table_rowOfWrongLength_isRefused() {
        TextTable table = new TextTable("a", "b");
        assertThrows(IllegalArgumentException.class, () -> table.row("1"));
    }

    @Test
    void median_oddEvenEmpty() {
        assertEquals(2, StageTimings.median(new double[] {1, 2, 30}));
        assertEquals(2.5, StageTimings.median(new double[] {1, 2, 3, 40}));
        assertEquals(Double.NaN, StageTimings.median(new double[0]));
    }

    @Test
    void stageTimings_stageMissingInSomeParts_isCountedForTheOthers() {
        StageTimings timings = new StageTimings();
        timings.add(Map.of("load", 1.0));
        timings.add(Map.of("load", 3.0));
        timings.add(Map.of("map", 4.0));
        assertEquals(
                """
                stage  parts  median ms  min ms   share
                ---------------------------------------
                load       2       2.00    1.00  50.0 %
                map        1       4.00    4.00  50.0 %\
                """,
                timings.table());
    }

    @Test
    void taskTimes_sameName_areAddedUp() {
        assertEquals(
                """
                task  times  seconds    share
                -----------------------------
                a         2     3.00   75.0 %
                b         1     1.00   25.0 %
                all       3     4.00  100.0 %\
                """,
                TaskTimes.table(
                        List.of(
                                new ConsoleProgress.TaskTime("a", 1),
                                new ConsoleProgress.TaskTime("b", 1),
                                new ConsoleProgress.TaskTime("a", 2))));
    }

    @Test
    void duration_readsNaturally() {
        assertEquals("0 s", Console.duration(-1));
        assertEquals("9 s", Console.duration(9.4));
        assertEquals("1:00", Console.duration(59.6));
        assertEquals("2:00:09", Console.duration(7209));
    }

    @Test
    void oneLine_keepsNoControlCharacters() {
        assertEquals("a b c", Console.oneLine("a\r\n\tb\u0007c\n"));
    }
}
