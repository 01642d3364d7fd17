package org.lacuna.headless.internal;

import org.lacuna.annotation.ExchangeFormat;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Annotations somewhere, as the command line names them: {@code FORMAT:PATH}.
 *
 * @param format of the file, or of the files in the folder
 * @param path file or folder
 */
record AnnotationPlace(ExchangeFormat format, Path path) {
    /** Whether the path is the name of a single file. */
    boolean isFile() {
        return !format.onePart()
                || path.toString().toLowerCase(Locale.ROOT).endsWith(format.extension());
    }

    /** Reads {@code FORMAT:PATH}. */
    static final class Converter implements ITypeConverter<AnnotationPlace> {
        @Override
        public AnnotationPlace convert(String text) {
            int colon = text.indexOf(':');
            try {
                if (colon > 0 && colon < text.length() - 1) {
                    return new AnnotationPlace(
                            ExchangeFormat.of(text.substring(0, colon)),
                            Path.of(text.substring(colon + 1)));
                }
            } catch (InvalidPathException e) {
                throw new TypeConversionException("'" + text + "': " + e.getReason());
            } catch (IllegalArgumentException e) {
                // Told below.
            }
            throw new TypeConversionException(
                    "'"
                            + text
                            + "', expected FORMAT:PATH with one of the formats "
                            + ExchangeFormat.keys());
        }
    }
}
