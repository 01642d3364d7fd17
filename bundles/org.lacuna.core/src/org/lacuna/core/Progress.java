package org.lacuna.core;

/**
 * How a long operation tells how far it is and learns that nobody wants it any more.
 * Implementations must be thread-safe: worker threads call {@link #advance} and {@link
 * #throwIfCancelled}.
 */
public interface Progress {
    /** Shows nothing and is never cancelled. */
    Progress NONE =
            new Progress() {
                @Override
                public void begin(String task, long steps) {}

                @Override
                public void advance(long steps) {}

                @Override
                public boolean isCancelled() {
                    return false;
                }
            };

    /**
     * A task starts; it ends where the next one begins.
     *
     * @param task what is being done, for people
     * @param steps number of steps to come, 0 when unknown
     */
    void begin(String task, long steps);

    /** That many further steps are done. */
    void advance(long steps);

    /**
     * What the current task has come to, e.g. the loss of a training; it stands until the next text
     * or task. May be ignored. To be called before the {@link #advance} it belongs to.
     *
     * @param text for people, one short line
     */
    default void detail(String text) {}

    /**
     * What an epoch of training came to: a point of a learning curve. May be ignored.
     *
     * @param network who learns; epoch 1 begins its curve anew
     * @param number of the epoch, from 1
     * @param loss mean loss of its steps
     * @param validation on parts that are not learned from, the higher the better; NaN when these
     *     cannot tell
     */
    default void epoch(String network, int number, double loss, double validation) {}

    /** Whether the user asked to stop. */
    boolean isCancelled();

    /**
     * To be called at least every 100 ms of work.
     *
     * @throws CancelledException when the user asked to stop
     */
    default void throwIfCancelled() {
        if (isCancelled()) {
            throw new CancelledException();
        }
    }
}
