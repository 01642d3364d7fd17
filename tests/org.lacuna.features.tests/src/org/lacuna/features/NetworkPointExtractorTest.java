package org.lacuna.features;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacuna.core.Availability;
import org.lacuna.core.FeatureMap;
import org.lacuna.core.GridTransform;
import org.lacuna.core.Modality;
import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.PatchGrid;
import org.lacuna.core.PixelMask;
import org.lacuna.core.PreparedSample;
import org.lacuna.core.SampleId;
import org.lacuna.core.Workers;
import org.lacuna.inference.DeviceRequest;
import org.lacuna.inference.ModelDescriptor;
import org.lacuna.inference.NetworkFile;
import org.lacuna.inference.NetworkOptions;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

class NetworkPointExtractorTest {
    private static final NetworkOptions CPU = new NetworkOptions(DeviceRequest.CPU, 1);
    private static final int SIDE = 160;

    @TempDir private Path folder;

    private NetworkExtractor tiny() throws Exception {
        Path json = TestNetworks.file("tiny-pointmae.json", folder);
        Path onnx = TestNetworks.file("tiny-pointmae.onnx", folder);
        return NetworkExtractor.of(ModelDescriptor.read(json), onnx, CPU);
    }

    /** Height of a pixel in mm; NaN is no point. */
    private interface Height {
        double at(int column, int row);
    }

    private static PreparedSample sample(Height height, double shiftMm) {
        float[] x = new float[SIDE * SIDE];
        float[] y = new float[SIDE * SIDE];
        float[] z = new float[SIDE * SIDE];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) (i % SIDE * 0.5 + shiftMm);
            y[i] = (float) (i / SIDE * 0.5 - shiftMm);
            z[i] = (float) (height.at(i % SIDE, i / SIDE) + 10 * shiftMm);
        }
        return sample(Optional.of(new OrganizedCloud(SIDE, SIDE, x, y, z)));
    }

    private static PreparedSample sample(Optional<OrganizedCloud> cloud) {
        return new PreparedSample(
                new SampleId("plate", "good", "000"),
                GridTransform.squarePad(SIDE, SIDE),
                Optional.empty(),
                cloud,
                PixelMask.full(SIDE, SIDE),
                Availability.none(),
                Availability.full(),
                "");
    }

    private static double waves(int column, int row) {
        return 3 * Math.sin(column * 0.07) * Math.cos(row * 0.05);
    }

    @Test
    void extract_wholeSurface_oneVectorAPatch() throws Exception {
        try (NetworkExtractor net = tiny()) {
            FeatureMap map =
                    net.extract(sample(NetworkPointExtractorTest::waves, 0), Workers.sequential());
            assertEquals(Modality.XYZ, net.modality());
            assertEquals(32, net.channels());
            assertEquals(32, map.channels());
            assertTrue(map.availability().usablePatches() > 0.95 * PatchGrid.PATCHES);
            float[] middle = Arrays.copyOfRange(map.values(), 1600 * 32, 1601 * 32);
            float[] corner = Arrays.copyOfRange(map.values(), 60 * 32, 61 * 32);
            assertTrue(TestNetworks.relativeError(middle, corner) > 0.01, "all patches alike");
        }
    }

    @Test
    void extract_shiftedPart_sameFeatures() throws Exception {
        try (NetworkExtractor net = tiny()) {
            FeatureMap here =
                    net.extract(sample(NetworkPointExtractorTest::waves, 0), Workers.sequential());
            FeatureMap there =
                    net.extract(sample(NetworkPointExtractorTest::waves, 64), Workers.sequential());
            // Cells of the voxelization begin at the part's own corner, so only rounding differs;
            // a few points fall into other cells by it.
            int apart = 0;
            for (int i = 0; i < here.values().length; i++) {
                apart += Math.abs(here.values()[i] - there.values()[i]) > 0.1 ? 1 : 0;
            }
            assertTrue(apart < 0.05 * here.values().length, apart + " values differ");
        }
    }

    @Test
    void extract_hole_noAvailabilityAndZerosThere() throws Exception {
        try (NetworkExtractor net = tiny()) {
            FeatureMap map =
                    net.extract(
                            sample((c, r) -> c < SIDE / 2 ? Double.NaN : waves(c, r), 0),
                            Workers.sequential());
            for (int row = 0; row < PatchGrid.SIDE; row++) {
                int p = row * PatchGrid.SIDE + 3;
                assertEquals(0, map.availability().at(p));
                for (int c = 0; c < 32; c++) {
                    assertEquals(0, map.values()[p * 32 + c]);
                }
                assertTrue(map.availability().at(p + 40) > 0);
            }
        }
    }

    @Test
    void extract_nothingOrFewPoints_isNoFailure() throws Exception {
        try (NetworkExtractor net = tiny()) {
            FeatureMap none = net.extract(sample((c, r) -> Double.NaN, 0), Workers.sequential());
            assertEquals(0, none.availability().usablePatches());
            FeatureMap one =
                    net.extract(
                            sample((c, r) -> c == 9 && r == 9 ? 1 : Double.NaN, 0),
                            Workers.sequential());
            assertEquals(0, one.availability().usablePatches());
            FeatureMap few =
                    net.extract(
                            sample((c, r) -> c < 6 && r < 6 ? waves(c, r) : Double.NaN, 0),
                            Workers.sequential());
            assertTrue(few.availability().usablePatches() > 0);
        }
    }

    @Test
    void extract_anyWorkers_givesTheSameBits() throws Exception {
        PreparedSample sample = sample(NetworkPointExtractorTest::waves, 0);
        try (NetworkExtractor net = tiny();
                Workers workers = Workers.of(3)) {
            assertArrayEquals(
                    net.extract(sample, Workers.sequential()).values(),
                    net.extract(sample, workers).values());
        }
    }

    @Test
    void extract_noCloud_isTheCallersBug() throws Exception {
        try (NetworkExtractor net = tiny()) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> net.extract(sample(Optional.empty()), Workers.sequential()));
        }
    }

    @Test
    void new_imageNetwork_isTheCallersBug() throws Exception {
        ModelDescriptor image = ModelDescriptor.read(TestNetworks.file("tiny-vit.json", folder));
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        new NetworkPointExtractor(
                                image, NetworkFile.of(folder.resolve("x.onnx")), CPU));
    }
}
