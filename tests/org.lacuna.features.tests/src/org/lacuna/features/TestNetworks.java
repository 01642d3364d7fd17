package org.lacuna.features;

import org.junit.jupiter.api.Assumptions;
import org.lacuna.core.Availability;
import org.lacuna.core.GridTransform;
import org.lacuna.core.PatchGrid;
import org.lacuna.core.PixelMask;
import org.lacuna.core.PreparedSample;
import org.lacuna.core.SampleId;
import org.lacuna.core.SeededRandom;
import org.lacuna.core.WorkingImage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Networks and references that models/export/make_test_networks.py made. */
public final class TestNetworks {
    private TestNetworks() {}

    /** Copies a resource to the folder. */
    public static Path file(String name, Path folder) throws IOException {
        Path target = folder.resolve(name);
        try (InputStream in = TestNetworks.class.getResourceAsStream("networks/" + name)) {
            Files.copy(in, target);
        }
        return target;
    }

    public static float[] reference(String name) throws IOException {
        try (InputStream in = TestNetworks.class.getResourceAsStream("networks/" + name)) {
            FloatBuffer floats =
                    ByteBuffer.wrap(in.readAllBytes())
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .asFloatBuffer();
            float[] values = new float[floats.remaining()];
            floats.get(values);
            return values;
        }
    }

    /** A file of the test data beside the repository, which skips the test where it is absent. */
    public static Path shared(String name) {
        for (Path p = Path.of("").toAbsolutePath(); p != null; p = p.getParent()) {
            Path file = p.resolve("shared").resolve(name);
            if (Files.exists(file)) {
                return file;
            }
        }
        Assumptions.abort("shared data not present: " + name);
        throw new AssertionError();
    }

    /** The numbers that Python's uniform() gives. */
    public static float[] uniform(long seed, int count) {
        SeededRandom random = new SeededRandom(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (random.nextLong() >>> 40) * 0x1.0p-24f;
        }
        return values;
    }

    /** The image that Python's working_image() gives. */
    public static float[] workingImage() {
        int side = PatchGrid.WORKING_SIDE;
        float[] rgb = uniform(7, side * side * 3);
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = 0.5f * rgb[i] + 0.5f * ((i / 3 % side) / (float) side);
        }
        return rgb;
    }

    public static PreparedSample sample(float[] rgb, Availability availability) {
        GridTransform transform = GridTransform.squarePad(448, 448);
        return new PreparedSample(
                new SampleId("plate", "good", "000"),
                transform,
                Optional.of(new WorkingImage(rgb)),
                Optional.empty(),
                PixelMask.full(448, 448),
                availability,
                Availability.none(),
                "");
    }

    /** Largest difference, as a share of the largest expected value. */
    public static double relativeError(float[] expected, float[] found) {
        double largest = 0;
        double worst = 0;
        for (int i = 0; i < expected.length; i++) {
            largest = Math.max(largest, Math.abs(expected[i]));
            worst = Math.max(worst, Math.abs((double) found[i] - expected[i]));
        }
        return worst / largest;
    }

    /** As many values as the reference has, evenly spaced. */
    public static float[] kept(float[] values, int count) {
        float[] kept = new float[count];
        for (int k = 0; k < count; k++) {
            kept[k] = values[(int) ((long) k * (values.length - 1) / (count - 1))];
        }
        return kept;
    }
}
