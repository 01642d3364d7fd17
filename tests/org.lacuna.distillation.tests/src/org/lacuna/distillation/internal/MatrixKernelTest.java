package org.lacuna.distillation.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lacuna.core.SeededRandom;

import java.util.Arrays;

/** The blocked products against three plain loops, to the bit. */
class MatrixKernelTest {
    private static float[][] matrix(int rows, int columns, long seed) {
        SeededRandom random = new SeededRandom(seed);
        float[][] m = new float[rows][columns];
        for (float[] row : m) {
            for (int j = 0; j < columns; j++) {
                row[j] = (float) random.nextGaussian();
            }
        }
        return m;
    }

    private static float[][] copy(float[][] m) {
        return Arrays.stream(m).map(float[]::clone).toArray(float[][]::new);
    }

    @ParameterizedTest
    @CsvSource({
        "1,1,1",
        "1,5,3",
        "2,48,7",
        "3,49,64",
        "4,4,16",
        "5,97,128",
        "8,140,33",
        "64,3,129"
    })
    void forwardAndBackwardProduct_likePlainLoops(int outputs, int inputs, int width) {
        Network network = Network.input(inputs).dense(outputs).build();
        float[] p = Reference.parameters(network, 1);
        float[][] x = matrix(inputs, width, 2);
        float[][] y = matrix(outputs, width, 3);
        float[][] expectedY = copy(y);
        float[][] expectedX = copy(x);
        for (int j = 0; j < width; j++) {
            for (int o = 0; o < outputs; o++) {
                for (int k = 0; k < inputs; k++) {
                    expectedY[o][j] = Math.fma(p[o * inputs + k], x[k][j], expectedY[o][j]);
                }
            }
        }
        PackedWeights[] forward = PackedWeights.forwardOf(network);
        PackedWeights.pack(forward, p);
        MatrixKernel.Spare spare = new MatrixKernel.Spare(width);
        MatrixKernel.multiply(y, outputs, x, inputs, forward[0].values(), width, spare);
        assertArrayEquals(expectedY, y);

        for (int j = 0; j < width; j++) {
            for (int k = 0; k < inputs; k++) {
                for (int o = 0; o < outputs; o++) {
                    expectedX[k][j] = Math.fma(p[o * inputs + k], y[o][j], expectedX[k][j]);
                }
            }
        }
        PackedWeights[] backward = PackedWeights.backwardOf(network);
        PackedWeights.pack(backward, p);
        MatrixKernel.multiply(x, inputs, y, outputs, backward[0].values(), width, spare);
        assertArrayEquals(expectedX, x);
    }

    @ParameterizedTest
    @CsvSource({"1,1,1", "2,3,64", "3,128,7", "5,127,140", "64,6,65"})
    void outerProducts_likePlainLoops(int count, int rows, int width) {
        float[][] s = matrix(count, rows + 3, 1);
        float[][] t = matrix(rows, width, 2);
        float[][] c = matrix(count, width, 3);
        // What lies behind the rows that count must not be looked at.
        for (float[] row : s) {
            Arrays.fill(row, rows, rows + 3, Float.NaN);
        }
        float[][] expected = copy(c);
        for (int i = 0; i < count; i++) {
            for (int r = 0; r < rows; r++) {
                for (int j = 0; j < width; j++) {
                    expected[i][j] = Math.fma(s[i][r], t[r][j], expected[i][j]);
                }
            }
        }
        int longest = Math.max(width, rows + 3);
        MatrixKernel.addOuter(c, count, s, t, rows, width, new MatrixKernel.Spare(longest));
        assertArrayEquals(expected, c);
    }
}
