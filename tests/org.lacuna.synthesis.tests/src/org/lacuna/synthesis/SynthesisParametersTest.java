package org.lacuna.synthesis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SynthesisParametersTest {
    private static void refused(String field, Runnable make) {
        String message = assertThrows(IllegalArgumentException.class, make::run).getMessage();
        assertTrue(message.contains(field), message);
    }

    @Test
    void constructor_valuesOutOfRange_areRefusedByName() {
        refused("widthPx: 63", () -> new SynthesisParameters(63, 400, 1, 1, 1, 1, 0));
        refused("widthPx: 4097", () -> new SynthesisParameters(4097, 400, 1, 1, 1, 1, 0));
        refused("heightPx: 0", () -> new SynthesisParameters(400, 0, 1, 1, 1, 1, 0));
        refused("trainParts: -1", () -> new SynthesisParameters(400, 400, -1, 1, 1, 1, 0));
        refused("validationParts", () -> new SynthesisParameters(400, 400, 1, 10001, 1, 1, 0));
        refused("goodTestParts", () -> new SynthesisParameters(400, 400, 1, 1, -5, 1, 0));
        refused("partsPerDefect", () -> new SynthesisParameters(400, 400, 1, 1, 1, -1, 0));
        refused("trainParts: 0", () -> SynthesisParameters.defaults().withParts(0));
    }

    @Test
    void withParts_defaultCount_changesNothing() {
        SynthesisParameters d = SynthesisParameters.defaults();
        assertEquals(d, d.withParts(d.trainParts()));
    }

    @Test
    void withParts_otherCounts_scalesTheRestButKeepsAtLeastOne() {
        SynthesisParameters d = SynthesisParameters.defaults();
        SynthesisParameters twice = d.withParts(2 * d.trainParts());
        assertEquals(2 * d.validationParts(), twice.validationParts());
        assertEquals(2 * d.goodTestParts(), twice.goodTestParts());
        assertEquals(2 * d.partsPerDefect(), twice.partsPerDefect());
        SynthesisParameters one = d.withParts(1);
        assertEquals(1, one.trainParts());
        assertEquals(1, one.validationParts());
        assertEquals(1, one.goodTestParts());
        assertEquals(1, one.partsPerDefect());
    }

    @Test
    void withers_changeOnlyTheirValue() {
        SynthesisParameters d = SynthesisParameters.defaults();
        SynthesisParameters s = d.withSizePx(640).withSeed(9);
        assertEquals(640, s.widthPx());
        assertEquals(640, s.heightPx());
        assertEquals(9, s.seed());
        assertEquals(d, s.withSizePx(d.widthPx()).withSeed(d.seed()));
    }
}
