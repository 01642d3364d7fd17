package org.lacuna.synthesis.internal;

import static org.lacuna.synthesis.DefectEffect.APPEARANCE;
import static org.lacuna.synthesis.DefectEffect.BOTH;
import static org.lacuna.synthesis.DefectEffect.GEOMETRY;

import org.lacuna.synthesis.PartKind;
import org.lacuna.synthesis.internal.DefectSpec.Colour;
import org.lacuna.synthesis.internal.DefectSpec.Form;
import org.lacuna.synthesis.internal.DefectSpec.Range;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * All defect classes and their severities: the one place that decides how hard the data are. The
 * subtle ends stand a little above the sensor's limits (a depth of 0.3 mm at a width of 2 mm, a
 * tenth of the reflectance); each part has defects that the image hardly shows and others that the
 * cloud cannot show.
 */
public final class DefectCatalogue {
    /**
     * Severity = drawn value, even in 0..1, to this power: below 1 there are more clear defects.
     */
    public static final double SKEW = 0.6;

    private static final Map<PartKind, List<DefectSpec>> ALL = new EnumMap<>(PartKind.class);

    static {
        ALL.put(
                PartKind.MACHINED_BRACKET,
                List.of(
                        shape("burr", Form.BURR, Site.Kind.EDGE, r(6, 22), r(0.5, 3)),
                        both(
                                "clogged-hole",
                                Form.CLOG,
                                Site.Kind.FEATURE,
                                r(1, 1),
                                r(4.5, 0.6),
                                r(0.35, 0.9),
                                new Colour(0.1, 0.075, 0.055),
                                new Colour(0.3, 0.27, 0.22)),
                        shape("dent", Form.DENT, Site.Kind.FACE, r(2.2, 13), r(0.3, 3)),
                        colour(
                                "stain",
                                Form.STAIN,
                                Site.Kind.FACE,
                                r(7, 24),
                                r(0.5, 1),
                                new Colour(0.24, 0.12, 0.05),
                                new Colour(0.11, 0.09, 0.075)),
                        both(
                                "swarf",
                                Form.LUMP,
                                Site.Kind.FACE,
                                r(2.2, 9),
                                r(0.3, 2.6),
                                r(0.5, 1),
                                new Colour(0.52, 0.5, 0.48),
                                new Colour(0.5, 0.36, 0.16))));
        ALL.put(
                PartKind.OAT_COOKIE,
                List.of(
                        colour(
                                "burn",
                                Form.STAIN,
                                Site.Kind.FACE,
                                r(10, 34),
                                r(0.55, 1),
                                new Colour(0.06, 0.035, 0.02)),
                        both(
                                "contamination",
                                Form.LUMP,
                                Site.Kind.FACE,
                                r(3, 10),
                                r(0.6, 3),
                                r(0.75, 1),
                                new Colour(0.08, 0.18, 0.4),
                                new Colour(0.32, 0.32, 0.3),
                                new Colour(0.14, 0.28, 0.08)),
                        both(
                                "crack",
                                Form.CRACK,
                                Site.Kind.FACE,
                                r(1.3, 4),
                                r(1.2, 6.5),
                                r(0.35, 0.85),
                                new Colour(0.1, 0.05, 0.02)),
                        shape("hole", Form.PIT, Site.Kind.FACE, r(4, 16), r(1.5, 8)),
                        colour(
                                "mould",
                                Form.SPECKS,
                                Site.Kind.FACE,
                                r(8, 26),
                                r(0.5, 1),
                                new Colour(0.5, 0.54, 0.48),
                                new Colour(0.2, 0.3, 0.22))));
        ALL.put(
                PartKind.PRINTED_COVER,
                List.of(
                        colour(
                                "missing-print",
                                Form.INK_LOSS,
                                Site.Kind.PRINT,
                                r(6, 26),
                                r(0.55, 0.95)),
                        both(
                                "paint",
                                Form.LUMP,
                                Site.Kind.FACE,
                                r(2, 9),
                                r(0.15, 1),
                                r(0.6, 1),
                                new Colour(0.05, 0.12, 0.35),
                                new Colour(0.62, 0.6, 0.52)),
                        shape("scratch", Form.SCRATCH, Site.Kind.FACE, r(0.8, 3.6), r(0.25, 1.6)),
                        shape("sink-mark", Form.DENT, Site.Kind.FACE, r(3, 18), r(0.25, 1.7)),
                        colour(
                                "smeared-print",
                                Form.INK_SMEAR,
                                Site.Kind.PRINT,
                                r(7, 24),
                                r(0.5, 1))));
        ALL.put(
                PartKind.RUBBER_RING,
                List.of(
                        colour(
                                "bleach",
                                Form.STAIN,
                                Site.Kind.FACE,
                                r(5, 18),
                                r(0.2, 0.7),
                                new Colour(0.19, 0.18, 0.17),
                                new Colour(0.16, 0.13, 0.09)),
                        shape("bubble", Form.BULGE, Site.Kind.FACE, r(3, 15), r(0.5, 3.6)),
                        shape("chunk-out", Form.PIT, Site.Kind.FEATURE, r(2.6, 13), r(0.8, 6)),
                        both(
                                "contamination",
                                Form.LUMP,
                                Site.Kind.FACE,
                                r(2, 7),
                                r(0.5, 2.5),
                                r(0.6, 1),
                                new Colour(0.22, 0.19, 0.14),
                                new Colour(0.1, 0.1, 0.11)),
                        both(
                                "cut",
                                Form.CUT,
                                Site.Kind.FACE,
                                r(0.9, 3.4),
                                r(0.6, 5),
                                r(0.25, 0.8),
                                new Colour(0.13, 0.125, 0.12))));
        ALL.put(
                PartKind.POWER_LEAD,
                List.of(
                        shape("broken-wire", Form.BREAK, Site.Kind.FEATURE, r(3, 16), r(1, 1)),
                        shape("crushed", Form.DENT, Site.Kind.FACE, r(4, 16), r(0.6, 4.5)),
                        both(
                                "cut",
                                Form.CUT,
                                Site.Kind.FACE,
                                r(1, 5),
                                r(0.6, 3.5),
                                r(0.5, 1),
                                new Colour(0.42, 0.4, 0.36)),
                        colour(
                                "paint",
                                Form.PAINT,
                                Site.Kind.FACE,
                                r(2, 11),
                                r(0.4, 1),
                                new Colour(0.55, 0.53, 0.48),
                                new Colour(0.4, 0.06, 0.04)),
                        colour(
                                "scorch",
                                Form.STAIN,
                                Site.Kind.FEATURE,
                                r(5, 18),
                                r(0.6, 1),
                                new Colour(0.02, 0.016, 0.013))));
        ALL.put(
                PartKind.SINTERED_GEAR,
                List.of(
                        shape("broken-tooth", Form.BREAK, Site.Kind.FEATURE, r(1, 6.2), r(1, 1)),
                        both(
                                "crack",
                                Form.CRACK,
                                Site.Kind.FACE,
                                r(0.8, 3),
                                r(0.4, 3),
                                r(0.3, 0.9),
                                new Colour(0.03, 0.027, 0.025)),
                        shape("dent", Form.DENT, Site.Kind.FACE, r(2, 13), r(0.3, 3)),
                        both(
                                "residue",
                                Form.LUMP,
                                Site.Kind.FACE,
                                r(2, 10),
                                r(0.3, 2.5),
                                r(0.5, 1),
                                new Colour(0.1, 0.09, 0.08),
                                new Colour(0.34, 0.32, 0.28)),
                        colour(
                                "rust",
                                Form.STAIN,
                                Site.Kind.FACE,
                                r(5, 20),
                                r(0.35, 1),
                                new Colour(0.24, 0.09, 0.035))));
    }

    private DefectCatalogue() {}

    /** The defect classes of a part, in the order of their names. */
    public static List<DefectSpec> of(PartKind kind) {
        return ALL.get(kind);
    }

    /**
     * @throws IllegalArgumentException when the part has no such class
     */
    public static DefectSpec find(PartKind kind, String key) {
        for (DefectSpec s : of(kind)) {
            if (s.key().equals(key)) {
                return s;
            }
        }
        throw new IllegalArgumentException(
                "defect: '" + key + "' of " + kind.key() + ", expected one of " + kind.defects());
    }

    private static Range r(double low, double high) {
        return new Range(low, high);
    }

    private static DefectSpec shape(
            String key, Form form, Site.Kind site, Range size, Range depth) {
        return new DefectSpec(key, GEOMETRY, form, site, size, depth, Range.NONE);
    }

    private static DefectSpec colour(
            String key, Form form, Site.Kind site, Range size, Range contrast, Colour... colours) {
        return new DefectSpec(key, APPEARANCE, form, site, size, Range.NONE, contrast, colours);
    }

    private static DefectSpec both(
            String key,
            Form form,
            Site.Kind site,
            Range size,
            Range depth,
            Range contrast,
            Colour... colours) {
        return new DefectSpec(key, BOTH, form, site, size, depth, contrast, colours);
    }
}
