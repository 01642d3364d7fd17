package org.lacuna.inspection;

import org.lacuna.core.DataException;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.PatchGrid;
import org.lacuna.core.Progress;
import org.lacuna.core.SampleSource;
import org.lacuna.core.StorageException;
import org.lacuna.core.Workers;
import org.lacuna.inspection.Calibrator.Calibrated;
import org.lacuna.synthesis.DegradedSource;
import org.lacuna.synthesis.ScanDegradation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Learns by what blurred images are judged: the held-out good parts are blurred step by step, and
 * each step gets thresholds of its own. Not in the paper, which knows modalities that are there or
 * not.
 */
final class BlurCalibration {
    /** A level closer to sharp parts than that could not be told from them. */
    private static final double MOST = 0.9;

    private final InspectionParameters parameters;
    private final Calibrator calibrator;

    BlurCalibration(InspectionParameters parameters, Calibrator calibrator) {
        this.parameters = parameters;
        this.calibrator = calibrator;
    }

    /** Tries a level on parts with defects; may say nothing. */
    @FunctionalInterface
    interface Trial {
        Optional<DetectionRates> of(Calibrated level, ScanDegradation blur)
                throws DataException, StorageException;
    }

    /**
     * @param sharp what the parts themselves gave
     * @return empty when blur is not to be judged, or cannot be told on such parts
     */
    Optional<BlurScale> of(
            String category,
            List<SampleSource> parts,
            ModalitySet modalities,
            Calibrated sharp,
            Trial trial,
            Progress progress,
            Workers workers)
            throws DataException, StorageException {
        double reference = Arrays.stream(sharp.sharpness()).min().orElse(0);
        if (!(reference > 0)) {
            return Optional.empty();
        }
        List<BlurLevel> levels = new ArrayList<>();
        double before = MOST;
        double leastUsable = 0;
        for (double length : parameters.scoring().blurPx()) {
            ScanDegradation blur = blur(length, sharp.usage());
            Calibrated step =
                    calibrator.calibrate(
                            DegradedSource.all(parts, blur, parameters.seed()),
                            Optional.of(sharp.fusion()),
                            modalities,
                            String.format(
                                    Locale.ROOT,
                                    "%s: scores of good parts blurred by %.0f px",
                                    category,
                                    blur.blurPx()),
                            progress,
                            workers);
            double[] relative = Arrays.stream(step.sharpness()).map(s -> s / reference).toArray();
            Arrays.sort(relative);
            if (relative.length == 0
                    || !(relative[0] > 0)
                    || !(relative[relative.length / 2] < before)) {
                // Nothing fine is left to see; or good parts differ more than that in sharpness,
                // and more blur may stand out.
                continue;
            }
            before = relative[relative.length / 2];
            levels.add(new BlurLevel(length, before, step.fusion(), trial.of(step, blur)));
            // Nothing was tried on images that are blurrier than the last copies.
            leastUsable = relative[0];
        }
        return levels.isEmpty()
                ? Optional.empty()
                : Optional.of(new BlurScale(reference, leastUsable, levels));
    }

    /** The same blur on the working grid, whatever the sensor. */
    private static ScanDegradation blur(double lengthPx, UsageReference usage) {
        return ScanDegradation.blur(
                Math.min(
                        ScanDegradation.MAX_BLUR_PX,
                        lengthPx * usage.longestSidePx() / PatchGrid.WORKING_SIDE));
    }
}
