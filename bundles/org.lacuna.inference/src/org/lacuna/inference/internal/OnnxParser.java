package org.lacuna.inference.internal;

import org.lacuna.core.ModelException;
import org.lacuna.inference.NetworkFile;
import org.lacuna.inference.OnnxFile;
import org.lacuna.inference.OnnxFile.Value;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads the outline of an ONNX file (onnx.proto3 of ONNX 1.18, IR version 12): which fields there
 * are is given as numbers beside their names. See {@link OnnxFile} for what is refused. O(number of
 * fields) time, memory for names only. Not thread-safe: one parser a file.
 */
public final class OnnxParser {
    static final int MAX_NAME_BYTES = 4096;

    private static final int MAX_DEPTH = 8;
    private static final int MAX_VALUES = 1000;
    private static final int MAX_TENSORS = 200_000;

    private final NetworkFile file;
    private final WireReader in;
    private final long bytes;

    private long irVersion;
    private final Map<String, Long> opsets = new TreeMap<>();
    private final List<Value> inputs = new ArrayList<>();
    private final List<Value> outputs = new ArrayList<>();

    /** Up to IR version 3 initializers stand among the inputs. */
    private final Set<String> initializers = new HashSet<>();

    private long nodes;
    private long parameters;
    private boolean hasGraph;

    private OnnxParser(NetworkFile file, SeekableByteChannel channel) throws IOException {
        this.file = file;
        this.in = new WireReader(file, channel);
        this.bytes = channel.size();
    }

    public static OnnxFile parse(NetworkFile file, SeekableByteChannel channel)
            throws IOException, ModelException {
        return new OnnxParser(file, channel).model();
    }

    private OnnxFile model() throws IOException, ModelException {
        while (in.next()) {
            switch (in.field()) {
                case 1 -> irVersion = in.number(); // ir_version
                case 7 -> { // graph
                    if (hasGraph) {
                        throw in.invalid("found a second graph");
                    }
                    hasGraph = true;
                    graph(1);
                }
                case 8 -> opset(); // opset_import
                case 20 -> // training_info
                        throw in.refused(
                                "holds steps for training, expected a network for inference");
                case 25 -> // functions
                        throw in.refused(
                                "holds functions of its own, expected operators only (inline the"
                                        + " functions)");
                default -> in.skip();
            }
        }
        if (!hasGraph || irVersion == 0) {
            throw new ModelException(
                    file
                            + ": found "
                            + (hasGraph ? "no IR version" : "no graph")
                            + ", expected a network in ONNX format");
        }
        List<Value> real = inputs.stream().filter(v -> !initializers.contains(v.name())).toList();
        return new OnnxFile(bytes, irVersion, opsets, real, outputs, nodes, parameters);
    }

    private void opset() throws IOException, ModelException {
        String domain = "";
        long version = 0;
        long outer = in.enter();
        while (in.next()) {
            switch (in.field()) {
                case 1 -> domain = in.text(MAX_NAME_BYTES); // domain
                case 2 -> version = in.number(); // version
                default -> in.skip();
            }
        }
        in.leave(outer);
        opsets.put(domain.isEmpty() ? OnnxFile.STANDARD_DOMAIN : domain, version);
        if (opsets.size() > MAX_VALUES) {
            throw in.invalid("found more than " + MAX_VALUES + " operator sets");
        }
    }

    private void graph(int depth) throws IOException, ModelException {
        if (depth > MAX_DEPTH) {
            throw in.refused("nests graphs deeper than " + MAX_DEPTH + " levels");
        }
        long outer = in.enter();
        while (in.next()) {
            switch (in.field()) {
                case 1 -> node(depth); // node
                case 5 -> initializer(depth); // initializer
                case 11 -> value(depth, inputs); // input
                case 12 -> value(depth, outputs); // output
                case 15 -> throw sparse(); // sparse_initializer
                default -> in.skip();
            }
        }
        in.leave(outer);
    }

    private void initializer(int depth) throws IOException, ModelException {
        TensorClaim.Sized tensor = TensorClaim.read(in);
        parameters += tensor.elements();
        if (depth == 1) {
            initializers.add(tensor.name());
            if (initializers.size() > MAX_TENSORS) {
                throw in.refused("has more than " + MAX_TENSORS + " tensors");
            }
        }
    }

    private void node(int depth) throws IOException, ModelException {
        nodes++;
        long outer = in.enter();
        while (in.next()) {
            if (in.field() == 5) { // attribute
                attribute(depth);
            } else {
                in.skip();
            }
        }
        in.leave(outer);
    }

    private void attribute(int depth) throws IOException, ModelException {
        long outer = in.enter();
        while (in.next()) {
            switch (in.field()) {
                case 5, 10 -> parameters += TensorClaim.read(in).elements(); // t, tensors
                case 6, 11 -> graph(depth + 1); // g, graphs
                case 22, 23 -> throw sparse(); // sparse_tensor, sparse_tensors
                default -> in.skip();
            }
        }
        in.leave(outer);
    }

    /** A sparse tensor may claim any size with a few bytes. */
    private ModelException sparse() {
        return in.refused("holds sparse tensors, expected dense ones");
    }

    private void value(int depth, List<Value> values) throws IOException, ModelException {
        if (depth > 1) {
            in.skip();
            return;
        }
        String name = "";
        Type type = new Type("nothing", false, List.of());
        long outer = in.enter();
        while (in.next()) {
            switch (in.field()) {
                case 1 -> name = in.text(MAX_NAME_BYTES); // name
                case 2 -> type = type(); // type
                default -> in.skip();
            }
        }
        in.leave(outer);
        values.add(new Value(name, type.name(), type.float32(), type.shape()));
        // Up to IR version 3 each initializer is an input too.
        if (values.size() > MAX_TENSORS) {
            throw in.refused("has more than " + MAX_TENSORS + " inputs or outputs");
        }
    }

    private record Type(String name, boolean float32, List<Long> shape) {}

    private Type type() throws IOException, ModelException {
        Type type = new Type("no tensor", false, List.of());
        long outer = in.enter();
        while (in.next()) {
            if (in.field() == 1) { // tensor_type
                type = tensorType();
            } else {
                in.skip();
            }
        }
        in.leave(outer);
        return type;
    }

    private Type tensorType() throws IOException, ModelException {
        long element = 0;
        List<Long> shape = List.of();
        long outer = in.enter();
        while (in.next()) {
            switch (in.field()) {
                case 1 -> element = in.number(); // elem_type
                case 2 -> shape = shape(); // shape
                default -> in.skip();
            }
        }
        in.leave(outer);
        return new Type(TensorClaim.typeName(element), TensorClaim.isFloat32(element), shape);
    }

    private List<Long> shape() throws IOException, ModelException {
        List<Long> shape = new ArrayList<>();
        long outer = in.enter();
        while (in.next()) {
            if (in.field() == 1) { // dim
                shape.add(dimension());
                if (shape.size() > MAX_VALUES) {
                    throw in.invalid("found more than " + MAX_VALUES + " dimensions");
                }
            } else {
                in.skip();
            }
        }
        in.leave(outer);
        return shape;
    }

    private long dimension() throws IOException, ModelException {
        long length = OnnxFile.OPEN;
        long outer = in.enter();
        while (in.next()) {
            if (in.field() == 1) { // dim_value
                length = Math.max(OnnxFile.OPEN, in.number());
            } else {
                in.skip();
            }
        }
        in.leave(outer);
        return length;
    }
}
