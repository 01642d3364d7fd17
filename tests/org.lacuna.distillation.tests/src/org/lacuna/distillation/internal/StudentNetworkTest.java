package org.lacuna.distillation.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.lacuna.core.Modality;
import org.lacuna.core.SeededRandom;
import org.lacuna.core.Workers;

import java.util.EnumMap;
import java.util.Map;

class StudentNetworkTest {
    private static final Workers HERE = Workers.sequential();
    private static final int ROWS = 9;

    private static Map<Modality, Integer> widths() {
        return new EnumMap<>(Map.of(Modality.RGB, 5, Modality.XYZ, 3));
    }

    private static Map<Modality, Batch> views(long seed) {
        return new EnumMap<>(
                Map.of(
                        Modality.RGB, Reference.normal(ROWS, 5, seed),
                        Modality.XYZ, Reference.normal(ROWS, 3, seed + 1)));
    }

    private static boolean[][] available() {
        boolean[][] seen = new boolean[2][ROWS];
        for (int r = 0; r < ROWS; r++) {
            seen[0][r] = r % 3 != 0;
            seen[1][r] = r % 3 != 1;
        }
        return seen;
    }

    /** Cross-entropy of all rows against defect, a function of all parameters. */
    private static double loss(StudentNetwork network, float[][] parameters) {
        Batch logits = network.apply(parameters, views(1), available(), ROWS, HERE);
        int[] labels = new int[ROWS];
        for (int r = 0; r < ROWS; r++) {
            labels[r] = r % 2;
        }
        return Losses.crossEntropy(
                logits, labels, RowWeights.equal(ROWS), Batch.allocate(ROWS, 2), HERE);
    }

    @Test
    void tape_gradientsThroughBothBranches_areFiniteDifferences() {
        StudentNetwork network = StudentNetwork.of(widths(), 6, 0);
        float[][] parameters = network.initialParameters(new SeededRandom(3));
        StudentTape tape = new StudentTape(network, parameters, ROWS, 0);
        Batch logits = tape.forward(views(1), available(), ROWS, new SeededRandom(1), HERE);
        int[] labels = new int[ROWS];
        for (int r = 0; r < ROWS; r++) {
            labels[r] = r % 2;
        }
        Batch gradient = Batch.allocate(ROWS, 2);
        Losses.crossEntropy(logits, labels, RowWeights.equal(ROWS), gradient, HERE);
        tape.backward(gradient, available(), HERE);
        for (int i = 0; i < parameters.length; i++) {
            for (int k = 0; k < parameters[i].length; k += 3) {
                float was = parameters[i][k];
                float h = 4e-3f;
                parameters[i][k] = was + h;
                double up = loss(network, parameters);
                float above = parameters[i][k];
                parameters[i][k] = was - h;
                double down = loss(network, parameters);
                double step = (double) above - parameters[i][k];
                parameters[i][k] = was;
                // float32 forward: 1e-7 of a loss near 1, over a step of 8e-3.
                assertEquals(
                        (up - down) / step,
                        tape.gradients()[i][k],
                        3e-4,
                        "member " + i + ", parameter " + k);
            }
        }
    }

    @Test
    void apply_missingModality_isNotLookedAt() {
        StudentNetwork network = StudentNetwork.of(widths(), 6, 0.2);
        float[][] parameters = network.initialParameters(new SeededRandom(3));
        boolean[][] seen = available();
        Map<Modality, Batch> one = views(1);
        Map<Modality, Batch> two = views(1);
        for (int r = 0; r < ROWS; r++) {
            if (!seen[0][r]) {
                two.get(Modality.RGB).values()[5 * r] = 99;
            }
            if (!seen[1][r]) {
                two.get(Modality.XYZ).values()[3 * r + 2] = -99;
            }
        }
        assertArrayEquals(
                network.apply(parameters, one, seen, ROWS, HERE).values(),
                network.apply(parameters, two, seen, ROWS, HERE).values());
    }

    @Test
    void apply_row_dependsOnThatRowAlone() {
        StudentNetwork network = StudentNetwork.of(widths(), 6, 0.2);
        float[][] parameters = network.initialParameters(new SeededRandom(3));
        Batch all = network.apply(parameters, views(1), available(), ROWS, HERE);
        for (int r = 0; r < ROWS; r++) {
            Map<Modality, Batch> row = new EnumMap<>(Modality.class);
            int at = r;
            views(1).forEach(
                            (m, v) -> {
                                Batch b = Batch.allocate(1, v.columns());
                                b.gather(v, new int[] {at}, 0);
                                row.put(m, b);
                            });
            boolean[][] seen = {{available()[0][r]}, {available()[1][r]}};
            Batch alone = network.apply(parameters, row, seen, 1, HERE);
            assertEquals(all.get(r, 0), alone.get(0, 0));
            assertEquals(all.get(r, 1), alone.get(0, 1));
        }
    }

    @Test
    void requireParameters_otherShape_isRefused() {
        StudentNetwork network = StudentNetwork.of(widths(), 6, 0);
        float[][] parameters = network.initialParameters(new SeededRandom(3));
        parameters[1] = new float[7];
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> network.requireParameters(parameters));
        assertEquals(
                "length of parameters of member 1: 7, expected "
                        + network.branch(Modality.XYZ).parameterCount(),
                e.getMessage());
    }
}
