package org.lacuna.inference;

import java.util.Objects;

/**
 * Where a network runs, and why there.
 *
 * @param name {@code cpu} or {@code cuda:N}
 * @param reason one line for the user, like 'this ONNX Runtime has no CUDA provider'
 */
public record Device(String name, String reason) {
    public Device {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(reason, "reason");
    }

    /** As a log shows it: {@code cpu (this ONNX Runtime has no CUDA provider)}. */
    @Override
    public String toString() {
        return name + " (" + reason + ")";
    }
}
