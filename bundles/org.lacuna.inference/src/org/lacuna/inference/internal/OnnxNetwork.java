package org.lacuna.inference.internal;

import ai.djl.Model;
import ai.djl.ndarray.NDList;
import ai.djl.onnxruntime.engine.OrtNDArray;

import org.lacuna.core.ModelException;
import org.lacuna.inference.Device;
import org.lacuna.inference.Tensor;

/** A network in ONNX format. */
final class OnnxNetwork extends DjlNetwork {

    OnnxNetwork(Model model, Signature signature, Device device) {
        super(model, signature, device);
    }

    @Override
    Tensor output(NDList out, String name) throws ModelException {
        // DJL's way to an array of floats copies twice.
        return signature().output(name, ((OrtNDArray) out.get(name)).getTensor());
    }
}
