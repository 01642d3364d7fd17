package org.lacuna.inference.internal;

/**
 * Sets the context class loader of the current thread to this bundle's, which sees DJL: DJL looks
 * up services and classes through it.
 */
final class ContextLoader implements AutoCloseable {

    private final Thread thread = Thread.currentThread();
    private final ClassLoader before = thread.getContextClassLoader();

    private ContextLoader() {
        thread.setContextClassLoader(ContextLoader.class.getClassLoader());
    }

    static ContextLoader enter() {
        return new ContextLoader();
    }

    @Override
    public void close() {
        thread.setContextClassLoader(before);
    }
}
