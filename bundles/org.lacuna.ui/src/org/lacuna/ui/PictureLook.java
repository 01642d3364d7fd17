package org.lacuna.ui;

/**
 * What the user wants to see in the image view.
 *
 * @param heat the heat map
 * @param opacity of the heat map, 0 to 1
 * @param regions boxes around the regions of the verdict
 * @param invalid hatching where the scan has no point
 * @param relief the scan instead of the colour image
 * @param follows what the cloud view shows, when that is moved
 */
record PictureLook(
        boolean heat,
        double opacity,
        boolean regions,
        boolean invalid,
        boolean relief,
        boolean follows) {
    static PictureLook defaults() {
        return new PictureLook(true, 1, true, true, false, false);
    }

    PictureLook withHeat(boolean on) {
        return new PictureLook(on, opacity, regions, invalid, relief, follows);
    }

    PictureLook withOpacity(double other) {
        return new PictureLook(heat, other, regions, invalid, relief, follows);
    }

    PictureLook withRegions(boolean on) {
        return new PictureLook(heat, opacity, on, invalid, relief, follows);
    }

    PictureLook withInvalid(boolean on) {
        return new PictureLook(heat, opacity, regions, on, relief, follows);
    }

    PictureLook withRelief(boolean on) {
        return new PictureLook(heat, opacity, regions, invalid, on, follows);
    }

    PictureLook withFollows(boolean on) {
        return new PictureLook(heat, opacity, regions, invalid, relief, on);
    }
}
