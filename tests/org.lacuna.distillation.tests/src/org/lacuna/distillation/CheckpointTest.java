package org.lacuna.distillation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.lacuna.core.CancelledException;
import org.lacuna.core.DataException;
import org.lacuna.core.LacunaException;
import org.lacuna.core.Modality;
import org.lacuna.core.Progress;
import org.lacuna.core.SeededRandom;
import org.lacuna.core.Workers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class CheckpointTest {
    private static final Workers HERE = Workers.sequential();

    private static final DistillationParameters PARAMETERS =
            new DistillationParameters(
                    8, 8, 8, 0.3, 5, 0.3, 0.3, 0.3, 0.2, 5e-3, 1e-2, 64, 4, 2, 11);

    private static Distilled whole;
    private static int wholeEpochs;

    @BeforeAll
    static void trainOnce() throws LacunaException {
        Memory memory = new Memory();
        whole = distil(PARAMETERS, 1, memory, Progress.NONE);
        wholeEpochs = memory.saves;
    }

    /** Keeps states, and counts how often. */
    private static final class Memory implements Checkpoint {
        private final Map<String, byte[]> states = new LinkedHashMap<>();
        private int saves;

        @Override
        public String name() {
            return "memory";
        }

        @Override
        public Optional<byte[]> load(String network) {
            return Optional.ofNullable(states.get(network)).map(byte[]::clone);
        }

        @Override
        public void save(String network, byte[] state) {
            states.put(network, state.clone());
            saves++;
        }

        Progress stopAfter(int number) {
            return new Progress() {
                @Override
                public void begin(String task, long steps) {}

                @Override
                public void advance(long steps) {}

                @Override
                public boolean isCancelled() {
                    return saves >= number;
                }
            };
        }
    }

    private static List<LabelledPatch> patches(int firstPart, int count, long seed) {
        SeededRandom random = new SeededRandom(seed);
        List<LabelledPatch> patches = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean inRgb = i % 6 == 0;
            boolean inXyz = i % 6 == 1;
            float[] rgb = i % 10 == 3 ? new float[0] : view(6, inRgb, random);
            float[] xyz = i % 10 == 7 ? new float[0] : view(4, inXyz, random);
            patches.add(
                    new LabelledPatch(
                            firstPart + i % 3,
                            rgb,
                            xyz,
                            inRgb && rgb.length > 0,
                            inXyz && xyz.length > 0));
        }
        return patches;
    }

    private static float[] view(int width, boolean defect, SeededRandom random) {
        float[] view = new float[width];
        for (int k = 0; k < width; k++) {
            view[k] = (float) (random.nextGaussian() + (defect && k < 2 ? 2 : 0));
        }
        return view;
    }

    private static Distilled distil(
            DistillationParameters p, long seed, Checkpoint checkpoint, Progress progress)
            throws LacunaException {
        return new Distiller(p)
                .train(patches(0, 500, seed), patches(3, 200, 2), checkpoint, progress, HERE);
    }

    private static GeneratorTrainer.Trained generate(
            long seed, Checkpoint checkpoint, Progress progress) throws LacunaException {
        return new GeneratorTrainer(PARAMETERS)
                .train(
                        Modality.XYZ,
                        pairs(0, 400, seed),
                        pairs(1, 100, 2),
                        checkpoint,
                        progress,
                        HERE);
    }

    private static List<PatchPair> pairs(int part, int count, long seed) {
        SeededRandom random = new SeededRandom(seed);
        List<PatchPair> pairs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            float[] rgb = view(5, false, random);
            float[] xyz = {rgb[0] - rgb[1], rgb[2] * rgb[3], rgb[4]};
            pairs.add(new PatchPair(part, rgb, xyz, rgb, xyz));
        }
        return pairs;
    }

    /** What the learning curves say, to the bit. */
    private static void assertSame(Distilled expected, Distilled found) {
        assertEquals(expected.student(), found.student());
        assertEquals(expected.epochs(), found.epochs());
    }

    @Test
    void train_withACheckpoint_hasTheBitsOfOneWithout() throws LacunaException {
        assertTrue(wholeEpochs >= 6, wholeEpochs + " epochs");
        assertSame(distil(PARAMETERS, 1, Checkpoint.NONE, Progress.NONE), whole);
        assertEquals(whole.epochs().size(), wholeEpochs);
    }

    @Test
    void train_interruptedAfterAnyEpochOfAnyNetwork_goesOnToTheSameBits() throws LacunaException {
        for (int n = 1; n < wholeEpochs; n++) {
            Memory memory = new Memory();
            Progress stop = memory.stopAfter(n);
            assertThrows(CancelledException.class, () -> distil(PARAMETERS, 1, memory, stop));
            assertEquals(n, memory.saves);
            assertSame(whole, distil(PARAMETERS, 1, memory, Progress.NONE));
            assertEquals(wholeEpochs, memory.saves, "epochs made twice, stop " + n);
        }
    }

    @Test
    void train_interruptedAfterEveryEpoch_goesOnToTheSameBits() throws LacunaException {
        Memory memory = new Memory();
        for (int n = 1; n < wholeEpochs; n++) {
            Progress stop = memory.stopAfter(n);
            assertThrows(CancelledException.class, () -> distil(PARAMETERS, 1, memory, stop));
        }
        assertSame(whole, distil(PARAMETERS, 1, memory, Progress.NONE));
    }

    /** Also where patience ended the training before its last epoch. */
    @Test
    void train_allHasBeenLearned_learnsNothing() throws LacunaException {
        DistillationParameters impatient =
                new DistillationParameters(
                        8, 8, 8, 0.3, 5, 0.3, 0.3, 0.3, 0.2, 5e-2, 1e-2, 64, 60, 1, 11);
        Memory memory = new Memory();
        Distilled first = distil(impatient, 1, memory, Progress.NONE);
        assertTrue(memory.saves < 180, memory.saves + " epochs");
        // A step would see that it is cancelled.
        assertSame(first, distil(impatient, 1, memory, memory.stopAfter(0)));
    }

    @Test
    void train_goesOn_announcesTheEpochsThatAreLeft() throws LacunaException {
        Memory memory = new Memory();
        Progress stop = memory.stopAfter(3);
        assertThrows(CancelledException.class, () -> distil(PARAMETERS, 1, memory, stop));
        List<Long> steps = new ArrayList<>();
        distil(
                PARAMETERS,
                1,
                memory,
                new Progress() {
                    @Override
                    public void begin(String task, long count) {
                        steps.add(count);
                    }

                    @Override
                    public void advance(long count) {}

                    @Override
                    public boolean isCancelled() {
                        return false;
                    }
                });
        assertEquals(List.of(1L, 4L, 4L), steps);
    }

    @Test
    void generator_interruptedAfterAnyEpoch_goesOnToTheSameBits() throws LacunaException {
        Memory all = new Memory();
        GeneratorTrainer.Trained expected = generate(1, all, Progress.NONE);
        for (int n = 1; n < all.saves; n++) {
            Memory memory = new Memory();
            Progress stop = memory.stopAfter(n);
            assertThrows(CancelledException.class, () -> generate(1, memory, stop));
            assertEquals(expected, generate(1, memory, Progress.NONE));
            assertEquals(all.saves, memory.saves);
        }
    }

    @Test
    void load_otherPatchesOrParameters_isRefused() throws LacunaException {
        Memory memory = new Memory();
        distil(PARAMETERS, 1, memory, Progress.NONE);
        generate(1, memory, Progress.NONE);
        assertForeign("teacher RGB", () -> distil(PARAMETERS, 3, memory, Progress.NONE));
        assertForeign(
                "teacher RGB", () -> distil(PARAMETERS.withSeed(12), 1, memory, Progress.NONE));
        assertForeign("generator RGB to 3D", () -> generate(3, memory, Progress.NONE));
        // A student whose teachers were others.
        Memory mixed = new Memory();
        Memory other = new Memory();
        distil(PARAMETERS.withSeed(12), 1, other, Progress.NONE);
        mixed.states.putAll(memory.states);
        mixed.states.put("student", other.states.get("student"));
        assertForeign("student", () -> distil(PARAMETERS, 1, mixed, Progress.NONE));
    }

    private static void assertForeign(
            String network, org.junit.jupiter.api.function.Executable training) {
        DataException e = assertThrows(DataException.class, training);
        String start = "memory: " + network + ": learned from other patches or with other";
        assertTrue(e.getMessage().startsWith(start), e.getMessage());
    }

    @Test
    void load_damagedState_isRefusedAndChangesNothing() throws LacunaException {
        Memory memory = new Memory();
        distil(PARAMETERS, 1, memory, Progress.NONE);
        byte[] good = memory.states.get("teacher 3D");
        SeededRandom random = new SeededRandom(4);
        for (int i = 0; i < 40; i++) {
            byte[] bad =
                    i % 2 == 0
                            ? Arrays.copyOf(good, random.nextInt(good.length))
                            : flipped(good, random);
            memory.states.put("teacher 3D", bad);
            DataException e =
                    assertThrows(
                            DataException.class,
                            () -> distil(PARAMETERS, 1, memory, Progress.NONE));
            assertTrue(e.getMessage().startsWith("memory: teacher 3D: "), e.getMessage());
            assertTrue(e.getMessage().contains(", expected "), e.getMessage());
        }
        memory.states.put("teacher 3D", good);
        assertSame(whole, distil(PARAMETERS, 1, memory, Progress.NONE));
    }

    private static byte[] flipped(byte[] good, SeededRandom random) {
        byte[] bad = good.clone();
        bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
        return bad;
    }

    @Test
    void save_states_differFromEpochToEpoch() throws LacunaException {
        Memory memory = new Memory();
        Progress one = memory.stopAfter(1);
        assertThrows(CancelledException.class, () -> distil(PARAMETERS, 1, memory, one));
        byte[] first = memory.states.get("teacher RGB");
        Progress two = memory.stopAfter(2);
        assertThrows(CancelledException.class, () -> distil(PARAMETERS, 1, memory, two));
        assertNotEquals(Arrays.toString(first), Arrays.toString(memory.states.get("teacher RGB")));
    }
}
