package org.lacuna.inference;

import org.lacuna.core.ModelException;
import org.lacuna.core.Progress;
import org.lacuna.core.StorageException;
import org.lacuna.inference.ModelDescriptor.Engine;
import org.lacuna.inference.internal.OnnxEngine;
import org.lacuna.inference.internal.Patience;
import org.lacuna.inference.internal.TorchEngine;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * Opens networks in ONNX files with ONNX Runtime, and those in TorchScript with PyTorch where that
 * is allowed and installed, through DJL. There is one a process, as the libraries' own settings are
 * global. Thread-safe.
 *
 * <p>The native libraries are loaded at the first use, from the platform's fragment of this bundle;
 * the system property {@value #NATIVES_PROPERTY} names another folder with them, such as a build
 * for CUDA. Those of PyTorch come from an optional fragment, and are not loaded unless a
 * TorchScript file is opened; for them the system property is {@value #TORCH_NATIVES_PROPERTY}.
 * Nothing is fetched from a network, and nothing is written to the user's home.
 */
public final class NetworkEngine {

    /** System property: folder with ONNX Runtime's native libraries, instead of the built-in. */
    public static final String NATIVES_PROPERTY = "org.lacuna.inference.natives";

    /** System property: folder with PyTorch's native libraries, and DJL's own for them. */
    public static final String TORCH_NATIVES_PROPERTY = "org.lacuna.inference.torch.natives";

    private static final String NOT_ALLOWED =
            "is TorchScript, which carries code and is switched off, expected a network in ONNX"
                    + " format; if you trust the file, allow TorchScript (option"
                    + " --allow-torchscript, or Preferences > Lacuna > Networks)";

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

    /** As {@link #version()}, of what runs TorchScript, like 'PyTorch 2.7.1'. */
    public String torchVersion() throws ModelException {
        return TorchEngine.get().version();
    }

    /**
     * What keeps an engine from being used, before any file is looked at: TorchScript that is not
     * allowed, or that is not installed. Loads nothing.
     */
    public Optional<String> obstacle(Engine engine, NetworkOptions options) {
        if (engine != Engine.TORCHSCRIPT) {
            return Optional.empty();
        }
        if (!options.torchScript()) {
            return Optional.of(NOT_ALLOWED);
        }
        try {
            TorchEngine.checkInstalled();
            return Optional.empty();
        } catch (ModelException e) {
            return Optional.of(e.getMessage());
        }
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
        checkNames(outputs);
        return OnnxEngine.get().open(onnx, List.copyOf(outputs), options);
    }

    /**
     * Opens a TorchScript file for inference on the CPU. Its inputs are named {@code 0}, {@code 1},
     * by place; its outputs by place in what it returns, or by key.
     *
     * @param file names in messages are as given here
     * @param inputs their shapes, by place
     * @param outputs names of the outputs to return, at least one, without repetition
     * @throws ModelException if TorchScript is not allowed by the options, its libraries are not
     *     there, the file is not TorchScript ({@link TorchFile}), this PyTorch cannot open it, or a
     *     GPU is asked for; whether the outputs are there is seen when it runs
     */
    public Network openTorchScript(
            NetworkFile file,
            List<List<Integer>> inputs,
            List<String> outputs,
            NetworkOptions options)
            throws ModelException, StorageException {
        checkNames(outputs);
        Optional<String> obstacle = obstacle(Engine.TORCHSCRIPT, options);
        if (obstacle.isPresent()) {
            throw new ModelException(file + ": " + obstacle.get());
        }
        TorchFile.read(file);
        List<List<Integer>> shapes = List.copyOf(inputs);
        List<String> names = List.copyOf(outputs);
        // For the thread's stack: PyTorch may need more than the caller's has.
        return Patience.await(
                () -> TorchEngine.get().open(file, shapes, names, options),
                Network::close,
                Progress.NONE);
    }

    private static void checkNames(List<String> outputs) {
        if (outputs.isEmpty() || new HashSet<>(outputs).size() != outputs.size()) {
            throw new IllegalArgumentException(
                    "outputs: " + outputs + ", expected one name or more, each once");
        }
    }
}
