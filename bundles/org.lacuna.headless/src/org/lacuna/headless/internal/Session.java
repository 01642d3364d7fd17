package org.lacuna.headless.internal;

import org.lacuna.headless.Services;

/**
 * What every command of one run shares.
 *
 * @param services extractors, formats and sinks
 * @param console where output goes
 * @param cancellation the user's wish to stop
 */
public record Session(Services services, Console console, Cancellation cancellation) {
    /** Version for people and files. */
    public static String softwareVersion() {
        return "0.1.0";
    }
}
