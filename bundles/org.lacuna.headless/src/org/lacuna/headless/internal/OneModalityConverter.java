package org.lacuna.headless.internal;

import org.lacuna.core.Modality;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code rgb} or {@code xyz}. */
final class OneModalityConverter implements ITypeConverter<Modality> {
    @Override
    public Modality convert(String text) {
        for (Modality m : Modality.values()) {
            if (m.key().equals(text)) {
                return m;
            }
        }
        throw new TypeConversionException("'" + text + "', expected rgb or xyz");
    }
}
