package org.lacuna.inference.internal;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;

import org.lacuna.core.ModelException;
import org.lacuna.inference.NetworkFile;
import org.lacuna.inference.Tensor;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * Names and shapes of what goes into a network and comes out, all of it float32.
 *
 * @param shapes of the inputs; -1 where the network leaves a length open
 */
record Signature(NetworkFile file, List<String> inputs, List<long[]> shapes, List<String> outputs) {

    /**
     * @param outputs those asked for
     */
    static Signature of(NetworkFile file, OrtSession session, List<String> outputs)
            throws ModelException {
        try {
            List<String> names = new ArrayList<>();
            List<long[]> shapes = new ArrayList<>();
            for (Map.Entry<String, NodeInfo> input : session.getInputInfo().entrySet()) {
                names.add(input.getKey());
                shapes.add(floats(file, "input", input.getValue()).getShape());
            }
            if (names.isEmpty()) {
                throw new ModelException(file + ": found no inputs, expected one or more");
            }
            Map<String, NodeInfo> there = session.getOutputInfo();
            for (String output : outputs) {
                NodeInfo info = there.get(output);
                if (info == null) {
                    throw noOutput(file, output, there.keySet());
                }
                floats(file, "output", info);
            }
            return new Signature(file, List.copyOf(names), List.copyOf(shapes), outputs);
        } catch (OrtException e) {
            throw new ModelException(
                    file + ": its inputs and outputs cannot be read: " + Messages.of(e), e);
        }
    }

    private static TensorInfo floats(NetworkFile file, String what, NodeInfo info)
            throws ModelException {
        if (info.getInfo() instanceof TensorInfo tensor && tensor.type == OnnxJavaType.FLOAT) {
            return tensor;
        }
        String found =
                info.getInfo() instanceof TensorInfo tensor
                        ? tensor.type.toString()
                        : info.getInfo().getClass().getSimpleName();
        throw notFloats(file, what, info.getName(), found);
    }

    private static ModelException notFloats(
            NetworkFile file, String what, String name, String found) {
        return new ModelException(
                file
                        + ": "
                        + what
                        + " '"
                        + name
                        + "': found "
                        + found
                        + ", expected a tensor of float32");
    }

    /** An input or output of another type. */
    ModelException notFloats(String what, String name, String found) {
        return notFloats(file, what, name, found);
    }

    private static ModelException noOutput(
            NetworkFile file, String output, Collection<String> there) {
        return new ModelException(
                file + ": no output '" + output + "'; found '" + String.join("', '", there) + "'");
    }

    /** An output that was asked for is not among those there. */
    ModelException noOutput(String output, Collection<String> there) {
        return noOutput(file, output, there);
    }

    /** Holds the inputs of a call against the network's. */
    void check(List<Tensor> given) throws ModelException {
        if (given.size() != inputs.size()) {
            throw new ModelException(
                    file
                            + ": found "
                            + given.size()
                            + " inputs, expected "
                            + inputs.size()
                            + ": '"
                            + String.join("', '", inputs)
                            + "'");
        }
        for (int i = 0; i < inputs.size(); i++) {
            int[] found = given.get(i).shape();
            if (!fits(found, shapes.get(i))) {
                throw new ModelException(
                        file
                                + ": input '"
                                + inputs.get(i)
                                + "': found the shape "
                                + words(longs(found))
                                + ", expected "
                                + words(shapes.get(i)));
            }
        }
    }

    private static boolean fits(int[] found, long[] expected) {
        if (found.length != expected.length) {
            return false;
        }
        for (int d = 0; d < found.length; d++) {
            if (expected[d] >= 0 && expected[d] != found[d]) {
                return false;
            }
        }
        return true;
    }

    private static String words(long[] shape) {
        StringJoiner words = new StringJoiner(" x ");
        for (long length : shape) {
            words.add(length < 0 ? "any" : Long.toString(length));
        }
        return shape.length == 0 ? "of one number" : words.toString();
    }

    static long[] longs(int[] shape) {
        long[] longs = new long[shape.length];
        for (int d = 0; d < shape.length; d++) {
            longs[d] = shape[d];
        }
        return longs;
    }

    /** What came out, copied into a tensor of our own. */
    Tensor output(String name, OnnxTensor tensor) throws ModelException {
        int[] lengths = lengths(name, tensor.getInfo().getShape());
        // A buffer on the heap, exactly filled: its array is the copy.
        FloatBuffer buffer = tensor.getFloatBuffer();
        float[] values = buffer.array();
        if (values.length != buffer.remaining()) {
            throw new IllegalStateException("a buffer with more than the values of " + name);
        }
        return new Tensor(lengths, values);
    }

    /** The shape of an output, which has to hold values. */
    int[] lengths(String name, long[] shape) throws ModelException {
        int[] lengths = new int[shape.length];
        for (int d = 0; d < shape.length; d++) {
            if (shape[d] < 1) {
                throw new ModelException(
                        file
                                + ": output '"
                                + name
                                + "': found no values, of shape "
                                + words(shape));
            }
            lengths[d] = Math.toIntExact(shape[d]);
        }
        return lengths;
    }
}
