package org.lacuna.acquisition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lacuna.acquisition.internal.RasterImage;
import org.lacuna.acquisition.internal.SharedData;
import org.lacuna.core.DataSet;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.PixelMask;
import org.lacuna.core.PreparedSample;
import org.lacuna.core.Sample;
import org.lacuna.core.SampleSource;
import org.lacuna.core.Split;
import org.lacuna.core.Workers;

import java.nio.file.Path;
import java.util.List;

/** Readers and background removal on real scans; skipped where these are not present. */
class RealDataTest {
    /** Labels of the Kinect frames: 0 not measured, 1 to 9 planes, from 10 objects. */
    private static final int FIRST_OBJECT = 10;

    @ParameterizedTest
    @ValueSource(strings = {"learn0", "learn17", "test1", "test31"})
    void prepare_kinectFrame_separatesTheObjectsFromTheTable(String name) throws Exception {
        Path folder = SharedData.folder("kinect-objects");
        SampleSource source =
                SampleFiles.pair(
                                List.of(
                                        folder.resolve("rgb/" + name + ".png"),
                                        folder.resolve("xyz/" + name + ".tiff")))
                        .getFirst();
        Sample sample = source.load(ModalitySet.BOTH);
        PreparedSample prepared =
                new Preprocessor(PreprocessParameters.defaults())
                        .prepare(sample, Workers.sequential());
        OrganizedCloud all = sample.cloud().orElseThrow();
        OrganizedCloud found = prepared.foreground().orElseThrow();
        Path labels = folder.resolve("label/" + name + ".png");
        short[] label = RasterImage.read(labels, ReadLimits.defaults()).toGrey16(labels);
        int both = 0;
        int falsely = 0;
        int missed = 0;
        for (int i = 0; i < label.length; i++) {
            boolean object = all.isValid(i) && (label[i] & 0xffff) >= FIRST_OBJECT;
            both += object && found.isValid(i) ? 1 : 0;
            falsely += !object && found.isValid(i) ? 1 : 0;
            missed += object && !found.isValid(i) ? 1 : 0;
        }
        double precision = both / (double) (both + falsely);
        double recall = both / (double) (both + missed);
        assertTrue(precision > 0.9, "precision " + precision);
        assertTrue(recall > 0.9, "recall " + recall);
    }

    @Test
    void open_tiresWithoutClouds_readsImagesAndMasks() throws Exception {
        List<DataSet> sets = DataSets.standard().open(SharedData.folder("tire-rgb"), List.of());
        assertEquals(1, sets.size());
        DataSet tires = sets.getFirst();
        assertEquals("tire-rgb", tires.category());
        assertEquals(ModalitySet.RGB, tires.modalities());
        assertEquals(48, tires.samples(Split.TRAIN).size());
        assertEquals(10, tires.samples(Split.VALIDATION).size());
        assertEquals(28, tires.samples(Split.TEST).size());
        for (SampleSource source : tires.samples(Split.TEST)) {
            Sample sample = source.load(ModalitySet.BOTH);
            PixelMask truth = source.loadGroundTruth().orElseThrow();
            assertEquals(sample.rgb().orElseThrow().width(), truth.width());
            assertEquals(source.id().isGood(), truth.count() == 0, source.id().toString());
        }
    }
}
