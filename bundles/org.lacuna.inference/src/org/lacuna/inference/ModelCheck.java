package org.lacuna.inference;

import org.lacuna.core.ModelException;
import org.lacuna.core.Progress;
import org.lacuna.core.StorageException;
import org.lacuna.inference.ModelDescriptor.Golden;
import org.lacuna.inference.ModelDescriptor.Output;
import org.lacuna.inference.OnnxFile.Value;
import org.lacuna.inference.internal.Fingerprint;
import org.lacuna.inference.internal.GoldenInput;
import org.lacuna.inference.internal.Patience;
import org.lacuna.inference.internal.Shown;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * Opens a network only if it is what its descriptor says: whether its format is allowed, the file's
 * hash, the outline of the file ({@link NetworkOutline}), names and shapes of inputs and outputs as
 * far as the file states them, the shapes and finite values of a trial run, and the golden output.
 * In this order, so that no native code sees a file whose hash or outline is wrong.
 *
 * <p>Immutable and thread-safe. Takes the time of hashing the file and of one run. Can be cancelled
 * at any time: who cancels while the network is opened or tried does not wait, and what was begun
 * is closed when it has ended, on a thread of its own.
 *
 * @param options how networks are opened
 */
public record ModelCheck(NetworkOptions options) {
    private static final int BUFFER = 1 << 18;

    public ModelCheck {
        Objects.requireNonNull(options, "options");
    }

    /**
     * @param network the file that the descriptor is about
     * @return the open network; close it
     * @throws ModelException when anything is not as the descriptor says; names file, place, found,
     *     expected
     * @throws StorageException when the file cannot be read
     */
    public CheckedNetwork open(ModelDescriptor descriptor, Path network, Progress progress)
            throws ModelException, StorageException {
        return open(descriptor, NetworkFile.of(network), progress);
    }

    /** As {@link #open(ModelDescriptor, Path, Progress)}, from where the bytes are. */
    public CheckedNetwork open(ModelDescriptor descriptor, NetworkFile network, Progress progress)
            throws ModelException, StorageException {
        checkAllowed(descriptor, network);
        NetworkOutline outline = inspect(descriptor, network, progress);
        progress.begin("open " + descriptor.id(), 1);
        progress.throwIfCancelled();
        Network open = Patience.await(() -> load(descriptor, network), Network::close, progress);
        boolean tried = false;
        try {
            progress.begin("try " + descriptor.id(), 1);
            progress.throwIfCancelled();
            tried = true;
        } finally {
            if (!tried) {
                open.close();
            }
        }
        return Patience.await(
                () -> trialOrClose(descriptor, network, outline, open),
                CheckedNetwork::close,
                progress);
    }

    private void checkAllowed(ModelDescriptor descriptor, NetworkFile network)
            throws ModelException {
        Optional<String> obstacle = NetworkEngine.instance().obstacle(descriptor.engine(), options);
        if (obstacle.isPresent()) {
            throw new ModelException(network + ": " + obstacle.get());
        }
    }

    private Network load(ModelDescriptor descriptor, NetworkFile network)
            throws ModelException, StorageException {
        NetworkEngine engine = NetworkEngine.instance();
        return switch (descriptor.engine()) {
            case ONNX_RUNTIME -> engine.open(network, descriptor.outputNames(), options);
            case TORCHSCRIPT ->
                    engine.openTorchScript(
                            network,
                            List.copyOf(new TreeMap<>(descriptor.input().shapes()).values()),
                            descriptor.outputNames(),
                            options);
        };
    }

    /** The trial, which owns the network: it is closed here when it does not pass. */
    private static CheckedNetwork trialOrClose(
            ModelDescriptor descriptor, NetworkFile file, NetworkOutline outline, Network network)
            throws ModelException {
        boolean passed = false;
        try {
            CheckedNetwork checked = trial(descriptor, file, outline, network);
            passed = true;
            return checked;
        } finally {
            if (!passed) {
                network.close();
            }
        }
    }

    /**
     * The part of the check that runs nothing.
     *
     * @return outline of the file
     */
    public static NetworkOutline inspect(
            ModelDescriptor descriptor, Path network, Progress progress)
            throws ModelException, StorageException {
        return inspect(descriptor, NetworkFile.of(network), progress);
    }

    private static NetworkOutline inspect(
            ModelDescriptor descriptor, NetworkFile network, Progress progress)
            throws ModelException, StorageException {
        checkHash(network, descriptor, progress);
        NetworkOutline outline = NetworkOutline.read(descriptor.engine(), network);
        if (outline instanceof OnnxFile onnx) {
            checkNames(descriptor, network, onnx);
        }
        return outline;
    }

    private static void checkNames(ModelDescriptor descriptor, NetworkFile network, OnnxFile onnx)
            throws ModelException {
        Map<String, List<Integer>> inputs = new TreeMap<>(descriptor.input().shapes());
        checkValues(network, "input", inputs, onnx.inputs());
        if (onnx.inputs().size() != inputs.size()) {
            throw new ModelException(
                    network
                            + ": inputs "
                            + names(onnx.inputs())
                            + ", expected "
                            + String.join(", ", inputs.keySet())
                            + " as in the descriptor");
        }
        Map<String, List<Integer>> outputs = new LinkedHashMap<>();
        descriptor.outputs().forEach(o -> outputs.put(o.name(), descriptor.shape(o)));
        checkValues(network, "output", outputs, onnx.outputs());
    }

    private static void checkHash(
            NetworkFile network, ModelDescriptor descriptor, Progress progress)
            throws ModelException, StorageException {
        MessageDigest digest = Fingerprint.sha256();
        try (SeekableByteChannel channel = network.open();
                InputStream in = Channels.newInputStream(channel)) {
            progress.begin("check " + descriptor.file(), channel.size());
            byte[] buffer = new byte[BUFFER];
            int read;
            while ((read = in.read(buffer)) > 0) {
                progress.throwIfCancelled();
                digest.update(buffer, 0, read);
                progress.advance(read);
            }
        } catch (IOException e) {
            throw network.unreadable(e);
        }
        String found = HexFormat.of().formatHex(digest.digest());
        if (!found.equals(descriptor.sha256())) {
            throw new ModelException(
                    network
                            + ": SHA-256 "
                            + found
                            + ", expected "
                            + descriptor.sha256()
                            + " as in the descriptor: another file, or damaged");
        }
    }

    private static void checkValues(
            NetworkFile network,
            String what,
            Map<String, List<Integer>> expected,
            List<Value> found)
            throws ModelException {
        for (Map.Entry<String, List<Integer>> e : expected.entrySet()) {
            Value value =
                    found.stream()
                            .filter(v -> v.name().equals(e.getKey()))
                            .findFirst()
                            .orElseThrow(
                                    () ->
                                            new ModelException(
                                                    network
                                                            + ": no "
                                                            + what
                                                            + " "
                                                            + Shown.name(e.getKey())
                                                            + ", there are: "
                                                            + names(found)));
            String where = network + ": " + what + " " + Shown.name(value.name());
            if (!value.float32()) {
                throw new ModelException(where + " holds " + value.type() + ", expected float32");
            }
            // Some exporters state no shape for an output; then the trial run tells.
            boolean unstated = value.shape().isEmpty() && what.equals("output");
            if (!unstated && !value.fits(e.getValue())) {
                throw new ModelException(
                        where
                                + " has the shape "
                                + value.shapeInWords()
                                + ", expected "
                                + words(e.getValue())
                                + " as in the descriptor");
            }
        }
    }

    private static String names(List<Value> values) {
        List<String> names = new ArrayList<>();
        for (Value v : values.subList(0, Math.min(20, values.size()))) {
            names.add(Shown.name(v.name()));
        }
        if (values.size() > names.size()) {
            names.add("...");
        }
        return names.isEmpty() ? "none" : String.join(", ", names);
    }

    private static String words(List<Integer> shape) {
        return String.join(" x ", shape.stream().map(String::valueOf).toList());
    }

    private static CheckedNetwork trial(
            ModelDescriptor descriptor, NetworkFile file, NetworkOutline outline, Network network)
            throws ModelException {
        List<Tensor> inputs = GoldenInput.of(descriptor, network.inputs());
        long start = System.nanoTime();
        List<Tensor> outputs = network.run(inputs);
        double ms = (System.nanoTime() - start) / 1e6;
        double difference = 0;
        for (int k = 0; k < outputs.size(); k++) {
            Output stated = descriptor.outputs().get(k);
            String where = file + ": output " + Shown.name(stated.name());
            checkRun(where, descriptor.shape(stated), outputs.get(k));
            if (descriptor.golden().isPresent()) {
                difference =
                        Math.max(
                                difference,
                                compare(
                                        where,
                                        descriptor.golden().get(),
                                        stated.name(),
                                        outputs.get(k).values()));
            }
        }
        return new CheckedNetwork(
                descriptor,
                network,
                outline,
                ms,
                descriptor.golden().isPresent()
                        ? OptionalDouble.of(difference)
                        : OptionalDouble.empty());
    }

    private static void checkRun(String where, List<Integer> expected, Tensor found)
            throws ModelException {
        List<Integer> shape = Arrays.stream(found.shape()).boxed().toList();
        if (!shape.equals(expected)) {
            throw new ModelException(
                    where
                            + ": the trial run gave the shape "
                            + words(shape)
                            + ", expected "
                            + words(expected)
                            + " as in the descriptor");
        }
        for (float v : found.values()) {
            if (!Float.isFinite(v)) {
                throw new ModelException(
                        where + ": the trial run gave " + v + ", expected finite numbers");
            }
        }
    }

    private static double compare(String where, Golden golden, String name, float[] values)
            throws ModelException {
        List<Double> expected = golden.values().get(name);
        int[] places = Golden.places(values.length);
        double largest = 0;
        for (double v : expected) {
            largest = Math.max(largest, Math.abs(v));
        }
        double worst = 0;
        for (int k = 0; k < places.length; k++) {
            double difference = Math.abs(values[places[k]] - expected.get(k)) / largest;
            if (difference > golden.tolerance()) {
                throw new ModelException(
                        where
                                + ": value "
                                + places[k]
                                + " of the golden output is "
                                + values[places[k]]
                                + ", expected "
                                + expected.get(k)
                                + " within "
                                + golden.tolerance() * largest);
            }
            worst = Math.max(worst, difference);
        }
        return worst;
    }
}
