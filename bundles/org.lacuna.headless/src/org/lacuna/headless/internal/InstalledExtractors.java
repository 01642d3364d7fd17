package org.lacuna.headless.internal;

import org.lacuna.core.FeatureExtractor;
import org.lacuna.core.Modality;
import org.lacuna.core.ModelException;
import org.lacuna.core.Progress;
import org.lacuna.core.StorageException;
import org.lacuna.features.EmbeddedExtractors;
import org.lacuna.features.NetworkExtractor;
import org.lacuna.inference.ModelLibrary;
import org.lacuna.inference.NetworkOptions;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The extractors that one command can use: those that bundles bring, the embedded network, and the
 * networks of the user's folder. Networks are opened when they are first needed, and closed with
 * this object.
 */
final class InstalledExtractors implements AutoCloseable {
    private final List<FeatureExtractor> all;
    private final ModelLibrary library;

    private InstalledExtractors(List<FeatureExtractor> all, ModelLibrary library) {
        this.all = List.copyOf(all);
        this.library = library;
    }

    /**
     * @param services extractors of installed bundles; they win where ids meet
     * @param library networks that are broken are left out; naming one says why
     */
    static InstalledExtractors of(
            List<FeatureExtractor> services, ModelLibrary library, NetworkOptions options)
            throws StorageException {
        List<FeatureExtractor> all = new ArrayList<>(services);
        all.add(EmbeddedExtractors.rgbNetwork(options));
        for (ModelLibrary.Entry entry : library.list()) {
            if (entry.usable()) {
                all.add(
                        NetworkExtractor.of(
                                entry.descriptor().orElseThrow(), entry.network(), options));
            }
        }
        return new InstalledExtractors(all, library);
    }

    List<FeatureExtractor> all() {
        return all;
    }

    List<FeatureExtractor> of(Modality modality) {
        return all.stream().filter(x -> x.modality() == modality).toList();
    }

    /**
     * @param name an extractor's id, or for a network the part before its fingerprint
     */
    Optional<FeatureExtractor> find(Modality modality, String name) {
        return of(modality).stream()
                .filter(x -> x.id().equals(name) || x.id().startsWith(name + "@"))
                .findFirst();
    }

    /**
     * Opens the networks among these extractors, so that a broken one is told before the work
     * begins.
     *
     * @param ids ids of extractors
     * @throws ModelException when a network is not what its descriptor says, or is not there
     */
    void open(Collection<String> ids, Progress progress) throws ModelException, StorageException {
        for (String id : ids) {
            Optional<FeatureExtractor> found =
                    all.stream().filter(x -> x.id().equals(id)).findFirst();
            if (found.isEmpty() && id.contains("@")) {
                // Says which network of that name there is, or what is wrong with it.
                library.findExtractor(id);
            }
            if (found.isPresent() && found.get() instanceof NetworkExtractor network) {
                network.open(progress);
            }
        }
    }

    @Override
    public void close() {
        for (FeatureExtractor x : all) {
            if (x instanceof NetworkExtractor network) {
                network.close();
            }
        }
    }
}
