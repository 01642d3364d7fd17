package org.lacuna.features;

import org.lacuna.core.FeatureExtractor;
import org.lacuna.core.ModelException;
import org.lacuna.inference.ModelDescriptor;
import org.lacuna.inference.NetworkFile;
import org.lacuna.inference.NetworkOptions;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The extractors that ship with the product and need no download. */
public final class EmbeddedExtractors {
    /** Id of the descriptor of {@link #rgbNetwork}. */
    public static final String RGB_NETWORK = "embedded-rgb-1";

    private EmbeddedExtractors() {}

    /**
     * One extractor for each modality that needs no native library, colour image first; stateless,
     * so they may be shared.
     */
    public static List<FeatureExtractor> all() {
        return List.of(new FilterBankExtractor(), new GeometryExtractor());
    }

    /**
     * The embedded network for colour images, trained on generated images alone (models/embedded):
     * 64 features from a 56 x 56 grid and 48 from a 28 x 28 one.
     *
     * @param options how it is opened, when it is first needed
     */
    public static NetworkExtractor rgbNetwork(NetworkOptions options) {
        try {
            ModelDescriptor descriptor =
                    ModelDescriptor.parse(
                            new String(resource(RGB_NETWORK + ".json"), StandardCharsets.UTF_8),
                            RGB_NETWORK + ".json");
            return NetworkExtractor.of(
                    descriptor,
                    NetworkFile.of(descriptor.file(), resource(descriptor.file())),
                    options);
        } catch (ModelException e) {
            throw new IllegalStateException("the embedded network's descriptor is damaged", e);
        }
    }

    private static byte[] resource(String name) {
        try (InputStream in = EmbeddedExtractors.class.getResourceAsStream("internal/" + name)) {
            if (in == null) {
                throw new IllegalStateException(name + ": not in this bundle");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
