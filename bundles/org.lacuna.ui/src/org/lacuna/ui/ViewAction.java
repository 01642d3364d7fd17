package org.lacuna.ui;

/**
 * What a command does with a view.
 *
 * @param <V> the view
 */
interface ViewAction<V> {
    void run(V view);

    /** Whether the command is on. */
    boolean isChecked(V view);
}
