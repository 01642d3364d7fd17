package org.lacuna.distillation.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RankingTailTest {
    private static final boolean[] DEFECT = {true, false, false, true, false};

    /** The loss in double, straight from its definition. */
    private static double reference(double[] logits, boolean[] defect, double weight) {
        double sum = 0;
        int defects = 0;
        for (int d = 0; d < defect.length; d++) {
            if (!defect[d]) {
                continue;
            }
            defects++;
            double above = 0;
            for (int n = 0; n < defect.length; n++) {
                if (!defect[n]) {
                    double zn = logits[2 * n + 1] - logits[2 * n];
                    double zd = logits[2 * d + 1] - logits[2 * d];
                    above += Math.exp(zn - zd) / 8;
                }
            }
            sum += Math.log(1 + above);
        }
        return weight * sum / defects;
    }

    @Test
    void add_lossAndGradient_areThoseOfTheDefinition() {
        double[] x = {0.3, -1.2, 2, 1.5, -0.7, 0.1, 1, -3, 0, 4};
        float[] values = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            values[i] = (float) x[i];
            x[i] = values[i];
        }
        Batch gradient = Batch.allocate(5, 2);
        double loss = RankingTail.add(Batch.of(values, 5, 2), DEFECT, 0.7, gradient);
        assertEquals(reference(x, DEFECT, 0.7), loss, 1e-12);
        for (int i = 0; i < x.length; i++) {
            double h = 1e-5;
            double was = x[i];
            x[i] = was + h;
            double up = reference(x, DEFECT, 0.7);
            x[i] = was - h;
            double down = reference(x, DEFECT, 0.7);
            x[i] = was;
            assertEquals((up - down) / (2 * h), gradient.values()[i], 1e-6, "logit " + i);
        }
    }

    @Test
    void add_gradient_isAddedTo() {
        Batch logits = Batch.of(new float[] {0, 1, 0, 2, 0, 0, 0, 3, 0, 1}, 5, 2);
        Batch once = Batch.allocate(5, 2);
        RankingTail.add(logits, DEFECT, 1, once);
        Batch twice = Batch.allocate(5, 2);
        RankingTail.add(logits, DEFECT, 1, twice);
        RankingTail.add(logits, DEFECT, 1, twice);
        for (int i = 0; i < 10; i++) {
            assertEquals(2 * once.values()[i], twice.values()[i], 1e-6);
        }
    }

    @Test
    void add_oneKindOnly_isNothing() {
        Batch logits = Batch.of(new float[] {0, 1, 0, 2}, 2, 2);
        Batch gradient = Batch.allocate(2, 2);
        assertEquals(0, RankingTail.add(logits, new boolean[2], 1, gradient));
        assertEquals(0, RankingTail.add(logits, new boolean[] {true, true}, 1, gradient));
        assertArrayEquals(new float[4], gradient.values());
    }

    @Test
    void add_hugeGap_staysFinite() {
        Batch logits = Batch.of(new float[] {1e4f, -1e4f, -1e4f, 1e4f}, 2, 2);
        Batch gradient = Batch.allocate(2, 2);
        double loss = RankingTail.add(logits, new boolean[] {true, false}, 1, gradient);
        assertTrue(loss > 20 && loss < 40, "loss " + loss);
        assertEquals(-1, gradient.get(0, 1), 1e-6);
        assertEquals(1, gradient.get(1, 1), 1e-6);
    }
}
