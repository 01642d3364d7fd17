package org.lacuna.synthesis.internal;

import org.lacuna.core.SeededRandom;
import org.lacuna.synthesis.EdgeSamples;
import org.lacuna.synthesis.PartKind;

import java.util.Arrays;
import java.util.Optional;

/** Which edges of a surface the camera sees, and where in its frame. */
public final class EdgeView {
    /** Width of walls, as in the scans of a fine sensor; must not depend on the image size. */
    private static final double WALL_MM = 0.25;

    /** Steps of the line of sight over the table. */
    private static final double STEP_MM = SurfaceEdges.CELL_MM / 2;

    /** By so much a surface has to rise above the line of sight to hide what lies behind. */
    private static final double HIDES_MM = 0.1;

    private final Rig rig;
    private final HeightField field;

    EdgeView(Rig rig, HeightField field) {
        this.rig = rig;
        this.field = field;
    }

    /**
     * The edges that a scan of a good part shows.
     *
     * @param scanSeed as for {@link Scanner}
     */
    public static EdgeSamples of(PartKind kind, int width, int height, long scanSeed) {
        SeededRandom random = new SeededRandom(scanSeed);
        Rig rig = Scanner.rig(width, height, random);
        Part part = Scanner.part(kind, random, WALL_MM);
        Pose pose = Scanner.pose(part, random);
        Specimen good = new Specimen(part, Optional.empty());
        SurfaceEdges edges = new SurfaceEdges(HeightField.heightMm(good, pose));
        return new EdgeView(rig, edges.field()).select(edges.find());
    }

    /** The visible ones of these points, in the camera's frame. */
    EdgeSamples select(EdgeList edges) {
        float[] x = new float[edges.count];
        float[] y = new float[edges.count];
        float[] z = new float[edges.count];
        float[] length = new float[edges.count];
        int n = 0;
        for (int i = 0; i < edges.count; i++) {
            if (isVisible(edges.x[i], edges.y[i], edges.z[i])) {
                x[n] = (float) edges.x[i];
                y[n] = (float) rig.cameraFrameY(edges.y[i], edges.z[i]);
                z[n] = (float) rig.cameraFrameZ(edges.y[i], edges.z[i]);
                length[n++] = (float) edges.lengthMm[i];
            }
        }
        return new EdgeSamples(
                Arrays.copyOf(x, n),
                Arrays.copyOf(y, n),
                Arrays.copyOf(z, n),
                Arrays.copyOf(length, n));
    }

    private boolean isVisible(double x, double y, double z) {
        double depth = rig.cameraFrameZ(y, z);
        if (!rig.isInView(x / depth, rig.cameraFrameY(y, z) / depth)) {
            return false;
        }
        double toX = -x;
        double toY = rig.cameraY - y;
        double toZ = rig.cameraZ - z;
        double step = STEP_MM / Math.max(STEP_MM, Math.hypot(toX, toY));
        for (int k = 1; k * step < 1; k++) {
            double t = k * step;
            double sight = z + t * toZ;
            if (sight > field.maxMm()) {
                return true;
            }
            if (field.at(x + t * toX, y + t * toY) > sight + HIDES_MM) {
                return false;
            }
        }
        return true;
    }
}
