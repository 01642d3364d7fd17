package org.lacuna.inference;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes small networks in ONNX format: protocol buffers by hand, with the field numbers of {@code
 * onnx.proto}.
 */
final class OnnxFiles {

    static final int FLOAT = 1;
    static final int INT64 = 7;

    /** The current opset of ONNX 1.12, which each ONNX Runtime of these years reads. */
    static final int OPSET = 17;

    private OnnxFiles() {}

    /** A message of protocol buffers under construction. */
    static final class Message {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Message number(int field, long value) {
            varint(field << 3);
            varint(value);
            return this;
        }

        Message text(int field, String value) {
            return bytes(field, value.getBytes(StandardCharsets.UTF_8));
        }

        Message message(int field, Message value) {
            return bytes(field, value.toBytes());
        }

        Message bytes(int field, byte[] value) {
            varint(field << 3 | 2);
            varint(value.length);
            bytes.writeBytes(value);
            return this;
        }

        private void varint(long value) {
            long rest = value;
            while ((rest & ~0x7FL) != 0) {
                bytes.write((int) (rest & 0x7F | 0x80));
                rest >>>= 7;
            }
            bytes.write((int) rest);
        }

        byte[] toBytes() {
            return bytes.toByteArray();
        }
    }

    /** The graph of a network, added to field by field. */
    static final class Graph {
        private final Message graph = new Message();

        Graph() {
            graph.text(2, "test");
        }

        /** A node with integer attributes, each as name and values. */
        Graph node(String type, String[] inputs, String output, Object... attributes) {
            Message node = new Message();
            for (String input : inputs) {
                node.text(1, input);
            }
            node.text(2, output).text(4, type);
            for (int i = 0; i < attributes.length; i += 2) {
                Message attribute = new Message().text(1, (String) attributes[i]);
                if (attributes[i + 1] instanceof int[] values) {
                    for (int value : values) {
                        attribute.number(8, value);
                    }
                    attribute.number(20, 7);
                } else {
                    attribute.number(3, (Integer) attributes[i + 1]).number(20, 2);
                }
                node.message(5, attribute);
            }
            graph.message(1, node);
            return this;
        }

        /** Weights. */
        Graph weights(String name, float[] values, int... shape) {
            ByteBuffer raw = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
            for (float value : values) {
                raw.putFloat(value);
            }
            Message tensor = new Message();
            for (int length : shape) {
                tensor.number(1, length);
            }
            return tensor(tensor.number(2, FLOAT).text(8, name).bytes(9, raw.array()));
        }

        /** Weights as they are, valid or not. */
        Graph tensor(Message tensor) {
            graph.message(5, tensor);
            return this;
        }

        /**
         * @param shape -1 for a length left open
         */
        Graph input(String name, int type, int... shape) {
            graph.message(11, value(name, type, shape));
            return this;
        }

        /**
         * @param shape -1 for a length left open
         */
        Graph output(String name, int type, int... shape) {
            graph.message(12, value(name, type, shape));
            return this;
        }

        private static Message value(String name, int type, int... shape) {
            Message dimensions = new Message();
            for (int length : shape) {
                Message dimension = new Message();
                if (length < 0) {
                    dimension.text(2, "N");
                } else {
                    dimension.number(1, length);
                }
                dimensions.message(1, dimension);
            }
            Message tensor = new Message().number(1, type).message(2, dimensions);
            return new Message().text(1, name).message(2, new Message().message(1, tensor));
        }

        byte[] toModel(int opset) {
            Message set = new Message().text(1, "").number(2, opset);
            return new Message().number(1, 8).message(7, graph).message(8, set).toBytes();
        }
    }

    /**
     * y = relu(x * W) with W of 3 x 2: input {@code x} of any x 3, output {@code y} of any x 2, and
     * a second output {@code product} before the relu.
     */
    static Graph linear() {
        return new Graph()
                .node("MatMul", new String[] {"x", "w"}, "product")
                .node("Relu", new String[] {"product"}, "y")
                .weights("w", new float[] {1, -1, 2, -2, 3, 0.5f}, 3, 2)
                .input("x", FLOAT, -1, 3)
                .output("product", FLOAT, -1, 2)
                .output("y", FLOAT, -1, 2);
    }

    /**
     * Two convolutions of 3 x 3 with padding and a relu between them: input {@code image} of 1 x 3
     * x 32 x 32, output {@code map} of 1 x 8 x 32 x 32.
     */
    static Graph convolutions() {
        return new Graph()
                .node(
                        "Conv",
                        new String[] {"image", "w1"},
                        "hidden",
                        "pads",
                        new int[] {1, 1, 1, 1})
                .node("Relu", new String[] {"hidden"}, "positive")
                .node(
                        "Conv",
                        new String[] {"positive", "w2"},
                        "map",
                        "pads",
                        new int[] {1, 1, 1, 1})
                .weights("w1", noise(16 * 3 * 9, 1), 16, 3, 3, 3)
                .weights("w2", noise(8 * 16 * 9, 2), 8, 16, 3, 3)
                .input("image", FLOAT, 1, 3, 32, 32)
                .output("map", FLOAT, 1, 8, 32, 32);
    }

    /** Numbers in [-0.5, 0.5), the same for the same seed. */
    static float[] noise(int length, long seed) {
        float[] values = new float[length];
        long state = seed;
        for (int i = 0; i < length; i++) {
            state = state * 6364136223846793005L + 1442695040888963407L;
            values[i] = (state >>> 40) / (float) (1 << 24) - 0.5f;
        }
        return values;
    }

    static Path write(Path folder, String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    static Path write(Path folder, Graph graph) throws IOException {
        return write(folder, "test.onnx", graph.toModel(OPSET));
    }
}
