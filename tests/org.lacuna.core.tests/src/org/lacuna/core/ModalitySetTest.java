package org.lacuna.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Locale;

class ModalitySetTest {
    private static final List<ModalitySet> ALL =
            List.of(ModalitySet.NONE, ModalitySet.RGB, ModalitySet.XYZ, ModalitySet.BOTH);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rgb|rgb",
                "xyz|xyz",
                "rgb,xyz|rgb+xyz",
                "xyz,rgb|rgb+xyz",
                "rgb+xyz|rgb+xyz",
                "XYZ+Rgb|rgb+xyz",
                "' rgb , xyz '|rgb+xyz",
                "rgb,rgb|rgb"
            })
    void parse_legalText_givesTheSet(String text, String key) {
        assertEquals(key, ModalitySet.parse(text).key());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ",", "rgb,", "+xyz", "rgb xyz", "rgbxyz", "none", "3d", "r"})
    void parse_otherText_isRefusedQuotingIt(String text) {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> ModalitySet.parse(text));
        assertTrue(e.getMessage().contains("'" + text + "'"), e.getMessage());
    }

    @Test
    void parse_underATurkishLocale_stillReadsCapitals() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr"));
        try {
            assertEquals(ModalitySet.BOTH, ModalitySet.parse("RGB,XYZ"));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void parse_ofAKey_isTheInverse() {
        for (ModalitySet s : ModalitySet.SETTINGS) {
            assertEquals(s, ModalitySet.parse(s.key()));
            assertEquals(s.key(), s.toString());
        }
        assertEquals(
                List.of("RGB+3D", "RGB", "3D"),
                ModalitySet.SETTINGS.stream().map(ModalitySet::label).toList());
        assertEquals("none", ModalitySet.NONE.key());
        assertEquals("none", ModalitySet.NONE.label());
    }

    @Test
    void setOperations_agreeWithMembership() {
        for (ModalitySet a : ALL) {
            assertEquals(a.list().isEmpty(), a.isEmpty());
            for (Modality m : Modality.values()) {
                assertEquals(a.list().contains(m), a.contains(m));
            }
            for (ModalitySet b : ALL) {
                boolean every = true;
                for (Modality m : Modality.values()) {
                    assertEquals(a.contains(m) || b.contains(m), a.union(b).contains(m));
                    assertEquals(a.contains(m) && b.contains(m), a.intersect(b).contains(m));
                    every &= a.contains(m) || !b.contains(m);
                }
                assertEquals(every, a.containsAll(b));
            }
        }
    }

    @Test
    void list_isInReportOrderAndFixed() {
        assertEquals(List.of(Modality.RGB, Modality.XYZ), ModalitySet.BOTH.list());
        assertThrows(UnsupportedOperationException.class, () -> ModalitySet.BOTH.list().clear());
        assertFalse(ModalitySet.SETTINGS.contains(ModalitySet.NONE));
    }

    @Test
    void modality_namesAreStable() {
        assertEquals("rgb", Modality.RGB.key());
        assertEquals("xyz", Modality.XYZ.key());
        assertEquals("3D", Modality.XYZ.label());
        assertEquals("validation", Split.VALIDATION.key());
    }
}
