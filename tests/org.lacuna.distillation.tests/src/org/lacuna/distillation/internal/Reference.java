package org.lacuna.distillation.internal;

import org.lacuna.core.SeededRandom;
import org.lacuna.core.Workers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Networks in double precision, row by row and in the plainest way, and derivatives by central
 * differences: shares no code with what it is held against.
 */
final class Reference {
    private Reference() {}

    /**
     * The output for one row.
     *
     * @param masks what each dropout layer multiplies the row by, in order; empty = no dropout
     */
    static double[] forward(Network network, double[] p, double[] row, List<double[]> masks) {
        double[] x = row;
        int at = 0;
        int mask = 0;
        for (Layer layer : network.layers()) {
            x =
                    switch (layer) {
                        case Layer.Dense d -> dense(d, p, at, x);
                        case Layer.LayerNorm n -> norm(n, p, at, x);
                        case Layer.Relu r -> map(x, v -> v > 0 ? v : 0);
                        case Layer.Gelu g -> map(x, v -> v * distribution(v));
                        case Layer.Dropout d -> masks.isEmpty() ? x : times(x, masks.get(mask++));
                    };
            at += layer.parameterCount();
        }
        return x;
    }

    private interface Function {
        double of(double x);
    }

    private static double[] map(double[] x, Function f) {
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = f.of(x[i]);
        }
        return y;
    }

    private static double[] times(double[] x, double[] mask) {
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = x[i] * mask[i];
        }
        return y;
    }

    private static double[] dense(Layer.Dense d, double[] p, int at, double[] x) {
        double[] y = new double[d.outputs()];
        for (int o = 0; o < y.length; o++) {
            y[o] = p[at + d.inputs() * d.outputs() + o];
            for (int k = 0; k < x.length; k++) {
                y[o] += p[at + o * d.inputs() + k] * x[k];
            }
        }
        return y;
    }

    private static double[] norm(Layer.LayerNorm n, double[] p, int at, double[] x) {
        double mean = 0;
        for (double v : x) {
            mean += v / x.length;
        }
        double variance = 0;
        for (double v : x) {
            variance += (v - mean) * (v - mean) / x.length;
        }
        double[] y = new double[x.length];
        for (int k = 0; k < x.length; k++) {
            double z = (x[k] - mean) / Math.sqrt(variance + n.epsilon());
            y[k] = z * p[at + k] + p[at + x.length + k];
        }
        return y;
    }

    /** Normal distribution function by the series of erf without alternating signs. */
    static double distribution(double x) {
        double z = Math.abs(x) / Math.sqrt(2);
        if (z > 6) {
            return x > 0 ? 1 : 0;
        }
        double term = z;
        double sum = z;
        for (int n = 1; n < 300; n++) {
            term *= 2 * z * z / (2 * n + 1);
            sum += term;
        }
        double erf = 2 / Math.sqrt(Math.PI) * Math.exp(-z * z) * sum;
        return x > 0 ? 0.5 + erf / 2 : 0.5 - erf / 2;
    }

    static double density(double x) {
        return Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
    }

    /** Derivative of f by every element of x, by central differences. */
    static double[] gradient(double[] x, ToDoubleFunction<double[]> f) {
        double[] g = new double[x.length];
        double[] moved = x.clone();
        for (int i = 0; i < x.length; i++) {
            double h = 1e-5 * Math.max(1, Math.abs(x[i]));
            moved[i] = x[i] + h;
            double above = f.applyAsDouble(moved);
            moved[i] = x[i] - h;
            double below = f.applyAsDouble(moved);
            moved[i] = x[i];
            g[i] = (above - below) / (2 * h);
        }
        return g;
    }

    static double[] doubles(float[] values) {
        return doubles(values, 0, values.length);
    }

    static double[] doubles(float[] values, int from, int count) {
        double[] d = new double[count];
        for (int i = 0; i < count; i++) {
            d[i] = values[from + i];
        }
        return d;
    }

    static double[] row(Batch batch, int r) {
        return doubles(batch.values(), r * batch.columns(), batch.columns());
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** A batch of normal numbers. */
    static Batch normal(int rows, int columns, long seed) {
        SeededRandom random = new SeededRandom(seed);
        Batch batch = Batch.allocate(rows, columns);
        for (int i = 0; i < batch.values().length; i++) {
            batch.values()[i] = (float) random.nextGaussian();
        }
        return batch;
    }

    /** Parameters of which none is 0 or 1, biases and gains neither. */
    static float[] parameters(Network network, long seed) {
        float[] p = network.initialParameters(new SeededRandom(seed));
        SeededRandom random = new SeededRandom(seed + 1);
        for (int i = 0; i < p.length; i++) {
            p[i] += (float) (0.3 * random.nextGaussian());
        }
        return p;
    }

    /**
     * What the dropout layers multiply by, for each row one array a layer: seen through networks
     * that let ones through up to that layer, so that nothing here knows how masks are drawn.
     */
    static List<List<double[]>> masks(Network network, SeededRandom step, int rows) {
        List<List<double[]>> masks = new ArrayList<>();
        for (int r = 0; r < rows; r++) {
            masks.add(new ArrayList<>());
        }
        for (int l = 0; l < network.layers().size(); l++) {
            if (network.layers().get(l) instanceof Layer.Dropout d) {
                List<Layer> layers = new ArrayList<>();
                for (int i = 0; i < l; i++) {
                    layers.add(new Layer.Relu(d.inputs()));
                }
                layers.add(d);
                Batch ones = Batch.allocate(rows, d.inputs());
                Arrays.fill(ones.values(), 1f);
                Batch seen =
                        new Tape(new Network(layers), rows)
                                .forward(new float[0], ones, step, Workers.sequential());
                for (int r = 0; r < rows; r++) {
                    masks.get(r).add(row(seen, r));
                }
            }
        }
        return masks;
    }
}
