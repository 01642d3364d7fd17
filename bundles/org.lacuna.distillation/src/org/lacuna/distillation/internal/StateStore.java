package org.lacuna.distillation.internal;

import org.lacuna.core.DataException;
import org.lacuna.core.StorageException;
import org.lacuna.distillation.Checkpoint;

import java.util.Optional;
import java.util.function.Supplier;

/** The state of one network in a {@link Checkpoint}. */
final class StateStore {
    private final Checkpoint checkpoint;
    private final String network;
    private final Optional<StateFormat> format;

    /**
     * @param network name of the network
     * @param key what the training depends on; not asked for when nothing is kept
     */
    StateStore(Checkpoint checkpoint, String network, Supplier<StateKey> key) {
        this.checkpoint = checkpoint;
        this.network = network;
        this.format =
                checkpoint == Checkpoint.NONE
                        ? Optional.empty()
                        : Optional.of(new StateFormat(network, key.get().bytes()));
    }

    /**
     * @param lengths parameters of each network
     * @param maxEpochs most epochs that the training has
     * @return empty when there is none
     * @throws DataException when what is kept is damaged, or of another training
     */
    Optional<NetworkState> load(int[] lengths, int maxEpochs) throws DataException {
        Optional<byte[]> bytes = checkpoint.load(network);
        if (format.isEmpty() || bytes.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(format.get().decode(bytes.get(), lengths, maxEpochs));
        } catch (StateFormat.UnusableException e) {
            throw new DataException(checkpoint.name() + ": " + network + ": " + e.getMessage(), e);
        }
    }

    void save(NetworkState state) throws StorageException {
        if (format.isPresent()) {
            checkpoint.save(network, format.get().encode(state));
        }
    }
}
