package org.lacuna.voxelization;

/** How the bounds s_min and s_max of the voxel size come about (method.md 2). */
public sealed interface VoxelSizing {
    /**
     * Multiples of the scan's own median point spacing: no tuning from scan to scan.
     *
     * @param min s_min in spacings, above 0
     * @param max s_max in spacings, at least {@code min}, at most {@value #MAX_RATIO} times it
     */
    record Spacings(double min, double max) implements VoxelSizing {
        public Spacings {
            check("min", min, "max", max);
        }
    }

    /**
     * Sizes in millimetres.
     *
     * @param minMm s_min, above 0
     * @param maxMm s_max, at least {@code minMm}, at most {@value #MAX_RATIO} times it
     */
    record Fixed(double minMm, double maxMm) implements VoxelSizing {
        public Fixed {
            check("minMm", minMm, "maxMm", maxMm);
        }
    }

    /**
     * Sizes are solved for, so that the asked share of the points goes: {@code R = (NUM - num_d) /
     * NUM} (Xu et al. 2025, table 6).
     *
     * @param simplification R, in (0, 1)
     */
    record Target(double simplification) implements VoxelSizing {
        public Target {
            if (!(simplification > 0 && simplification < 1)) {
                throw new IllegalArgumentException(
                        "simplification: " + simplification + ", expected in (0, 1)");
            }
        }
    }

    /** Largest s_max / s_min: an initial cell is cut into at most the cube of it. */
    int MAX_RATIO = 16;

    private static void check(String minName, double min, String maxName, double max) {
        if (!(min > 0 && min <= max && max <= MAX_RATIO * min) || Double.isInfinite(max)) {
            throw new IllegalArgumentException(
                    minName
                            + ": "
                            + min
                            + ", "
                            + maxName
                            + ": "
                            + max
                            + ", expected 0 < "
                            + minName
                            + " <= "
                            + maxName
                            + " <= "
                            + MAX_RATIO
                            + " "
                            + minName);
        }
    }
}
