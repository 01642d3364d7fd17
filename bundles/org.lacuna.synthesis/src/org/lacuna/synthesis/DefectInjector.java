package org.lacuna.synthesis;

import org.lacuna.core.PixelMask;
import org.lacuna.core.Sample;
import org.lacuna.core.SeededRandom;
import org.lacuna.synthesis.internal.ScanEditor;
import org.lacuna.synthesis.internal.ScanSite;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts synthetic defects into real scans of good parts, before features are extracted, so that
 * networks can learn what a defect looks like without one (method.md 4; paper 3.3 leaves open where
 * its labels come from). Sizes are drawn relative to the part and the sensor's patches, heights
 * relative to the defect's extent, so nothing has to be set for another part.
 *
 * <p>Deterministic for a generator's state; stateless, thread-safe. O(pixels).
 */
public final class DefectInjector {
    /** A place where nothing comes of it (a dark stain on black) is given up for another. */
    private static final int ATTEMPTS = 12;

    private static final int SMALLEST_MASK_PX = 6;

    /** Share of defects in both modalities that show in one of them alone. */
    private static final double ONE_SIDED = 0.3;

    /**
     * Puts in a defect of a random kind that the sample's modalities can show.
     *
     * @param good scan of a good part; left as it is
     * @param part pixels of the part, where the defect goes; on the sample's grid
     * @return empty when the part has no place for one (no pixels, or nothing changes)
     */
    public Optional<InjectedDefect> inject(Sample good, PixelMask part, SeededRandom random) {
        List<ScanDefect> kinds = new ArrayList<>();
        for (ScanDefect kind : ScanDefect.values()) {
            if (good.rgb().isPresent() || kind.effect().changesShape()) {
                kinds.add(kind);
            }
        }
        ScanDefect kind = kinds.get(random.nextInt(kinds.size()));
        return inject(good, part, kind, random);
    }

    /**
     * Puts in a defect of that kind.
     *
     * @throws IllegalArgumentException when the sample has no modality, the mask is on another
     *     grid, or the kind cannot be seen in the sample's modalities
     */
    public Optional<InjectedDefect> inject(
            Sample good, PixelMask part, ScanDefect kind, SeededRandom random) {
        check(good, part, kind);
        DefectEffect effect = effect(good, kind, random);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            SeededRandom own = random.fork(random.nextLong());
            Optional<ScanSite> site = ScanSite.draw(good, part, kind, own);
            if (site.isEmpty()) {
                return Optional.empty();
            }
            ScanEditor editor = new ScanEditor(good, part, site.get(), effect);
            editor.apply(kind, own);
            InjectedDefect defect =
                    new InjectedDefect(
                            editor.sample(), editor.shapeMask(), editor.colourMask(), kind, effect);
            if (defect.mask().count() >= SMALLEST_MASK_PX) {
                return Optional.of(defect);
            }
        }
        return Optional.empty();
    }

    private static void check(Sample good, PixelMask part, ScanDefect kind) {
        int width =
                good.rgb().map(i -> i.width()).or(() -> good.cloud().map(c -> c.width())).orElse(0);
        int height =
                good.rgb()
                        .map(i -> i.height())
                        .or(() -> good.cloud().map(c -> c.height()))
                        .orElse(0);
        if (part.width() != width || part.height() != height) {
            throw new IllegalArgumentException(
                    good.id()
                            + ": mask of "
                            + part.width()
                            + " x "
                            + part.height()
                            + " for a scan of "
                            + width
                            + " x "
                            + height
                            + ", expected the same grid");
        }
        if (good.rgb().isEmpty() && !kind.effect().changesShape()) {
            throw new IllegalArgumentException(
                    good.id() + ": " + kind + " without an image, expected a change of shape");
        }
    }

    private static DefectEffect effect(Sample good, ScanDefect kind, SeededRandom random) {
        boolean oneSided = random.nextDouble() < ONE_SIDED;
        boolean shape = random.nextDouble() < 0.5;
        if (kind.effect() != DefectEffect.BOTH
                || good.rgb().isEmpty()
                || good.cloud().isEmpty()
                || !oneSided
                || kind == ScanDefect.MISSING_MATERIAL) {
            return kind.effect();
        }
        return shape ? DefectEffect.GEOMETRY : DefectEffect.APPEARANCE;
    }
}
