package org.lacuna.report;

/**
 * How much an HTML report shows.
 *
 * @param picturesPerCategory parts of a category that get pictures, 0..10,000; the others are
 *     listed in a table
 * @param pictureWidthPx largest width of a picture, 64..2048
 * @param jpegQuality of photographs, above 0 and at most 1
 * @param labelled whether the parts' defect names are the truth (an evaluation), so that verdicts
 *     can be right or wrong; otherwise the report does not judge them
 */
public record ReportParameters(
        int picturesPerCategory, int pictureWidthPx, double jpegQuality, boolean labelled) {
    public ReportParameters {
        if (picturesPerCategory < 0 || picturesPerCategory > 10_000) {
            throw new IllegalArgumentException(
                    "picturesPerCategory: " + picturesPerCategory + ", expected 0..10000");
        }
        if (pictureWidthPx < 64 || pictureWidthPx > 2048) {
            throw new IllegalArgumentException(
                    "pictureWidthPx: " + pictureWidthPx + ", expected 64..2048");
        }
        if (!(jpegQuality > 0 && jpegQuality <= 1)) {
            throw new IllegalArgumentException(
                    "jpegQuality: " + jpegQuality + ", expected above 0 and at most 1");
        }
    }

    /** For an inspection: about 40 kB a part. */
    public static ReportParameters defaults() {
        return new ReportParameters(40, 320, 0.8, false);
    }

    /** For an evaluation, whose parts carry the truth in their names. */
    public static ReportParameters forEvaluation() {
        ReportParameters d = defaults();
        return new ReportParameters(d.picturesPerCategory, d.pictureWidthPx, d.jpegQuality, true);
    }
}
