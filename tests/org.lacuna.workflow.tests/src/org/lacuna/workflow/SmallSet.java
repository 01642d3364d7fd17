package org.lacuna.workflow;

import org.lacuna.acquisition.DataSetWriter;
import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.PixelMask;
import org.lacuna.core.RgbImage;
import org.lacuna.core.Sample;
import org.lacuna.core.SampleId;
import org.lacuna.core.Split;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;

/** Tiny parts whose files differ from each other; nothing can be learned from them. */
final class SmallSet {
    static final int SIDE = 16;
    static final String CATEGORY = "plate";

    private final Path root;
    private int number;

    SmallSet(Path root) {
        this.root = root;
    }

    /** Adds a part with image, scan and, unless it is good, a mask. */
    void add(Split split, String defect, String name) throws Exception {
        Random random = new Random(++number);
        byte[] rgb = new byte[SIDE * SIDE * 3];
        random.nextBytes(rgb);
        float[] x = new float[SIDE * SIDE];
        float[] y = new float[SIDE * SIDE];
        float[] z = new float[SIDE * SIDE];
        boolean[] bad = new boolean[SIDE * SIDE];
        for (int p = 0; p < x.length; p++) {
            x[p] = p % SIDE;
            y[p] = p / SIDE;
            z[p] = 300 + random.nextFloat();
            bad[p] = p % 5 == 0;
        }
        new DataSetWriter(root)
                .write(
                        split,
                        new Sample(
                                new SampleId(CATEGORY, defect, name),
                                Optional.of(new RgbImage(SIDE, SIDE, rgb)),
                                Optional.of(new OrganizedCloud(SIDE, SIDE, x, y, z))),
                        defect.equals(SampleId.GOOD)
                                ? Optional.empty()
                                : Optional.of(new PixelMask(SIDE, SIDE, bad)));
    }

    Path category() {
        return root.resolve(CATEGORY);
    }
}
