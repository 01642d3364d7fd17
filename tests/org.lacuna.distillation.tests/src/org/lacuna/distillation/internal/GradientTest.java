package org.lacuna.distillation.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lacuna.core.SeededRandom;
import org.lacuna.core.Workers;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Every gradient of every layer against differences of the reference in double. */
class GradientTest {
    /** A few dozen roundings of float32, of the largest number in the gradient. */
    private static final double TOLERANCE = 48 * 0x1p-24;

    record Case(Network network, int rows) {}

    static Stream<Case> cases() {
        // Of two columns close to each other, a small epsilon would leave nothing but rounding.
        Network pairs = new Network(List.of(new Layer.LayerNorm(2, 0.05)));
        Stream<Network> built =
                Stream.of(
                                Network.input(1).dense(1),
                                Network.input(7).dense(3),
                                Network.input(3).dense(7),
                                Network.input(8).dense(8),
                                Network.input(53).dense(2),
                                Network.input(2).dense(21),
                                Network.input(6).layerNorm(),
                                Network.input(5).relu(),
                                Network.input(5).gelu(),
                                Network.input(5).dropout(0.4),
                                Network.input(4).dense(6).dropout(0.3).relu().dropout(0.5).dense(3),
                                Network.input(5)
                                        .layerNorm()
                                        .dense(9)
                                        .layerNorm()
                                        .gelu()
                                        .dropout(0.2)
                                        .dense(6)
                                        .relu()
                                        .dense(4)
                                        .layerNorm()
                                        .dense(2))
                        .map(Network.Builder::build);
        return Stream.concat(Stream.of(pairs), built)
                .flatMap(n -> Stream.of(1, 6, 128, 131, 300).map(rows -> new Case(n, rows)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gradients_likeDifferencesOfTheReference(Case c) {
        Network network = c.network();
        float[] p = Reference.parameters(network, 5);
        Batch x = Reference.normal(c.rows(), network.inputs(), 6);
        Batch g = Reference.normal(c.rows(), network.outputs(), 7);
        SeededRandom step = new SeededRandom(8);
        List<List<double[]>> masks = Reference.masks(network, step, c.rows());

        Tape tape = new Tape(network, c.rows());
        Batch y = tape.forward(p, x, step, Workers.sequential());
        float[] dp = new float[p.length];
        Batch dx = Batch.allocate(c.rows(), network.inputs());
        tape.backward(p, g, dp, dx, Workers.sequential());

        double[] pd = Reference.doubles(p);
        for (int r = 0; r < c.rows(); r++) {
            int row = r;
            double[] gr = Reference.row(g, r);
            assertClose(
                    "output of row " + r,
                    Reference.forward(network, pd, Reference.row(x, r), masks.get(r)),
                    Reference.row(y, r));
            double[] expected =
                    Reference.gradient(
                            Reference.row(x, r),
                            v ->
                                    Reference.dot(
                                            gr, Reference.forward(network, pd, v, masks.get(row))));
            assertClose("gradient of input row " + r, expected, Reference.row(dx, r));
        }
        assertClose(
                "gradient of the parameters",
                Reference.gradient(pd, v -> sum(network, v, x, g, masks)),
                Reference.doubles(dp));
    }

    private static double sum(
            Network network, double[] p, Batch x, Batch g, List<List<double[]>> masks) {
        double sum = 0;
        for (int r = 0; r < x.rows(); r++) {
            double[] y = Reference.forward(network, p, Reference.row(x, r), masks.get(r));
            sum += Reference.dot(y, Reference.row(g, r));
        }
        return sum;
    }

    static void assertClose(String what, double[] expected, double[] actual) {
        double largest = Arrays.stream(expected).map(Math::abs).max().orElse(0);
        assertArrayEquals(expected, actual, TOLERANCE * Math.max(1, largest), what);
    }

    /** Two encoders, their outputs side by side, a head on both. */
    @Test
    void twoBranches_gradientsReachBothEncoders() {
        Network left = Network.input(5).dense(6).gelu().dense(3).build();
        Network right = Network.input(4).dense(7).layerNorm().relu().dense(2).build();
        Network head = Network.input(5).dense(4).gelu().dense(2).build();
        float[] pl = Reference.parameters(left, 1);
        float[] pr = Reference.parameters(right, 2);
        float[] ph = Reference.parameters(head, 3);
        int rows = 140;
        Batch xl = Reference.normal(rows, 5, 4);
        Batch xr = Reference.normal(rows, 4, 5);
        Batch g = Reference.normal(rows, 2, 6);

        Workers w = Workers.sequential();
        Tape tl = new Tape(left, rows);
        Tape tr = new Tape(right, rows);
        Tape th = new Tape(head, rows);
        Batch joined = Batch.allocate(rows, 5);
        joined.concatenate(tl.forward(pl, xl, w), tr.forward(pr, xr, w));
        th.forward(ph, joined, w);
        float[] gl = new float[pl.length];
        float[] gr = new float[pr.length];
        float[] gh = new float[ph.length];
        Batch dJoined = Batch.allocate(rows, 5);
        th.backward(ph, g, gh, dJoined, w);
        Batch dl = Batch.allocate(rows, 3);
        Batch dr = Batch.allocate(rows, 2);
        dJoined.split(dl, dr);
        tl.backward(pl, dl, gl, w);
        tr.backward(pr, dr, gr, w);

        double[] all = new double[pl.length + pr.length + ph.length];
        System.arraycopy(Reference.doubles(pl), 0, all, 0, pl.length);
        System.arraycopy(Reference.doubles(pr), 0, all, pl.length, pr.length);
        System.arraycopy(Reference.doubles(ph), 0, all, pl.length + pr.length, ph.length);
        double[] expected =
                Reference.gradient(
                        all,
                        p -> {
                            double[] a = Arrays.copyOf(p, pl.length);
                            double[] b = Arrays.copyOfRange(p, a.length, a.length + pr.length);
                            double[] h = Arrays.copyOfRange(p, a.length + b.length, p.length);
                            double sum = 0;
                            for (int r = 0; r < rows; r++) {
                                double[] u =
                                        Reference.forward(left, a, Reference.row(xl, r), List.of());
                                double[] v =
                                        Reference.forward(
                                                right, b, Reference.row(xr, r), List.of());
                                double[] both = {u[0], u[1], u[2], v[0], v[1]};
                                sum +=
                                        Reference.dot(
                                                Reference.forward(head, h, both, List.of()),
                                                Reference.row(g, r));
                            }
                            return sum;
                        });
        int second = pl.length + pr.length;
        assertClose("left", Arrays.copyOf(expected, pl.length), Reference.doubles(gl));
        assertClose(
                "right", Arrays.copyOfRange(expected, pl.length, second), Reference.doubles(gr));
        assertClose(
                "head",
                Arrays.copyOfRange(expected, second, expected.length),
                Reference.doubles(gh));
    }

    @Test
    void backward_twice_addsToTheParametersAndSetsTheInput() {
        Network network = Network.input(6).dense(5).layerNorm().gelu().dense(2).build();
        float[] p = Reference.parameters(network, 1);
        Batch x = Reference.normal(200, 6, 2);
        Batch g = Reference.normal(200, 2, 3);
        Tape tape = new Tape(network, 300);
        tape.forward(p, x, Workers.sequential());
        float[] once = new float[p.length];
        float[] twice = new float[p.length];
        Batch first = Batch.allocate(200, 6);
        Batch second = Batch.allocate(200, 6);
        tape.backward(p, g, once, first, Workers.sequential());
        tape.backward(p, g, twice, second, Workers.sequential());
        tape.backward(p, g, twice, Workers.sequential());
        for (int i = 0; i < p.length; i++) {
            assertEquals(2 * once[i], twice[i], "parameter " + i);
        }
        assertArrayEquals(first.values(), second.values());
        assertTrue(once[0] != 0);
    }

    /** What a smaller batch leaves unused must not leak into its result. */
    @Test
    void smallBatch_afterALargeOne_likeAlone() {
        Network network = Network.input(6).dense(9).layerNorm().relu().dense(3).build();
        float[] p = Reference.parameters(network, 1);
        Batch large = Reference.normal(300, 6, 2);
        Batch small = Reference.normal(5, 6, 3);
        Batch g = Reference.normal(300, 3, 4);
        Tape used = new Tape(network, 300);
        used.forward(p, large, Workers.sequential());
        used.backward(p, g, new float[p.length], Workers.sequential());
        float[] a = new float[p.length];
        float[] b = new float[p.length];
        Batch out = used.forward(p, small, Workers.sequential());
        assertEquals(5, out.rows());
        used.backward(p, g.head(5), a, Workers.sequential());
        Tape fresh = new Tape(network, 5);
        fresh.forward(p, small, Workers.sequential());
        fresh.backward(p, g.head(5), b, Workers.sequential());
        assertArrayEquals(b, a);
    }

    @Test
    void badArguments_refused() {
        Network network = Network.input(3).dense(2).build();
        Tape tape = new Tape(network, 10);
        float[] p = new float[8];
        Workers w = Workers.sequential();
        assertMessage(
                "rows of the largest batch: 0, expected 1..1048576", () -> new Tape(network, 0));
        assertMessage(
                "input: 4 rows of 2, expected 4 rows of 3",
                () -> tape.forward(p, Batch.allocate(4, 2), w));
        assertMessage(
                "rows of the input: 11, expected 1..10",
                () -> tape.forward(p, Batch.allocate(11, 3), w));
        assertMessage(
                "length of parameters: 7, expected 8",
                () -> tape.forward(new float[7], Batch.allocate(4, 3), w));
        Batch bad = Batch.allocate(4, 3);
        bad.values()[7] = Float.NaN;
        assertMessage(
                "input: row 2, column 1: NaN, expected a finite number",
                () -> tape.forward(p, bad, w));
        assertThrows(
                IllegalStateException.class,
                () -> tape.backward(p, Batch.allocate(4, 2), new float[8], w));
        tape.forward(p, Batch.allocate(4, 3), w);
        assertMessage(
                "gradient of the output: 3 rows of 2, expected 4 rows of 2",
                () -> tape.backward(p, Batch.allocate(3, 2), new float[8], w));
        assertMessage(
                "length of gradient of the parameters: 9, expected 8",
                () -> tape.backward(p, Batch.allocate(4, 2), new float[9], w));
        assertMessage(
                "gradient of the input: 4 rows of 2, expected 4 rows of 3",
                () ->
                        tape.backward(
                                p, Batch.allocate(4, 2), new float[8], Batch.allocate(4, 2), w));
        Batch infinite = Batch.allocate(4, 2);
        infinite.values()[0] = Float.POSITIVE_INFINITY;
        assertMessage(
                "gradient of the output: row 0, column 0: Infinity, expected a finite number",
                () -> tape.backward(p, infinite, new float[8], w));
    }

    static void assertMessage(String expected, Executable call) {
        assertEquals(expected, assertThrows(IllegalArgumentException.class, call).getMessage());
    }
}
