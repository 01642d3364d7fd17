package org.lacuna.ui.internal.jobs;

import java.nio.file.Path;

/** A view that shows where two results of the same parts differ. */
public interface ComparesResults {
    /** Of the view. */
    String ID = "org.lacuna.ui.compare";

    /**
     * Reads both and shows the differences; does not wait for it. UI thread only.
     *
     * @param a results that the list of parts shows
     * @param b results to compare with
     */
    void compare(Path a, Path b);
}
