package org.lacuna.inference.internal;

import ai.djl.Model;
import ai.djl.onnxruntime.engine.OrtEngine;
import ai.djl.onnxruntime.engine.OrtEngineProvider;
import ai.djl.onnxruntime.engine.OrtNDManager;
import ai.djl.onnxruntime.engine.OrtSymbolBlock;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;

import org.lacuna.core.ModelException;
import org.lacuna.inference.Network;
import org.lacuna.inference.NetworkFile;
import org.lacuna.inference.NetworkFile.InMemory;
import org.lacuna.inference.NetworkFile.OnDisk;
import org.lacuna.inference.NetworkOptions;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** ONNX Runtime and DJL, set up for this process at the first use. Thread-safe. */
public final class OnnxEngine {

    private static OnnxEngine instance;

    /** The first failure: class initializers run once a process, so a second try tells nothing. */
    private static ModelException failure;

    private final OrtEnvironment environment;
    private final Set<OrtProvider> providers;
    private final String version;

    private OnnxEngine(OrtEnvironment environment) {
        this.environment = environment;
        this.providers = EnumSet.copyOf(OrtEnvironment.getAvailableProviders());
        this.version = "ONNX Runtime " + environment.getVersion();
    }

    /**
     * @throws ModelException if the native libraries are not there or do not load
     */
    public static synchronized OnnxEngine get() throws ModelException {
        if (failure != null) {
            throw new ModelException(failure.getMessage(), failure.getCause());
        }
        if (instance == null) {
            NativeLibraries.configure();
            try {
                instance = new OnnxEngine(load());
            } catch (LinkageError | AssertionError | RuntimeException | OrtException e) {
                failure = NativeLibraries.failure(e);
                throw failure;
            }
        }
        return instance;
    }

    private static OrtEnvironment load() throws OrtException {
        // DJL gives ONNX Runtime a pool of threads for all sessions; each of ours has its own.
        System.setProperty("ai.djl.onnxruntime.num_threads", "1");
        System.setProperty("ai.djl.onnxruntime.num_interop_threads", "1");
        // Operators that ONNX Runtime lacks are not to be looked for in another engine.
        System.setProperty("ai.djl.onnx.disable_alternative", "true");
        DjlSetup.configure();
        return ContextLoader.call(
                () -> {
                    DjlSetup.register(new OrtEngineProvider());
                    OrtEnvironment environment = OrtEnvironment.getEnvironment();
                    // On Windows it would tell its makers what runs.
                    environment.setTelemetry(false);
                    return environment;
                });
    }

    public String version() {
        return version;
    }

    /** Opens a network for {@link Network#run}. */
    public Network open(NetworkFile file, List<String> outputs, NetworkOptions options)
            throws ModelException {
        DeviceChoice.Opened<OrtSession> opened = session(file, options);
        try {
            Signature signature = Signature.of(file, opened.session(), outputs);
            Model model = ContextLoader.call(() -> model(opened.session()));
            return new OnnxNetwork(model, signature, opened.device());
        } catch (ModelException | RuntimeException e) {
            close(opened.session());
            throw e;
        }
    }

    /** DJL's view of a session, which belongs to the model then. */
    private static Model model(OrtSession session) {
        Model model = Model.newInstance("network", ai.djl.Device.cpu(), OrtEngine.ENGINE_NAME);
        model.setBlock(new OrtSymbolBlock(session, (OrtNDManager) model.getNDManager()));
        return model;
    }

    /** Opens a network for the raw call, without DJL. */
    public RawNetwork openRaw(NetworkFile file, List<String> outputs, NetworkOptions options)
            throws ModelException {
        OrtSession session = session(file, options).session();
        try {
            return new RawNetwork(environment, session, Signature.of(file, session, outputs));
        } catch (ModelException | RuntimeException e) {
            close(session);
            throw e;
        }
    }

    private DeviceChoice.Opened<OrtSession> session(NetworkFile file, NetworkOptions options)
            throws ModelException {
        FileCheck.there(file, "a network in ONNX format");
        return new DeviceChoice(version, providers)
                .open(file, options.device(), cuda -> session(file, options.threads(), cuda));
    }

    /**
     * @param cuda index of a GPU, or negative for the CPU
     */
    private OrtSession session(NetworkFile file, int threads, int cuda) throws OrtException {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            options.setDeterministicCompute(true);
            // Its threads wait for work in a busy loop; not after the last call has returned.
            options.addConfigEntry("session.force_spinning_stop", "1");
            // Errors come as exceptions; the console belongs to the application.
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
            if (cuda >= 0) {
                options.addCUDA(cuda);
            }
            return switch (file) {
                case OnDisk disk -> environment.createSession(disk.path().toString(), options);
                case InMemory memory -> environment.createSession(memory.bytes(), options);
            };
        }
    }

    private static void close(OrtSession session) {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("a session that was just opened does not close", e);
        }
    }
}
