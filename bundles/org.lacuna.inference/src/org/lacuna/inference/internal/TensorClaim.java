package org.lacuna.inference.internal;

import org.lacuna.core.ModelException;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/**
 * Holds what a tensor in an ONNX file claims to be (TensorProto: shape and element type) against
 * the bytes that are there. A library that believed the claim would ask for that much memory.
 */
final class TensorClaim {
    private static final int MAX_DIMENSIONS = 64;

    /** Bits an element by TensorProto.DataType; 0 where there is no such type, or it is a text. */
    private static final int[] BITS = {
        0, 32, 8, 8, 16, 16, 32, 64, 0, 8, 16, 64, 32, 64, 64, 128, 16, 8, 8, 8, 8, 4, 4, 4, 8, 2, 2
    };

    private static final String[] NAMES = {
        "nothing",
        "float32",
        "uint8",
        "int8",
        "uint16",
        "int16",
        "int32",
        "int64",
        "text",
        "bool",
        "float16",
        "float64",
        "uint32",
        "uint64",
        "complex64",
        "complex128",
        "bfloat16"
    };

    private static final int FLOAT = 1;
    private static final int STRING = 8;

    private final List<Long> shape = new ArrayList<>();
    private String name = "";
    private long type;
    private long rawBytes = -1;

    /** Bytes of the lists that hold an element or a part of it in 1 to 10 bytes each. */
    private long listBytes;

    private long floats;
    private long doubles;
    private long texts;

    private TensorClaim() {}

    /** Name of an element type, for people. */
    static String typeName(long type) {
        return type >= 0 && type < NAMES.length ? NAMES[(int) type] : "element type " + type;
    }

    static boolean isFloat32(long type) {
        return type == FLOAT;
    }

    /**
     * Reads one tensor without its data.
     *
     * @return its name and number of elements
     */
    static Sized read(WireReader in) throws IOException, ModelException {
        TensorClaim claim = new TensorClaim();
        long outer = in.enter();
        while (in.next()) {
            claim.field(in);
        }
        in.leave(outer);
        return new Sized(claim.name, claim.check(in));
    }

    /**
     * @param elements product of the shape
     */
    record Sized(String name, long elements) {}

    private void field(WireReader in) throws IOException, ModelException {
        switch (in.field()) {
            case 1 -> dimensions(in);
            case 2 -> type = in.number();
            case 4 -> floats += in.skip() / 4;
            case 5, 7, 11 -> listBytes += in.skip();
            case 6 -> {
                in.skip();
                texts++;
            }
            case 8 -> name = in.text(OnnxParser.MAX_NAME_BYTES);
            case 9 -> rawBytes = in.skip();
            case 10 -> doubles += in.skip() / 8;
            case 13 -> throw external(in);
            case 14 -> {
                if (in.number() != 0) {
                    throw external(in);
                }
            }
            default -> in.skip();
        }
    }

    private void dimensions(WireReader in) throws IOException, ModelException {
        if (in.wireType() == WireReader.VARINT) {
            dimension(in, in.number());
        } else {
            long outer = in.enter();
            while (!in.atEnd()) {
                dimension(in, in.packed());
            }
            in.leave(outer);
        }
    }

    private void dimension(WireReader in, long length) throws ModelException {
        if (length < 0 || shape.size() == MAX_DIMENSIONS) {
            throw in.invalid(
                    label()
                            + " has "
                            + (length < 0 ? "a length of " + length : "too many dimensions"));
        }
        shape.add(length);
    }

    private ModelException external(WireReader in) {
        return in.refused(
                label()
                        + " has its data in another file, expected everything in one file (save the"
                        + " network without external data)");
    }

    private long check(WireReader in) throws ModelException {
        long elements = 1;
        for (long length : shape) {
            if (length != 0 && elements > Long.MAX_VALUE / 128 / length) {
                throw in.invalid(label() + " claims the shape " + words());
            }
            elements *= length;
        }
        if (type == STRING) {
            if (elements != texts) {
                throw claims(in, elements + " texts", texts + " are there");
            }
            return elements;
        }
        int bits = type > 0 && type < BITS.length ? BITS[(int) type] : 0;
        if (bits == 0) {
            throw in.invalid(label() + " has the unknown element type " + type);
        }
        long bytes = Math.ceilDiv(elements * bits, 8);
        if (rawBytes >= 0) {
            if (rawBytes != bytes) {
                throw claims(in, bytes + " bytes", rawBytes + " are there");
            }
        } else if (!fitsLists(elements, bits)) {
            throw claims(in, bytes + " bytes", "less is there");
        }
        return elements;
    }

    /** Whether the lists can hold that many elements; which list is right, the engine checks. */
    private boolean fitsLists(long elements, int bits) {
        long most = Math.max(floats, doubles);
        // Several elements of less than a byte share an entry, which has one byte at least.
        return elements <= Math.max(most, bits < 8 ? listBytes * 8 / bits : listBytes);
    }

    private ModelException claims(WireReader in, String claimed, String found) {
        return in.invalid(
                label() + " of shape " + words() + " claims " + claimed + ", but " + found);
    }

    private String label() {
        return "tensor '" + Shown.name(name) + "'";
    }

    private String words() {
        StringJoiner words = new StringJoiner(" x ", "(", ")");
        shape.forEach(length -> words.add(Long.toString(length)));
        return words.toString();
    }
}
