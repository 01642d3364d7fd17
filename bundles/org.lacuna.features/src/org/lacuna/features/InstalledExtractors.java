package org.lacuna.features;

import org.lacuna.core.FeatureExtractor;
import org.lacuna.core.Modality;
import org.lacuna.core.ModelException;
import org.lacuna.core.Progress;
import org.lacuna.core.StorageException;
import org.lacuna.inference.ModelLibrary;
import org.lacuna.inference.ModelLibrary.Entry;
import org.lacuna.inference.NetworkEngine;
import org.lacuna.inference.NetworkOptions;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The extractors that an application can use: those that bundles bring, the embedded network, and
 * the networks of the user's folder. Networks are opened when they are first needed, and closed
 * with this object. Thread-safe.
 */
public final class InstalledExtractors implements AutoCloseable {
    private final List<FeatureExtractor> all;
    private final List<Entry> broken;
    private final Path folder;

    private InstalledExtractors(List<FeatureExtractor> all, List<Entry> broken, Path folder) {
        this.all = List.copyOf(all);
        this.broken = List.copyOf(broken);
        this.folder = folder;
    }

    /**
     * Reads the library's folders; opens nothing.
     *
     * @param services extractors of installed bundles; they win where ids meet
     * @param library networks that are broken are left out; naming one says why
     * @throws StorageException when a folder cannot be read
     */
    public static InstalledExtractors of(
            List<FeatureExtractor> services, ModelLibrary library, NetworkOptions options)
            throws StorageException {
        List<FeatureExtractor> all = new ArrayList<>(services);
        List<Entry> broken = new ArrayList<>();
        all.add(EmbeddedExtractors.rgbNetwork(options));
        for (Entry found : library.list()) {
            Entry entry = allowed(found, options);
            if (entry.usable()) {
                all.add(
                        NetworkExtractor.of(
                                entry.descriptor().orElseThrow(), entry.network(), options));
            } else {
                broken.add(entry);
            }
        }
        return new InstalledExtractors(all, broken, library.userFolder());
    }

    /** The entry, as one that cannot be used where its engine cannot. */
    private static Entry allowed(Entry entry, NetworkOptions options) {
        if (!entry.usable()) {
            return entry;
        }
        return NetworkEngine.instance()
                .obstacle(entry.descriptor().orElseThrow().engine(), options)
                .map(problem -> entry.with(entry.network() + ": " + problem))
                .orElse(entry);
    }

    public List<FeatureExtractor> all() {
        return all;
    }

    public List<FeatureExtractor> of(Modality modality) {
        return all.stream().filter(x -> x.modality() == modality).toList();
    }

    /** The networks among them. */
    public List<NetworkExtractor> networks() {
        return all.stream()
                .filter(NetworkExtractor.class::isInstance)
                .map(NetworkExtractor.class::cast)
                .toList();
    }

    /** What the library has and cannot be used, with the reason. */
    public List<Entry> broken() {
        return broken;
    }

    /**
     * @param name an extractor's id, or for a network the part before its fingerprint
     */
    public Optional<FeatureExtractor> find(Modality modality, String name) {
        return of(modality).stream()
                .filter(x -> x.id().equals(name) || x.id().startsWith(name + "@"))
                .findFirst();
    }

    /**
     * The extractor taken when nobody names one.
     *
     * @param note what to tell the user when it is not the one that it should be
     */
    public record Usual(FeatureExtractor extractor, Optional<String> note) {}

    /**
     * The extractor taken when nobody names one: for colour images the embedded network, or the
     * filter bank where no network can run at all (no native libraries for this platform); for
     * clouds the geometric descriptor. Loads the engine, opens no network.
     */
    public Usual usual(Modality modality) {
        return usual(modality, engineProblem());
    }

    Usual usual(Modality modality, Optional<String> engineProblem) {
        if (modality == Modality.RGB && engineProblem.isEmpty()) {
            return new Usual(embedded(modality, EmbeddedExtractors.RGB_NETWORK), Optional.empty());
        }
        String id =
                EmbeddedExtractors.all().stream()
                        .filter(x -> x.modality() == modality)
                        .map(FeatureExtractor::id)
                        .findFirst()
                        .orElseThrow();
        Optional<String> note =
                modality == Modality.RGB
                        ? Optional.of(
                                id
                                        + " takes the place of "
                                        + EmbeddedExtractors.RGB_NETWORK
                                        + ", since no network can run here: "
                                        + engineProblem.get())
                        : Optional.empty();
        return new Usual(embedded(modality, id), note);
    }

    private FeatureExtractor embedded(Modality modality, String name) {
        return find(modality, name)
                .orElseThrow(() -> new IllegalStateException(name + ": not among the extractors"));
    }

    private static Optional<String> engineProblem() {
        try {
            NetworkEngine.instance().version();
            return Optional.empty();
        } catch (ModelException e) {
            return Optional.of(e.getMessage());
        }
    }

    /**
     * @param id of a network's descriptor
     * @throws ModelException when there is none, or it has a problem; names those that there are
     */
    public NetworkExtractor network(String id) throws ModelException {
        for (NetworkExtractor network : networks()) {
            if (network.descriptor().id().equals(id)) {
                return network;
            }
        }
        for (Entry entry : broken) {
            if (entry.id().equals(id)) {
                throw new ModelException(entry.problem());
            }
        }
        throw new ModelException(
                "no network "
                        + id
                        + " in "
                        + folder
                        + "; there are: "
                        + String.join(
                                ", ", networks().stream().map(n -> n.descriptor().id()).toList()));
    }

    /**
     * Opens the networks among these extractors, so that a broken one is told before the work
     * begins.
     *
     * @param ids ids of extractors, as an inspection model names them; that of another kind of
     *     extractor is not looked for
     * @throws ModelException when a network is not what its descriptor says, is not there, or is
     *     another one under the same name
     */
    public void open(Collection<String> ids, Progress progress)
            throws ModelException, StorageException {
        for (String id : ids) {
            int at = id.indexOf('@');
            boolean known = all.stream().anyMatch(x -> x.id().equals(id));
            if (at >= 0 && !known) {
                NetworkExtractor other = network(id.substring(0, at));
                throw new ModelException(
                        other.file()
                                + ": gives the extractor "
                                + other.id()
                                + ", expected "
                                + id
                                + ": another network, or used in another way");
            }
            for (NetworkExtractor network : networks()) {
                if (network.id().equals(id)) {
                    network.open(progress);
                }
            }
        }
    }

    /** Closes the networks. */
    @Override
    public void close() {
        networks().forEach(NetworkExtractor::close);
    }
}
