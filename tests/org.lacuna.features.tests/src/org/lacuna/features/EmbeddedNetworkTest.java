package org.lacuna.features;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.lacuna.core.Availability;
import org.lacuna.core.FeatureMap;
import org.lacuna.core.GridTransform;
import org.lacuna.core.PatchGrid;
import org.lacuna.core.PixelMask;
import org.lacuna.core.PreparedSample;
import org.lacuna.core.Progress;
import org.lacuna.core.SampleId;
import org.lacuna.core.SeededRandom;
import org.lacuna.core.Workers;
import org.lacuna.core.WorkingImage;
import org.lacuna.inference.CheckedNetwork;
import org.lacuna.inference.DeviceRequest;
import org.lacuna.inference.NetworkOptions;

import java.util.Arrays;
import java.util.Optional;

class EmbeddedNetworkTest {
    private static final int SIDE = PatchGrid.WORKING_SIDE;

    private static NetworkOptions cpu(int threads) {
        return new NetworkOptions(DeviceRequest.CPU, threads);
    }

    private static PreparedSample part(boolean spot) {
        SeededRandom random = new SeededRandom(1);
        float[] rgb = new float[SIDE * SIDE * 3];
        for (int p = 0; p < SIDE * SIDE; p++) {
            int x = p % SIDE;
            int y = p / SIDE;
            double wave = 0.4 + 0.1 * Math.sin(x * 0.5) + 0.01 * random.nextDouble();
            boolean dark = spot && (x - 120) * (x - 120) + (y - 80) * (y - 80) < 49;
            Arrays.fill(rgb, 3 * p, 3 * p + 3, (float) (dark ? wave * 0.5 : wave));
        }
        float[] all = new float[PatchGrid.PATCHES];
        Arrays.fill(all, 1f);
        all[0] = 0;
        boolean[] mask = new boolean[400 * 400];
        return new PreparedSample(
                new SampleId("a", "good", "0"),
                GridTransform.squarePad(400, 400),
                Optional.of(new WorkingImage(rgb)),
                Optional.empty(),
                new PixelMask(400, 400, mask),
                new Availability(all),
                Availability.none(),
                "");
    }

    @Test
    void open_givesItsGoldenOutput() throws Exception {
        try (NetworkExtractor network = EmbeddedExtractors.rgbNetwork(cpu(1))) {
            CheckedNetwork checked = network.open(Progress.NONE);
            assertTrue(checked.goldenDifference().orElseThrow() < 1e-4);
            assertTrue(checked.outline().bytes() <= 3_000_000, "size");
        }
    }

    @Test
    void extract_isTheSameForAnyThreads() {
        try (NetworkExtractor one = EmbeddedExtractors.rgbNetwork(cpu(1));
                NetworkExtractor two = EmbeddedExtractors.rgbNetwork(cpu(2))) {
            FeatureMap map = one.extract(part(true), Workers.sequential());
            assertEquals(one.channels(), map.channels());
            assertEquals(map, two.extract(part(true), Workers.sequential()));
            assertArrayEquals(
                    new float[one.channels()], Arrays.copyOf(map.values(), one.channels()));
        }
    }

    /** A spot changes the patches that it covers more than those far away. */
    @Test
    void extract_isLocal() {
        try (NetworkExtractor network = EmbeddedExtractors.rgbNetwork(cpu(1))) {
            FeatureMap good = network.extract(part(false), Workers.sequential());
            FeatureMap bad = network.extract(part(true), Workers.sequential());
            double at = difference(good, bad, 20 * PatchGrid.SIDE + 30);
            double far = difference(good, bad, 50 * PatchGrid.SIDE + 5);
            assertTrue(at > 20 * far, at + " against " + far);
        }
    }

    private static double difference(FeatureMap a, FeatureMap b, int patch) {
        double sum = 0;
        for (int c = 0; c < a.channels(); c++) {
            double d = a.values()[patch * a.channels() + c] - b.values()[patch * b.channels() + c];
            sum += d * d;
        }
        return Math.sqrt(sum);
    }
}
