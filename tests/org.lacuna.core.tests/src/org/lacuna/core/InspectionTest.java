package org.lacuna.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lacuna.core.Inspection.Thresholds;
import org.lacuna.core.ModalityStatus.State;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class InspectionTest {
    private static final ModalityStatus USED = new ModalityStatus(State.USED, 1, 0.5);

    private static Inspection inspection(
            Verdict verdict,
            ModalitySet modalities,
            List<DefectRegion> regions,
            Map<String, Double> stageMillis) {
        return new Inspection(
                new SampleId("tire", "hole", "001"),
                verdict,
                "because",
                0.5,
                0.2,
                Double.NaN,
                new Thresholds(0.8, 1, 1),
                modalities,
                USED,
                ModalityStatus.absent(),
                regions,
                Optional.empty(),
                stageMillis);
    }

    private static DefectRegion region(int width, int height, int areaPx) {
        return new DefectRegion(1, 2, width, height, areaPx, 1.5, 2.5, 2, 1, Optional.empty());
    }

    @Test
    void construct_copiesItsCollections() {
        List<DefectRegion> regions = new ArrayList<>(List.of(region(2, 2, 3)));
        Map<String, Double> millis = new LinkedHashMap<>();
        millis.put("load", 3.0);
        millis.put("prepare", 2.0);
        millis.put("features-rgb", 9.0);
        Inspection i = inspection(Verdict.OK, ModalitySet.RGB, regions, millis);
        regions.clear();
        millis.clear();
        assertEquals(1, i.regions().size());
        assertEquals(
                List.of("load", "prepare", "features-rgb"), List.copyOf(i.stageMillis().keySet()));
        assertThrows(UnsupportedOperationException.class, () -> i.regions().clear());
        assertThrows(UnsupportedOperationException.class, () -> i.stageMillis().clear());
        assertSame(USED, i.status(Modality.RGB));
        assertEquals(State.ABSENT, i.status(Modality.XYZ).state());
    }

    @Test
    void construct_decisionWithoutData_isRefused() {
        for (Verdict v : Verdict.values()) {
            if (v == Verdict.NOT_INSPECTED) {
                assertEquals(v, inspection(v, ModalitySet.NONE, List.of(), Map.of()).verdict());
            } else {
                assertThrows(
                        IllegalArgumentException.class,
                        () -> inspection(v, ModalitySet.NONE, List.of(), Map.of()));
            }
        }
    }

    @Test
    void thresholds_reviewAboveDefect_isRefused() {
        assertEquals(1, new Thresholds(1, 1, 2).review());
        assertThrows(IllegalArgumentException.class, () -> new Thresholds(1.1, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new Thresholds(Double.NaN, 1, 1));
    }

    @Test
    void defectRegion_empty_isRefused() {
        assertEquals(1, region(1, 1, 1).areaPx());
        assertThrows(IllegalArgumentException.class, () -> region(0, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> region(1, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> region(1, 1, 0));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.01, 1.01, Double.NaN})
    void modalityStatus_fractionOutsideZeroToOne_isRefused(double bad) {
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> new ModalityStatus(State.USED, bad, 0));
        assertTrue(e.getMessage().startsWith("usableFraction: " + bad), e.getMessage());
    }

    @Test
    void modalityStatus_describe_tellsWhatIsMissing() {
        assertEquals("used", USED.describe());
        assertEquals("degraded to 62 %", new ModalityStatus(State.DEGRADED, 0.62, 1).describe());
        assertEquals("unusable at 3 %", new ModalityStatus(State.UNUSABLE, 0.03, 1).describe());
        assertEquals("absent", ModalityStatus.absent().describe());
        assertEquals(
                "blurred, sharpness 55 %",
                new ModalityStatus(State.DEGRADED, 0.998, 0.55, 1).describe());
        assertEquals(
                "degraded to 90 %, sharpness 55 %",
                new ModalityStatus(State.DEGRADED, 0.9, 0.55, 1).describe());
        assertEquals(
                "too blurred, sharpness 5 %",
                new ModalityStatus(State.UNUSABLE, 1, 0.05, 1).describe());
        assertEquals("used", new ModalityStatus(State.USED, 1, 0.97, 0.5).describe());
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.01, 1.01})
    void modalityStatus_sharpnessOutsideZeroToOne_isRefused(double bad) {
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> new ModalityStatus(State.USED, 1, bad, 0));
        assertEquals("sharpness: " + bad + ", expected 0..1", e.getMessage());
    }

    @Test
    void modalityStatus_takesPartWhenUsedOrDegraded() {
        assertTrue(USED.takesPart());
        assertTrue(new ModalityStatus(State.DEGRADED, 0.4, 1).takesPart());
        assertFalse(new ModalityStatus(State.UNUSABLE, 0.01, Double.NaN).takesPart());
        assertFalse(ModalityStatus.absent().takesPart());
        assertEquals(ModalityStatus.absent(), ModalityStatus.absent());
    }
}
