package org.lacuna.inference.internal;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;

import org.lacuna.core.ModelException;
import org.lacuna.inference.Tensor;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The same network by ONNX Runtime's own call: what DJL's overhead is measured against. */
public final class RawNetwork implements AutoCloseable {

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final Signature signature;

    RawNetwork(OrtEnvironment environment, OrtSession session, Signature signature) {
        this.environment = environment;
        this.session = session;
        this.signature = signature;
    }

    public List<Tensor> run(List<Tensor> inputs) throws ModelException {
        signature.check(inputs);
        Map<String, OnnxTensor> in = new LinkedHashMap<>();
        try {
            for (int i = 0; i < inputs.size(); i++) {
                Tensor input = inputs.get(i);
                in.put(
                        signature.inputs().get(i),
                        OnnxTensor.createTensor(
                                environment,
                                FloatBuffer.wrap(input.values()),
                                Signature.longs(input.shape())));
            }
            try (OrtSession.Result out = session.run(in, new HashSet<>(signature.outputs()))) {
                List<Tensor> results = new ArrayList<>();
                for (String name : signature.outputs()) {
                    results.add(signature.output(name, (OnnxTensor) out.get(name).orElseThrow()));
                }
                return List.copyOf(results);
            }
        } catch (OrtException e) {
            throw new ModelException(
                    signature.file() + ": the network fails: " + Messages.of(e), e);
        } finally {
            in.values().forEach(OnnxTensor::close);
        }
    }

    @Override
    public void close() throws ModelException {
        try {
            session.close();
        } catch (OrtException e) {
            throw new ModelException(signature.file() + ": cannot be closed: " + Messages.of(e), e);
        }
    }
}
