package org.lacuna.features.internal;

import org.lacuna.core.LacunaException;
import org.lacuna.core.ModelException;
import org.lacuna.core.Progress;
import org.lacuna.core.StorageException;
import org.lacuna.features.NetworkFailureException;
import org.lacuna.inference.CheckedNetwork;
import org.lacuna.inference.ModelCheck;
import org.lacuna.inference.ModelDescriptor;
import org.lacuna.inference.ModelDescriptor.Output;
import org.lacuna.inference.NetworkFile;
import org.lacuna.inference.NetworkOptions;
import org.lacuna.inference.Tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A network that is checked and opened once, when it is first needed. Thread-safe. */
public final class LazyNetwork implements AutoCloseable {
    private final ModelDescriptor descriptor;
    private final NetworkFile file;
    private final NetworkOptions options;
    private CheckedNetwork network;
    private boolean closed;

    /** Why it does not open; checking the file once more would take as long again. */
    private LacunaException failure;

    public LazyNetwork(ModelDescriptor descriptor, NetworkFile file, NetworkOptions options) {
        this.descriptor = Objects.requireNonNull(descriptor, "descriptor");
        this.file = Objects.requireNonNull(file, "file");
        this.options = Objects.requireNonNull(options, "options");
    }

    public ModelDescriptor descriptor() {
        return descriptor;
    }

    public NetworkFile file() {
        return file;
    }

    public NetworkOptions options() {
        return options;
    }

    /** The open network; the first call opens it. */
    public synchronized CheckedNetwork open(Progress progress)
            throws ModelException, StorageException {
        if (closed) {
            throw new IllegalStateException(descriptor.extractorId() + " is closed");
        }
        switch (failure) {
            case null -> {}
            case ModelException e -> throw new ModelException(e.getMessage(), e);
            case LacunaException e -> throw new StorageException(e.getMessage(), e);
        }
        if (network == null) {
            try {
                network = new ModelCheck(options).open(descriptor, file, progress);
            } catch (ModelException | StorageException e) {
                failure = e;
                throw e;
            }
        }
        return network;
    }

    /** As {@link #open}, without checked exceptions. */
    public CheckedNetwork get() {
        try {
            return open(Progress.NONE);
        } catch (ModelException | StorageException e) {
            throw new NetworkFailureException(e);
        }
    }

    /**
     * Runs the network.
     *
     * @param inputs by name
     * @param samples that the first dimension of the inputs counts
     * @return one for each output of the descriptor, of the shape stated there, finite
     */
    public List<Tensor> run(Map<String, Tensor> inputs, int samples) {
        CheckedNetwork open = get();
        List<Tensor> ordered = new ArrayList<>();
        for (String name : open.network().inputs()) {
            ordered.add(inputs.get(name));
        }
        try {
            List<Tensor> outputs = open.network().run(ordered);
            for (int k = 0; k < outputs.size(); k++) {
                check(descriptor.outputs().get(k), outputs.get(k), samples);
            }
            return outputs;
        } catch (ModelException e) {
            throw new NetworkFailureException(e);
        }
    }

    private void check(Output stated, Tensor found, int samples) throws ModelException {
        int[] shape = descriptor.shape(stated).stream().mapToInt(Integer::intValue).toArray();
        shape[0] = samples;
        String where = file + ": output " + stated.name();
        if (!Arrays.equals(shape, found.shape())) {
            throw new ModelException(
                    where + ": found " + found + ", expected " + Arrays.toString(shape));
        }
        for (float v : found.values()) {
            if (!Float.isFinite(v)) {
                throw new ModelException(where + ": found " + v + ", expected finite numbers");
            }
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (network != null) {
            network.close();
            network = null;
        }
    }
}
