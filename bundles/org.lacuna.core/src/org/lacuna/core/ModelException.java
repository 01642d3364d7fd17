package org.lacuna.core;

/**
 * An inspection model or a network cannot be used: damaged, other version, does not fit the data.
 */
public final class ModelException extends LacunaException {
    private static final long serialVersionUID = 1L;

    public ModelException(String message) {
        super(message, null);
    }

    public ModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
