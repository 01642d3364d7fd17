package org.lacuna.distillation;

import org.lacuna.core.DataException;
import org.lacuna.core.StorageException;

import java.util.Optional;

/**
 * Keeps how far the training of networks is, so that one that was interrupted goes on and ends with
 * the very bits that it would have had. After every epoch the state of the network that learns is
 * saved under its name; states of networks that have learned stay.
 *
 * <p>A state says what it was made from. When patches or parameters are others, training ends with
 * a {@link DataException} and uses nothing of it.
 */
public interface Checkpoint {
    /** Keeps nothing. */
    Checkpoint NONE =
            new Checkpoint() {
                @Override
                public String name() {
                    return "no checkpoint";
                }

                @Override
                public Optional<byte[]> load(String network) {
                    return Optional.empty();
                }

                @Override
                public void save(String network, byte[] state) {}
            };

    /** What messages call it: a file. */
    String name();

    /**
     * @param network name of a network, as in {@link Epoch#network}
     * @return what was saved last under that name, not to be changed; empty when nothing was
     */
    Optional<byte[]> load(String network);

    /**
     * Keeps a state in place of the last one of that name. When it returns, not even a power cut
     * loses the state; when it fails or is interrupted, the last one is still there.
     *
     * @param state not changed afterwards by the caller
     * @throws StorageException when it cannot be kept
     */
    void save(String network, byte[] state) throws StorageException;
}
