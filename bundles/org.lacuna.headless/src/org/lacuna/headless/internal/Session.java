package org.lacuna.headless.internal;

import org.lacuna.headless.Services;

import java.util.List;

/**
 * What every command of one run shares.
 *
 * @param arguments the command line, as typed
 * @param services extractors, formats and sinks
 * @param console where output goes
 * @param cancellation the user's wish to stop
 */
public record Session(
        List<String> arguments, Services services, Console console, Cancellation cancellation) {
    public Session {
        arguments = List.copyOf(arguments);
    }

    /** The command line for reports. */
    String commandLine() {
        return "lacuna " + String.join(" ", arguments);
    }
}
