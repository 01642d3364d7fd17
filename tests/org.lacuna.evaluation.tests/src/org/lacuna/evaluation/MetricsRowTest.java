package org.lacuna.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.lacuna.core.ModalitySet;

import java.util.List;

class MetricsRowTest {
    private static final double NAN = Double.NaN;

    private static MetricsRow row(
            ModalitySet setting, double iAuroc, double aupro30, double rate, int parts) {
        return new MetricsRow(
                "c", setting, new Metrics(iAuroc, 0.5, aupro30, NAN, 0.25), rate, parts, 1);
    }

    @Test
    void mean_figures_areMeansOfThoseThatDefineThem() {
        MetricsRow mean =
                MetricsRow.mean(
                        List.of(
                                row(ModalitySet.RGB, 0.8, NAN, 5, 10),
                                row(ModalitySet.RGB, 1.0, 0.6, 5, 10),
                                row(ModalitySet.RGB, 0.6, 0.2, 5, 10)));
        assertTrue(mean.isMean());
        assertEquals(ModalitySet.RGB, mean.modalities());
        assertEquals(0.8, mean.metrics().iAuroc(), 1e-15);
        assertEquals(0.4, mean.metrics().aupro30(), 1e-15);
        assertTrue(Double.isNaN(mean.metrics().aupro05()));
        assertEquals(30, mean.parts());
        assertEquals(3, mean.notInspected());
    }

    @Test
    void mean_rate_isAllPartsByAllTime() {
        // 10 parts in 10 s and 30 parts in 1 s.
        MetricsRow mean =
                MetricsRow.mean(
                        List.of(
                                row(ModalitySet.XYZ, 1, 1, 1, 10),
                                row(ModalitySet.XYZ, 1, 1, 30, 30)));
        assertEquals(40 / 11.0, mean.partsPerSecond(), 1e-12);
        assertTrue(
                Double.isNaN(
                        MetricsRow.mean(List.of(row(ModalitySet.XYZ, 1, 1, NAN, 10)))
                                .partsPerSecond()));
    }

    @Test
    void mean_ofOnes_isNotAboveOne() {
        List<MetricsRow> rows = java.util.Collections.nCopies(7, row(ModalitySet.RGB, 1, 1, 5, 1));
        assertEquals(1, MetricsRow.mean(rows).metrics().iAuroc());
    }

    @Test
    void mean_nothingOrMixedSettings_isRefused() {
        assertThrows(IllegalArgumentException.class, () -> MetricsRow.mean(List.of()));
        List<MetricsRow> mixed =
                List.of(row(ModalitySet.RGB, 1, 1, 1, 1), row(ModalitySet.XYZ, 1, 1, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> MetricsRow.mean(mixed));
    }

    @Test
    void constructors_valuesOutsideTheirRange_areRefusedByName() {
        String message =
                assertThrows(IllegalArgumentException.class, () -> new Metrics(0.5, 0.5, 1.2, 0, 0))
                        .getMessage();
        assertTrue(message.startsWith("aupro30: 1.2"), message);
        assertThrows(IllegalArgumentException.class, () -> new Metrics(-0.1, 0, 0, 0, 0));
        Metrics metrics = new Metrics(NAN, NAN, NAN, NAN, NAN);
        assertThrows(
                IllegalArgumentException.class,
                () -> new MetricsRow("c", ModalitySet.RGB, metrics, 1, 2, 3));
        assertFalse(new MetricsRow("c", ModalitySet.RGB, metrics, 1, 3, 3).isMean());
    }
}
