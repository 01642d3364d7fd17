package org.lacuna.inference.internal;

/**
 * Runs calls into DJL with the context class loader of the thread set to this bundle's, which sees
 * DJL: it looks up services and classes through it.
 */
final class ContextLoader {

    /** A call that may fail. */
    @FunctionalInterface
    interface Call<T, X extends Exception> {
        T run() throws X;
    }

    private ContextLoader() {}

    static <T, X extends Exception> T call(Call<T, X> call) throws X {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(ContextLoader.class.getClassLoader());
        try {
            return call.run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
