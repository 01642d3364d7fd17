package org.lacuna.acquisition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacuna.core.DataException;
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
import org.lacuna.core.StorageException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The MVTec layout through {@link DataSetWriter}, {@link MvtecFormat} and {@link DataSets}. */
class DataSetsTest {
    private static final int WIDTH = 5;
    private static final int HEIGHT = 4;

    @TempDir Path root;

    private static RgbImage image(int grey) {
        byte[] data = new byte[3 * WIDTH * HEIGHT];
        Arrays.fill(data, (byte) grey);
        return new RgbImage(WIDTH, HEIGHT, data);
    }

    private static OrganizedCloud cloud(float z) {
        float[] values = new float[WIDTH * HEIGHT];
        Arrays.fill(values, z);
        values[7] = Float.NaN;
        return new OrganizedCloud(
                WIDTH, HEIGHT, new float[values.length], new float[values.length], values);
    }

    private void write(Split split, String category, String defect, String name, ModalitySet what)
            throws StorageException {
        Sample both =
                new Sample(
                        new SampleId(category, defect, name),
                        Optional.of(image(name.length() * 10)),
                        Optional.of(cloud(500)));
        Optional<PixelMask> mask =
                defect.equals("good")
                        ? Optional.empty()
                        : Optional.of(PixelMask.full(WIDTH, HEIGHT));
        new DataSetWriter(root).write(split, both.restrictedTo(what), mask);
    }

    @BeforeEach
    void writeTwoCategories() throws StorageException {
        write(Split.TRAIN, "bagel", "good", "001", ModalitySet.BOTH);
        write(Split.TRAIN, "bagel", "good", "000", ModalitySet.BOTH);
        write(Split.VALIDATION, "bagel", "good", "000", ModalitySet.RGB);
        write(Split.TEST, "bagel", "hole", "010", ModalitySet.XYZ);
        write(Split.TEST, "bagel", "hole", "002", ModalitySet.BOTH);
        write(Split.TEST, "bagel", "crack", "000", ModalitySet.BOTH);
        write(Split.TEST, "tire", "good", "000", ModalitySet.RGB);
    }

    private static List<String> ids(DataSet set, Split split) {
        return set.samples(split).stream().map(s -> s.id().toString()).toList();
    }

    @Test
    void open_root_listsCategoriesAndSamplesInOrder() throws Exception {
        List<DataSet> sets = DataSets.standard().open(root, List.of());
        assertEquals(List.of("bagel", "tire"), sets.stream().map(DataSet::category).toList());
        DataSet bagel = sets.getFirst();
        assertEquals(List.of("bagel/good/000", "bagel/good/001"), ids(bagel, Split.TRAIN));
        assertEquals(
                List.of("bagel/crack/000", "bagel/hole/002", "bagel/hole/010"),
                ids(bagel, Split.TEST));
        assertEquals(ModalitySet.BOTH, bagel.modalities());
    }

    @Test
    void open_annotations_areInNoSplitAndNeedMasks() throws Exception {
        Path bagel = root.resolve("bagel");
        Files.createDirectory(bagel.resolve("annotations"));
        Files.move(bagel.resolve("test/hole"), bagel.resolve("annotations/hole"));
        DataSet set = DataSets.standard().open(root, List.of("bagel")).getFirst();
        assertEquals(List.of("bagel/crack/000"), ids(set, Split.TEST));
        assertEquals(
                List.of("bagel/hole/002", "bagel/hole/010"),
                set.annotated().stream().map(s -> s.id().toString()).toList());
        assertEquals(
                PixelMask.full(WIDTH, HEIGHT),
                set.annotated().getFirst().loadGroundTruth().orElseThrow());
        Path mask = bagel.resolve("annotations/hole/gt/010.png");
        Files.delete(mask);
        DataException e =
                assertThrows(
                        DataException.class,
                        () -> DataSets.standard().open(root, List.of("bagel")));
        assertTrue(e.getMessage().contains("an annotated part without mask"), e.getMessage());
        assertTrue(e.getMessage().contains(mask.toString()), e.getMessage());
    }

    @Test
    void open_categoryWithoutTrainAndClouds_isLegal() throws Exception {
        DataSet tire = DataSets.standard().open(root, List.of("tire")).getFirst();
        assertTrue(tire.samples(Split.TRAIN).isEmpty());
        assertEquals(ModalitySet.RGB, tire.modalities());
    }

    @Test
    void open_oneCategory_isItsOwnRoot() throws Exception {
        Path category = root.resolve("bagel");
        for (Path path : List.of(category, category.resolve("train").resolve(".."))) {
            List<DataSet> sets = DataSets.standard().open(path, List.of());
            assertEquals(1, sets.size());
            assertEquals("bagel", sets.getFirst().category());
        }
        assertEquals(1, DataSets.standard().open(category, List.of("bagel")).size());
    }

    @Test
    void open_littleFilesOfTheSystem_areIgnored() throws Exception {
        Path rgb = root.resolve("bagel/train/good/rgb");
        Files.writeString(rgb.resolve(".DS_Store"), "x");
        Files.writeString(rgb.resolve("Thumbs.db"), "x");
        Files.createDirectory(root.resolve(".git"));
        Files.writeString(root.resolve("readme.txt"), "x");
        Files.createDirectory(root.resolve("calibration"));
        assertEquals(2, DataSets.standard().open(root, List.of()).size());
    }

    @Test
    void load_pair_isWhatWasWritten() throws Exception {
        SampleSource source =
                DataSets.standard()
                        .open(root, List.of("bagel"))
                        .getFirst()
                        .samples(Split.TRAIN)
                        .getFirst();
        Sample sample = source.load(ModalitySet.BOTH);
        assertEquals(image(30), sample.rgb().orElseThrow());
        assertEquals(500, sample.cloud().orElseThrow().z()[0], 1e-4);
        assertEquals(WIDTH * HEIGHT - 1, sample.cloud().orElseThrow().validCount());
        assertEquals(Optional.empty(), source.loadGroundTruth());
        assertEquals(2, source.files().size());
        assertTrue(source.files().get(Modality.XYZ).endsWith("train/good/xyz/000.tiff"));
    }

    @Test
    void load_wantedModality_comesAlone() throws Exception {
        SampleSource source =
                DataSets.standard()
                        .open(root, List.of("bagel"))
                        .getFirst()
                        .samples(Split.TRAIN)
                        .getFirst();
        assertEquals(ModalitySet.XYZ, source.load(ModalitySet.XYZ).modalities());
        assertEquals(ModalitySet.NONE, source.load(ModalitySet.NONE).modalities());
    }

    @Test
    void load_sampleWithOneModality_leavesTheOtherOutSilently() throws Exception {
        SampleSource cloudOnly =
                DataSets.standard()
                        .open(root, List.of("bagel"))
                        .getFirst()
                        .samples(Split.TEST)
                        .getLast();
        assertEquals(ModalitySet.XYZ, cloudOnly.modalities());
        assertEquals(ModalitySet.XYZ, cloudOnly.load(ModalitySet.BOTH).modalities());
        assertEquals(WIDTH * HEIGHT, cloudOnly.loadGroundTruth().orElseThrow().count());
    }

    @Test
    void recognises_otherFolders_no() throws Exception {
        assertFalse(new MvtecFormat().recognises(root));
        assertFalse(new MvtecFormat().recognises(root.resolve("nothing")));
        assertFalse(new EyecandiesFormat().recognises(root.resolve("bagel")));
        Files.createDirectories(root.resolve("odd/train/good/pictures"));
        assertFalse(new MvtecFormat().recognises(root.resolve("odd")));
    }
}
