package org.lacuna.inference;

import org.lacuna.inference.internal.GoldenInput;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * A network that passed {@link ModelCheck}, open. Thread-safe.
 *
 * @param descriptor that it was held against
 * @param network its owner closes it, here or there
 * @param outline of its file
 * @param trialMs wall time of the trial run, which is slower than later ones
 * @param goldenDifference largest difference to the golden output, as a share of the largest value;
 *     empty when the descriptor has none
 */
public record CheckedNetwork(
        ModelDescriptor descriptor,
        Network network,
        NetworkOutline outline,
        double trialMs,
        OptionalDouble goldenDifference)
        implements AutoCloseable {
    public CheckedNetwork {
        Objects.requireNonNull(descriptor, "descriptor");
        Objects.requireNonNull(network, "network");
        Objects.requireNonNull(outline, "outline");
        Objects.requireNonNull(goldenDifference, "goldenDifference");
    }

    /** Whether the network is known to leave the number of samples open, so to take batches. */
    public boolean takesBatches() {
        return outline.takesBatches();
    }

    /**
     * Inputs that anybody can make again (docs/formats.md, 'Golden output'), with the descriptor's
     * seed, in the order of {@link Network#run}: those of the trial run.
     */
    public List<Tensor> knownInputs() {
        return GoldenInput.of(descriptor, network.inputs());
    }

    /** What was checked and found, one line each, for people. */
    public List<String> report() {
        List<String> lines = new ArrayList<>();
        lines.add("file " + descriptor.file() + ": SHA-256 as stated, " + outline.size());
        lines.addAll(outline.format());
        lines.add("device " + network.device());
        for (ModelDescriptor.Output o : descriptor.outputs()) {
            lines.add("output " + o.name() + ": shape " + descriptor.shape(o) + " as stated");
        }
        lines.add(String.format(Locale.ROOT, "trial run %.0f ms", trialMs));
        lines.add(
                goldenDifference.isEmpty()
                        ? "no golden output in the descriptor: numbers not compared"
                        : String.format(
                                Locale.ROOT,
                                "golden output: differs by %.1e at most, %.0e allowed",
                                goldenDifference.getAsDouble(),
                                descriptor.golden().orElseThrow().tolerance()));
        lines.add("extractor " + descriptor.extractorId());
        return lines;
    }

    @Override
    public void close() {
        network.close();
    }
}
