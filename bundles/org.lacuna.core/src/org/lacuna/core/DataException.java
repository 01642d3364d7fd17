package org.lacuna.core;

import java.nio.file.Path;

/** Input data cannot be used: truncated, wrong type, wrong size, missing. */
public final class DataException extends LacunaException {
    private static final long serialVersionUID = 1L;

    public DataException(String message) {
        super(message, null);
    }

    public DataException(String message, Throwable cause) {
        super(message, cause);
    }

    /** {@code <file>: <found>, expected <expected>}. */
    public static DataException of(Path file, String found, String expected) {
        return new DataException(file + ": " + found + ", expected " + expected);
    }

    /** As {@link #of(Path, String, String)}, for a failure that another exception told of. */
    public static DataException of(Path file, String found, String expected, Throwable cause) {
        return new DataException(file + ": " + found + ", expected " + expected, cause);
    }
}
