package org.lacuna.ui.internal.thresholds;

import org.eclipse.osgi.util.NLS;

/** What the view of scores and its dialogs say, in the language of the workbench. */
public final class Messages extends NLS {
    public static String Scores_parts;
    public static String Scores_axis;
    public static String Scores_axisBeyond;
    public static String Scores_good;
    public static String Scores_defective;
    public static String Scores_unknown;
    public static String Scores_review;
    public static String Scores_reject;
    public static String Scores_reviewAt;
    public static String Scores_rejectAt;
    public static String Scores_spoken;
    public static String Scores_none;
    public static String Scores_noneKnown;
    public static String Scores_share;
    public static String Scores_counts;
    public static String Scores_patternHelp;
    public static String Scores_histogram;
    public static String Scores_curves;
    public static String Scores_apply;
    public static String Scores_reset;
    public static String Scores_history;
    public static String Scores_onTrial;
    public static String Scores_inForce;
    public static String Scores_wouldBe;
    public static String Scores_wouldChange;
    public static String Fields_title;
    public static String Fields_review;
    public static String Fields_reject;
    public static String Fields_stopped;
    public static String Fields_rejected;
    public static String Fields_released;
    public static String Fields_stoppedHelp;
    public static String Fields_rejectedHelp;
    public static String Fields_releasedHelp;
    public static String Fields_few;
    public static String Curves_falseAlarms;
    public static String Curves_detected;
    public static String Curves_precision;
    public static String Curves_roc;
    public static String Curves_pr;
    public static String Curves_undefined;
    public static String Subject_job;
    public static String Subject_noModel;
    public static String Subject_manyModels;
    public static String Apply_title;
    public static String Apply_message;
    public static String Apply_line;
    public static String Apply_reason;
    public static String Apply_model;
    public static String Apply_book;
    public static String Apply_browse;
    public static String Apply_modelMissing;
    public static String Apply_bookMissing;
    public static String Apply_apply;
    public static String Apply_job;
    public static String Apply_otherModel;
    public static String Apply_nothing;
    public static String History_title;
    public static String History_number;
    public static String History_time;
    public static String History_user;
    public static String History_modalities;
    public static String History_review;
    public static String History_reject;
    public static String History_reason;
    public static String History_own;
    public static String History_restore;
    public static String History_back;
    public static String History_backToModel;

    static {
        NLS.initializeMessages("org.lacuna.ui.internal.thresholds.messages", Messages.class);
    }

    private Messages() {}
}
