package org.lacuna.inference;

import java.util.Objects;

/**
 * How a network is opened.
 *
 * @param device where it shall run
 * @param threads threads that share the work of one operator on the CPU, 1 to {@value
 *     #MAX_THREADS}; the results do not depend on it. TorchScript runs with one in any case
 * @param torchScript whether TorchScript files may be opened: they carry code, so that is for files
 *     that are trusted
 */
public record NetworkOptions(DeviceRequest device, int threads, boolean torchScript) {
    public static final int MAX_THREADS = 1024;

    public NetworkOptions {
        Objects.requireNonNull(device, "device");
        if (threads < 1 || threads > MAX_THREADS) {
            throw new IllegalArgumentException(
                    "threads: " + threads + ", expected 1 to " + MAX_THREADS);
        }
    }

    /** Without TorchScript. */
    public NetworkOptions(DeviceRequest device, int threads) {
        this(device, threads, false);
    }

    /** The best device there is, and as many threads as processors, without TorchScript. */
    public static NetworkOptions defaults() {
        return new NetworkOptions(DeviceRequest.AUTO, Runtime.getRuntime().availableProcessors());
    }
}
