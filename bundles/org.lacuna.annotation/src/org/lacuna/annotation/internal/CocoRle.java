package org.lacuna.annotation.internal;

import org.lacuna.annotation.GridSize;
import org.lacuna.annotation.RunMask;

import java.util.Arrays;

/**
 * Run lengths as COCO has them: column by column, pixels that are not set first, then set ones, and
 * so on. Compressed, each length but the first three is the difference to the one two before, in
 * groups of five bits, the low ones first, with sign, in a character from 48 on; 32 is added where
 * more groups follow (cocoapi, {@code rleToString}). O(set pixels + lengths).
 */
final class CocoRle {
    private static final int FIRST_CHARACTER = 48;
    private static final int GROUP = 5;
    private static final int MORE = 0x20;
    private static final int SIGN = 0x10;

    /** A difference of two lengths of a grid fits 28 bits. */
    private static final int MAX_GROUPS = 7;

    private CocoRle() {}

    /** Lengths that add up to the pixels of the grid. */
    static int[] counts(RunMask mask) {
        return counts(transposed(mask).runs(), mask.grid().pixels());
    }

    /** Run lengths with those of the rest that is not set, if there is one. */
    static int[] counts(int[] runs, int pixels) {
        int rest = pixels - Arrays.stream(runs).sum();
        if (rest == 0) {
            return runs;
        }
        int[] counts = Arrays.copyOf(runs, runs.length + 1);
        counts[runs.length] = rest;
        return counts;
    }

    /**
     * @throws IllegalArgumentException when the lengths do not add up to the pixels of the grid
     */
    static RunMask mask(GridSize grid, int[] counts) {
        GridSize turned = new GridSize(grid.height(), grid.width());
        MaskBuilder columns = new MaskBuilder(turned);
        int at = 0;
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] < 0 || counts[i] > grid.pixels() - at) {
                throw new IllegalArgumentException(
                        "counts["
                                + i
                                + "]: "
                                + counts[i]
                                + ", expected 0.."
                                + (grid.pixels() - at)
                                + " on a grid of "
                                + grid);
            }
            if (i % 2 == 1) {
                columns.pixels(at, at + counts[i]);
            }
            at += counts[i];
        }
        if (at != grid.pixels()) {
            throw new IllegalArgumentException(
                    "counts: they add up to " + at + ", expected " + grid.pixels());
        }
        return transposed(columns.build());
    }

    private static RunMask transposed(RunMask mask) {
        int height = mask.grid().height();
        MaskBuilder turned = new MaskBuilder(new GridSize(height, mask.grid().width()));
        mask.forEachSpan(
                (row, from, to) -> {
                    for (int c = from; c < to; c++) {
                        turned.pixel(c * height + row);
                    }
                });
        return turned.build();
    }

    static String compress(int[] counts) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < counts.length; i++) {
            int value = i > 2 ? counts[i] - counts[i - 2] : counts[i];
            boolean more;
            do {
                int group = value & 0x1f;
                value >>= GROUP;
                more = value != ((group & SIGN) != 0 ? -1 : 0);
                text.append((char) (FIRST_CHARACTER + (more ? group | MORE : group)));
            } while (more);
        }
        return text.toString();
    }

    /**
     * @throws IllegalArgumentException when the text is none that {@link #compress} makes of
     *     lengths up to {@code most}
     */
    static int[] decompress(String text, int most) {
        IntList counts = new IntList();
        for (int at = 0; at < text.length(); ) {
            long value = 0;
            int group;
            int shift = 0;
            do {
                if (at == text.length() || shift == GROUP * MAX_GROUPS) {
                    throw new IllegalArgumentException(
                            "counts: character " + at + " ends no number, expected one that ends");
                }
                group = text.charAt(at) - FIRST_CHARACTER;
                if (group < 0 || group > 0x3f) {
                    throw new IllegalArgumentException(
                            "counts: character "
                                    + String.format("U+%04X", (int) text.charAt(at))
                                    + " at "
                                    + at
                                    + ", expected '0' to 'o'");
                }
                value |= (long) (group & 0x1f) << shift;
                shift += GROUP;
                at++;
            } while ((group & MORE) != 0);
            if ((group & SIGN) != 0) {
                value |= -1L << shift;
            }
            if (counts.size() > 2) {
                value += counts.get(counts.size() - 2);
            }
            if (value < 0 || value > most) {
                throw new IllegalArgumentException(
                        "counts[" + counts.size() + "]: " + value + ", expected 0.." + most);
            }
            counts.add((int) value);
        }
        return counts.toArray();
    }
}
