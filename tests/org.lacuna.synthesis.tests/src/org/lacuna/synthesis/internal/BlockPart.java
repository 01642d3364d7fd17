package org.lacuna.synthesis.internal;

import org.lacuna.core.SeededRandom;

/** A plain part for tests: a square block, or a dome. */
final class BlockPart extends Part {
    private final double half;
    private final double height;
    private final boolean dome;

    private BlockPart(double half, double height, boolean dome) {
        super(0.3);
        this.half = half;
        this.height = height;
        this.dome = dome;
    }

    static BlockPart block(double half, double height) {
        return new BlockPart(half, height, false);
    }

    /** A paraboloid. */
    static BlockPart dome(double radius, double height) {
        return new BlockPart(radius, height, true);
    }

    @Override
    double radiusMm() {
        return half * 1.5;
    }

    @Override
    double maxHeightMm() {
        return height;
    }

    @Override
    PoseRange poseRange() {
        return new PoseRange(0, 0, 0);
    }

    @Override
    double heightMm(double u, double v) {
        if (dome) {
            return Math.max(0, height * (1 - (u * u + v * v) / (half * half)));
        }
        return height * wall(Math.max(Math.abs(u), Math.abs(v)) - half);
    }

    @Override
    void material(double u, double v, Material out) {
        out.set(0.4, 0.4, 0.4, 0, 1);
    }

    @Override
    Site site(Site.Kind kind, SeededRandom random) {
        return new Site(0, 0, 1, 0);
    }
}
