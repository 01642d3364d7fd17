package org.lacuna.synthesis;

import org.lacuna.core.DataException;
import org.lacuna.core.Modality;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.PixelMask;
import org.lacuna.core.Sample;
import org.lacuna.core.SampleId;
import org.lacuna.core.SampleSource;
import org.lacuna.core.SeededRandom;
import org.lacuna.core.StorageException;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A part whose scan is degraded whenever it is loaded, and which says so ({@link #alteration}).
 * What becomes of it follows from its name, the degradation and the seed alone, not from order,
 * threads or the modalities that are loaded. Immutable, thread-safe.
 *
 * @param source the part; ground truth and files are its own
 * @param degradation what is done to it
 * @param seed places of holes and highlights, direction of blur
 */
public record DegradedSource(SampleSource source, ScanDegradation degradation, long seed)
        implements SampleSource {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    public DegradedSource {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(degradation, "degradation");
    }

    /** The parts, degraded; as they are when nothing is to be done. */
    public static List<SampleSource> all(
            List<SampleSource> sources, ScanDegradation degradation, long seed) {
        return degradation.isNone()
                ? sources
                : sources.stream()
                        .<SampleSource>map(s -> new DegradedSource(s, degradation, seed))
                        .toList();
    }

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
        Optional<String> before = source.alteration();
        Optional<String> own = degradation.alteration(seed);
        return before.isEmpty() || own.isEmpty()
                ? before.or(() -> own)
                : Optional.of(before.get() + "; " + own.get());
    }

    @Override
    public Sample load(ModalitySet wanted) throws DataException, StorageException {
        return degradation.apply(
                source.load(wanted), new SeededRandom(seed).fork(hash(id().toString())));
    }

    @Override
    public Optional<PixelMask> loadGroundTruth() throws DataException, StorageException {
        return source.loadGroundTruth();
    }

    /** FNV-1a, 64 bits: unlike String.hashCode it tells names apart that differ in two letters. */
    private static long hash(String name) {
        long h = FNV_OFFSET;
        for (int i = 0; i < name.length(); i++) {
            h = (h ^ name.charAt(i)) * FNV_PRIME;
        }
        return h;
    }
}
