package org.lacuna.inspection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.lacuna.core.DataException;
import org.lacuna.core.DataSet;
import org.lacuna.core.GridTransform;
import org.lacuna.core.Modality;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.PatchGrid;
import org.lacuna.core.PixelMask;
import org.lacuna.core.Progress;
import org.lacuna.core.Sample;
import org.lacuna.core.SampleId;
import org.lacuna.core.SampleSource;
import org.lacuna.core.Split;
import org.lacuna.core.StorageException;
import org.lacuna.core.Workers;
import org.lacuna.inspection.DefectCopies.Copy;
import org.lacuna.inspection.TestParts.Flaw;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class AnnotatedLessonsTest {
    private static final DataSet PLAIN = TestParts.dataSet(8, 4, ModalitySet.BOTH);

    private record Annotated(SampleSource part, Optional<PixelMask> mask) implements SampleSource {
        @Override
        public SampleId id() {
            return part.id();
        }

        @Override
        public ModalitySet modalities() {
            return part.modalities();
        }

        @Override
        public Map<Modality, Path> files() {
            return part.files();
        }

        @Override
        public Sample load(ModalitySet wanted) throws DataException, StorageException {
            return part.load(wanted);
        }

        @Override
        public Optional<PixelMask> loadGroundTruth() {
            return mask;
        }
    }

    private record WithAnnotations(List<SampleSource> annotated) implements DataSet {
        @Override
        public String category() {
            return PLAIN.category();
        }

        @Override
        public List<SampleSource> samples(Split split) {
            return PLAIN.samples(split);
        }
    }

    /** A stained part; the mask covers the stain of {@link TestParts}. */
    private static SampleSource stained(int number, int side) {
        boolean[] mask = new boolean[side * side];
        for (int y = 44; y < 57; y++) {
            Arrays.fill(mask, y * side + 54, y * side + 67, true);
        }
        SampleId id = TestParts.id("stain", number);
        return new Annotated(
                TestParts.source(TestParts.part(id, 700 + number, Flaw.STAIN)),
                Optional.of(new PixelMask(side, side, mask)));
    }

    private static InspectionModel train(List<SampleSource> annotated, int weight, int threads)
            throws Exception {
        InspectionParameters p = TestParts.parameters();
        p = p.withLessons(p.lessons().withEnabled(true).withAnnotationWeight(weight));
        try (Workers workers = Workers.of(threads)) {
            return new Trainer(p, TestParts.extractors())
                    .train(new WithAnnotations(annotated), Progress.NONE, workers);
        }
    }

    @Test
    void train_annotatedParts_areLearnedFromAndNamedInTheProvenance() throws Exception {
        List<SampleSource> two = List.of(stained(1, 112), stained(2, 112));
        InspectionModel without = train(List.of(), 5, 1);
        InspectionModel with = train(two, 5, 1);
        assertEquals(0, without.provenance().annotatedParts());
        assertEquals(2, with.provenance().annotatedParts());
        assertNotEquals(without.student(), with.student());
        assertNotEquals(without.provenance().dataSha256(), with.provenance().dataSha256());
        assertEquals(with.sha256(), train(two, 5, 2).sha256());
        assertNotEquals(with.student(), train(two, 1, 1).student());
        // Not in the memory banks, which hold what is normal.
        for (Modality m : Modality.values()) {
            assertEquals(without.banks().get(m).bank().parts(), with.banks().get(m).bank().parts());
        }
        assertEquals(without.student(), train(two, 0, 1).student());
        assertEquals(0, train(two, 0, 1).provenance().annotatedParts());
    }

    @Test
    void train_maskChanged_isOtherData() throws Exception {
        SampleSource a = stained(1, 112);
        boolean[] empty = new boolean[112 * 112];
        empty[0] = true;
        SampleSource b = new Annotated(a, Optional.of(new PixelMask(112, 112, empty)));
        assertNotEquals(
                DataHash.of(List.of(), List.of(a), Progress.NONE),
                DataHash.of(List.of(), List.of(b), Progress.NONE));
        assertEquals(
                DataHash.of(List.of(a), Progress.NONE),
                DataHash.of(List.of(a), List.of(), Progress.NONE));
    }

    @Test
    void train_maskMissingOrOfAnotherSize_isRefused() {
        SampleSource bare = new Annotated(stained(1, 112), Optional.empty());
        assertEquals(
                bare.id() + ": annotated part without mask, expected one",
                assertThrows(DataException.class, () -> train(List.of(bare), 5, 1)).getMessage());
        SampleSource large = stained(1, 224);
        assertEquals(
                large.id() + ": mask of 224 x 224 pixels, expected 112 x 112 as the part",
                assertThrows(DataException.class, () -> train(List.of(large), 5, 1)).getMessage());
    }

    @Test
    void shown_modalityThatShowsNothing_hasNoDefect() {
        float[] coverage = new float[PatchGrid.PATCHES];
        Arrays.fill(coverage, 100, 110, 1);
        boolean[] onPart = new boolean[PatchGrid.PATCHES];
        Arrays.fill(onPart, true);
        float[] seen = new float[PatchGrid.PATCHES];
        float[] unseen = new float[PatchGrid.PATCHES];
        for (int p = 0; p < PatchGrid.PATCHES; p++) {
            unseen[p] = 1 + p % 2;
            seen[p] = coverage[p] > 0 ? 9 : 1 + p % 2;
        }
        Copy copy =
                new Copy(
                        Map.of(),
                        onPart,
                        GridTransform.squarePad(112, 112),
                        Map.of(Modality.RGB, coverage, Modality.XYZ, coverage));
        Copy shown = AnnotatedLessons.shown(copy, Map.of(Modality.RGB, seen, Modality.XYZ, unseen));
        assertArrayEquals(coverage, shown.coverage().get(Modality.RGB));
        assertArrayEquals(new float[PatchGrid.PATCHES], shown.coverage().get(Modality.XYZ));
    }
}
