package org.lacuna.inference.internal;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;

import org.lacuna.core.ModelException;
import org.lacuna.inference.Device;
import org.lacuna.inference.DeviceRequest;
import org.lacuna.inference.NetworkEngine;
import org.lacuna.inference.NetworkFile;

import java.util.Set;
import java.util.TreeSet;

/**
 * Turns the device asked for into one on which the network opens.
 *
 * @param version of the library, for messages
 * @param providers what the library was built with
 */
record DeviceChoice(String version, Set<OrtProvider> providers) {

    private static final int CPU = -1;

    /** Opens a session on a GPU, or on the CPU if the index is negative. */
    @FunctionalInterface
    interface Opener<S> {
        S open(int cuda) throws OrtException;
    }

    /** A session and where it runs. */
    record Opened<S>(S session, Device device) {}

    <S> Opened<S> open(NetworkFile file, DeviceRequest request, Opener<S> opener)
            throws ModelException {
        return switch (request.kind()) {
            case CPU -> onCpu(file, "asked for", opener);
            case AUTO -> auto(file, opener);
            case CUDA -> onCuda(file, request, opener);
        };
    }

    private <S> Opened<S> auto(NetworkFile file, Opener<S> opener) throws ModelException {
        if (!hasCuda()) {
            return onCpu(file, "this " + version + " has no CUDA provider", opener);
        }
        try {
            return new Opened<>(
                    opener.open(0), new Device("cuda:0", "this " + version + " supports it"));
        } catch (OrtException e) {
            return onCpu(file, "CUDA cannot be used: " + Messages.of(e), opener);
        }
    }

    private <S> Opened<S> onCpu(NetworkFile file, String reason, Opener<S> opener)
            throws ModelException {
        try {
            return new Opened<>(opener.open(CPU), new Device("cpu", reason));
        } catch (OrtException e) {
            throw new ModelException(
                    file + ": " + version + " cannot open it: " + Messages.of(e), e);
        }
    }

    private <S> Opened<S> onCuda(NetworkFile file, DeviceRequest request, Opener<S> opener)
            throws ModelException {
        if (!hasCuda()) {
            Set<String> found = new TreeSet<>();
            providers.forEach(p -> found.add(p.getName()));
            throw new ModelException(
                    file
                            + ": "
                            + request
                            + " was asked for, but this "
                            + version
                            + " has no CUDA provider (found "
                            + String.join(", ", found)
                            + "). The system property "
                            + NetworkEngine.NATIVES_PROPERTY
                            + " names the folder of a build for CUDA");
        }
        try {
            return new Opened<>(
                    opener.open(request.index()), new Device(request.toString(), "asked for"));
        } catch (OrtException e) {
            throw new ModelException(
                    file + ": " + version + " cannot open it on " + request + ": " + Messages.of(e),
                    e);
        }
    }

    private boolean hasCuda() {
        return providers.contains(OrtProvider.CUDA);
    }
}
