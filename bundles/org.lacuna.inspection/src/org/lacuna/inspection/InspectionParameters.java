package org.lacuna.inspection;

import org.lacuna.acquisition.PreprocessParameters;
import org.lacuna.core.Modality;
import org.lacuna.fusion.FusionParameters;
import org.lacuna.memorybank.BankParameters;

import java.util.Map;
import java.util.Objects;

/**
 * Everything that decides what a model becomes, apart from the data. Stored in the model file:
 * inspection uses these values, never the defaults of the day.
 *
 * @param preprocess background removal and resampling
 * @param rgbExtractor id of the extractor for RGB
 * @param xyzExtractor id of the extractor for 3D
 * @param bank memory banks of both modalities
 * @param fusion scores, thresholds and map
 * @param scoring status and evidence
 * @param holdOutShare share of the training parts that is held out for calibration when the data
 *     set has no validation split, in (0, 1)
 * @param seed of every random choice; parts derive their own from it
 */
public record InspectionParameters(
        PreprocessParameters preprocess,
        String rgbExtractor,
        String xyzExtractor,
        BankParameters bank,
        FusionParameters fusion,
        ScoringParameters scoring,
        double holdOutShare,
        long seed) {
    /** Seed used when the user names none. */
    public static final long DEFAULT_SEED = 20_25_10_23L;

    public InspectionParameters {
        Objects.requireNonNull(preprocess, "preprocess");
        Objects.requireNonNull(rgbExtractor, "rgbExtractor");
        Objects.requireNonNull(xyzExtractor, "xyzExtractor");
        Objects.requireNonNull(bank, "bank");
        Objects.requireNonNull(fusion, "fusion");
        Objects.requireNonNull(scoring, "scoring");
        if (!(holdOutShare > 0 && holdOutShare < 1)) {
            throw new IllegalArgumentException(
                    "holdOutShare: " + holdOutShare + ", expected in (0, 1)");
        }
    }

    public static InspectionParameters defaults() {
        return new InspectionParameters(
                PreprocessParameters.defaults(),
                "filter-bank-1",
                "fpfh-shape-1",
                BankParameters.defaults(DEFAULT_SEED),
                FusionParameters.defaults(DEFAULT_SEED),
                ScoringParameters.defaults(),
                0.25,
                DEFAULT_SEED);
    }

    /** The same with this seed everywhere. */
    public InspectionParameters withSeed(long newSeed) {
        return new InspectionParameters(
                preprocess,
                rgbExtractor,
                xyzExtractor,
                bank.withSeed(newSeed),
                fusion.withSeed(newSeed),
                scoring,
                holdOutShare,
                newSeed);
    }

    /** Extractor id by modality. */
    public Map<Modality, String> extractors() {
        return Map.of(Modality.RGB, rgbExtractor, Modality.XYZ, xyzExtractor);
    }
}
