package org.lacuna.ui.internal.parts;

import org.lacuna.acquisition.ImageFiles;
import org.lacuna.acquisition.ReadLimits;
import org.lacuna.acquisition.TiffFiles;
import org.lacuna.core.LacunaException;
import org.lacuna.core.Modality;
import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.Progress;
import org.lacuna.core.RgbImage;
import org.lacuna.report.DepthPicture;
import org.lacuna.report.HeatMap;
import org.lacuna.ui.PartItem;

import java.nio.file.Path;
import java.util.Optional;

/** Makes small pictures of parts: of the image, or where there is none of the scan's relief. */
final class ThumbnailMaker {
    /**
     * For a list that nobody waits for, less than what views read: 32 megapixels. Checked by the
     * readers before they take memory.
     */
    private static final ReadLimits LIMITS = new ReadLimits(32L << 20, 512L << 20);

    private ThumbnailMaker() {}

    /**
     * A small picture.
     *
     * @param argb row-major, owned by the picture
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Picture(int width, int height, int[] argb) {}

    /** The file that shows the part; empty when it has none. */
    static Optional<Path> source(PartItem part) {
        Path image = part.files().get(Modality.RGB);
        return Optional.ofNullable(image == null ? part.files().get(Modality.XYZ) : image);
    }

    /**
     * Reads a file and takes long: not for the UI thread.
     *
     * @param edgePx of the square that the picture fits in
     * @throws LacunaException when the file is damaged, too large or cannot be read
     */
    static Picture make(PartItem part, int edgePx, Progress progress) throws LacunaException {
        progress.throwIfCancelled();
        Path image = part.files().get(Modality.RGB);
        if (image != null) {
            RgbImage read = ImageFiles.readRgb(image, LIMITS);
            progress.throwIfCancelled();
            return reduce(read.width(), read.height(), HeatMap.argb(read), edgePx);
        }
        Path scan = part.files().get(Modality.XYZ);
        OrganizedCloud cloud = TiffFiles.readCloud(scan, TiffFiles.METRES, LIMITS);
        progress.throwIfCancelled();
        int reach = Math.max(1, Math.max(cloud.width(), cloud.height()) / edgePx);
        int[] relief = DepthPicture.argb(cloud, reach);
        progress.throwIfCancelled();
        return reduce(cloud.width(), cloud.height(), relief, edgePx);
    }

    /** Means of the pixels that fall together. */
    static Picture reduce(int width, int height, int[] argb, int edgePx) {
        double scale = Math.min(1, (double) edgePx / Math.max(width, height));
        int w = Math.max(1, (int) Math.round(width * scale));
        int h = Math.max(1, (int) Math.round(height * scale));
        int[] small = new int[w * h];
        for (int y = 0; y < h; y++) {
            int top = (int) ((long) y * height / h);
            int bottom = Math.max(top + 1, (int) ((long) (y + 1) * height / h));
            for (int x = 0; x < w; x++) {
                int left = (int) ((long) x * width / w);
                int right = Math.max(left + 1, (int) ((long) (x + 1) * width / w));
                small[y * w + x] = mean(argb, width, left, top, right, bottom);
            }
        }
        return new Picture(w, h, small);
    }

    private static int mean(int[] argb, int width, int left, int top, int right, int bottom) {
        long red = 0;
        long green = 0;
        long blue = 0;
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                int c = argb[y * width + x];
                red += c >> 16 & 0xff;
                green += c >> 8 & 0xff;
                blue += c & 0xff;
            }
        }
        long n = (long) (right - left) * (bottom - top);
        return 0xff000000 | (int) (red / n) << 16 | (int) (green / n) << 8 | (int) (blue / n);
    }
}
