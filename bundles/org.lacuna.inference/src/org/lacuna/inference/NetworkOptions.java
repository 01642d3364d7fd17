package org.lacuna.inference;

import java.util.Objects;

/**
 * How a network is opened.
 *
 * @param device where it shall run
 * @param threads threads that share the work of one operator on the CPU, at least 1; the results do
 *     not depend on it
 */
public record NetworkOptions(DeviceRequest device, int threads) {
    public NetworkOptions {
        Objects.requireNonNull(device, "device");
        if (threads < 1) {
            throw new IllegalArgumentException("threads: " + threads + ", expected at least 1");
        }
    }

    /** The best device there is, and as many threads as processors. */
    public static NetworkOptions defaults() {
        return new NetworkOptions(DeviceRequest.AUTO, Runtime.getRuntime().availableProcessors());
    }
}
