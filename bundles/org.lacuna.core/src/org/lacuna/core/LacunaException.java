package org.lacuna.core;

/**
 * The world is not as it should be (a file, a model, a disk): never a caller's bug. The message is
 * one line for the user: it names the file, the position, what was found and what was expected;
 * applications show it without a stack trace.
 */
public abstract sealed class LacunaException extends Exception
        permits DataException, ModelException, StorageException {
    private static final long serialVersionUID = 1L;

    LacunaException(String message, Throwable cause) {
        super(message, cause);
    }
}
