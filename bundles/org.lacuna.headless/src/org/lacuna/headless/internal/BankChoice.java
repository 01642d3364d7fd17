package org.lacuna.headless.internal;

import org.lacuna.memorybank.BankParameters;
import org.lacuna.memorybank.BankParameters.Method;
import org.lacuna.memorybank.MemoryBank;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import java.util.Locale;
import java.util.Map;

/**
 * How a user wants a memory bank made: {@code k-means} (as many entries as the elbow says), {@code
 * k-means:2048}, {@code coreset} (by the elbow, too), {@code coreset:4096}, {@code random:4096}, or
 * {@code all}.
 *
 * @param method how entries are chosen
 * @param entries their number; 0 = by the elbow
 * @param allVectors whether every vector of the good parts is to be an entry
 */
record BankChoice(Method method, int entries, boolean allVectors) {
    /** Patches of 300 parts: more than anyone wants to search. */
    private static final int ALL_VECTORS = 1_000_000;

    private static final Map<String, Method> METHODS =
            Map.of("k-means", Method.KMEANS, "coreset", Method.CORESET, "random", Method.RANDOM);

    static final String EXPECTED =
            "k-means, k-means:N, coreset, coreset:N, random:N or all, with N from 1 to "
                    + MemoryBank.MAX_ENTRIES;

    BankParameters applyTo(BankParameters parameters) {
        BankParameters p = parameters.withMethod(method).withFixedEntries(entries);
        return allVectors ? p.withMaxTrainingVectors(ALL_VECTORS) : p;
    }

    /** Reads the option's value. */
    static final class Converter implements ITypeConverter<BankChoice> {
        @Override
        public BankChoice convert(String text) {
            if (text.equals("all")) {
                return new BankChoice(Method.RANDOM, ALL_VECTORS, true);
            }
            String[] fields = text.toLowerCase(Locale.ROOT).split(":", -1);
            Method method = METHODS.get(fields[0]);
            if (method == null || fields.length > 2) {
                throw wrong(text);
            }
            if (fields.length == 1) {
                if (method == Method.RANDOM) {
                    throw wrong(text);
                }
                return new BankChoice(method, 0, false);
            }
            return new BankChoice(method, entries(text, fields[1]), false);
        }

        private static int entries(String text, String number) {
            try {
                int n = Integer.parseInt(number);
                if (n >= 1 && n <= MemoryBank.MAX_ENTRIES) {
                    return n;
                }
            } catch (NumberFormatException e) {
                throw wrong(text);
            }
            throw wrong(text);
        }

        private static TypeConversionException wrong(String text) {
            return new TypeConversionException("'" + text + "', expected " + EXPECTED);
        }
    }
}
