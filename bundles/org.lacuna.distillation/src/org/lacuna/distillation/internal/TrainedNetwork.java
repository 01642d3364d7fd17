package org.lacuna.distillation.internal;

import org.lacuna.core.ModelException;
import org.lacuna.core.Workers;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** A network with its parameters. Immutable and thread-safe. */
public final class TrainedNetwork {
    private final Network network;
    private final float[] parameters;

    /**
     * @param parameters as many finite numbers as the network has; copied
     */
    public TrainedNetwork(Network network, float[] parameters) {
        network.requireParameters("parameters", parameters);
        Check.finite("parameters", parameters);
        this.network = network;
        this.parameters = parameters.clone();
    }

    public Network network() {
        return network;
    }

    /** A copy. */
    public float[] parameters() {
        return parameters.clone();
    }

    /** See {@link Network#apply}. */
    public Batch apply(Batch rows, Workers workers) {
        return network.apply(parameters, rows, workers);
    }

    /** Writes everything; the same network gives the same bytes. See {@link NetworkFormat}. */
    public void write(DataOutput out) throws IOException {
        NetworkFormat.write(out, network, parameters);
    }

    /**
     * @param maxBytes bytes that the input can hold at most; nothing larger is allocated
     * @throws ModelException when the content is no network, damaged, cut off or of another version
     */
    public static TrainedNetwork read(DataInput in, long maxBytes)
            throws IOException, ModelException {
        return NetworkFormat.read(in, maxBytes);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof TrainedNetwork n
                && network.equals(n.network)
                && Arrays.equals(parameters, n.parameters);
    }

    @Override
    public int hashCode() {
        return 31 * network.hashCode() + Arrays.hashCode(parameters);
    }

    @Override
    public String toString() {
        return network.toString();
    }
}
