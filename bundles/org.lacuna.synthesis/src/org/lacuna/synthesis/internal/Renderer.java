package org.lacuna.synthesis.internal;

/**
 * Renders a scene: casts each pixel's ray and shades what it hits with the light of the projector
 * (Lambert plus a microfacet lobe, Blinn half vector with the distribution of Trowbridge and
 * Reitz), of a dome (with ambient occlusion) and its reflection in glossy surfaces.
 */
final class Renderer {
    /** What lies lower is the table. */
    static final double TABLE_MM = 0.03;

    private static final double EDGE_MM = 0.5;
    private static final double PROJECTOR = 0.78;
    private static final double DOME = 0.52;

    private final Rig rig;
    private final Pose pose;
    private final Specimen specimen;
    private final HeightField field;
    private final RayCaster caster;
    private final Table table;
    private final Material material = new Material();

    /**
     * @param ceilingMm see {@link RayCaster}
     */
    Renderer(
            Rig rig,
            Pose pose,
            Specimen specimen,
            HeightField field,
            Table table,
            double ceilingMm) {
        this.rig = rig;
        this.pose = pose;
        this.specimen = specimen;
        this.field = field;
        this.table = table;
        this.caster = new RayCaster(rig, field, ceilingMm);
    }

    Frame render(int width, int height) {
        Frame frame = new Frame(width, height);
        for (int row = 0; row < height; row++) {
            double rayY = rig.rayY(row);
            for (int column = 0; column < width; column++) {
                shade(frame, row * width + column, rig.rayX(column), rayY);
            }
        }
        smoothEdges(frame);
        return frame;
    }

    /** Averages the light of four rays where the depth jumps; the other values stay. */
    private void smoothEdges(Frame frame) {
        Frame one = new Frame(1, 1);
        double quarterX = (rig.rayX(1) - rig.rayX(0)) / 4;
        double quarterY = (rig.rayY(1) - rig.rayY(0)) / 4;
        for (int row = 0; row < frame.height; row++) {
            for (int column = 0; column < frame.width; column++) {
                if (Math.abs(frame.jumpMm(column, row)) < EDGE_MM) {
                    continue;
                }
                int i = 3 * (row * frame.width + column);
                float red = 0;
                float green = 0;
                float blue = 0;
                for (int k = 0; k < 4; k++) {
                    double rayX = rig.rayX(column) + ((k & 1) == 0 ? -quarterX : quarterX);
                    double rayY = rig.rayY(row) + (k < 2 ? -quarterY : quarterY);
                    shade(one, 0, rayX, rayY);
                    red += one.light[0] / 4;
                    green += one.light[1] / 4;
                    blue += one.light[2] / 4;
                }
                frame.light[i] = red;
                frame.light[i + 1] = green;
                frame.light[i + 2] = blue;
            }
        }
    }

    private void shade(Frame frame, int pixel, double rayX, double rayY) {
        double t = caster.depthMm(rayX, rayY);
        double x = rayX * t;
        double y = rig.cameraY + rig.worldY(rayY) * t;
        double z = rig.cameraZ + rig.worldZ(rayY) * t;
        frame.depthMm[pixel] = (float) t;
        double e = field.cellMm();
        double slopeX = (field.at(x + e, y) - field.at(x - e, y)) / (2 * e);
        double slopeY = (field.at(x, y + e) - field.at(x, y - e)) / (2 * e);
        if (z > TABLE_MM) {
            specimen.material(pose.u(x, y), pose.v(x, y), material);
        } else {
            table.material(x, y, material);
        }
        double lit = caster.litShare(x, y, z);
        frame.lit[pixel] = lit > 0.5;

        double lx = rig.projectorX - x;
        double ly = rig.projectorY - y;
        double lz = rig.projectorZ - z;
        double toLight = 1 / Math.sqrt(lx * lx + ly * ly + lz * lz);
        lx *= toLight;
        ly *= toLight;
        lz *= toLight;
        double vy = rig.cameraY - y;
        double vz = rig.cameraZ - z;
        double toEye = 1 / Math.sqrt(x * x + vy * vy + vz * vz);
        double vx = -x * toEye;
        vy *= toEye;
        vz *= toEye;

        // The shape's own normal decides about the pattern, tool marks only about the look.
        double flat = 1 / Math.sqrt(1 + slopeX * slopeX + slopeY * slopeY);
        double facing = Math.max(0.02, flat * (vz - slopeX * vx - slopeY * vy));
        double lambert = Math.max(0, flat * (lz - slopeX * lx - slopeY * ly));
        frame.slope[pixel] = (float) (Math.sqrt(Math.max(0, 1 - facing * facing)) / facing);

        double mx = slopeX + pose.directionX(material.slopeU, material.slopeV);
        double my = slopeY + pose.directionY(material.slopeU, material.slopeV);
        double nz = 1 / Math.sqrt(1 + mx * mx + my * my);
        double nx = -mx * nz;
        double ny = -my * nz;
        double toward = Math.max(0, nx * lx + ny * ly + nz * lz);
        double lobe = lit * lobe(nx, ny, nz, lx + vx, ly + vy, lz + vz) * toward;
        double seen = Math.max(0, nx * vx + ny * vy + nz * vz);
        double dome = dome(2 * seen * nz - vz, 2 * seen * nx - vx);
        double sky = field.skyAt(x, y);

        double diffuse =
                (1 - 0.5 * material.gloss)
                        * (PROJECTOR * lit * toward + DOME * sky * (0.55 + 0.45 * nz));
        double mirror =
                material.gloss * (PROJECTOR * lobe + DOME * sky * Sdf.lerp(dome, 0.7, rough2()));
        double luma = luma();
        double metal = Sdf.smooth(0.08, 0.2, material.gloss);
        light(frame, 3 * pixel, material.red, luma, metal, diffuse, mirror);
        light(frame, 3 * pixel + 1, material.green, luma, metal, diffuse, mirror);
        light(frame, 3 * pixel + 2, material.blue, luma, metal, diffuse, mirror);
        frame.pattern[pixel] = (float) (luma * lambert * (0.4 + 0.6 * facing));
        frame.glare[pixel] = (float) (material.gloss * lobe);
    }

    private double rough2() {
        return material.roughness * material.roughness;
    }

    private double luma() {
        return 0.25 * material.red + 0.6 * material.green + 0.15 * material.blue;
    }

    private static void light(
            Frame frame,
            int i,
            double albedo,
            double luma,
            double metal,
            double diffuse,
            double mirror) {
        double tint = Sdf.lerp(1, albedo / luma, metal);
        frame.light[i] = (float) (albedo * diffuse + tint * mirror);
    }

    /** Microfacet reflection at the half vector, relative to a white matt surface. */
    private double lobe(double nx, double ny, double nz, double hx, double hy, double hz) {
        double length = Math.sqrt(hx * hx + hy * hy + hz * hz);
        double c = Math.max(0, (nx * hx + ny * hy + nz * hz) / length);
        double a = rough2() * rough2();
        double d = c * c * (a - 1) + 1;
        return Math.min(6, 0.25 * a / (d * d));
    }

    /** The dome as a glossy surface mirrors it: a bright ring around a darker zenith. */
    private static double dome(double up, double sideways) {
        double ring = Sdf.smooth(0.30, 0.72, up) * (1 - 0.45 * Sdf.smooth(0.90, 0.985, up));
        return (0.12 + 0.95 * ring) * (1 + 0.18 * sideways);
    }
}
