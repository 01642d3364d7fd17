package org.lacuna.headless.internal.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.lacuna.core.Inspection;
import org.lacuna.core.Modality;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.ModalityStatus;
import org.lacuna.core.ModalityStatus.State;
import org.lacuna.core.PixelMask;
import org.lacuna.core.RgbImage;
import org.lacuna.core.Sample;
import org.lacuna.core.SampleId;
import org.lacuna.core.SampleSource;
import org.lacuna.core.Verdict;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class LearningBenchmarkTest {
    private static Inspection part(String defect, Verdict verdict, double score) {
        boolean none = verdict == Verdict.NOT_INSPECTED;
        ModalityStatus status = new ModalityStatus(none ? State.UNUSABLE : State.USED, 1, score);
        return new Inspection(
                new SampleId("c", defect, "1"),
                verdict,
                "because",
                score,
                0.5,
                Double.NaN,
                new Inspection.Thresholds(0.8, 1, 1),
                none ? ModalitySet.NONE : ModalitySet.BOTH,
                status,
                status,
                List.of(),
                Optional.empty(),
                Map.of());
    }

    @Test
    void tally_countsWhatWasStoppedAndReleasedWrongly() {
        LearningTally tally = new LearningTally(1, 0.5, 64);
        tally.add(
                List.of(
                        part("good", Verdict.OK, 0.1),
                        part("good", Verdict.REVIEW, 0.9),
                        part("good", Verdict.NOT_INSPECTED, Double.NaN),
                        part("hole", Verdict.OK, 0.5),
                        part("hole", Verdict.NOK, 2)),
                List.of());
        assertEquals(0.75, tally.meanAuroc());
        tally.add(
                List.of(part("good", Verdict.OK, 0.1), part("cut", Verdict.REVIEW, 0.9)),
                List.of());
        assertEquals(0.875, tally.meanAuroc());
        assertEquals(4, tally.good());
        assertEquals(2, tally.falseAlarms());
        assertEquals(3, tally.defective());
        assertEquals(1, tally.missed());
        List<Measurement> figures = tally.figures();
        assertEquals(
                "learning.light-1.00.tolerance-0.50.entries-64.i_auroc", figures.get(0).name());
        assertEquals(0.5, figures.get(1).median());
        assertEquals(1.0 / 3, figures.get(2).median());
        assertTrue(new LearningTally(1, 0, 0).isBefore());
    }

    @Test
    void dimmed_changesColoursAlone() throws Exception {
        RgbImage image = new RgbImage(2, 1, new byte[] {0, 1, 10, 100, (byte) 200, (byte) 255});
        SampleId id = new SampleId("c", "good", "1");
        SampleSource source =
                new SampleSource() {
                    @Override
                    public SampleId id() {
                        return id;
                    }

                    @Override
                    public ModalitySet modalities() {
                        return ModalitySet.RGB;
                    }

                    @Override
                    public Map<Modality, Path> files() {
                        return Map.of(Modality.RGB, Path.of("a.png"));
                    }

                    @Override
                    public Sample load(ModalitySet wanted) {
                        return new Sample(id, Optional.of(image), Optional.empty());
                    }

                    @Override
                    public Optional<PixelMask> loadGroundTruth() {
                        return Optional.empty();
                    }
                };
        DimmedSource dimmed = new DimmedSource(source, 0.7);
        assertSame(id, dimmed.id());
        assertEquals(source.files(), dimmed.files());
        assertEquals(ModalitySet.RGB, dimmed.modalities());
        assertArrayEquals(
                new byte[] {0, 1, 7, 70, (byte) 140, (byte) 179},
                dimmed.load(ModalitySet.RGB).rgb().orElseThrow().data());
        assertEquals((byte) 255, image.data()[5], "the part's own image stays");
    }
}
