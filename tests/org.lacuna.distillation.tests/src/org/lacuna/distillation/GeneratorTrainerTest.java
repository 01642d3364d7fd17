package org.lacuna.distillation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.lacuna.core.CancelledException;
import org.lacuna.core.LacunaException;
import org.lacuna.core.Modality;
import org.lacuna.core.ModelException;
import org.lacuna.core.Progress;
import org.lacuna.core.SeededRandom;
import org.lacuna.core.Workers;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

class GeneratorTrainerTest {
    private static final int RGB = 6;
    private static final int XYZ = 4;
    private static final Workers HERE = Workers.sequential();

    private static final GeneratorTrainer TRAINER =
            new GeneratorTrainer(
                    new DistillationParameters(
                            32, 32, 32, 0.3, 5, 0.3, 0.3, 0.3, 0, 5e-3, 1e-3, 64, 10, 10, 3));

    /**
     * Pairs of which the cloud follows from the image and its surroundings by a bent function, or
     * has nothing to do with it.
     */
    private static List<PatchPair> pairs(int part, int count, boolean related, long seed) {
        SeededRandom random = new SeededRandom(seed);
        List<PatchPair> pairs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            float[] context = new float[2 * RGB];
            for (int k = 0; k < context.length; k++) {
                context[k] = (float) random.nextGaussian();
            }
            float[] xyz = new float[XYZ];
            for (int k = 0; k < XYZ; k++) {
                xyz[k] =
                        related
                                ? (float) (Math.tanh(2 * context[k]) + 0.5 * context[RGB + k])
                                : (float) random.nextGaussian();
            }
            pairs.add(new PatchPair(part, context, xyz, Arrays.copyOf(context, RGB), xyz));
        }
        return pairs;
    }

    private static GeneratorTrainer.Trained train(boolean related, int threads)
            throws LacunaException {
        try (Workers workers = Workers.of(threads)) {
            return TRAINER.train(
                    Modality.XYZ,
                    pairs(1, 6000, related, 1),
                    pairs(2, 1000, related, 2),
                    Checkpoint.NONE,
                    Progress.NONE,
                    workers);
        }
    }

    private static double meanCosine(Generator generator, List<PatchPair> pairs) {
        double sum = 0;
        for (PatchPair p : pairs) {
            float[] made = generator.generate(1, p.rgbContext(), HERE);
            double dot = 0;
            double a = 0;
            double b = 0;
            for (int k = 0; k < XYZ; k++) {
                dot += made[k] * p.xyz()[k];
                a += made[k] * made[k];
                b += p.xyz()[k] * p.xyz()[k];
            }
            sum += dot / Math.sqrt(a * b);
        }
        return sum / pairs.size();
    }

    @Test
    void train_cloudFollowsFromImage_isGenerated() throws Exception {
        GeneratorTrainer.Trained trained = train(true, 1);
        List<PatchPair> unseen = pairs(3, 500, true, 9);
        assertTrue(meanCosine(trained.generator(), unseen) > 0.95);
        // The length, too: cosine alone would leave it free.
        double error = 0;
        double size = 0;
        for (PatchPair p : unseen) {
            float[] made = trained.generator().generate(1, p.rgbContext(), HERE);
            for (int k = 0; k < XYZ; k++) {
                error += Math.pow(made[k] - p.xyz()[k], 2);
                size += Math.pow(p.xyz()[k], 2);
            }
        }
        assertTrue(error < 0.1 * size, error + " of " + size);
    }

    @Test
    void train_nothingInCommon_learnsNothingThatHolds() throws Exception {
        double cosine = meanCosine(train(false, 1).generator(), pairs(3, 2000, false, 9));
        assertEquals(0, cosine, 0.05);
    }

    @Test
    void train_learningCurve_isTheCosineOnPartsNotLearnedFrom() throws Exception {
        GeneratorTrainer.Trained trained = train(true, 1);
        double best = trained.epochs().stream().mapToDouble(Epoch::validation).max().orElseThrow();
        assertEquals(meanCosine(trained.generator(), pairs(2, 1000, true, 2)), best, 1e-4);
        assertEquals("generator RGB to 3D", trained.epochs().getFirst().network());
    }

    @Test
    void train_threadsAndRows_doNotChangeABit() throws Exception {
        Generator one = train(true, 1).generator();
        assertEquals(one, train(true, 2).generator());
        assertEquals(one, train(true, 3).generator());
        List<PatchPair> some = pairs(4, 300, true, 4);
        float[] contexts = new float[300 * 2 * RGB];
        for (int i = 0; i < 300; i++) {
            System.arraycopy(some.get(i).rgbContext(), 0, contexts, i * 2 * RGB, 2 * RGB);
        }
        float[] together = one.generate(300, contexts, HERE);
        for (int i = 0; i < 300; i += 37) {
            assertArrayEquals(
                    one.generate(1, some.get(i).rgbContext(), HERE),
                    Arrays.copyOfRange(together, i * XYZ, (i + 1) * XYZ));
        }
    }

    @Test
    void train_otherDirection_takesTheCloud() throws Exception {
        Generator generator =
                TRAINER.train(
                                Modality.RGB,
                                pairs(1, 1000, true, 1),
                                List.of(),
                                Checkpoint.NONE,
                                Progress.NONE,
                                HERE)
                        .generator();
        assertEquals(XYZ, generator.inputs());
        assertEquals(RGB, generator.outputs());
    }

    @Test
    void write_read_isTheSame() throws Exception {
        Generator generator = train(true, 1).generator();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        generator.write(new DataOutputStream(bytes));
        assertEquals(generator, read(bytes.toByteArray()));
        assertNotEquals(generator, train(false, 1).generator());
        byte[] whole = bytes.toByteArray();
        for (int length = 0; length < whole.length; length += 101) {
            byte[] cut = Arrays.copyOf(whole, length);
            Exception e = assertThrows(Exception.class, () -> read(cut));
            assertTrue(e instanceof EOFException || e instanceof ModelException, e.toString());
        }
    }

    private static Generator read(byte[] bytes) throws IOException, ModelException {
        return Generator.read(new DataInputStream(new ByteArrayInputStream(bytes)), bytes.length);
    }

    @Test
    void train_badPairs_areRefused() throws Exception {
        List<PatchPair> few = pairs(1, 15, true, 1);
        assertEquals(
                "training: 15 pairs, expected at least 16",
                assertThrows(
                                IllegalArgumentException.class,
                                () ->
                                        TRAINER.train(
                                                Modality.XYZ,
                                                few,
                                                List.of(),
                                                Checkpoint.NONE,
                                                Progress.NONE,
                                                HERE))
                        .getMessage());
        List<PatchPair> uneven = pairs(1, 20, true, 1);
        uneven.set(
                7, new PatchPair(1, new float[3], new float[XYZ], new float[RGB], new float[XYZ]));
        assertEquals(
                "training contexts: 3 numbers of pair 7, expected 12",
                assertThrows(
                                IllegalArgumentException.class,
                                () ->
                                        TRAINER.train(
                                                Modality.XYZ,
                                                uneven,
                                                List.of(),
                                                Checkpoint.NONE,
                                                Progress.NONE,
                                                HERE))
                        .getMessage());
        assertThrows(
                IllegalArgumentException.class,
                () -> new PatchPair(1, new float[0], new float[1], new float[1], new float[1]));
    }

    @Test
    void train_cancelled_stops() throws Exception {
        Progress cancelled =
                new Progress() {
                    @Override
                    public void begin(String task, long steps) {}

                    @Override
                    public void advance(long steps) {}

                    @Override
                    public boolean isCancelled() {
                        return true;
                    }
                };
        assertThrows(
                CancelledException.class,
                () ->
                        TRAINER.train(
                                Modality.XYZ,
                                pairs(1, 600, true, 1),
                                List.of(),
                                Checkpoint.NONE,
                                cancelled,
                                HERE));
    }
}
