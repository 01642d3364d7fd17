package org.lacuna.distillation.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

class BatchTest {
    private final Batch three = Batch.of(new float[] {1, 2, 3, 4, 5, 6}, 3, 2);

    @Test
    void gather_rowsInTheGivenOrder() {
        Batch two = Batch.allocate(2, 2);
        two.gather(three, new int[] {0, 2, 0}, 1);
        assertArrayEquals(new float[] {5, 6, 1, 2}, two.values());
    }

    @Test
    void concatenateAndSplit_areInverse() {
        Batch one = Batch.of(new float[] {7, 8, 9}, 3, 1);
        Batch joined = Batch.allocate(3, 3);
        joined.concatenate(three, one);
        assertArrayEquals(new float[] {1, 2, 7, 3, 4, 8, 5, 6, 9}, joined.values());
        Batch left = Batch.allocate(3, 2);
        Batch right = Batch.allocate(3, 1);
        joined.split(left, right);
        assertArrayEquals(three.values(), left.values());
        assertArrayEquals(one.values(), right.values());
    }

    @Test
    void head_sharesTheValues() {
        Batch head = three.head(2);
        assertEquals(2, head.rows());
        three.values()[3] = 40;
        assertEquals(40, head.get(1, 1));
        assertSame(three, three.head(3));
        assertEquals(0, three.head(0).rows());
    }

    @Test
    void of_longerArray_keepsIt() {
        float[] values = new float[10];
        assertSame(values, Batch.of(values, 2, 4).values());
    }

    @Test
    void badArguments_refused() {
        GradientTest.assertMessage("rows: -1, expected 0..2147483631", () -> Batch.allocate(-1, 2));
        GradientTest.assertMessage(
                "columns: 0, expected 1..2147483631", () -> Batch.allocate(1, 0));
        GradientTest.assertMessage(
                "rows * columns: 4294967296, expected 0..2147483631",
                () -> Batch.allocate(1 << 16, 1 << 16));
        GradientTest.assertMessage(
                "values: 5 numbers, expected at least 6 for 3 rows of 2",
                () -> Batch.of(new float[5], 3, 2));
        GradientTest.assertMessage("rows: 4, expected 0..3", () -> three.head(4));
        Batch two = Batch.allocate(2, 2);
        GradientTest.assertMessage(
                "order[1]: 3, expected 0..2", () -> two.gather(three, new int[] {0, 3}, 0));
        GradientTest.assertMessage(
                "from: 1, expected 0..0", () -> two.gather(three, new int[] {0, 1}, 1));
        GradientTest.assertMessage(
                "columns of the source: 2, expected 3",
                () -> Batch.allocate(1, 3).gather(three, new int[] {0}, 0));
        GradientTest.assertMessage(
                "columns of left and right: 4, expected 3",
                () -> Batch.allocate(3, 3).concatenate(three, three));
        GradientTest.assertMessage(
                "rows of right: 2, expected 3", () -> Batch.allocate(3, 4).split(three, two));
    }
}
