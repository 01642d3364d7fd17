package org.lacuna.synthesis.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lacuna.core.SeededRandom;
import org.lacuna.synthesis.PartKind;

import java.util.Optional;

class PartTest {
    private static final double WALL = 0.4;

    private static Part part(PartKind kind, long seed) {
        return Part.create(kind, new SeededRandom(seed), WALL);
    }

    @ParameterizedTest
    @EnumSource(PartKind.class)
    void height_anySeed_staysWithinTheStatedBounds(PartKind kind) {
        for (int seed = 0; seed < 12; seed++) {
            Part part = part(kind, seed);
            boolean solid = false;
            for (double v = -66; v <= 66; v += 0.7) {
                for (double u = -66; u <= 66; u += 0.7) {
                    double h = part.heightMm(u, v);
                    assertTrue(h >= 0 && h <= part.maxHeightMm(), kind + " height " + h);
                    if (Math.hypot(u, v) > part.radiusMm()) {
                        assertEquals(0, h, kind + " seed " + seed + " at " + u + ", " + v);
                    }
                    solid |= h > 1;
                }
            }
            assertTrue(solid);
        }
    }

    @ParameterizedTest
    @EnumSource(PartKind.class)
    void height_partAndItsPose_fitsTheHeightField(PartKind kind) {
        Part part = part(kind, 1);
        double reach = part.radiusMm() + part.poseRange().shiftMm() * Math.sqrt(2);
        // Half the field, less what perspective takes at the part's top.
        double seen = Rig.FIELD_MM / 2 * (1 - part.maxHeightMm() / 400);
        double shape = part.radiusMm() > 50 ? 6 : 0;
        assertTrue(reach - shape < seen, kind + ": " + reach + " mm of " + seen);
    }

    @ParameterizedTest
    @EnumSource(PartKind.class)
    void material_everywhereAlsoBesideThePart_isInRange(PartKind kind) {
        Part part = part(kind, 3);
        Specimen specimen = new Specimen(part, Optional.empty());
        Material m = new Material();
        SeededRandom random = new SeededRandom(1);
        for (int i = 0; i < 20_000; i++) {
            specimen.material(random.uniform(-60, 60), random.uniform(-60, 60), m);
            assertTrue(m.red > 0 && m.red < 1 && m.green > 0 && m.green < 1);
            assertTrue(m.blue > 0 && m.blue < 1);
            assertTrue(m.gloss >= 0 && m.gloss <= 1 && m.roughness >= 0.1);
            assertTrue(Math.abs(m.slopeU) < 0.8 && Math.abs(m.slopeV) < 0.8);
            assertTrue(m.ink >= 0 && m.ink <= 1 && m.accent >= 0 && m.accent <= 1);
        }
    }

    @ParameterizedTest
    @EnumSource(PartKind.class)
    void create_sameSeed_givesTheSamePart_andAnotherSeedAnother(PartKind kind) {
        Part a = part(kind, 5);
        Part b = part(kind, 5);
        Part c = part(kind, 6);
        Material ma = new Material();
        Material mb = new Material();
        Material mc = new Material();
        double shape = 0;
        double colour = 0;
        for (int i = 0; i < 3000; i++) {
            double u = i * 0.013 * Math.cos(i);
            double v = i * 0.013 * Math.sin(i);
            assertEquals(a.heightMm(u, v), b.heightMm(u, v));
            a.material(u, v, ma);
            b.material(u, v, mb);
            c.material(u, v, mc);
            assertEquals(ma.red, mb.red);
            assertEquals(ma.slopeU, mb.slopeU);
            shape += Math.abs(a.heightMm(u, v) - c.heightMm(u, v));
            colour += Math.abs(ma.green - mc.green);
        }
        assertTrue(shape > 0 && colour > 1, kind + ": good parts do not vary");
    }

    @ParameterizedTest
    @EnumSource(PartKind.class)
    void site_everyKindThatADefectUses_liesOnThePart(PartKind kind) {
        Part part = part(kind, 8);
        SeededRandom random = new SeededRandom(2);
        for (DefectSpec spec : DefectCatalogue.of(kind)) {
            for (int i = 0; i < 100; i++) {
                Site site = part.site(spec.site(), random);
                assertEquals(1, Math.hypot(site.dirU(), site.dirV()), 1e-9);
                if (spec.site() == Site.Kind.FACE || spec.site() == Site.Kind.PRINT) {
                    assertTrue(part.heightMm(site.u(), site.v()) > 1, spec.key());
                }
                if (spec.site() == Site.Kind.EDGE) {
                    double in = part.heightMm(site.u() - site.dirU(), site.v() - site.dirV());
                    double out = part.heightMm(site.u() + site.dirU(), site.v() + site.dirV());
                    assertTrue(in > 1 && out == 0, spec.key() + ": " + in + ", " + out);
                }
                if (spec.site() == Site.Kind.PRINT) {
                    double ink =
                            Math.max(part.ink(site.u(), site.v()), part.accent(site.u(), site.v()));
                    assertTrue(ink > 0.5);
                }
            }
        }
    }

    @Test
    void cover_thickness_isTwoMillimetres() {
        Part cover = part(PartKind.PRINTED_COVER, 1);
        assertEquals(2, cover.heightMm(0, -20), 0.3);
        assertEquals(0, cover.heightMm(43, 25), "a screw hole goes through");
    }

    @Test
    void cover_serialNumber_differsFromPartToPart() {
        Part a = part(PartKind.PRINTED_COVER, 1);
        Part b = part(PartKind.PRINTED_COVER, 2);
        double difference = 0;
        for (double u = -38; u < -8; u += 0.2) {
            for (double v = -24; v < -9; v += 0.2) {
                difference += Math.abs(a.ink(u, v) - b.ink(u, v)) * 0.04;
            }
        }
        assertTrue(difference > 20, "ink differs over " + difference + " mm2");
    }

    @Test
    void bracket_holesAndBore_goThrough() {
        Part bracket = part(PartKind.MACHINED_BRACKET, 1);
        assertEquals(0, bracket.heightMm(34, 17));
        assertEquals(0, bracket.heightMm(34, -17));
        assertEquals(0, bracket.heightMm(-24, 3));
        assertEquals(8, bracket.heightMm(0, 24), 1e-9);
    }

    @Test
    void ring_middleAndOutside_areEmpty() {
        Part ring = part(PartKind.RUBBER_RING, 1);
        assertEquals(0, ring.heightMm(0, 0));
        assertTrue(ring.heightMm(35.5, 0) > 10);
    }

    @Test
    void gear_featureEnd_isTheTipOfOneTooth() {
        Part gear = part(PartKind.SINTERED_GEAR, 1);
        Site site = gear.site(Site.Kind.FEATURE, new SeededRandom(3));
        double tipU = site.u() - 0.5 * site.dirU();
        double tipV = site.v() - 0.5 * site.dirV();
        assertTrue(gear.heightMm(tipU, tipV) > 5, "the site is a tooth");
        assertTrue(gear.featureEnd(site, 3, tipU, tipV) < 0);
        assertTrue(gear.featureEnd(site, 3, -tipU, -tipV) > 0, "the opposite tooth stays");
        double rootU = site.u() - 4 * site.dirU();
        double rootV = site.v() - 4 * site.dirV();
        assertTrue(gear.featureEnd(site, 3, rootU, rootV) > 0, "the root stays");
    }

    @Test
    void featureEnd_partWithoutSuchFeatures_isRefused() {
        Part cover = part(PartKind.PRINTED_COVER, 1);
        Site site = new Site(0, 0, 1, 0);
        assertThrows(UnsupportedOperationException.class, () -> cover.featureEnd(site, 1, 0, 0));
    }
}
