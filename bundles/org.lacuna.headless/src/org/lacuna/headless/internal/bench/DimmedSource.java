package org.lacuna.headless.internal.bench;

import org.lacuna.core.DataException;
import org.lacuna.core.Modality;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.PixelMask;
import org.lacuna.core.RgbImage;
import org.lacuna.core.Sample;
import org.lacuna.core.SampleId;
import org.lacuna.core.SampleSource;
import org.lacuna.core.StorageException;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A part as if the lamp had grown weaker: every colour value, as it is stored, times a factor. The
 * scan is what it was.
 *
 * @param source the part
 * @param factor in [0, 1]
 */
record DimmedSource(SampleSource source, double factor) implements SampleSource {
    @Override
    public SampleId id() {
        return source.id();
    }

    @Override
    public ModalitySet modalities() {
        return source.modalities();
    }

    @Override
    public Map<Modality, Path> files() {
        return source.files();
    }

    @Override
    public Optional<String> alteration() {
        return Optional.of("colour values times " + factor);
    }

    @Override
    public Sample load(ModalitySet wanted) throws DataException, StorageException {
        Sample sample = source.load(wanted);
        return new Sample(sample.id(), sample.rgb().map(this::dimmed), sample.cloud());
    }

    private RgbImage dimmed(RgbImage image) {
        byte[] data = image.data().clone();
        for (int i = 0; i < data.length; i++) {
            data[i] = (byte) Math.round(factor * (data[i] & 0xff));
        }
        return new RgbImage(image.width(), image.height(), data);
    }

    @Override
    public Optional<PixelMask> loadGroundTruth() throws DataException, StorageException {
        return source.loadGroundTruth();
    }
}
