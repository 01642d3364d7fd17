package org.lacuna.inference;

import org.lacuna.core.ModelException;
import org.lacuna.inference.internal.OnnxEngine;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;

/**
 * Opens networks in ONNX files with ONNX Runtime, through DJL. There is one a process, as ONNX
 * Runtime's own environment is global. Thread-safe.
 *
 * <p>The native libraries are loaded at the first use, from the platform's fragment of this bundle;
 * the system property {@value #NATIVES_PROPERTY} names another folder with them, such as a build
 * for CUDA. Nothing is fetched from a network, and nothing is written to the user's home.
 */
public final class NetworkEngine {

    /** System property: folder with ONNX Runtime's native libraries, instead of the built-in. */
    public static final String NATIVES_PROPERTY = "org.lacuna.inference.natives";

    private static final NetworkEngine INSTANCE = new NetworkEngine();

    private NetworkEngine() {}

    public static NetworkEngine instance() {
        return INSTANCE;
    }

    /**
     * Name and version of the native library, like 'ONNX Runtime 1.28.0'.
     *
     * @throws ModelException if there is none for this platform, or it cannot be loaded
     */
    public String version() throws ModelException {
        return OnnxEngine.get().version();
    }

    /**
     * Opens a network for inference.
     *
     * @param onnx the file; names in messages are as given here
     * @param outputs names of the outputs to return, at least one, without repetition
     * @throws ModelException if the file is not a network that this ONNX Runtime can run, it lacks
     *     an output of that name, an input or output asked for is not float32, or the device asked
     *     for cannot be had
     */
    public Network open(Path onnx, List<String> outputs, NetworkOptions options)
            throws ModelException {
        return open(NetworkFile.of(onnx), outputs, options);
    }

    /** As {@link #open(Path, List, NetworkOptions)}, from where the bytes are. */
    public Network open(NetworkFile onnx, List<String> outputs, NetworkOptions options)
            throws ModelException {
        if (outputs.isEmpty() || new HashSet<>(outputs).size() != outputs.size()) {
            throw new IllegalArgumentException(
                    "outputs: " + outputs + ", expected one name or more, each once");
        }
        return OnnxEngine.get().open(onnx, List.copyOf(outputs), options);
    }
}
