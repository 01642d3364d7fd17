package org.lacuna.acquisition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacuna.acquisition.internal.PngWriter;
import org.lacuna.core.DataSet;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.PixelMask;
import org.lacuna.core.RgbImage;
import org.lacuna.core.Sample;
import org.lacuna.core.SampleId;
import org.lacuna.core.SampleSource;
import org.lacuna.core.Split;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

class EyecandiesFormatTest {
    private static final int WIDTH = 6;
    private static final int HEIGHT = 4;

    @TempDir Path root;

    @BeforeEach
    void writeSmallDataSet() throws Exception {
        Path train = root.resolve("GummyBear/train/data");
        image(train.resolve("000_image_0.png"), 10);
        image(train.resolve("000_image_4.png"), 40);
        depth(train, "000");
        Files.writeString(train.resolve("000_pose.txt"), "1 0 0 0");
        image(train.resolve("000_normals.png"), 1);
        image(train.resolve("001_image_2.png"), 20);
        depth(root.resolve("GummyBear/val/data"), "000");
        Path test = root.resolve("GummyBear/test_public/data");
        for (String name : List.of("00", "01", "02", "03")) {
            image(test.resolve(name + "_image_4.png"), 40);
        }
        Files.writeString(test.resolve("00_metadata.yaml"), "anomalous: 1\nbumps: 1\n");
        Files.writeString(test.resolve("01_metadata.yml"), "anomalous: false\n");
        mask(test.resolve("02_mask.png"), 1);
        mask(test.resolve("03_mask.png"), 0);
        image(root.resolve("GummyBear/test_private/data/000_image_4.png"), 1);
    }

    private static void image(Path file, int grey) throws Exception {
        byte[] data = new byte[3 * WIDTH * HEIGHT];
        Arrays.fill(data, (byte) grey);
        ImageFiles.writePng(file, new RgbImage(WIDTH, HEIGHT, data));
    }

    private static void mask(Path file, int count) throws Exception {
        boolean[] set = new boolean[WIDTH * HEIGHT];
        Arrays.fill(set, 0, count, true);
        ImageFiles.writeMask(file, new PixelMask(WIDTH, HEIGHT, set));
    }

    /** Depth values 0, 1000, 2000, ... between 0 and 3 metres. */
    private static void depth(Path folder, String name) throws Exception {
        byte[] data = new byte[2 * WIDTH * HEIGHT];
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            data[2 * i] = (byte) (1000 * i >> 8);
            data[2 * i + 1] = (byte) (1000 * i);
        }
        PngWriter.write(folder.resolve(name + "_depth.png"), WIDTH, HEIGHT, 1, 16, data);
        Files.writeString(
                folder.resolve(name + "_info_depth.yaml"),
                "normalization:\n  min: 0.0\n  max: 3\n");
    }

    private DataSet open() throws Exception {
        List<DataSet> sets = DataSets.standard().open(root, List.of());
        assertEquals(1, sets.size());
        return sets.getFirst();
    }

    @Test
    void open_splitsAndNames_areThoseOfTheLayout() throws Exception {
        DataSet set = open();
        assertEquals("GummyBear", set.category());
        assertEquals(2, set.samples(Split.TRAIN).size());
        assertEquals(1, set.samples(Split.VALIDATION).size());
        assertEquals(
                List.of(
                        new SampleId("GummyBear", "bad", "00"),
                        new SampleId("GummyBear", "bad", "02"),
                        new SampleId("GummyBear", "good", "01"),
                        new SampleId("GummyBear", "good", "03")),
                set.samples(Split.TEST).stream().map(SampleSource::id).toList());
    }

    @Test
    void open_imageFour_isPreferred() throws Exception {
        List<SampleSource> train = open().samples(Split.TRAIN);
        assertEquals(40, train.get(0).load(ModalitySet.RGB).rgb().orElseThrow().red(0));
        assertEquals(20, train.get(1).load(ModalitySet.RGB).rgb().orElseThrow().red(0));
        assertEquals(ModalitySet.RGB, train.get(1).modalities());
    }

    @Test
    void load_depth_followsThePublishedConversion() throws Exception {
        Sample sample = open().samples(Split.TRAIN).getFirst().load(ModalitySet.BOTH);
        OrganizedCloud cloud = sample.cloud().orElseThrow();
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            int u = i % WIDTH;
            int v = i / WIDTH;
            double metres = 1000.0 * i / 65535 * 3;
            assertEquals(i > 0, cloud.isValid(i));
            if (i > 0) {
                assertEquals(1000 * metres, cloud.z()[i], 1e-3);
                assertEquals(1000 * metres * (u - 3.0) / 711.11, cloud.x()[i], 1e-4);
                assertEquals(1000 * metres * (v - 2.0) / 711.11, cloud.y()[i], 1e-4);
            }
        }
    }

    @Test
    void loadGroundTruth_maskOfATestPart_isRead() throws Exception {
        SampleSource bad = open().samples(Split.TEST).get(1);
        assertEquals(1, bad.loadGroundTruth().orElseThrow().count());
        assertTrue(open().samples(Split.TEST).get(0).loadGroundTruth().isEmpty());
    }
}
