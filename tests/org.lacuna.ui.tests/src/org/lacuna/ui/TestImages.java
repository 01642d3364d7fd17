package org.lacuna.ui;

import org.lacuna.acquisition.ImageFiles;
import org.lacuna.core.RgbImage;

import java.nio.file.Path;

/** Image files for tests. */
final class TestImages {
    private TestImages() {}

    /** A square picture in which every pixel has a colour of its own. */
    static Path gradient(Path file, int side) throws Exception {
        byte[] rgb = new byte[side * side * 3];
        for (int p = 0; p < side * side; p++) {
            rgb[3 * p] = (byte) (255 * (p % side) / side);
            rgb[3 * p + 1] = (byte) (255 * (p / side) / side);
            rgb[3 * p + 2] = (byte) 90;
        }
        ImageFiles.writePng(file, new RgbImage(side, side, rgb));
        return file;
    }
}
