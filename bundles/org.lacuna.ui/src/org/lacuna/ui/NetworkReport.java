package org.lacuna.ui;

import org.eclipse.osgi.util.NLS;
import org.lacuna.core.LacunaException;
import org.lacuna.core.Modality;
import org.lacuna.core.Progress;
import org.lacuna.core.Verdict;
import org.lacuna.features.InstalledExtractors;
import org.lacuna.features.NetworkExtractor;
import org.lacuna.inference.CheckedNetwork;
import org.lacuna.inference.ModelDescriptor;
import org.lacuna.inference.ModelDescriptor.Kind;
import org.lacuna.inference.ModelLibrary;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What the preferences page shows about the networks that some settings reach.
 *
 * @param extractors names of all extractors for a modality, networks included
 * @param networks the networks, those that cannot be read last
 * @param device where the first of them runs and why, or why it does not; empty until that is known
 */
record NetworkReport(Map<Modality, List<String>> extractors, List<Row> networks, String device) {

    /** How far a network is known. */
    enum State {
        UNCHECKED(Messages.Networks_unchecked, Verdict.NOT_INSPECTED),
        USABLE(Messages.Networks_usable, Verdict.OK),
        BROKEN(Messages.Networks_broken, Verdict.NOK);

        private final String words;
        private final Verdict sign;

        State(String words, Verdict sign) {
            this.words = words;
            this.sign = sign;
        }

        String words() {
            return words;
        }

        /** Whose sign the state has in a table. */
        Verdict sign() {
            return sign;
        }
    }

    /**
     * A network.
     *
     * @param use what it describes, for people
     * @param details what was found, one line each; of a broken one the problem
     */
    record Row(
            String id,
            String use,
            String features,
            String licence,
            State state,
            List<String> details) {
        Row {
            details = List.copyOf(details);
        }

        Row with(State newState, List<String> newDetails) {
            return new Row(id, use, features, licence, newState, newDetails);
        }
    }

    /** Takes what is known so far. */
    @FunctionalInterface
    interface Listener {
        void known(NetworkReport report);
    }

    NetworkReport {
        extractors = Map.copyOf(extractors);
        networks = List.copyOf(networks);
    }

    /**
     * Lists the networks, then opens each and runs it once. Takes a second or so for a large one.
     *
     * @param listener called after the list and after each network, on this thread
     * @param progress cancels within the check of a network
     * @throws LacunaException when the folder cannot be read
     */
    static void make(NetworkPreferences preferences, Listener listener, Progress progress)
            throws LacunaException {
        try (InstalledExtractors installed = WorkbenchExtractors.open(preferences)) {
            Map<Modality, List<String>> extractors = new EnumMap<>(Modality.class);
            for (Modality modality : Modality.values()) {
                extractors.put(
                        modality,
                        installed.of(modality).stream().map(WorkbenchExtractors::name).toList());
            }
            List<Row> rows = new ArrayList<>();
            for (NetworkExtractor network : installed.networks()) {
                rows.add(row(network.descriptor()));
            }
            for (ModelLibrary.Entry entry : installed.broken()) {
                rows.add(broken(entry));
            }
            String device = "";
            listener.known(new NetworkReport(extractors, rows, device));
            List<NetworkExtractor> networks = installed.networks();
            for (int k = 0; k < networks.size(); k++) {
                progress.throwIfCancelled();
                try (NetworkExtractor network = networks.get(k)) {
                    CheckedNetwork checked = network.open(progress);
                    rows.set(k, rows.get(k).with(State.USABLE, details(network, checked)));
                    device = device.isEmpty() ? checked.network().device().toString() : device;
                } catch (LacunaException e) {
                    rows.set(k, rows.get(k).with(State.BROKEN, List.of(e.getMessage())));
                    device = device.isEmpty() ? e.getMessage() : device;
                }
                listener.known(new NetworkReport(extractors, rows, device));
            }
        }
    }

    private static Row row(ModelDescriptor descriptor) {
        return new Row(
                descriptor.id(),
                descriptor.kind() == Kind.IMAGE
                        ? Messages.Networks_forImages
                        : Messages.Networks_forPoints,
                Integer.toString(descriptor.channels()),
                descriptor.licence(),
                State.UNCHECKED,
                List.of());
    }

    private static Row broken(ModelLibrary.Entry entry) {
        List<String> problem = List.of(entry.problem());
        return entry.descriptor()
                .map(d -> row(d).with(State.BROKEN, problem))
                .orElseGet(() -> new Row(entry.id(), "", "", "", State.BROKEN, problem));
    }

    private static List<String> details(NetworkExtractor network, CheckedNetwork checked) {
        List<String> lines = new ArrayList<>();
        lines.add(NLS.bind(Messages.Networks_source, network.descriptor().source()));
        lines.addAll(checked.report());
        return lines;
    }

    /** Names for a modality. */
    List<String> extractors(Modality modality) {
        return extractors.getOrDefault(modality, List.of());
    }
}
