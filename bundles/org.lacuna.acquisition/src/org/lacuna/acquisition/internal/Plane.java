package org.lacuna.acquisition.internal;

/**
 * A plane in Hessian form: height of point p is {@code n . p + offset}, n a unit vector.
 *
 * @param nx x of the normal
 * @param ny y of the normal
 * @param nz z of the normal
 * @param offsetMm height of the origin
 * @param spreadMm robust standard deviation of the heights of the points that made the plane
 */
record Plane(double nx, double ny, double nz, double offsetMm, double spreadMm) {
    double height(double x, double y, double z) {
        return nx * x + ny * y + nz * z + offsetMm;
    }

    Plane flipped() {
        return new Plane(-nx, -ny, -nz, -offsetMm, spreadMm);
    }
}
