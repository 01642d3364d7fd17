package org.lacuna.ui.internal.parts;

import org.eclipse.osgi.util.NLS;

/** Texts of the list of parts, and what all views say of parts. */
public final class Messages extends NLS {
    public static String Verdict_ok;
    public static String Verdict_nok;
    public static String Verdict_review;
    public static String Verdict_notInspected;
    public static String Column_verdict;
    public static String Column_score;
    public static String Column_margin;
    public static String Column_part;
    public static String Column_group;
    public static String Column_picture;
    public static String Status_used;
    public static String Status_degraded;
    public static String Status_blurred;
    public static String Status_degradedAndBlurred;
    public static String Status_unusable;
    public static String Status_tooBlurred;
    public static String Status_absent;
    public static String Status_there;
    public static String Split_train;
    public static String Split_validation;
    public static String Split_test;
    public static String Reason_aboveDefect;
    public static String Reason_between;
    public static String Reason_region;
    public static String Reason_belowReview;
    public static String Reason_tooLittleSeen;
    public static String Reason_noData;
    public static String Margin_review;
    public static String Margin_defect;
    public static String Margin_pixel;
    public static String Margin_above;
    public static String Margin_below;
    public static String Filter_message;
    public static String Filter_tip;
    public static String Filter_verdicts;
    public static String Filter_only;
    public static String Parts_filtered;
    public static String Thumbnails_job;

    static {
        NLS.initializeMessages("org.lacuna.ui.internal.parts.messages", Messages.class);
    }

    private Messages() {}
}
