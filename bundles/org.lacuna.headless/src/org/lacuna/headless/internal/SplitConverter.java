package org.lacuna.headless.internal;

import org.lacuna.core.Split;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import java.util.Locale;

/** Reads {@code train}, {@code validation} or {@code test}. */
final class SplitConverter implements ITypeConverter<Split> {
    @Override
    public Split convert(String text) {
        for (Split split : Split.values()) {
            if (split.key().equals(text.toLowerCase(Locale.ROOT))) {
                return split;
            }
        }
        throw new TypeConversionException("'" + text + "', expected train, validation or test");
    }
}
