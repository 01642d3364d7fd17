package org.lacuna.synthesis;

import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.PixelMask;
import org.lacuna.core.RgbImage;
import org.lacuna.core.Sample;
import org.lacuna.core.SeededRandom;
import org.lacuna.synthesis.internal.BlobCover;
import org.lacuna.synthesis.internal.MotionBlur;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Makes a scan as incomplete as bad conditions do: points lost in holes, an image smeared by
 * motion, highlights in which it says nothing. Each is as strong as asked, so that what an
 * inspection loses by it can be measured again anywhere. Not from the paper, which takes points
 * away at random.
 *
 * <p>Holes and highlights are roundish areas of random place and size (4 to 50 % of the side of the
 * scan). With the same generator a stronger degradation holds the weaker one: points that are lost
 * at 30 % are lost at 60 % too, and blur has the same direction.
 *
 * <p>Deterministic for a generator's seed; immutable, thread-safe.
 *
 * @param dropPointsPercent share of the measured points that is lost, 0..95; exact to one point
 * @param blurPx length of the motion blur, sensor pixels, 0..100; 0 = none
 * @param overexposePercent share of the image's pixels that becomes white, 0..95, exact to one
 *     pixel; a soft edge around them grows brighter
 */
public record ScanDegradation(double dropPointsPercent, double blurPx, double overexposePercent) {
    /** Largest share that can be lost; of less nothing is left to inspect. */
    public static final double MAX_PERCENT = 95;

    /** Longest motion blur, sensor pixels. */
    public static final double MAX_BLUR_PX = 100;

    /** Leaves a scan as it is. */
    public static final ScanDegradation NONE = new ScanDegradation(0, 0, 0);

    /** Of a highlight's radius this share is white, the rest its edge. */
    private static final double WHITE_CORE = 0.75;

    /** Brightest value of an edge: below the level from which a pixel counts as over-exposed. */
    private static final int EDGE_MAX = 245;

    private static final int WHITE = 255;

    public ScanDegradation {
        check("dropPointsPercent", dropPointsPercent, MAX_PERCENT);
        check("blurPx", blurPx, MAX_BLUR_PX);
        check("overexposePercent", overexposePercent, MAX_PERCENT);
    }

    private static void check(String field, double value, double max) {
        if (!(value >= 0 && value <= max)) {
            throw new IllegalArgumentException(
                    field + ": " + number(value) + ", expected 0.." + number(max));
        }
    }

    /** Points lost and nothing else. */
    public static ScanDegradation points(double percent) {
        return new ScanDegradation(percent, 0, 0);
    }

    /** Motion blur and nothing else. */
    public static ScanDegradation blur(double lengthPx) {
        return new ScanDegradation(0, lengthPx, 0);
    }

    /** Highlights and nothing else. */
    public static ScanDegradation exposure(double percent) {
        return new ScanDegradation(0, 0, percent);
    }

    /** Whether nothing would change. */
    public boolean isNone() {
        return equals(NONE);
    }

    /** What is done, for people: {@code 30 % of the points removed, motion blur of 8 px}. */
    public String describe() {
        List<String> parts = new ArrayList<>();
        if (dropPointsPercent > 0) {
            parts.add(number(dropPointsPercent) + " % of the points removed");
        }
        if (blurPx > 0) {
            parts.add("motion blur of " + number(blurPx) + " px");
        }
        if (overexposePercent > 0) {
            parts.add(number(overexposePercent) + " % of the image over-exposed");
        }
        return parts.isEmpty() ? "nothing" : String.join(", ", parts);
    }

    /** As {@link DegradedSource} tells it; empty when nothing is done. */
    public Optional<String> alteration(long seed) {
        return isNone() ? Optional.empty() : Optional.of(describe() + " (seed " + seed + ")");
    }

    private static String number(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%.0f", value)
                : Double.toString(value);
    }

    /**
     * A degraded copy; a modality that is not there stays absent. The image is blurred first, so
     * that highlights stay white. O(pixels), and O(pixels x length) for blur.
     *
     * @param random of the part: only its seed counts, not how far it was used
     */
    public Sample apply(Sample sample, SeededRandom random) {
        return new Sample(
                sample.id(),
                sample.rgb().map(i -> overexposed(blurred(i, random.fork(1)), random.fork(2))),
                sample.cloud().map(c -> holed(c, random.fork(3))));
    }

    private OrganizedCloud holed(OrganizedCloud cloud, SeededRandom random) {
        int lost = (int) Math.round(dropPointsPercent / 100 * cloud.validCount());
        if (lost == 0) {
            return cloud;
        }
        boolean[] valid = new boolean[cloud.size()];
        for (int i = 0; i < valid.length; i++) {
            valid[i] = cloud.isValid(i);
        }
        BlobCover holes = new BlobCover(cloud.width(), cloud.height(), valid, lost, 1, random);
        boolean[] kept = new boolean[valid.length];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = !holes.covers(i);
        }
        return cloud.keep(new PixelMask(cloud.width(), cloud.height(), kept));
    }

    private RgbImage blurred(RgbImage image, SeededRandom random) {
        double angle = random.uniform(0, Math.PI);
        return blurPx == 0 ? image : new MotionBlur(blurPx, angle).apply(image);
    }

    private RgbImage overexposed(RgbImage image, SeededRandom random) {
        int pixels = image.width() * image.height();
        int white = (int) Math.round(overexposePercent / 100 * pixels);
        if (white == 0) {
            return image;
        }
        boolean[] all = new boolean[pixels];
        Arrays.fill(all, true);
        BlobCover highlights =
                new BlobCover(image.width(), image.height(), all, white, WHITE_CORE, random);
        float[] soft = highlights.softness();
        byte[] data = image.data().clone();
        for (int i = 0; i < data.length; i++) {
            int value = data[i] & 0xff;
            if (highlights.covers(i / 3)) {
                data[i] = (byte) WHITE;
            } else if (value < EDGE_MAX) {
                data[i] = (byte) Math.round(value + (EDGE_MAX - value) * soft[i / 3]);
            }
        }
        return new RgbImage(image.width(), image.height(), data);
    }
}
