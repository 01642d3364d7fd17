package org.lacuna.inference;

import org.lacuna.core.Progress;
import org.lacuna.inference.ModelDescriptor.ChannelOrder;
import org.lacuna.inference.ModelDescriptor.Golden;
import org.lacuna.inference.ModelDescriptor.ImageInput;
import org.lacuna.inference.ModelDescriptor.Output;
import org.lacuna.inference.internal.Fingerprint;
import org.lacuna.inference.internal.GoldenInput;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Descriptors for the networks of {@link OnnxFiles}. */
final class Descriptors {
    static final ImageInput IMAGE =
            new ImageInput(
                    "image",
                    32,
                    32,
                    ChannelOrder.RGB,
                    1,
                    List.of(0.5, 0.25, 0.0),
                    List.of(0.5, 1.0, 2.0));

    private Descriptors() {}

    static String sha256(Path file) throws IOException {
        return HexFormat.of().formatHex(Fingerprint.sha256().digest(Files.readAllBytes(file)));
    }

    /** Of a file with {@link OnnxFiles#convolutions}, without golden output. */
    static ModelDescriptor convolutions(String id, Path network) throws IOException {
        return convolutions(id, network, List.of(Output.map("map", 32, 32, 8)), Optional.empty());
    }

    static ModelDescriptor convolutions(
            String id, Path network, List<Output> outputs, Optional<Golden> golden)
            throws IOException {
        return new ModelDescriptor(
                id,
                network.getFileName().toString(),
                sha256(network),
                "EPL-2.0",
                "made by a test",
                IMAGE,
                outputs,
                golden);
    }

    /** What the network really gives. */
    static Golden golden(Path network, long seed, double tolerance) throws Exception {
        NetworkOptions options = new NetworkOptions(DeviceRequest.CPU, 1);
        ModelDescriptor plain = convolutions("plain", network);
        try (CheckedNetwork open = new ModelCheck(options).open(plain, network, Progress.NONE)) {
            float[] map =
                    open.network()
                            .run(List.of(GoldenInput.of(IMAGE, seed).get("image")))
                            .getFirst()
                            .values();
            List<Double> values = new ArrayList<>();
            for (int p : Golden.places(map.length)) {
                values.add((double) map[p]);
            }
            return new Golden(seed, tolerance, Map.of("map", values));
        }
    }

    static Path write(Path folder, ModelDescriptor descriptor) throws IOException {
        Files.createDirectories(folder);
        return Files.writeString(folder.resolve(descriptor.id() + ".json"), descriptor.toJson());
    }
}
