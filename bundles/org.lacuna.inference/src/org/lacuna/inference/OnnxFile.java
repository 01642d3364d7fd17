package org.lacuna.inference;

import org.lacuna.core.ModelException;
import org.lacuna.core.StorageException;
import org.lacuna.inference.internal.OnnxParser;
import org.lacuna.inference.internal.Shown;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * The outline of an ONNX file, read before any native code sees it. Immutable and thread-safe.
 *
 * <p>Refused are files that are empty, cut off, damaged or larger than 2 GB (the limit of their
 * format), that point to data in other files, that claim tensors other than the bytes that are
 * there, that hold sparse tensors, functions of their own or training steps, that nest graphs
 * deeper than 8 levels, or that ask for operators that this version does not know. Weights are
 * skipped, not loaded: time and memory go with the number of tensors and operators.
 *
 * @param bytes size of the file
 * @param irVersion version of the file's format
 * @param opsets version of the operators by domain; that of ONNX itself is {@value
 *     #STANDARD_DOMAIN}
 * @param inputs of the graph, without those that are constants
 * @param outputs of the graph
 * @param nodes operators, those of nested graphs included
 * @param parameters elements of all constant tensors
 */
public record OnnxFile(
        long bytes,
        long irVersion,
        Map<String, Long> opsets,
        List<Value> inputs,
        List<Value> outputs,
        long nodes,
        long parameters)
        implements NetworkOutline {
    /** Domain of ONNX's own operators; files leave it empty. */
    public static final String STANDARD_DOMAIN = "ai.onnx";

    /** A length that the file leaves open. */
    public static final long OPEN = -1;

    /** Newest versions that ONNX Runtime 1.28 runs. */
    public static final int MAX_IR_VERSION = 13;

    public static final int MAX_OPSET = 26;

    private static final long MAX_BYTES = (1L << 31) - 1;
    private static final Set<String> DOMAINS =
            Set.of(
                    STANDARD_DOMAIN,
                    "ai.onnx.ml",
                    // What ONNX Runtime names in each file that it has optimised.
                    "ai.onnx.training",
                    "ai.onnx.preview.training",
                    "com.microsoft",
                    "com.microsoft.experimental",
                    "com.microsoft.nchwc",
                    "com.ms.internal.nhwc",
                    "org.pytorch.aten");

    /**
     * What goes into a graph or comes out.
     *
     * @param type of an element, for people, e.g. {@code float32}
     * @param float32 whether it is a tensor of float32
     * @param shape lengths, {@link #OPEN} where the file leaves one open
     */
    public record Value(String name, String type, boolean float32, List<Long> shape) {
        public Value {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(type, "type");
            shape = List.copyOf(shape);
        }

        /** Whether a tensor of this shape may be meant. */
        public boolean fits(List<Integer> expected) {
            if (expected.size() != shape.size()) {
                return false;
            }
            for (int d = 0; d < shape.size(); d++) {
                if (shape.get(d) != OPEN && shape.get(d) != expected.get(d).longValue()) {
                    return false;
                }
            }
            return true;
        }

        /** The shape in words, {@code any x 3 x 224 x 224}. */
        public String shapeInWords() {
            StringJoiner words = new StringJoiner(" x ");
            shape.forEach(l -> words.add(l == OPEN ? "any" : Long.toString(l)));
            return shape.isEmpty() ? "of one number" : words.toString();
        }
    }

    public OnnxFile {
        opsets = Collections.unmodifiableMap(new TreeMap<>(opsets));
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /**
     * @throws ModelException when the file is refused; names the place and the reason
     * @throws StorageException when it cannot be read
     */
    public static OnnxFile read(Path file) throws ModelException, StorageException {
        return read(NetworkFile.of(file));
    }

    /** As {@link #read(Path)}, from where the bytes are. */
    public static OnnxFile read(NetworkFile file) throws ModelException, StorageException {
        OnnxFile onnx;
        try (SeekableByteChannel channel = file.open()) {
            long size = channel.size();
            if (size == 0 || size > MAX_BYTES) {
                throw new ModelException(
                        file
                                + ": "
                                + size
                                + " bytes, expected a network in ONNX format"
                                + (size == 0 ? "" : ", at most " + MAX_BYTES + " bytes"));
            }
            onnx = OnnxParser.parse(file, channel);
        } catch (IOException e) {
            throw file.unreadable(e);
        }
        onnx.checkVersions(file);
        return onnx;
    }

    @Override
    public boolean takesBatches() {
        return inputs.stream().allMatch(v -> v.shape().getFirst() == OPEN);
    }

    @Override
    public String size() {
        return String.format(
                Locale.ROOT,
                "%.1f MB, %,d operators, %.1f million parameters",
                bytes / 1e6,
                nodes,
                parameters / 1e6);
    }

    @Override
    public List<String> format() {
        return List.of(
                String.format(
                        Locale.ROOT,
                        "format ONNX, IR version %d, opset %d",
                        irVersion,
                        opsets.get(STANDARD_DOMAIN)));
    }

    private void checkVersions(NetworkFile file) throws ModelException {
        if (irVersion < 3 || irVersion > MAX_IR_VERSION) {
            throw new ModelException(
                    file
                            + ": ONNX IR version "
                            + irVersion
                            + ", expected 3.."
                            + MAX_IR_VERSION
                            + (irVersion > MAX_IR_VERSION ? " (export for an older one)" : ""));
        }
        for (String domain : opsets.keySet()) {
            if (!DOMAINS.contains(domain)) {
                throw new ModelException(
                        file
                                + ": asks for operators of the domain '"
                                + Shown.name(domain)
                                + "', expected those of ONNX alone");
            }
        }
        Long opset = opsets.get(STANDARD_DOMAIN);
        if (opset == null || opset < 7 || opset > MAX_OPSET) {
            throw new ModelException(
                    file
                            + ": ONNX opset "
                            + (opset == null ? "missing" : opset)
                            + ", expected 7.."
                            + MAX_OPSET
                            + (opset != null && opset > MAX_OPSET
                                    ? " (export for an older one)"
                                    : ""));
        }
    }
}
