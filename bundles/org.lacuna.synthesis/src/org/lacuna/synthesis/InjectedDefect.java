package org.lacuna.synthesis;

import org.lacuna.core.PixelMask;
import org.lacuna.core.Sample;

import java.util.Objects;

/**
 * A real scan with a synthetic defect.
 *
 * @param sample the scan with the defect; it has the modalities of the scan that it was made from
 * @param mask sensor pixels that changed noticeably, in whichever modality
 * @param kind what was put in
 * @param effect what it changes: {@link DefectEffect#GEOMETRY} leaves the image's colours, but for
 *     shading, and {@link DefectEffect#APPEARANCE} leaves the cloud as it was, bit for bit
 */
public record InjectedDefect(Sample sample, PixelMask mask, ScanDefect kind, DefectEffect effect) {
    public InjectedDefect {
        Objects.requireNonNull(sample, "sample");
        Objects.requireNonNull(mask, "mask");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(effect, "effect");
    }
}
