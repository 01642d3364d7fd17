package org.lacuna.features;

import org.lacuna.core.FeatureExtractor;
import org.lacuna.core.Modality;
import org.lacuna.core.ModelException;
import org.lacuna.core.Progress;
import org.lacuna.core.StorageException;
import org.lacuna.features.internal.LazyNetwork;
import org.lacuna.inference.CheckedNetwork;
import org.lacuna.inference.ModelDescriptor;
import org.lacuna.inference.NetworkFile;
import org.lacuna.inference.NetworkOptions;
import org.lacuna.inference.Tensor;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * An extractor that runs a network. The network is checked and opened once, at the first use or by
 * {@link #open}. Thread-safe; the same bits for any number of workers, which the network itself
 * does not use: its threads are given by the options.
 */
public abstract sealed class NetworkExtractor implements FeatureExtractor, AutoCloseable
        permits NetworkImageExtractor, NetworkPointExtractor {
    private final LazyNetwork network;
    private final int channels;
    private final String id;

    /**
     * @param file the descriptor's network; looked at when first needed
     */
    NetworkExtractor(ModelDescriptor descriptor, NetworkFile file, NetworkOptions options) {
        this.network = new LazyNetwork(descriptor, file, options);
        // Both are worked out of the whole descriptor, and asked for with each part.
        this.channels = descriptor.channels();
        this.id = descriptor.extractorId();
    }

    /**
     * The extractor for what the descriptor describes.
     *
     * @param network the descriptor's file
     */
    public static NetworkExtractor of(
            ModelDescriptor descriptor, Path network, NetworkOptions options) {
        return of(descriptor, NetworkFile.of(network), options);
    }

    /** As {@link #of(ModelDescriptor, Path, NetworkOptions)}, from where the bytes are. */
    public static NetworkExtractor of(
            ModelDescriptor descriptor, NetworkFile network, NetworkOptions options) {
        return switch (descriptor.kind()) {
            case IMAGE -> new NetworkImageExtractor(descriptor, network, options);
            case POINTS -> new NetworkPointExtractor(descriptor, network, options);
        };
    }

    @Override
    public final String id() {
        return id;
    }

    @Override
    public final Modality modality() {
        return switch (descriptor().kind()) {
            case IMAGE -> Modality.RGB;
            case POINTS -> Modality.XYZ;
        };
    }

    @Override
    public final int channels() {
        return channels;
    }

    /** What the network is. */
    public final ModelDescriptor descriptor() {
        return network.descriptor();
    }

    /** Where the network's bytes are. */
    public final NetworkFile file() {
        return network.file();
    }

    /** How the network is opened. */
    public final NetworkOptions options() {
        return network.options();
    }

    /**
     * Checks and opens the network now; does nothing when it is open. Takes as long as reading the
     * file and one run.
     *
     * @return the open network, owned by this extractor
     * @throws ModelException when the network is not what its descriptor says
     * @throws IllegalStateException after {@link #close}
     */
    public final CheckedNetwork open(Progress progress) throws ModelException, StorageException {
        return network.open(progress);
    }

    /** Frees the network; extracting afterwards is a caller's bug. Closing twice does nothing. */
    @Override
    public final void close() {
        network.close();
    }

    /** The open network, opened now if need be. */
    final CheckedNetwork network() {
        return network.get();
    }

    /** See {@link LazyNetwork#run}. */
    final List<Tensor> runNetwork(Map<String, Tensor> inputs, int samples) {
        return network.run(inputs, samples);
    }
}
