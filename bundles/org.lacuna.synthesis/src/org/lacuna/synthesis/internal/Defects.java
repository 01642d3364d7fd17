package org.lacuna.synthesis.internal;

import org.lacuna.core.SeededRandom;
import org.lacuna.synthesis.internal.DefectSpec.Colour;

/** Makes the defects that a {@link DefectSpec} describes. */
final class Defects {
    private Defects() {}

    /**
     * @param severity 0..1
     * @param random draws place, outline and colour
     */
    static Defect create(DefectSpec spec, Part part, double severity, SeededRandom random) {
        Site site = part.site(spec.site(), random);
        double size = spec.size().at(severity) * random.uniform(0.93, 1.07);
        double depth = spec.depth().at(severity) * random.uniform(0.93, 1.07);
        double contrast = spec.contrast().at(severity);
        Colour colour =
                spec.colours().length == 0
                        ? new Colour(0, 0, 0)
                        : spec.colours()[random.nextInt(spec.colours().length)];
        return switch (spec.form()) {
            case DENT -> ShapeDefects.dent(site, size, -depth, random);
            case BULGE -> ShapeDefects.dent(site, size, depth, random);
            case PIT -> ShapeDefects.pit(site, size, depth, random);
            case SCRATCH -> ShapeDefects.scratch(site, size, depth, random);
            case BURR -> ShapeDefects.burr(part, site, size, depth, random);
            case CLOG -> MixedDefects.clog(part, site, depth, contrast, colour, random);
            case BREAK -> ShapeDefects.broken(part, site, size, random);
            case CRACK -> MixedDefects.crack(site, size, depth, contrast, colour, random);
            case CUT -> MixedDefects.cut(site, size, depth, contrast, colour, random);
            case LUMP -> MixedDefects.lump(site, size, depth, contrast, colour, random);
            case STAIN -> ColourDefects.stain(site, size, contrast, colour, random);
            case PAINT -> ColourDefects.paint(site, size, contrast, colour, random);
            case SPECKS -> ColourDefects.specks(site, size, contrast, colour, random);
            case INK_LOSS -> ColourDefects.inkLoss(site, size, contrast, random);
            case INK_SMEAR -> ColourDefects.inkSmear(part, site, size, contrast, random);
        };
    }
}
