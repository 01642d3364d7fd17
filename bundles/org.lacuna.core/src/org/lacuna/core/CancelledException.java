package org.lacuna.core;

/**
 * The user asked to stop. Unchecked, so that it passes through kernels; nothing but the
 * application's edge catches it.
 */
public final class CancelledException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CancelledException() {
        super("cancelled", null, false, false);
    }
}
