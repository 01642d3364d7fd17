package org.lacuna.headless.internal;

import org.lacuna.core.ModalitySet;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code rgb,xyz} and the like. */
final class ModalityConverter implements ITypeConverter<ModalitySet> {
    @Override
    public ModalitySet convert(String text) {
        try {
            return ModalitySet.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("'" + text + "', expected rgb, xyz or rgb,xyz");
        }
    }
}
