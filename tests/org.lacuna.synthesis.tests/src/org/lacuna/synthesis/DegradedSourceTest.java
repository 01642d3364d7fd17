package org.lacuna.synthesis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;
import org.lacuna.core.DataSet;
import org.lacuna.core.Modality;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.PixelMask;
import org.lacuna.core.RgbImage;
import org.lacuna.core.Sample;
import org.lacuna.core.SampleId;
import org.lacuna.core.SampleSource;
import org.lacuna.core.Split;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class DegradedSourceTest {
    private static final int SIDE = 64;
    private static final ScanDegradation SOME = new ScanDegradation(40, 6, 25);

    private record Source(SampleId id) implements SampleSource {
        @Override
        public ModalitySet modalities() {
            return ModalitySet.BOTH;
        }

        @Override
        public Map<Modality, Path> files() {
            return Map.of(Modality.RGB, Path.of("a.png"));
        }

        @Override
        public Sample load(ModalitySet wanted) {
            float[] c = new float[SIDE * SIDE];
            byte[] rgb = new byte[3 * SIDE * SIDE];
            for (int i = 0; i < c.length; i++) {
                c[i] = i;
                rgb[3 * i] = (byte) (i % 100);
            }
            return new Sample(
                            id,
                            Optional.of(new RgbImage(SIDE, SIDE, rgb)),
                            Optional.of(new OrganizedCloud(SIDE, SIDE, c, c.clone(), c.clone())))
                    .restrictedTo(wanted);
        }

        @Override
        public Optional<PixelMask> loadGroundTruth() {
            return Optional.of(PixelMask.full(SIDE, SIDE));
        }
    }

    private static Source source(String name) {
        return new Source(new SampleId("plate", "good", name));
    }

    private static DegradedSource degraded(String name) {
        return new DegradedSource(source(name), SOME, 1);
    }

    private static Optional<OrganizedCloud> points(DegradedSource source) throws Exception {
        return source.load(ModalitySet.BOTH).cloud();
    }

    @Test
    void load_followsFromNameAndSeedAlone() throws Exception {
        Sample first = degraded("000").load(ModalitySet.BOTH);
        Sample other = degraded("001").load(ModalitySet.BOTH);
        assertEquals(first, degraded("000").load(ModalitySet.BOTH));
        assertNotEquals(first.cloud(), other.cloud());
        assertNotEquals(first.rgb(), other.rgb());
        assertNotEquals(first.cloud(), points(new DegradedSource(source("000"), SOME, 2)));
        assertEquals(first.cloud(), degraded("000").load(ModalitySet.XYZ).cloud());
        assertEquals(first.rgb(), degraded("000").load(ModalitySet.RGB).rgb());
    }

    @Test
    void alteration_tellsWhatWasDone_truthAndFilesAreThePartsOwn() throws Exception {
        DegradedSource source = degraded("000");
        assertEquals(
                Optional.of(
                        "40 % of the points removed, motion blur of 6 px, 25 % of the image"
                                + " over-exposed (seed 1)"),
                source.alteration());
        assertEquals(source("000").files(), source.files());
        assertEquals(Optional.of(PixelMask.full(SIDE, SIDE)), source.loadGroundTruth());
        DegradedSource twice = new DegradedSource(source, ScanDegradation.blur(3), 9);
        assertEquals(
                source.alteration().get() + "; motion blur of 3 px (seed 9)",
                twice.alteration().get());
    }

    @Test
    void none_isNoAlteration() {
        List<SampleSource> parts = List.of(source("000"));
        assertSame(parts, DegradedSource.all(parts, ScanDegradation.NONE, 1));
        assertEquals(
                Optional.empty(),
                new DegradedSource(source("000"), ScanDegradation.NONE, 1).alteration());
    }

    @Test
    void dataSet_degradesTheNamedSplitsAlone() {
        DataSet data =
                new DataSet() {
                    @Override
                    public String category() {
                        return "plate";
                    }

                    @Override
                    public List<SampleSource> samples(Split split) {
                        return List.of(source(split.key()));
                    }

                    @Override
                    public List<SampleSource> annotated() {
                        return List.of(source("annotated"));
                    }
                };
        DataSet degraded = new DegradedDataSet(data, EnumSet.of(Split.TEST), SOME, 5);
        assertEquals("plate", degraded.category());
        assertEquals(ModalitySet.BOTH, degraded.modalities());
        assertEquals(data.samples(Split.TRAIN), degraded.samples(Split.TRAIN));
        assertEquals(data.samples(Split.VALIDATION), degraded.samples(Split.VALIDATION));
        assertEquals(data.annotated(), degraded.annotated());
        assertEquals(
                List.of(new DegradedSource(source("annotated"), SOME, 5)),
                new DegradedDataSet(data, EnumSet.of(Split.TRAIN), SOME, 5).annotated());
        assertEquals(
                List.of(new DegradedSource(source("test"), SOME, 5)), degraded.samples(Split.TEST));
    }
}
