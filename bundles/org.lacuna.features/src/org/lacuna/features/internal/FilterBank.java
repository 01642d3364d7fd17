package org.lacuna.features.internal;

import org.lacuna.core.PatchGrid;
import org.lacuna.core.Workers;

/**
 * The responses behind {@code FilterBankExtractor}: band-pass and oriented energies of luminance
 * and two colour differences on a pyramid, pooled patch by patch. Stateless and thread-safe; {@link
 * #extract} allocates what it needs (about 25 planes, 5 MB).
 *
 * <p>Level l of the pyramid has pixels of 2^l working pixels, so that one small kernel serves all
 * scales. O(pixels): some 400 multiplications a pixel, nearly all in loops along rows.
 *
 * <p>Channels: oriented energies by level, orientation, window; luminance mean and contrast by
 * window; luminance bands by band, window; for each colour difference mean by window and bands by
 * band, window.
 */
public final class FilterBank {
    /** Pooling windows in working pixels: about the patch itself, and its surroundings. */
    private static final double[] WINDOW_PX = {2, 4};

    private static final int WINDOWS = WINDOW_PX.length;

    /** Waves of 4, 8 and 16 working pixels. */
    private static final int LEVELS = 3;

    private static final int ORIENTATIONS = 4;

    /** One band a level, and one more on the last level: 1, 2, 4 and 8 working pixels. */
    private static final int BANDS = LEVELS + 1;

    private static final int COLOUR_BANDS = 2;

    /** Channels of one colour difference: mean and band energies for each window. */
    private static final int COLOUR_CHANNELS = WINDOWS * (1 + COLOUR_BANDS);

    private static final int LUMINANCE_AT = WINDOWS * LEVELS * ORIENTATIONS;
    private static final int COLOUR_AT = LUMINANCE_AT + WINDOWS * (2 + BANDS);

    /** Length of a feature vector. */
    public static final int CHANNELS = COLOUR_AT + 2 * COLOUR_CHANNELS;

    /**
     * Energies go through log(e + floor): texture differs by factors, and distances should not be
     * ruled by the few patches with strong edges. The floor, in units of the square root of
     * intensity, stands at the noise of a quiet camera: below it, a factor means nothing.
     */
    private static final float ENERGY_FLOOR = 0.001f;

    private static final double SMOOTHING_FIRST = 1;

    /** On half the pixels, this doubles the blur that a level comes with. */
    private static final double SMOOTHING_NEXT = Math.sqrt(3) / 2;

    /** Width of the Gabor filters' window for a wave of 4 pixels: about one octave. */
    private static final double ENVELOPE = 1.8;

    private static final double OMEGA = Math.PI / 2;
    private static final double OMEGA_DIAGONAL = OMEGA / Math.sqrt(2);

    private static final Taps BLUR_FIRST = Taps.gaussian(SMOOTHING_FIRST);
    private static final Taps BLUR_NEXT = Taps.gaussian(SMOOTHING_NEXT);
    private static final Taps BLUR_LAST = Taps.gaussian(2 * SMOOTHING_NEXT);

    /** What contrast is measured against. */
    private static final Taps SURROUNDINGS = Taps.gaussian(4);

    private static final Taps WIDE = Taps.gaussian(ENVELOPE);
    private static final Taps COS = Taps.modulated(ENVELOPE, OMEGA, false);
    private static final Taps SIN = Taps.modulated(ENVELOPE, OMEGA, true);
    private static final Taps COS_DIAGONAL = Taps.modulated(ENVELOPE, OMEGA_DIAGONAL, false);
    private static final Taps SIN_DIAGONAL = Taps.modulated(ENVELOPE, OMEGA_DIAGONAL, true);

    /**
     * @param planes the image inside the sensor
     * @return {@link PatchGrid#PATCHES} rows of {@link #CHANNELS} finite values
     */
    public static float[] extract(ColourPlanes planes, Workers workers) {
        Run run = new Run(planes);
        workers.forEachChunk(Run.TASKS, 1, (task, from, to) -> run.perform(task));
        return run.values;
    }

    private FilterBank() {}

    /**
     * One extraction: the pyramid that all tasks read and the values that each writes a part of.
     */
    private static final class Run {
        /** Axis-parallel and diagonal filters of each level, luminance, two colour differences. */
        static final int TASKS = 2 * LEVELS + 3;

        final float[] values = new float[PatchGrid.PATCHES * CHANNELS];
        private final ColourPlanes planes;
        private final Plane[] level = new Plane[LEVELS];
        private final Plane[] smooth = new Plane[LEVELS];
        private final PatchPooling[][] pooling = new PatchPooling[LEVELS][WINDOWS];

        Run(ColourPlanes planes) {
            this.planes = planes;
            level[0] = planes.luminance();
            for (int l = 0; l < LEVELS; l++) {
                Plane p = level[l];
                Taps blur = l == 0 ? BLUR_FIRST : BLUR_NEXT;
                smooth[l] = blur.alongColumns(blur.alongRows(p));
                if (l + 1 < LEVELS) {
                    level[l + 1] = smooth[l].halved();
                }
                for (int w = 0; w < WINDOWS; w++) {
                    pooling[l][w] =
                            new PatchPooling(
                                    p.width(),
                                    p.height(),
                                    planes.left(),
                                    planes.top(),
                                    1 << l,
                                    WINDOW_PX[w]);
                }
            }
        }

        void perform(int task) {
            if (task < LEVELS) {
                diagonal(task);
            } else if (task < 2 * LEVELS) {
                axisParallel(task - LEVELS);
            } else if (task == 2 * LEVELS) {
                luminance();
            } else {
                int c = task - 2 * LEVELS - 1;
                colour(c == 0 ? planes.redGreen() : planes.blueYellow(), c);
            }
        }

        /** Waves along x and along y. */
        private void axisParallel(int l) {
            Plane in = level[l];
            Plane wide = WIDE.alongRows(in);
            Plane mean = WIDE.alongColumns(wide);
            Plane acrossX = COS.alongRows(in);
            oriented(
                    l,
                    0,
                    energy(
                            WIDE.alongColumns(acrossX),
                            WIDE.alongColumns(SIN.alongRows(in)),
                            mean,
                            COS.gain()));
            oriented(
                    l, 2, energy(COS.alongColumns(wide), SIN.alongColumns(wide), mean, COS.gain()));
        }

        /** Waves along both diagonals: cos(a + b) and cos(a - b) from the same four products. */
        private void diagonal(int l) {
            Plane in = level[l];
            Plane mean = WIDE.alongColumns(WIDE.alongRows(in));
            Plane cos = COS_DIAGONAL.alongRows(in);
            Plane sin = SIN_DIAGONAL.alongRows(in);
            float[] cc = COS_DIAGONAL.alongColumns(cos).data();
            float[] cs = SIN_DIAGONAL.alongColumns(cos).data();
            float[] sc = COS_DIAGONAL.alongColumns(sin).data();
            float[] ss = SIN_DIAGONAL.alongColumns(sin).data();
            double gain = COS_DIAGONAL.gain() * COS_DIAGONAL.gain();
            Plane re = Plane.of(in.width(), in.height());
            Plane im = Plane.of(in.width(), in.height());
            combine(cc, ss, -1, sc, cs, 1, re.data(), im.data());
            oriented(l, 1, energy(re, im, mean, gain));
            combine(cc, ss, 1, sc, cs, -1, re.data(), im.data());
            oriented(l, 3, energy(re, im, mean, gain));
        }

        private static void combine(
                float[] cc,
                float[] ss,
                float signRe,
                float[] sc,
                float[] cs,
                float signIm,
                float[] re,
                float[] im) {
            for (int i = 0; i < re.length; i++) {
                re[i] = cc[i] + signRe * ss[i];
                im[i] = sc[i] + signIm * cs[i];
            }
        }

        /** Modulus of the complex response, its answer to a constant image taken off. */
        private static Plane energy(Plane re, Plane im, Plane mean, double gain) {
            float[] r = re.data();
            float[] i = im.data();
            float[] m = mean.data();
            float g = (float) gain;
            float[] e = new float[r.length];
            for (int p = 0; p < e.length; p++) {
                float c = r[p] - g * m[p];
                e[p] = (float) Math.sqrt(c * c + i[p] * i[p]);
            }
            return new Plane(re.width(), re.height(), e);
        }

        private void oriented(int l, int orientation, Plane energy) {
            energies(l, energy, WINDOWS * (l * ORIENTATIONS + orientation));
        }

        private void luminance() {
            int at = LUMINANCE_AT;
            Plane surroundings = SURROUNDINGS.alongColumns(SURROUNDINGS.alongRows(level[0]));
            Plane contrast = squaredDifference(level[0], surroundings);
            for (int w = 0; w < WINDOWS; w++) {
                write(pooling[0][w].pool(level[0]), at++);
                float[] e = pooling[0][w].pool(contrast);
                for (int p = 0; p < e.length; p++) {
                    e[p] = compressed((float) Math.sqrt(e[p]));
                }
                write(e, at++);
            }
            for (int l = 0; l < LEVELS; l++) {
                energies(l, modulus(level[l], smooth[l]), at);
                at += WINDOWS;
            }
            int last = LEVELS - 1;
            Plane s = smooth[last];
            energies(last, modulus(s, BLUR_LAST.alongColumns(BLUR_LAST.alongRows(s))), at);
        }

        /** Colour needs no finest level: cameras interpolate it and most of it is noise there. */
        private void colour(Plane difference, int c) {
            int at = COLOUR_AT + c * COLOUR_CHANNELS;
            Plane p = BLUR_FIRST.alongColumns(BLUR_FIRST.alongRows(difference)).halved();
            for (int w = 0; w < WINDOWS; w++) {
                write(pooling[1][w].pool(p), at++);
            }
            for (int l = 1; l <= COLOUR_BANDS; l++) {
                Plane s = BLUR_NEXT.alongColumns(BLUR_NEXT.alongRows(p));
                energies(l, modulus(p, s), at);
                at += WINDOWS;
                p = s.halved();
            }
        }

        private static Plane squaredDifference(Plane a, Plane b) {
            float[] x = a.data();
            float[] y = b.data();
            float[] d = new float[x.length];
            for (int i = 0; i < d.length; i++) {
                d[i] = (x[i] - y[i]) * (x[i] - y[i]);
            }
            return new Plane(a.width(), a.height(), d);
        }

        private static Plane modulus(Plane a, Plane b) {
            float[] x = a.data();
            float[] y = b.data();
            float[] d = new float[x.length];
            for (int i = 0; i < d.length; i++) {
                d[i] = Math.abs(x[i] - y[i]);
            }
            return new Plane(a.width(), a.height(), d);
        }

        private void energies(int l, Plane energy, int channel) {
            for (int w = 0; w < WINDOWS; w++) {
                float[] e = pooling[l][w].pool(energy);
                for (int p = 0; p < e.length; p++) {
                    e[p] = compressed(e[p]);
                }
                write(e, channel + w);
            }
        }

        private static float compressed(float energy) {
            return (float) StrictMath.log(energy + ENERGY_FLOOR);
        }

        private void write(float[] patches, int channel) {
            for (int p = 0; p < patches.length; p++) {
                values[p * CHANNELS + channel] = patches[p];
            }
        }
    }
}
