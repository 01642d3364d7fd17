package org.lacuna.annotation;

import org.lacuna.core.PixelMask;
import org.lacuna.core.SeededRandom;

/** Masks for tests. */
public final class Masks {
    private Masks() {}

    /** Rows of {@code #} (set) and anything else. */
    public static RunMask parse(String... rows) {
        boolean[] set = new boolean[rows.length * rows[0].length()];
        for (int i = 0; i < set.length; i++) {
            set[i] = rows[i / rows[0].length()].charAt(i % rows[0].length()) == '#';
        }
        return RunMask.of(new PixelMask(rows[0].length(), rows.length, set));
    }

    /** Noise of random density on a random grid of at most that edge, with straight pieces. */
    public static RunMask random(SeededRandom random, int maxEdge) {
        int width = 1 + random.nextInt(maxEdge);
        int height = 1 + random.nextInt(maxEdge);
        return random(random, new GridSize(width, height));
    }

    public static RunMask random(SeededRandom random, GridSize grid) {
        boolean[] set = new boolean[grid.pixels()];
        double density = random.nextDouble();
        int cell = 1 + random.nextInt(3);
        int salt = random.nextInt(1 << 20);
        for (int i = 0; i < set.length; i++) {
            int x = i % grid.width() / cell;
            int y = i / grid.width() / cell;
            // A hash of the cell, so that cells have one value all over.
            set[i] = new SeededRandom(salt + x * 1_000_003L + y * 7919L).nextDouble() < density;
        }
        return RunMask.of(new PixelMask(grid.width(), grid.height(), set));
    }

    /** The same, one value a pixel. */
    public static boolean[] dense(RunMask mask) {
        return mask.toPixelMask().set();
    }
}
