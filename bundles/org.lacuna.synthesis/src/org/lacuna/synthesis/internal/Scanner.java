package org.lacuna.synthesis.internal;

import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.PixelMask;
import org.lacuna.core.RgbImage;
import org.lacuna.core.SeededRandom;
import org.lacuna.synthesis.PartKind;

import java.util.Optional;

/**
 * Scans one part, with or without a defect. All that is random about the scan (part, pose, rig,
 * noise) is drawn in the constructor and does not depend on the defect, so the scans of a part with
 * and without it differ by the defect alone. Not thread-safe.
 */
public final class Scanner {
    /** Nothing that a defect adds stands higher above the part. */
    static final double DEFECT_RISE_MM = 4;

    /** A smaller change of the surface along the line of sight is no defect: it drowns in noise. */
    static final double SHAPE_LIMIT_MM = 0.04;

    /** The same for a change of reflectance: a share of it and an offset. */
    static final double COLOUR_LIMIT = 0.05;

    static final double COLOUR_OFFSET = 0.002;

    /** A defect is visible when that share of its pixels is lit. */
    private static final double VISIBLE_SHARE = 0.75;

    /** And when it covers an area on the table as large as that. */
    private static final double VISIBLE_MM2 = 1.5;

    private static final int ATTEMPTS = 60;

    /**
     * A finished scan.
     *
     * @param groundTruth pixels whose surface differs from that of the part without its defect
     */
    public record Scan(RgbImage rgb, OrganizedCloud cloud, PixelMask groundTruth) {}

    private final int width;
    private final int height;
    private final SeededRandom random;
    private final Rig rig;
    private final Part part;
    private final Pose pose;
    private final Table table;
    private final double ceilingMm;
    private final HeightField goodField;

    /**
     * @param stationSeed what all scans of a category share
     * @param scanSeed what is this scan's own
     */
    public Scanner(PartKind kind, int width, int height, long stationSeed, long scanSeed) {
        this.width = width;
        this.height = height;
        double cellMm = 0.7 * Rig.spacingMm(width, height);
        this.random = new SeededRandom(scanSeed);
        this.table = new Table(new SeededRandom(stationSeed));
        this.rig = rig(width, height, random);
        this.part = part(kind, random, Math.max(0.25, 1.5 * cellMm));
        this.pose = pose(part, random);
        this.ceilingMm = part.maxHeightMm() + pose.maxLiftMm() + DEFECT_RISE_MM;
        this.goodField = HeightField.of(good(), pose, cellMm);
    }

    /** The rig of a scan, drawn from the scan's own generator. */
    static Rig rig(int width, int height, SeededRandom scan) {
        return new Rig(width, height, scan.fork(1));
    }

    /** The part of a scan; the width of its walls has no influence on what is drawn. */
    static Part part(PartKind kind, SeededRandom scan, double wallMm) {
        return Part.create(kind, scan.fork(2), wallMm);
    }

    /** How the part of a scan lies. */
    static Pose pose(Part part, SeededRandom scan) {
        return new Pose(part, scan.fork(3));
    }

    private Specimen good() {
        return new Specimen(part, Optional.empty());
    }

    /** The part as it should be. */
    public Scan scanGood() {
        return scan(good(), goodField, new boolean[width * height]);
    }

    /**
     * The part with a defect, at a place that camera and projector see: places are drawn until one
     * does, or else the best of them is taken.
     *
     * @param severity 0..1
     */
    public Scan scanDefective(DefectSpec spec, double severity) {
        RayCaster goodCaster = new RayCaster(rig, goodField, ceilingMm);
        double[] goodDepth = depths(goodCaster);
        Specimen best = null;
        HeightField bestField = goodField;
        boolean[] bestMask = null;
        double bestShare = -1;
        for (int attempt = 0; attempt < ATTEMPTS && bestShare < VISIBLE_SHARE; attempt++) {
            Defect defect = Defects.create(spec, part, severity, random.fork(100 + attempt));
            Specimen bad = new Specimen(part, Optional.of(defect));
            HeightField field =
                    spec.effect().changesShape() ? goodField.with(bad, pose) : goodField;
            boolean[] mask = difference(bad, new RayCaster(rig, field, ceilingMm), goodDepth);
            double share = visibleShare(mask, goodCaster, goodDepth);
            if (share > bestShare) {
                best = bad;
                bestField = field;
                bestMask = mask;
                bestShare = share;
            }
        }
        return scan(best, bestField, bestMask);
    }

    private Scan scan(Specimen specimen, HeightField field, boolean[] mask) {
        Frame frame =
                new Renderer(rig, pose, specimen, field, table, ceilingMm).render(width, height);
        return new Scan(
                new ColourSensor(random.fork(4)).expose(frame),
                new DepthSensor(rig, random.fork(5)).measure(frame),
                new PixelMask(width, height, mask));
    }

    private double[] depths(RayCaster caster) {
        double[] depth = new double[width * height];
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                depth[row * width + column] = caster.depthMm(rig.rayX(column), rig.rayY(row));
            }
        }
        return depth;
    }

    /** Pixels that see another shape or another colour than they would on the good part. */
    private boolean[] difference(Specimen bad, RayCaster caster, double[] goodDepth) {
        boolean[] mask = new boolean[width * height];
        Defect defect = bad.defect().orElseThrow();
        Material with = new Material();
        Material without = new Material();
        for (int row = 0; row < height; row++) {
            double rayY = rig.rayY(row);
            for (int column = 0; column < width; column++) {
                int i = row * width + column;
                double rayX = rig.rayX(column);
                // Seen aslant, the surface moves sideways by at most its height.
                if (!defect.reaches(u(rayX, rayY, goodDepth[i]), v(rayX, rayY, goodDepth[i]), 8)) {
                    continue;
                }
                double depth = caster.depthMm(rayX, rayY);
                double pu = u(rayX, rayY, depth);
                double pv = v(rayX, rayY, depth);
                mask[i] = Math.abs(depth - goodDepth[i]) > SHAPE_LIMIT_MM;
                if (!mask[i] && rig.cameraZ + rig.worldZ(rayY) * depth > Renderer.TABLE_MM) {
                    bad.material(pu, pv, with);
                    good().material(pu, pv, without);
                    mask[i] = with.differsFrom(without, COLOUR_LIMIT, COLOUR_OFFSET);
                }
            }
        }
        return mask;
    }

    private double u(double rayX, double rayY, double depth) {
        return pose.u(rayX * depth, rig.cameraY + rig.worldY(rayY) * depth);
    }

    private double v(double rayX, double rayY, double depth) {
        return pose.v(rayX * depth, rig.cameraY + rig.worldY(rayY) * depth);
    }

    /** Share of the mask that the projector lights on the good part; little for a tiny mask. */
    private double visibleShare(boolean[] mask, RayCaster caster, double[] depth) {
        int count = 0;
        int lit = 0;
        for (int i = 0; i < mask.length; i++) {
            if (mask[i]) {
                count++;
                double rayX = rig.rayX(i % width);
                double rayY = rig.rayY(i / width);
                double x = rayX * depth[i];
                double y = rig.cameraY + rig.worldY(rayY) * depth[i];
                double z = rig.cameraZ + rig.worldZ(rayY) * depth[i];
                lit += caster.litShare(x, y, z) > 0.5 ? 1 : 0;
            }
        }
        double spacing = Rig.spacingMm(width, height);
        double enough = VISIBLE_MM2 / (spacing * spacing);
        return count == 0 ? 0 : (double) lit / count * Math.min(1, count / enough);
    }
}
