package org.lacuna.acquisition.internal;

import org.lacuna.acquisition.PreprocessParameters;
import org.lacuna.core.Availability;
import org.lacuna.core.GridTransform;
import org.lacuna.core.RgbImage;
import org.lacuna.core.Workers;
import org.lacuna.core.WorkingImage;

/** The working grid's side of preprocessing. */
public final class Working {
    private Working() {}

    public static WorkingImage image(RgbImage image, GridTransform transform, Workers workers) {
        return AreaResample.resample(image, transform, workers);
    }

    public static Availability share(GridTransform transform, boolean[] usable) {
        return PatchShare.of(transform, usable);
    }

    /** Share of pixels that are neither over- nor under-exposed. */
    public static Availability exposed(
            RgbImage image, GridTransform transform, PreprocessParameters parameters) {
        boolean[] usable = new boolean[image.width() * image.height()];
        byte[] data = image.data();
        for (int i = 0, at = 0; i < usable.length; i++, at += 3) {
            int red = data[at] & 0xff;
            int green = data[at + 1] & 0xff;
            int blue = data[at + 2] & 0xff;
            usable[i] =
                    Math.min(red, Math.min(green, blue)) < parameters.overExposedLevel()
                            && Math.max(red, Math.max(green, blue))
                                    > parameters.underExposedLevel();
        }
        return PatchShare.of(transform, usable);
    }
}
