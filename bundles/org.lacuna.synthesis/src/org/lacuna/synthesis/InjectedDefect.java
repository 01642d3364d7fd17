package org.lacuna.synthesis;

import org.lacuna.core.PixelMask;
import org.lacuna.core.Sample;

import java.util.Objects;

/**
 * A real scan with a synthetic defect.
 *
 * @param sample the scan with the defect; it has the modalities of the scan that it was made from
 * @param shapeMask sensor pixels whose point moved noticeably, or is lost
 * @param colourMask sensor pixels whose colour changed noticeably, be it by shading
 * @param kind what was put in
 * @param effect what it changes: {@link DefectEffect#GEOMETRY} leaves the image's colours, but for
 *     shading, and {@link DefectEffect#APPEARANCE} leaves the cloud as it was, bit for bit
 */
public record InjectedDefect(
        Sample sample,
        PixelMask shapeMask,
        PixelMask colourMask,
        ScanDefect kind,
        DefectEffect effect) {
    public InjectedDefect {
        Objects.requireNonNull(sample, "sample");
        Objects.requireNonNull(shapeMask, "shapeMask");
        Objects.requireNonNull(colourMask, "colourMask");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(effect, "effect");
    }

    /** Pixels that changed noticeably, in whichever modality. */
    public PixelMask mask() {
        boolean[] any = shapeMask.set().clone();
        for (int i = 0; i < any.length; i++) {
            any[i] |= colourMask.get(i);
        }
        return new PixelMask(shapeMask.width(), shapeMask.height(), any);
    }
}
