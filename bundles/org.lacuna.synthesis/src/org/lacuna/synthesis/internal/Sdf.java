package org.lacuna.synthesis.internal;

/** Signed distances (negative inside, millimetres) and the profiles that turn them into heights. */
final class Sdf {
    private Sdf() {}

    static double clamp(double v, double low, double high) {
        return v < low ? low : Math.min(v, high);
    }

    static double lerp(double a, double b, double t) {
        return a + (b - a) * t;
    }

    /** 0 at {@code low}, 1 at {@code high} (which may be the smaller), smooth between. */
    static double smooth(double low, double high, double v) {
        double t = clamp((v - low) / (high - low), 0, 1);
        return t * t * (3 - 2 * t);
    }

    static double circle(double u, double v, double radius) {
        return Math.sqrt(u * u + v * v) - radius;
    }

    /** Rectangle of that half width and half height, corners rounded. */
    static double box(double u, double v, double halfU, double halfV, double radius) {
        double a = Math.abs(u) - halfU + radius;
        double b = Math.abs(v) - halfV + radius;
        double outside =
                Math.sqrt(Math.max(a, 0) * Math.max(a, 0) + Math.max(b, 0) * Math.max(b, 0));
        return outside + Math.min(Math.max(a, b), 0) - radius;
    }

    static double segment(double u, double v, double u0, double v0, double u1, double v1) {
        double du = u1 - u0;
        double dv = v1 - v0;
        double length = du * du + dv * dv;
        double t = length == 0 ? 0 : clamp(((u - u0) * du + (v - v0) * dv) / length, 0, 1);
        double x = u - u0 - t * du;
        double y = v - v0 - t * dv;
        return Math.sqrt(x * x + y * y);
    }

    /** Union with a fillet of about {@code k} mm. */
    static double smoothMax(double a, double b, double k) {
        double h = Math.max(k - Math.abs(a - b), 0) / k;
        return Math.max(a, b) + h * h * k / 4;
    }

    static double smoothMin(double a, double b, double k) {
        return -smoothMax(-a, -b, k);
    }

    /** By how much a 45 degree chamfer lowers the surface at that distance to the edge. */
    static double chamfer(double distance, double width) {
        return clamp(distance + width, 0, width);
    }

    /** By how much a rounded edge lowers the surface at that distance to the edge. */
    static double round(double distance, double radius) {
        double x = clamp(distance + radius, 0, radius);
        return radius - Math.sqrt(radius * radius - x * x);
    }

    /** (1 - q^2)^2 inside the unit circle, 0 outside: a smooth bump. */
    static double bump(double q) {
        if (q >= 1) {
            return 0;
        }
        double t = 1 - q * q;
        return t * t;
    }
}
