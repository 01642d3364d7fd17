package org.lacuna.acquisition;

import org.lacuna.acquisition.internal.Foreground;
import org.lacuna.acquisition.internal.Working;
import org.lacuna.core.Availability;
import org.lacuna.core.GridTransform;
import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.PixelMask;
import org.lacuna.core.PreparedSample;
import org.lacuna.core.RgbImage;
import org.lacuna.core.Sample;
import org.lacuna.core.Workers;
import org.lacuna.core.WorkingImage;

import java.util.Objects;
import java.util.Optional;

/**
 * From a sample to what extractors get (method.md 1; Xu et al. 2025, 4.1.2): background plane
 * removed, specks dropped, colour image on the working grid, availability of each patch.
 *
 * <ol>
 *   <li><b>Background</b>: the plane is found by RANSAC on the points along the picture's border
 *       and refined; points up to a margin above it, and everything behind it, are removed. 'Above'
 *       is the side of the sensor, which sits at the origin when all z have the same sign, as in
 *       any camera's frame; otherwise the side with more points. Removal that would leave less than
 *       {@code minRemainingShare} of the points is refused and noted: a flat part fills the
 *       picture. Where no border point was measured there is no background to remove.
 *   <li><b>Components</b>: connected components on the pixel grid that are small against the
 *       largest one are dropped, except those which the part encloses (a screw head in a plate).
 *   <li><b>Part</b>: foreground points and the unmeasured pixels that they enclose; background seen
 *       through a hole is not enclosed.
 *   <li><b>Working image</b>: square padding, exact area average to 224 x 224.
 *   <li><b>Availability</b>: RGB, share of a patch's sensor pixels that are neither over- nor
 *       under-exposed; 3D, share of those that hold a foreground point.
 * </ol>
 *
 * <p>O(pixels). Immutable and thread-safe; same sample and parameters, same bits, for any number of
 * workers.
 */
public final class Preprocessor {
    private final PreprocessParameters parameters;

    public Preprocessor(PreprocessParameters parameters) {
        this.parameters = Objects.requireNonNull(parameters, "parameters");
    }

    /**
     * @param sample with at least one modality
     * @throws IllegalArgumentException when the sample has no modality, hence no grid
     */
    public PreparedSample prepare(Sample sample, Workers workers) {
        if (sample.modalities().isEmpty()) {
            throw new IllegalArgumentException(sample.id() + ": no modality to prepare");
        }
        Optional<RgbImage> rgb = sample.rgb();
        Optional<OrganizedCloud> cloud = sample.cloud();
        int width = rgb.isPresent() ? rgb.get().width() : cloud.get().width();
        int height = rgb.isPresent() ? rgb.get().height() : cloud.get().height();
        GridTransform transform = GridTransform.squarePad(width, height);

        Optional<WorkingImage> working = Optional.empty();
        Availability rgbAvailability = Availability.none();
        if (rgb.isPresent()) {
            working = Optional.of(Working.image(rgb.get(), transform, workers));
            rgbAvailability = Working.exposed(rgb.get(), transform, parameters);
        }
        Optional<OrganizedCloud> points = Optional.empty();
        Availability xyzAvailability = Availability.none();
        PixelMask part = PixelMask.full(width, height);
        String note = "";
        if (cloud.isPresent()) {
            Foreground foreground = Foreground.of(cloud.get(), parameters, workers);
            PixelMask mask = new PixelMask(width, height, foreground.points());
            points = Optional.of(cloud.get().keep(mask));
            xyzAvailability = Working.share(transform, foreground.points());
            part = new PixelMask(width, height, foreground.part());
            note = foreground.note();
        }
        return new PreparedSample(
                sample.id(),
                transform,
                working,
                points,
                part,
                rgbAvailability,
                xyzAvailability,
                note);
    }
}
