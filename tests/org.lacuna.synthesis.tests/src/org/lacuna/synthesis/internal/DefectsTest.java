package org.lacuna.synthesis.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lacuna.core.SeededRandom;
import org.lacuna.synthesis.DefectEffect;
import org.lacuna.synthesis.PartKind;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

class DefectsTest {
    private static final double STEP = 0.4;
    private static final double REACH = 62;

    /** What a defect changes on the part, in mm and in reflectance, sampled over the whole part. */
    private record Change(double lowest, double highest, double colour, double areaMm2) {}

    private static Change change(Part part, Defect defect) {
        Specimen good = new Specimen(part, Optional.empty());
        Specimen bad = new Specimen(part, Optional.of(defect));
        Material a = new Material();
        Material b = new Material();
        double lowest = 0;
        double highest = 0;
        double colour = 0;
        int cells = 0;
        int visited = 0;
        for (double v = -REACH; v < REACH; v += STEP) {
            for (double u = -REACH; u < REACH; u += STEP) {
                // Beyond the reach a sample of the places must do.
                if (!defect.reaches(u, v, 0) && visited++ % 17 != 0) {
                    continue;
                }
                double h = bad.heightMm(u, v);
                double d = h - good.heightMm(u, v);
                assertTrue(h >= 0, "height " + h);
                good.material(u, v, a);
                bad.material(u, v, b);
                double c = Math.abs(a.red - b.red);
                c = Math.max(c, Math.abs(a.green - b.green));
                c = Math.max(c, Math.abs(a.blue - b.blue));
                if (!defect.reaches(u, v, 0)) {
                    assertEquals(0, d);
                    assertEquals(0, c);
                    assertEquals(a.gloss, b.gloss);
                }
                lowest = Math.min(lowest, d);
                highest = Math.max(highest, d);
                colour = Math.max(colour, c);
                cells += Math.abs(d) > 0.04 || c > 0.01 ? 1 : 0;
            }
        }
        return new Change(lowest, highest, colour, cells * STEP * STEP);
    }

    @ParameterizedTest
    @EnumSource(PartKind.class)
    void create_everyClassAndSeverity_changesWhatItsEffectSaysAndNothingElse(PartKind kind) {
        for (DefectSpec spec : DefectCatalogue.of(kind)) {
            for (double severity : new double[] {0, 0.5, 1}) {
                Part part = Part.create(kind, new SeededRandom(21), 0.4);
                Defect defect = Defects.create(spec, part, severity, new SeededRandom(4));
                Change c = change(part, defect);
                String what = kind.key() + " " + spec.key() + " " + severity + ": " + c;
                if (!spec.effect().changesShape()) {
                    assertEquals(0, c.lowest(), what);
                    assertEquals(0, c.highest(), what);
                } else {
                    assertTrue(Math.max(-c.lowest(), c.highest()) > 0.1, what);
                }
                if (!spec.effect().changesColour()) {
                    assertEquals(0, c.colour(), what);
                } else {
                    assertTrue(c.colour() > 0.003, what);
                }
                assertTrue(c.areaMm2() > 1, what);
            }
        }
    }

    /** The scanner's rays start there: what stands higher would be cut off. */
    @ParameterizedTest
    @EnumSource(PartKind.class)
    void create_clearest_staysBelowTheCeiling(PartKind kind) {
        for (DefectSpec spec : DefectCatalogue.of(kind)) {
            for (int seed = 0; seed < 6; seed++) {
                Part part = Part.create(kind, new SeededRandom(seed), 0.4);
                Defect defect = Defects.create(spec, part, 1, new SeededRandom(seed));
                Specimen bad = new Specimen(part, Optional.of(defect));
                for (double v = -REACH; v < REACH; v += 0.9) {
                    for (double u = -REACH; u < REACH; u += 0.9) {
                        double above = bad.heightMm(u, v) - part.maxHeightMm();
                        assertTrue(above < Scanner.DEFECT_RISE_MM, spec.key() + " " + above);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(PartKind.class)
    void create_higherSeverity_changesMore(PartKind kind) {
        for (DefectSpec spec : DefectCatalogue.of(kind)) {
            double subtle = 0;
            double clear = 0;
            for (int seed = 0; seed < 3; seed++) {
                Part part = Part.create(kind, new SeededRandom(40 + seed), 0.4);
                subtle += amount(change(part, Defects.create(spec, part, 0, random(seed))));
                clear += amount(change(part, Defects.create(spec, part, 1, random(seed))));
            }
            assertTrue(clear > 1.3 * subtle, kind + " " + spec.key());
        }
    }

    private static SeededRandom random(int seed) {
        return new SeededRandom(seed);
    }

    private static double amount(Change c) {
        return c.areaMm2() * (c.colour() + 0.05 * (c.highest() - c.lowest()));
    }

    @ParameterizedTest
    @EnumSource(PartKind.class)
    void catalogue_everyKind_hasSortedUniqueClassesOfEveryEffect(PartKind kind) {
        List<String> keys = kind.defects();
        assertEquals(keys.stream().sorted().distinct().toList(), keys);
        assertTrue(keys.size() >= 4 && keys.size() <= 6);
        Set<DefectEffect> effects = EnumSet.noneOf(DefectEffect.class);
        for (String key : keys) {
            effects.add(kind.effect(key));
        }
        assertEquals(EnumSet.allOf(DefectEffect.class), effects);
    }

    @Test
    void catalogue_allForms_areUsed() {
        Set<DefectSpec.Form> forms = new HashSet<>();
        for (PartKind kind : PartKind.values()) {
            for (DefectSpec spec : DefectCatalogue.of(kind)) {
                forms.add(spec.form());
                assertEquals(spec.effect().changesColour(), hasColour(spec), spec.key());
            }
        }
        assertEquals(EnumSet.allOf(DefectSpec.Form.class), forms);
    }

    /** Ink defects take their colour from the print. */
    private static boolean hasColour(DefectSpec spec) {
        return spec.colours().length > 0
                || spec.form() == DefectSpec.Form.INK_LOSS
                || spec.form() == DefectSpec.Form.INK_SMEAR;
    }

    @Test
    void find_unknownClass_namesTheKnownOnes() {
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class, () -> PartKind.OAT_COOKIE.effect("rust"));
        assertTrue(e.getMessage().contains("rust") && e.getMessage().contains("burn"));
    }

    @Test
    void range_severity_runsGeometricallyBetweenItsEnds() {
        DefectSpec.Range range = new DefectSpec.Range(2, 8);
        assertEquals(2, range.at(0), 1e-12);
        assertEquals(4, range.at(0.5), 1e-12);
        assertEquals(8, range.at(1), 1e-12);
    }
}
