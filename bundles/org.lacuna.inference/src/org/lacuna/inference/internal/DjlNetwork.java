package org.lacuna.inference.internal;

import ai.djl.Model;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;

import org.lacuna.core.ModelException;
import org.lacuna.inference.Device;
import org.lacuna.inference.Network;
import org.lacuna.inference.Tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** A network that runs through DJL, whatever the engine. */
abstract class DjlNetwork implements Network {

    private final Model model;
    private final Signature signature;
    private final Device device;

    /** Runs share it; closing waits for them, as a network closed under a run ends the process. */
    private final ReadWriteLock use = new ReentrantReadWriteLock();

    private boolean closed;

    /**
     * @param model with its block; closed with this network
     */
    DjlNetwork(Model model, Signature signature, Device device) {
        this.model = model;
        this.signature = signature;
        this.device = device;
    }

    /**
     * What came out under a name, copied.
     *
     * @param out all that came out
     */
    abstract Tensor output(NDList out, String name) throws ModelException;

    final Signature signature() {
        return signature;
    }

    @Override
    public final Device device() {
        return device;
    }

    @Override
    public final List<String> inputs() {
        return signature.inputs();
    }

    @Override
    public final List<String> outputs() {
        return signature.outputs();
    }

    @Override
    public final List<Tensor> run(List<Tensor> inputs) throws ModelException {
        signature.check(inputs);
        use.readLock().lock();
        try {
            if (closed) {
                throw new ModelException(signature.file() + ": the network is closed");
            }
            return ContextLoader.call(() -> forward(inputs));
        } finally {
            use.readLock().unlock();
        }
    }

    private List<Tensor> forward(List<Tensor> inputs) throws ModelException {
        // Inputs and outputs belong to the scope; closing it frees them.
        try (NDManager scope = model.getNDManager().newSubManager()) {
            NDList in = new NDList(inputs.size());
            for (Tensor input : inputs) {
                in.add(scope.create(input.values(), new Shape(Signature.longs(input.shape()))));
            }
            NDList out = model.getBlock().forward(new ParameterStore(scope, false), in, false);
            List<Tensor> results = new ArrayList<>();
            for (String name : signature.outputs()) {
                results.add(output(out, name));
            }
            return List.copyOf(results);
        } catch (RuntimeException e) {
            throw new ModelException(
                    signature.file() + ": the network fails: " + Messages.of(e), e);
        }
    }

    @Override
    public final void close() {
        use.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                ContextLoader.call(
                        () -> {
                            model.close();
                            return null;
                        });
            }
        } finally {
            use.writeLock().unlock();
        }
    }
}
