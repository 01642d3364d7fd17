package org.lacuna.inspection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lacuna.core.CancelledException;
import org.lacuna.core.DataException;
import org.lacuna.core.DataSet;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.ModelException;
import org.lacuna.core.Progress;
import org.lacuna.core.Workers;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

class TrainerTest {
    private static InspectionModel train(DataSet data, InspectionParameters parameters, int threads)
            throws Exception {
        try (Workers workers = Workers.of(threads)) {
            return new Trainer(parameters, TestParts.extractors())
                    .train(data, Progress.NONE, workers);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void threads_doNotChangeTheModel(int threads) throws Exception {
        DataSet data = TestParts.dataSet(6, 4, ModalitySet.BOTH);
        assertEquals(
                train(data, TestParts.parameters(), 1).sha256(),
                train(data, TestParts.parameters(), threads).sha256());
    }

    @Test
    void seed_changesTheModel() throws Exception {
        DataSet data = TestParts.dataSet(6, 4, ModalitySet.BOTH);
        assertNotEquals(
                train(data, TestParts.parameters(), 1).sha256(),
                train(data, TestParts.parameters().withSeed(8), 1).sha256());
    }

    @Test
    void provenance_countsTheParts() throws Exception {
        Provenance p =
                train(TestParts.dataSet(6, 4, ModalitySet.BOTH), TestParts.parameters(), 1)
                        .provenance();
        assertEquals(6, p.trainParts());
        assertEquals(4, p.calibrationParts());
        assertFalse(p.calibrationHeldOut());
    }

    @Test
    void withoutValidation_aShareOfTrainIsHeldOut() throws Exception {
        Provenance p =
                train(TestParts.dataSet(8, 0, ModalitySet.BOTH), TestParts.parameters(), 1)
                        .provenance();
        assertEquals(6, p.trainParts());
        assertEquals(2, p.calibrationParts());
        assertTrue(p.calibrationHeldOut());
    }

    @Test
    void oneModality_givesOneBankAndOnePattern() throws Exception {
        InspectionModel rgb =
                train(TestParts.dataSet(6, 4, ModalitySet.RGB), TestParts.parameters(), 1);
        assertEquals(ModalitySet.RGB, rgb.modalities());
        assertEquals(List.of(ModalitySet.RGB), rgb.fusion().patterns());
        InspectionModel xyz =
                train(TestParts.dataSet(6, 4, ModalitySet.XYZ), TestParts.parameters(), 1);
        assertEquals(List.of(ModalitySet.XYZ), xyz.fusion().patterns());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void tooFewParts_areRefused(int train) {
        DataException e =
                assertThrows(
                        DataException.class,
                        () ->
                                train(
                                        TestParts.dataSet(train, 0, ModalitySet.BOTH),
                                        TestParts.parameters(),
                                        1));
        assertTrue(
                e.getMessage().contains(train + " good parts")
                        && e.getMessage().contains("expected"),
                e.getMessage());
    }

    @Test
    void onlyValidation_isRefused() {
        assertThrows(
                DataException.class,
                () -> train(TestParts.dataSet(0, 8, ModalitySet.BOTH), TestParts.parameters(), 1));
    }

    @Test
    void unknownExtractor_isNamedWithTheInstalledOnes() {
        ModelException e =
                assertThrows(
                        ModelException.class,
                        () -> new Trainer(InspectionParameters.defaults(), TestParts.extractors()));
        assertTrue(
                e.getMessage().contains("not installed") && e.getMessage().contains("["),
                e.getMessage());
    }

    @Test
    void cancel_stopsAtTheNextPart() {
        AtomicLong done = new AtomicLong();
        Progress cancelledAfterThree =
                new Progress() {
                    @Override
                    public void begin(String task, long steps) {}

                    @Override
                    public void advance(long steps) {
                        done.addAndGet(steps);
                    }

                    @Override
                    public boolean isCancelled() {
                        return done.get() >= 3;
                    }
                };
        assertThrows(
                CancelledException.class,
                () ->
                        new Trainer(TestParts.parameters(), TestParts.extractors())
                                .train(
                                        TestParts.dataSet(12, 4, ModalitySet.BOTH),
                                        cancelledAfterThree,
                                        Workers.sequential()));
        assertEquals(3, done.get());
    }

    @Test
    void memoryEstimate_growsWithThreadsAndModalities() {
        MemoryEstimate rgb =
                MemoryEstimate.of(
                        TestParts.dataSet(2, 1, ModalitySet.RGB),
                        TestParts.parameters(),
                        TestParts.extractors(),
                        10_000,
                        1);
        MemoryEstimate both =
                MemoryEstimate.of(
                        TestParts.dataSet(2, 1, ModalitySet.BOTH),
                        TestParts.parameters(),
                        TestParts.extractors(),
                        10_000,
                        2);
        assertTrue(both.trainingVectorBytes() > rgb.trainingVectorBytes());
        assertEquals(2 * rgb.samplesInFlightBytes(), both.samplesInFlightBytes());
        assertEquals(0, both.lessonBytes());
        assertEquals(both.totalBytes(), both.trainingVectorBytes() + both.samplesInFlightBytes());
    }

    @Test
    void memoryEstimate_lessons_growWithPartsUpToTheBound() {
        InspectionParameters p = TestParts.parameters();
        p = p.withLessons(p.lessons().withEnabled(true));
        long[] bytes = new long[3];
        int[] parts = {10, 48, 200};
        for (int i = 0; i < parts.length; i++) {
            MemoryEstimate e =
                    MemoryEstimate.of(
                            TestParts.dataSet(parts[i], 1, ModalitySet.BOTH),
                            p,
                            TestParts.extractors(),
                            10_000,
                            1);
            bytes[i] = e.lessonBytes();
            assertEquals(
                    e.totalBytes(),
                    e.trainingVectorBytes() + e.lessonBytes() + e.samplesInFlightBytes());
        }
        assertTrue(bytes[1] > bytes[0]);
        assertEquals(bytes[1], bytes[2]);
    }
}
