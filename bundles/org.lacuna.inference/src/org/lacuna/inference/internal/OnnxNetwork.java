package org.lacuna.inference.internal;

import ai.djl.Model;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.onnxruntime.engine.OrtNDArray;
import ai.djl.training.ParameterStore;
import ai.onnxruntime.OnnxTensor;

import org.lacuna.core.ModelException;
import org.lacuna.inference.Device;
import org.lacuna.inference.Network;
import org.lacuna.inference.NetworkFile;
import org.lacuna.inference.Tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** A network that runs through DJL. */
final class OnnxNetwork implements Network {

    private final NetworkFile file;
    private final Model model;
    private final Block block;
    private final Signature signature;
    private final Device device;

    /** Runs share it; closing waits for them, as a session closed under a run ends the process. */
    private final ReadWriteLock use = new ReentrantReadWriteLock();

    private boolean closed;

    OnnxNetwork(NetworkFile file, Model model, Signature signature, Device device) {
        this.file = file;
        this.model = model;
        this.block = model.getBlock();
        this.signature = signature;
        this.device = device;
    }

    @Override
    public Device device() {
        return device;
    }

    @Override
    public List<String> inputs() {
        return signature.inputs();
    }

    @Override
    public List<String> outputs() {
        return signature.outputs();
    }

    @Override
    public List<Tensor> run(List<Tensor> inputs) throws ModelException {
        signature.check(inputs);
        use.readLock().lock();
        try {
            if (closed) {
                throw new ModelException(file + ": the network is closed");
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
            NDList out = block.forward(new ParameterStore(scope, false), in, false);
            List<Tensor> results = new ArrayList<>();
            for (String name : signature.outputs()) {
                // DJL's way to an array of floats copies twice.
                OnnxTensor tensor = ((OrtNDArray) out.get(name)).getTensor();
                results.add(signature.output(name, tensor));
            }
            return List.copyOf(results);
        } catch (RuntimeException e) {
            throw new ModelException(file + ": the network fails: " + Messages.of(e), e);
        }
    }

    @Override
    public void close() {
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
