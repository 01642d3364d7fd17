package org.lacuna.inference.internal;

import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.pytorch.engine.PtEngine;
import ai.djl.pytorch.engine.PtEngineProvider;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.JniUtils;

import org.lacuna.core.ModelException;
import org.lacuna.inference.Device;
import org.lacuna.inference.DeviceRequest;
import org.lacuna.inference.Network;
import org.lacuna.inference.NetworkFile;
import org.lacuna.inference.NetworkFile.InMemory;
import org.lacuna.inference.NetworkFile.OnDisk;
import org.lacuna.inference.NetworkOptions;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * PyTorch and DJL, set up for this process at the first use. Thread-safe.
 *
 * <p>The number of threads is one for the whole of PyTorch, and how its operators divide sums goes
 * with it: so it is always one, and neither what another network asked for nor the order in which
 * networks are opened changes bits.
 */
public final class TorchEngine {

    private static final String[] NONE = {};

    private static TorchEngine instance;

    /** The first failure to load: a second try would end in the middle of the first. */
    private static ModelException failure;

    private final String version;

    private TorchEngine(Engine engine) {
        this.version = "PyTorch " + engine.getVersion();
    }

    /**
     * @throws ModelException if the native libraries are not there or do not load
     */
    public static synchronized TorchEngine get() throws ModelException {
        if (failure != null) {
            throw new ModelException(failure.getMessage(), failure.getCause());
        }
        if (instance == null) {
            TorchLibraries.configure();
            try {
                instance = new TorchEngine(load());
            } catch (LinkageError | AssertionError | RuntimeException e) {
                failure =
                        new ModelException(
                                "PyTorch's native libraries in "
                                        + TorchLibraries.folder()
                                        + " cannot be loaded ("
                                        + Messages.of(e)
                                        + "): a restart is needed where the feature "
                                        + TorchLibraries.FEATURE
                                        + " was just installed or updated",
                                e);
                throw failure;
            }
        }
        return instance;
    }

    /** Whether the native libraries are where they should be; nothing is loaded. */
    public static void checkInstalled() throws ModelException {
        TorchLibraries.folder();
    }

    private static Engine load() {
        DjlSetup.configure();
        System.setProperty("ai.djl.pytorch.num_threads", "1");
        System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
        // It rewrites a network after its first runs, so that later ones may give other bits.
        System.setProperty("ai.djl.pytorch.graph_optimizer", "false");
        return ContextLoader.call(() -> DjlSetup.register(new PtEngineProvider()));
    }

    public String version() {
        return version;
    }

    /**
     * Opens a network for {@link Network#run}.
     *
     * @param inputs shapes by place, as the descriptor states them
     */
    public Network open(
            NetworkFile file,
            List<List<Integer>> inputs,
            List<String> outputs,
            NetworkOptions options)
            throws ModelException {
        FileCheck.there(file, "a network in TorchScript");
        Device device = device(file, options.device());
        Signature signature = signature(file, inputs, outputs);
        return ContextLoader.call(
                () -> {
                    Model model =
                            Model.newInstance("network", ai.djl.Device.cpu(), PtEngine.ENGINE_NAME);
                    try {
                        model.setBlock(load(file, (PtNDManager) model.getNDManager()));
                        return new TorchNetwork(model, signature, device);
                    } catch (EngineException | IllegalArgumentException | IOException e) {
                        model.close();
                        throw new ModelException(
                                file + ": " + version + " cannot open it: " + Messages.of(e), e);
                    }
                });
    }

    /** Belongs to the model then. DJL's own way for bytes makes a temporary folder. */
    private static PtSymbolBlock load(NetworkFile file, PtNDManager manager) throws IOException {
        return switch (file) {
            case OnDisk disk -> JniUtils.loadModule(manager, disk.path(), true, NONE, NONE, false);
            case InMemory memory ->
                    JniUtils.loadModule(
                            manager, new ByteArrayInputStream(memory.bytes()), true, false);
        };
    }

    private static Signature signature(
            NetworkFile file, List<List<Integer>> inputs, List<String> outputs) {
        List<String> names = new ArrayList<>();
        List<long[]> shapes = new ArrayList<>();
        for (int k = 0; k < inputs.size(); k++) {
            names.add(Integer.toString(k));
            shapes.add(inputs.get(k).stream().mapToLong(Integer::longValue).toArray());
        }
        return new Signature(file, List.copyOf(names), List.copyOf(shapes), outputs);
    }

    private Device device(NetworkFile file, DeviceRequest request) throws ModelException {
        return switch (request.kind()) {
            case CPU -> new Device("cpu", "asked for; TorchScript runs with one thread");
            case AUTO -> new Device("cpu", "TorchScript runs there alone, with one thread");
            case CUDA ->
                    throw new ModelException(
                            file
                                    + ": "
                                    + request
                                    + " was asked for, expected auto or cpu: TorchScript runs on"
                                    + " the CPU alone; convert it to ONNX for a GPU");
        };
    }
}
