package org.lacuna.fusion;

import java.util.Objects;

/**
 * Settings of {@link FusionTrainer}.
 *
 * @param svm of both one-class SVMs
 * @param thresholds how thresholds follow from good scores
 * @param mapSigmaPx Gaussian that smooths the anomaly map, in working pixels; 0 = none, at most 56
 * @param pixelSamples patch scores the pixel SVM is trained on, over all patterns, at most; at
 *     least 1
 * @param seed of every random choice
 */
public record FusionParameters(
        SvmParameters svm,
        ThresholdParameters thresholds,
        double mapSigmaPx,
        int pixelSamples,
        long seed) {
    public FusionParameters {
        Objects.requireNonNull(svm, "svm");
        Objects.requireNonNull(thresholds, "thresholds");
        if (!(mapSigmaPx >= 0 && mapSigmaPx <= 56)) {
            throw new IllegalArgumentException("mapSigmaPx: " + mapSigmaPx + ", expected 0..56");
        }
        if (pixelSamples < 1 || pixelSamples > 10_000_000) {
            throw new IllegalArgumentException(
                    "pixelSamples: " + pixelSamples + ", expected 1..10000000");
        }
    }

    public static FusionParameters defaults(long seed) {
        return new FusionParameters(
                SvmParameters.defaults(), ThresholdParameters.defaults(), 4, 10_000, seed);
    }

    public FusionParameters withSeed(long newSeed) {
        return new FusionParameters(svm, thresholds, mapSigmaPx, pixelSamples, newSeed);
    }
}
