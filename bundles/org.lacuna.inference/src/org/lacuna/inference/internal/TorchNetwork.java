package org.lacuna.inference.internal;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;

import org.lacuna.core.ModelException;
import org.lacuna.inference.Device;
import org.lacuna.inference.Tensor;

import java.util.ArrayList;
import java.util.List;

/**
 * A network in TorchScript. DJL lists what {@code forward} returns: one tensor, those of a tuple or
 * list in order, those of a dictionary with their keys.
 */
final class TorchNetwork extends DjlNetwork {

    /** Most values that DJL copies out of a tensor: it goes through a buffer of bytes. */
    private static final long MAX_VALUES = Integer.MAX_VALUE / Float.BYTES;

    TorchNetwork(Model model, Signature signature, Device device) {
        super(model, signature, device);
    }

    @Override
    Tensor output(NDList out, String name) throws ModelException {
        List<String> there = new ArrayList<>();
        for (int k = 0; k < out.size(); k++) {
            there.add(nameOf(out, k));
        }
        int place = there.indexOf(name);
        if (place < 0) {
            throw signature().noOutput(name, there);
        }
        return tensor(name, out.get(place));
    }

    /** The key in a dictionary, else the place. */
    private static String nameOf(NDList out, int place) {
        String key = out.get(place).getName();
        return key == null ? Integer.toString(place) : key;
    }

    private Tensor tensor(String name, NDArray array) throws ModelException {
        if (array.getDataType() != DataType.FLOAT32 || array.isSparse()) {
            throw signature()
                    .notFloats(
                            "output",
                            name,
                            (array.isSparse() ? "a sparse tensor of " : "a tensor of ")
                                    + array.getDataType().asNumpy());
        }
        int[] lengths = signature().lengths(name, array.getShape().getShape());
        long size = array.getShape().size();
        if (size > MAX_VALUES) {
            throw new ModelException(
                    signature().file()
                            + ": output '"
                            + Shown.name(name)
                            + "': found "
                            + size
                            + " values, expected at most "
                            + MAX_VALUES);
        }
        return new Tensor(lengths, array.toFloatArray());
    }
}
