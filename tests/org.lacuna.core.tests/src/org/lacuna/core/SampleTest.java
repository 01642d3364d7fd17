package org.lacuna.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class SampleTest {
    private static final SampleId ID = new SampleId("bagel", "good", "007");

    private static RgbImage image(int width, int height) {
        return new RgbImage(width, height, new byte[3 * width * height]);
    }

    private static OrganizedCloud cloud(int width, int height) {
        int n = width * height;
        return new OrganizedCloud(width, height, new float[n], new float[n], new float[n]);
    }

    private static PreparedSample prepared(
            GridTransform transform, Optional<OrganizedCloud> foreground, PixelMask part) {
        return new PreparedSample(
                ID,
                transform,
                Optional.empty(),
                foreground,
                part,
                Availability.none(),
                Availability.full(),
                "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", "..", "a/b", "a\\b", "/", "../x"})
    void sampleId_thatIsAPath_isRefusedByField(String bad) {
        for (int field = 0; field < 3; field++) {
            String[] v = {"c", "d", "n"};
            v[field] = bad;
            IllegalArgumentException e =
                    assertThrows(
                            IllegalArgumentException.class, () -> new SampleId(v[0], v[1], v[2]));
            String name = List.of("category", "defect", "name").get(field);
            assertTrue(e.getMessage().startsWith(name + ": '" + bad + "'"), e.getMessage());
        }
        assertThrows(NullPointerException.class, () -> new SampleId("c", "d", null));
    }

    @Test
    void sampleId_goodOrNot() {
        assertTrue(ID.isGood());
        assertFalse(new SampleId("bagel", "crack", "007").isGood());
        assertEquals("bagel/good/007", ID.toString());
        assertEquals("part.v2 ä", new SampleId("part.v2 ä", "good", "1").category());
    }

    @Test
    void sample_modalitiesOnDifferentGrids_areRefused() {
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> new Sample(ID, Optional.of(image(2, 3)), Optional.of(cloud(3, 2))));
        assertEquals(
                "bagel/good/007: image is 2 x 3, cloud is 3 x 2, expected the same grid",
                e.getMessage());
    }

    @Test
    void restrictedTo_takesTheOthersAway() {
        Sample both = new Sample(ID, Optional.of(image(2, 3)), Optional.of(cloud(2, 3)));
        for (ModalitySet kept :
                List.of(ModalitySet.NONE, ModalitySet.RGB, ModalitySet.XYZ, ModalitySet.BOTH)) {
            assertEquals(kept, both.restrictedTo(kept).modalities());
        }
        Sample rgbOnly = both.restrictedTo(ModalitySet.RGB);
        assertEquals(ModalitySet.NONE, rgbOnly.restrictedTo(ModalitySet.XYZ).modalities());
        assertEquals(both, both.restrictedTo(ModalitySet.BOTH));
    }

    @Test
    void preparedSample_partsOnOtherGrids_areRefused() {
        GridTransform transform = GridTransform.squarePad(4, 3);
        PixelMask part = PixelMask.full(4, 3);
        PreparedSample sample = prepared(transform, Optional.of(cloud(4, 3)), part);
        assertEquals(ModalitySet.XYZ, sample.modalities());
        assertEquals(Availability.none(), sample.availability(Modality.RGB));
        assertEquals(Availability.full(), sample.availability(Modality.XYZ));
        assertThrows(
                IllegalArgumentException.class,
                () -> prepared(transform, Optional.empty(), PixelMask.full(3, 4)));
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> prepared(transform, Optional.of(cloud(3, 4)), part));
        assertTrue(e.getMessage().startsWith("foreground: "), e.getMessage());
    }

    @Test
    void dataSet_modalities_areTheUnionOverAllSplits() {
        assertEquals(ModalitySet.NONE, new Listed(Map.of()).modalities());
        assertEquals(
                ModalitySet.BOTH,
                new Listed(
                                Map.of(
                                        Split.TRAIN,
                                        List.of(ModalitySet.RGB, ModalitySet.NONE),
                                        Split.TEST,
                                        List.of(ModalitySet.XYZ)))
                        .modalities());
    }

    private record Listed(Map<Split, List<ModalitySet>> sets) implements DataSet {
        @Override
        public String category() {
            return "bagel";
        }

        @Override
        public List<SampleSource> samples(Split split) {
            return sets.getOrDefault(split, List.of()).stream()
                    .<SampleSource>map(Source::new)
                    .toList();
        }
    }

    private record Source(ModalitySet modalities) implements SampleSource {
        @Override
        public SampleId id() {
            return ID;
        }

        @Override
        public Map<Modality, Path> files() {
            return Map.of();
        }

        @Override
        public Sample load(ModalitySet wanted) {
            return new Sample(ID, Optional.empty(), Optional.empty());
        }

        @Override
        public Optional<PixelMask> loadGroundTruth() {
            return Optional.empty();
        }
    }
}
