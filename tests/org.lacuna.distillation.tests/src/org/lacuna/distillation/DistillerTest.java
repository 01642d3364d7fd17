package org.lacuna.distillation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import java.util.Locale;

class DistillerTest {
    private static final int RGB = 12;
    private static final int XYZ = 7;
    private static final Workers HERE = Workers.sequential();

    private static DistillationParameters parameters() {
        DistillationParameters d = DistillationParameters.defaults(5);
        return new DistillationParameters(
                16,
                16,
                8,
                d.alpha(),
                d.temperature(),
                d.withoutRgb(),
                d.withoutXyz(),
                d.tailWeight(),
                0.1,
                5e-3,
                d.weightDecay(),
                128,
                8,
                8,
                5);
    }

    /**
     * Patches whose defects are a shift of some columns: of both modalities, the image's alone, or
     * the cloud's alone, by turns. A fifth lacks one of the modalities.
     */
    private static List<LabelledPatch> patches(int firstPart, int count, long seed) {
        SeededRandom random = new SeededRandom(seed);
        List<LabelledPatch> patches = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean defect = i % 6 == 0;
            boolean inRgb = defect && i / 6 % 3 != 0;
            boolean inXyz = defect && i / 6 % 3 != 1;
            boolean noRgb = i % 10 == 3;
            boolean noXyz = i % 10 == 7;
            float[] rgb = view(noRgb ? 0 : RGB, inRgb, random);
            float[] xyz = view(noXyz ? 0 : XYZ, inXyz, random);
            patches.add(
                    new LabelledPatch(
                            firstPart + i % 4, rgb, xyz, inRgb && !noRgb, inXyz && !noXyz));
        }
        return patches;
    }

    private static float[] view(int width, boolean defect, SeededRandom random) {
        float[] view = new float[width];
        for (int k = 0; k < width; k++) {
            view[k] = (float) (100 + 5 * random.nextGaussian() + (defect && k < 3 ? 18 : 0));
        }
        return view;
    }

    private static Distilled train(DistillationParameters p, Workers workers)
            throws LacunaException {
        return new Distiller(p)
                .train(
                        patches(0, 1800, 1),
                        patches(4, 600, 2),
                        Checkpoint.NONE,
                        Progress.NONE,
                        workers);
    }

    /** Probability that a patch with a visible defect ranks above one without. */
    private static double auroc(
            Student student, List<LabelledPatch> patches, boolean r, boolean x) {
        int n = patches.size();
        float[] rgb = new float[n * RGB];
        float[] xyz = new float[n * XYZ];
        boolean[] hasRgb = new boolean[n];
        boolean[] hasXyz = new boolean[n];
        for (int i = 0; i < n; i++) {
            LabelledPatch p = patches.get(i);
            hasRgb[i] = r && p.rgb().length > 0;
            hasXyz[i] = x && p.xyz().length > 0;
            System.arraycopy(p.rgb(), 0, rgb, i * RGB, p.rgb().length);
            System.arraycopy(p.xyz(), 0, xyz, i * XYZ, p.xyz().length);
        }
        float[] odds = student.logOdds(n, rgb, hasRgb, xyz, hasXyz, HERE);
        double wins = 0;
        double pairs = 0;
        for (int d = 0; d < n; d++) {
            boolean defect =
                    hasRgb[d] && patches.get(d).rgbDefect()
                            || hasXyz[d] && patches.get(d).xyzDefect();
            for (int k = 0; defect && k < n; k++) {
                LabelledPatch p = patches.get(k);
                if (!p.rgbDefect() && !p.xyzDefect() && (hasRgb[k] || hasXyz[k])) {
                    pairs++;
                    wins += odds[d] > odds[k] ? 1 : odds[d] == odds[k] ? 0.5 : 0;
                }
            }
        }
        return wins / pairs;
    }

    @Test
    void train_defectsOfEitherModality_areFoundWithBothAndWithOne() throws Exception {
        Student student = train(parameters(), HERE).student();
        List<LabelledPatch> unseen = patches(8, 600, 3);
        assertTrue(auroc(student, unseen, true, true) > 0.95);
        assertTrue(auroc(student, unseen, true, false) > 0.95);
        assertTrue(auroc(student, unseen, false, true) > 0.95);
    }

    @Test
    void train_permutedLabels_giveChanceOnUnseenParts() throws Exception {
        List<LabelledPatch> patches = patches(0, 1800, 1);
        int[] order = new int[patches.size()];
        Arrays.setAll(order, i -> i);
        new SeededRandom(9).shuffle(order);
        List<LabelledPatch> permuted = new ArrayList<>();
        for (int i = 0; i < order.length; i++) {
            LabelledPatch p = patches.get(i);
            LabelledPatch labels = patches.get(order[i]);
            permuted.add(
                    new LabelledPatch(
                            p.part(), p.rgb(), p.xyz(), labels.rgbDefect(), labels.xyzDefect()));
        }
        Student student =
                new Distiller(parameters())
                        .train(permuted, List.of(), Checkpoint.NONE, Progress.NONE, HERE)
                        .student();
        assertEquals(0.5, auroc(student, patches(8, 1200, 3), true, true), 0.1);
    }

    /** Not whether the student gains by it: only that its loss has the divergences, times alpha. */
    @Test
    void train_alpha_addsDivergencesFromTheTeachersToTheLoss() throws Exception {
        double without = lastLoss(parameters(), 0);
        double some = lastLoss(parameters(), 0.3);
        double more = lastLoss(parameters(), 3);
        assertTrue(without < some && some < more, without + ", " + some + ", " + more);
    }

    private static double lastLoss(DistillationParameters p, double alpha) throws LacunaException {
        DistillationParameters q =
                new DistillationParameters(
                        16,
                        16,
                        8,
                        alpha,
                        p.temperature(),
                        0.3,
                        0.3,
                        0.3,
                        0.1,
                        5e-3,
                        1e-2,
                        128,
                        8,
                        8,
                        5);
        return train(q, HERE).epochs().getLast().loss();
    }

    @Test
    void train_threadsAndRuns_sameBits() throws Exception {
        byte[] one = bytes(train(parameters(), HERE).student());
        assertArrayEquals(one, bytes(train(parameters(), HERE).student()));
        try (Workers two = Workers.of(2);
                Workers three = Workers.of(3)) {
            assertArrayEquals(one, bytes(train(parameters(), two).student()));
            assertArrayEquals(one, bytes(train(parameters(), three).student()));
        }
        byte[] other = bytes(train(parameters().withSeed(6), HERE).student());
        assertFalse(Arrays.equals(one, other));
    }

    @Test
    void train_epochs_tellTeachersAndStudentAndImprove() throws Exception {
        List<Epoch> epochs = train(parameters(), HERE).epochs();
        for (String who : new String[] {"teacher RGB", "teacher 3D", "student"}) {
            List<Epoch> own = epochs.stream().filter(e -> e.network().equals(who)).toList();
            assertFalse(own.isEmpty(), who);
            for (int i = 0; i < own.size(); i++) {
                assertEquals(i + 1, own.get(i).number());
                assertTrue(own.get(i).validation() > 0.5, who);
            }
            assertTrue(own.getLast().loss() < own.getFirst().loss(), who);
        }
    }

    @Test
    void train_noGainOnValidation_stopsEarly() throws Exception {
        DistillationParameters p =
                new DistillationParameters(
                        16, 16, 8, 0.3, 5, 0.3, 0.3, 0.3, 0, 1e-2, 0, 128, 200, 2, 5);
        long studentEpochs =
                train(p, HERE).epochs().stream().filter(e -> e.network().equals("student")).count();
        assertTrue(studentEpochs < 200, studentEpochs + " epochs");
    }

    @Test
    void train_oneModalityAlone_works() throws Exception {
        List<LabelledPatch> image = new ArrayList<>();
        for (LabelledPatch p : patches(0, 1800, 1)) {
            if (p.rgb().length > 0) {
                image.add(new LabelledPatch(p.part(), p.rgb(), new float[0], p.rgbDefect(), false));
            }
        }
        Distilled d =
                new Distiller(parameters())
                        .train(image, List.of(), Checkpoint.NONE, Progress.NONE, HERE);
        assertEquals(RGB, d.student().width(Modality.RGB));
        assertEquals(0, d.student().width(Modality.XYZ));
        assertTrue(Double.isNaN(d.epochs().getLast().validation()));
        assertTrue(auroc(d.student(), patches(8, 600, 3), true, false) > 0.95);
    }

    @Test
    void logOdds_patchWithoutModality_isNaN() throws Exception {
        Student student = train(parameters(), HERE).student();
        float[] odds =
                student.logOdds(
                        2,
                        new float[2 * RGB],
                        new boolean[] {true, false},
                        new float[0],
                        new boolean[0],
                        HERE);
        assertTrue(Float.isFinite(odds[0]));
        assertTrue(Float.isNaN(odds[1]));
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
                        new Distiller(parameters())
                                .train(
                                        patches(0, 600, 1),
                                        List.of(),
                                        Checkpoint.NONE,
                                        cancelled,
                                        HERE));
    }

    @Test
    void train_progress_tellsEachEpochOfEachNetwork() throws Exception {
        List<String> told = new ArrayList<>();
        Progress listener =
                new Progress() {
                    @Override
                    public void begin(String task, long steps) {
                        told.add(task + ", " + steps + " epochs");
                    }

                    @Override
                    public void detail(String text) {
                        told.add(text);
                    }

                    @Override
                    public void advance(long steps) {
                        told.add("+" + steps);
                    }

                    @Override
                    public boolean isCancelled() {
                        return false;
                    }
                };
        List<Epoch> epochs =
                new Distiller(parameters())
                        .train(
                                patches(0, 1800, 1),
                                patches(4, 600, 2),
                                Checkpoint.NONE,
                                listener,
                                HERE)
                        .epochs();
        List<String> expected = new ArrayList<>();
        for (Epoch e : epochs) {
            if (e.number() == 1) {
                int rows = e.network().equals("student") ? 1800 : 1620;
                expected.add(e.network() + ": " + rows + " patches, 8 epochs");
            }
            expected.add(
                    String.format(
                            Locale.ROOT,
                            "epoch %d, loss %.3f, AUROC %.3f",
                            e.number(),
                            e.loss(),
                            e.validation()));
            expected.add("+1");
        }
        assertEquals(expected, told);
    }

    @Test
    void train_badInput_isRefused() throws Exception {
        Distiller distiller = new Distiller(parameters());
        List<LabelledPatch> good = patches(0, 600, 1);
        assertRefused(
                "training: 0 patches with a defect and 500 without, expected at least 16 of each",
                distiller,
                good.stream().filter(p -> !p.rgbDefect() && !p.xyzDefect()).limit(500).toList(),
                List.of());
        assertRefused(
                "part 0: in training and in validation, expected one of both",
                distiller,
                good,
                patches(0, 600, 2));
        List<LabelledPatch> uneven = new ArrayList<>(good);
        uneven.add(new LabelledPatch(1, new float[RGB + 1], new float[XYZ], false, false));
        assertRefused(
                "training: patch 600: 13 numbers of RGB, expected 12",
                distiller,
                uneven,
                List.of());
        List<LabelledPatch> nan = new ArrayList<>(good);
        float[] view = new float[RGB];
        view[4] = Float.NaN;
        nan.add(new LabelledPatch(1, view, new float[XYZ], true, false));
        assertRefused("view: row 600, column 4: NaN", distiller, nan, List.of());
        assertThrows(
                IllegalArgumentException.class,
                () -> new LabelledPatch(3, new float[0], new float[0], false, false));
    }

    private static void assertRefused(
            String message,
            Distiller distiller,
            List<LabelledPatch> training,
            List<LabelledPatch> validation) {
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () ->
                                distiller.train(
                                        training,
                                        validation,
                                        Checkpoint.NONE,
                                        Progress.NONE,
                                        HERE));
        assertTrue(e.getMessage().startsWith(message), e.getMessage());
    }

    private static byte[] bytes(Student student) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        student.write(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private static Student read(byte[] bytes) throws IOException, ModelException {
        return Student.read(new DataInputStream(new ByteArrayInputStream(bytes)), bytes.length);
    }

    @Test
    void student_writeAndRead_isEqual() throws Exception {
        Student student = train(parameters(), HERE).student();
        Student copy = read(bytes(student));
        assertEquals(student, copy);
        assertEquals(student.hashCode(), copy.hashCode());
        assertArrayEquals(bytes(student), bytes(copy));
    }

    @Test
    void student_cutOffOrChangedBytes_areRefusedOrAnotherStudent() throws Exception {
        Student student = train(parameters(), HERE).student();
        byte[] bytes = bytes(student);
        for (int length = 0; length < bytes.length; length += 1 + bytes.length / 50) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThrows(Exception.class, () -> read(cut), "first " + length + " bytes");
        }
        SeededRandom random = new SeededRandom(1);
        for (int i = 0; i < 300; i++) {
            byte[] changed = bytes.clone();
            changed[random.nextInt(i < 150 ? 200 : bytes.length)] ^= (byte) (1 << i % 8);
            try {
                assertNotEquals(student, read(changed));
            } catch (ModelException | EOFException e) {
                assertFalse(e.getMessage() != null && e.getMessage().isBlank());
            }
        }
    }

    @Test
    void parameters_outOfRange_areRefused() throws Exception {
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () ->
                                new DistillationParameters(
                                        16, 16, 8, 0.3, 5, 0.6, 0.5, 0, 0, 1e-3, 0, 128, 8, 8, 5));
        assertEquals("withoutRgb + withoutXyz: 1.1, expected 0.0..1.0", e.getMessage());
    }
}
