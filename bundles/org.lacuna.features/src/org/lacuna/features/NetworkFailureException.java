package org.lacuna.features;

import org.lacuna.core.LacunaException;

/**
 * A network failed inside {@link NetworkExtractor#extract}, whose interface has no checked
 * exception. Whoever opens the extractor before the first use meets it only when the machine fails,
 * e.g. runs out of memory. Applications show the cause's message.
 */
public final class NetworkFailureException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NetworkFailureException(LacunaException cause) {
        super(cause.getMessage(), cause);
    }

    /** What an application can throw on. */
    public LacunaException failure() {
        return (LacunaException) getCause();
    }
}
