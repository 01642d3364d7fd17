package org.lacuna.inference.internal;

import org.lacuna.inference.ModelDescriptor;
import org.lacuna.inference.ModelDescriptor.ImageInput;
import org.lacuna.inference.ModelDescriptor.Output;
import org.lacuna.inference.ModelDescriptor.PointInput;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Hash of what decides a network's features. */
public final class Fingerprint {
    /**
     * To be raised whenever the way from a sample to the network's input, or from its output to
     * patches, changes features.
     */
    private static final String PIPELINE = "lacuna-network-features-1";

    private Fingerprint() {}

    /** SHA-256 as 64 hexadecimal digits. */
    public static String of(ModelDescriptor descriptor) {
        StringBuilder text = new StringBuilder();
        // Names come last in their line and hold no line feed, so no two descriptors give one text.
        text.append(PIPELINE).append('\n').append(descriptor.sha256()).append('\n');
        switch (descriptor.input()) {
            case ImageInput i ->
                    text.append("image ")
                            .append(i.width())
                            .append(' ')
                            .append(i.height())
                            .append(' ')
                            .append(i.channelOrder())
                            .append(' ')
                            .append(i.scale())
                            .append(' ')
                            .append(i.mean())
                            .append(' ')
                            .append(i.std())
                            .append(' ')
                            .append(i.name());
            case PointInput p ->
                    text.append("points ")
                            .append(p.groups())
                            .append(' ')
                            .append(p.groupSize())
                            .append('\n')
                            .append(p.neighbours())
                            .append('\n')
                            .append(p.centres());
        }
        for (Output o : descriptor.outputs()) {
            text.append('\n')
                    .append(o.layout())
                    .append(' ')
                    .append(o.classTokens())
                    .append(' ')
                    .append(descriptor.shape(o))
                    .append(' ')
                    .append(o.gridWidth())
                    .append(' ')
                    .append(o.name());
        }
        return HexFormat.of()
                .formatHex(sha256().digest(text.toString().getBytes(StandardCharsets.UTF_8)));
    }

    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
