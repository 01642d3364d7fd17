package org.lacuna.headless.internal;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a number such as {@code 12.5}. */
final class NumberConverter implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
        try {
            return Double.valueOf(text);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + text + "', expected a number such as 12.5");
        }
    }
}
