package org.lacuna.distillation.internal;

import org.lacuna.core.ModelException;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A network's bytes, big-endian: version (int), number of layers (int), for each layer kind (byte),
 * inputs (int) and what the kind needs (dense: outputs, int; layer norm: epsilon, dropout: rate,
 * double), number of parameters (int), parameters (float). No checksum: the file around it has one.
 */
final class NetworkFormat {
    private static final int VERSION = 1;
    private static final int DENSE = 1;
    private static final int LAYER_NORM = 2;
    private static final int RELU = 3;
    private static final int GELU = 4;
    private static final int DROPOUT = 5;

    private NetworkFormat() {}

    static void write(DataOutput out, Network network, float[] parameters) throws IOException {
        out.writeInt(VERSION);
        out.writeInt(network.layers().size());
        for (Layer layer : network.layers()) {
            write(out, layer);
        }
        out.writeInt(parameters.length);
        for (float p : parameters) {
            out.writeFloat(p);
        }
    }

    private static void write(DataOutput out, Layer layer) throws IOException {
        out.writeByte(
                switch (layer) {
                    case Layer.Dense d -> DENSE;
                    case Layer.LayerNorm n -> LAYER_NORM;
                    case Layer.Relu r -> RELU;
                    case Layer.Gelu g -> GELU;
                    case Layer.Dropout d -> DROPOUT;
                });
        out.writeInt(layer.inputs());
        switch (layer) {
            case Layer.Dense d -> out.writeInt(d.outputs());
            case Layer.LayerNorm n -> out.writeDouble(n.epsilon());
            case Layer.Dropout d -> out.writeDouble(d.rate());
            case Layer.Relu r -> {}
            case Layer.Gelu g -> {}
        }
    }

    static TrainedNetwork read(DataInput in, long maxBytes) throws IOException, ModelException {
        try {
            int version = in.readInt();
            if (version != VERSION) {
                throw new ModelException("network: version " + version + ", expected " + VERSION);
            }
            Network network = new Network(readLayers(in));
            return new TrainedNetwork(network, readParameters(in, network, maxBytes));
        } catch (IllegalArgumentException e) {
            throw new ModelException("network: " + e.getMessage(), e);
        } catch (EOFException e) {
            throw new ModelException("network: cut off, expected more bytes than there are", e);
        }
    }

    private static List<Layer> readLayers(DataInput in) throws IOException {
        int count = in.readInt();
        Check.range("layers", count, 1, Network.MAX_LAYERS);
        List<Layer> layers = new ArrayList<>();
        for (int l = 0; l < count; l++) {
            try {
                layers.add(readLayer(in));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("layer " + l + ": " + e.getMessage(), e);
            }
        }
        return layers;
    }

    private static Layer readLayer(DataInput in) throws IOException {
        int kind = in.readUnsignedByte();
        int inputs = in.readInt();
        return switch (kind) {
            case DENSE -> new Layer.Dense(inputs, in.readInt());
            case LAYER_NORM -> new Layer.LayerNorm(inputs, in.readDouble());
            case RELU -> new Layer.Relu(inputs);
            case GELU -> new Layer.Gelu(inputs);
            case DROPOUT -> new Layer.Dropout(inputs, in.readDouble());
            default ->
                    throw new IllegalArgumentException(
                            "kind " + kind + ", expected " + DENSE + ".." + DROPOUT);
        };
    }

    private static float[] readParameters(DataInput in, Network network, long maxBytes)
            throws IOException {
        int count = in.readInt();
        Check.equal("parameters", count, network.parameterCount());
        Check.range("bytes of the parameters", 4L * count, 0, maxBytes);
        float[] parameters = new float[count];
        for (int i = 0; i < count; i++) {
            parameters[i] = in.readFloat();
        }
        return parameters;
    }
}
