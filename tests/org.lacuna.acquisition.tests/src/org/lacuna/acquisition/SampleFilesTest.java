package org.lacuna.acquisition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacuna.core.LacunaException;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.PixelMask;
import org.lacuna.core.RgbImage;
import org.lacuna.core.SampleId;
import org.lacuna.core.SampleSource;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

class SampleFilesTest {
    @TempDir Path root;

    private Path image(String name) throws LacunaException {
        Path file = root.resolve(name);
        ImageFiles.writePng(file, new RgbImage(2, 2, new byte[12]));
        return file;
    }

    private Path cloud(String name) throws LacunaException {
        Path file = root.resolve(name);
        float[] ones = new float[4];
        Arrays.fill(ones, 1);
        TiffFiles.writeCloud(
                file, new OrganizedCloud(2, 2, ones, ones.clone(), ones.clone()), TiffFiles.METRES);
        return file;
    }

    private static List<String> text(List<SampleSource> sources) {
        return sources.stream().map(s -> s.id() + " " + s.modalities()).toList();
    }

    @Test
    void pair_nothing_isNothing() throws Exception {
        assertEquals(List.of(), SampleFiles.pair(List.of()));
    }

    @Test
    void pair_sameNameInOneFolder_isOneSample() throws Exception {
        List<SampleSource> sources =
                SampleFiles.pair(List.of(cloud("a.tiff"), image("b.png"), image("a.png")));
        assertEquals(List.of("files/unknown/a rgb+xyz", "files/unknown/b rgb"), text(sources));
        assertEquals(
                1, sources.getFirst().load(ModalitySet.BOTH).cloud().orElseThrow().z()[0], 1e-3);
    }

    @Test
    void pair_siblingFolders_isOneSample() throws Exception {
        List<SampleSource> sources =
                SampleFiles.pair(List.of(image("rgb/a.png"), cloud("xyz/a.tiff")));
        assertEquals(List.of("files/unknown/a rgb+xyz"), text(sources));
    }

    @Test
    void pair_pathOfADataSet_givesCategoryDefectAndMask() throws Exception {
        Path rgb = image("bagel/test/hole/rgb/003.png");
        cloud("bagel/test/hole/xyz/003.tiff");
        ImageFiles.writeMask(root.resolve("bagel/test/hole/gt/003.png"), PixelMask.full(2, 2));
        SampleSource source = SampleFiles.pair(List.of(rgb)).getFirst();
        assertEquals(new SampleId("bagel", "hole", "003"), source.id());
        assertEquals(ModalitySet.RGB, source.modalities(), "the partner was not given");
        assertEquals(4, source.loadGroundTruth().orElseThrow().count());
    }

    @Test
    void pair_sameNameElsewhere_getsASuffix() throws Exception {
        List<SampleSource> sources =
                SampleFiles.pair(List.of(image("x/a.png"), image("y/a.png"), cloud("z/a.tif")));
        assertEquals(
                List.of("files/unknown/a rgb", "files/unknown/a-2 rgb", "files/unknown/a-3 xyz"),
                text(sources));
        assertTrue(sources.get(0).loadGroundTruth().isEmpty());
    }
}
