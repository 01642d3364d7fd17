package org.lacuna.headless.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lacuna.memorybank.BankParameters;
import org.lacuna.memorybank.BankParameters.Method;

import picocli.CommandLine.TypeConversionException;

class BankChoiceTest {
    @ParameterizedTest
    @CsvSource({
        "k-means, KMEANS, 0",
        "K-Means:2048, KMEANS, 2048",
        "coreset, CORESET, 0",
        "coreset:1, CORESET, 1",
        "random:1048576, RANDOM, 1048576"
    })
    void choice_decidesMethodAndEntriesAlone(String text, Method method, int entries) {
        BankParameters before = BankParameters.defaults(3).withFixedEntries(77);
        BankParameters after = new BankChoice.Converter().convert(text).applyTo(before);
        assertEquals(before.withMethod(method).withFixedEntries(entries), after);
    }

    @Test
    void all_takesEveryVector() {
        BankParameters after =
                new BankChoice.Converter().convert("all").applyTo(BankParameters.defaults(3));
        assertEquals(Method.RANDOM, after.method());
        assertEquals(1_000_000, after.maxTrainingVectors());
        assertEquals(1_000_000, after.fixedEntries());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "all:3",
                "coreset:auto",
                "random",
                "k-means:",
                "k-means:x",
                "k-means:0",
                "k-means:1048577",
                "k-means:9999999999",
                "k-means:1:2",
                "mean"
            })
    void other_isRefused(String text) {
        TypeConversionException e =
                assertThrows(
                        TypeConversionException.class,
                        () -> new BankChoice.Converter().convert(text));
        assertEquals("'" + text + "', expected " + BankChoice.EXPECTED, e.getMessage());
    }
}
