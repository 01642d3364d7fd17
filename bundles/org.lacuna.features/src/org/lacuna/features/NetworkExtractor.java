package org.lacuna.features;

import org.lacuna.core.FeatureExtractor;
import org.lacuna.core.ModelException;
import org.lacuna.core.Progress;
import org.lacuna.core.StorageException;
import org.lacuna.inference.CheckedNetwork;
import org.lacuna.inference.ModelDescriptor;
import org.lacuna.inference.NetworkFile;
import org.lacuna.inference.NetworkOptions;

import java.nio.file.Path;

/**
 * An extractor that runs a network. The network is checked and opened once, at the first use or by
 * {@link #open}. Thread-safe; the same bits for any number of workers, which the network itself
 * does not use: its threads are given by the options.
 */
public sealed interface NetworkExtractor extends FeatureExtractor, AutoCloseable
        permits NetworkImageExtractor, NetworkPointExtractor {
    /**
     * The extractor for what the descriptor describes.
     *
     * @param network the descriptor's file
     */
    static NetworkExtractor of(ModelDescriptor descriptor, Path network, NetworkOptions options) {
        return of(descriptor, NetworkFile.of(network), options);
    }

    /** As {@link #of(ModelDescriptor, Path, NetworkOptions)}, from where the bytes are. */
    static NetworkExtractor of(
            ModelDescriptor descriptor, NetworkFile network, NetworkOptions options) {
        return switch (descriptor.kind()) {
            case IMAGE -> new NetworkImageExtractor(descriptor, network, options);
            case POINTS -> new NetworkPointExtractor(descriptor, network, options);
        };
    }

    /** What the network is. */
    ModelDescriptor descriptor();

    /**
     * Checks and opens the network now; does nothing when it is open. Takes as long as reading the
     * file and one run.
     *
     * @return the open network, owned by this extractor
     * @throws ModelException when the network is not what its descriptor says
     * @throws IllegalStateException after {@link #close}
     */
    CheckedNetwork open(Progress progress) throws ModelException, StorageException;

    /** Frees the network; extracting afterwards is a caller's bug. Closing twice does nothing. */
    @Override
    void close();
}
