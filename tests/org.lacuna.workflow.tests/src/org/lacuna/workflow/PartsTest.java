package org.lacuna.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacuna.acquisition.DataSets;
import org.lacuna.core.DataException;
import org.lacuna.core.DataSet;
import org.lacuna.core.Modality;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.Progress;
import org.lacuna.core.Sample;
import org.lacuna.core.SampleSource;
import org.lacuna.core.Split;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** The parts that tasks work with: chosen modalities, parts to inspect, test parts in training. */
class PartsTest {
    @TempDir Path folder;

    private SmallSet set;

    @BeforeEach
    void dataSet() throws Exception {
        set = new SmallSet(folder);
        set.add(Split.TRAIN, "good", "000");
        set.add(Split.TRAIN, "good", "001");
        set.add(Split.TEST, "good", "000");
        set.add(Split.TEST, "dent", "000");
    }

    private DataSet open() throws Exception {
        return DataSets.standard().open(folder, List.of()).getFirst();
    }

    @Test
    void chosenModality_isAllThatPartsHave() throws Exception {
        DataSet rgb = ModalityChoice.of(open(), ModalitySet.RGB);
        assertEquals(ModalitySet.RGB, rgb.modalities());
        SampleSource part = rgb.samples(Split.TEST).getFirst();
        assertEquals(Set.of(Modality.RGB), part.files().keySet());
        Sample sample = part.load(ModalitySet.BOTH);
        assertTrue(sample.rgb().isPresent() && sample.cloud().isEmpty());
        assertTrue(part.loadGroundTruth().isPresent(), "dent comes first, with its mask");
    }

    @Test
    void partWithoutTheModality_isLeftOut() throws Exception {
        Files.delete(set.category().resolve("train/good/xyz/001.tiff"));
        assertEquals(1, ModalityChoice.of(open(), ModalitySet.XYZ).samples(Split.TRAIN).size());
    }

    @Test
    void bothModalities_areTheDataSetItself() throws Exception {
        DataSet data = open();
        assertSame(data, ModalityChoice.of(data, ModalitySet.BOTH));
    }

    @Test
    void dataSetToInspect_givesTheSplitOfTheCategory() throws Exception {
        PartsToInspect parts = PartsToInspect.in(folder, DataSets.standard());
        assertEquals(2, parts.of(SmallSet.CATEGORY, Split.TEST).size());
        assertThrows(DataException.class, () -> parts.of("other", Split.TEST));
        DataException e =
                assertThrows(
                        DataException.class, () -> parts.of(SmallSet.CATEGORY, Split.VALIDATION));
        assertTrue(e.getMessage().contains("validation"), e.getMessage());
    }

    @Test
    void folderOfImages_isInspectedWithoutCategories() throws Exception {
        PartsToInspect parts =
                PartsToInspect.in(set.category().resolve("train/good/rgb"), DataSets.standard());
        assertEquals(2, parts.of("", Split.TEST).size());
    }

    @Test
    void emptyFolder_isRefused() throws Exception {
        Path empty = Files.createDirectories(folder.resolve("x/empty"));
        assertThrows(DataException.class, () -> PartsToInspect.in(empty, DataSets.standard()));
    }

    @Test
    void leak_isFoundByContentAlone() throws Exception {
        assertEquals(List.of(), TrainingLeak.find(open(), Progress.NONE));
        Files.copy(
                set.category().resolve("train/good/rgb/001.png"),
                set.category().resolve("test/good/rgb/777.png"));
        Files.copy(
                set.category().resolve("test/dent/rgb/000.png"),
                set.category().resolve("test/good/rgb/888.png"));
        assertEquals(
                List.of("plate/good/777"),
                TrainingLeak.find(open(), Progress.NONE).stream().map(Object::toString).toList(),
                "a test part twice is no leak");
    }
}
