package org.lacuna.ui.internal.models;

import org.eclipse.osgi.util.NLS;

/** What the pages of models say, in the language of the workbench. */
public final class Messages extends NLS {
    public static String Model_none;
    public static String Model_openTitle;
    public static String Model_reading;
    public static String Model_title;
    public static String Model_head;
    public static String Model_identity;
    public static String Model_file;
    public static String Model_category;
    public static String Model_modalities;
    public static String Model_id;
    public static String Model_seed;
    public static String Model_provenance;
    public static String Model_learnedFrom;
    public static String Model_goodParts;
    public static String Model_goodAndAnnotated;
    public static String Model_thresholdsFrom;
    public static String Model_heldOut;
    public static String Model_validation;
    public static String Model_data;
    public static String Model_software;
    public static String Model_learned;
    public static String Model_forgotten;
    public static String Model_change;
    public static String Model_thresholds;
    public static String Model_book;
    public static String Model_bookChanges;
    public static String Model_limits;
    public static String Model_changed;
    public static String Model_banks;
    public static String Model_bank;
    public static String Model_projected;
    public static String Model_detection;
    public static String Model_stopped;
    public static String Model_blur;
    public static String Model_blurredBelow;
    public static String Model_unusedBelow;
    public static String Model_sharpness;
    public static String Model_blurLevel;
    public static String Model_notTried;
    public static String Model_notes;
    public static String Model_elbowRadius;
    public static String Model_elbowWcss;
    public static String Model_entries;
    public static String Model_loss;
    public static String Model_validated;
    public static String Compare_none;
    public static String Compare_dialog;
    public static String Compare_message;
    public static String Compare_noResults;
    public static String Compare_reading;
    public static String Compare_summary;
    public static String Compare_part;
    public static String Compare_group;
    public static String Compare_verdictA;
    public static String Compare_verdictB;
    public static String Compare_scoreA;
    public static String Compare_scoreB;
    public static String Compare_margin;
    public static String Registry_title;
    public static String Registry_state;
    public static String Registry_unregistered;
    public static String Registry_current;
    public static String Registry_other;
    public static String Registry_altered;
    public static String Registry_promoted;
    public static String Registry_rolledBack;
    public static String Promote_title;
    public static String Promote_message;
    public static String Promote_now;
    public static String Promote_then;
    public static String Promote_nothing;
    public static String Promote_id;
    public static String Promote_goodParts;
    public static String Promote_annotatedParts;
    public static String Promote_detected;
    public static String Promote_reason;
    public static String Promote_promote;
    public static String Promote_meanwhile;
    public static String RollBack_title;
    public static String RollBack_rollBack;
    public static String RollBack_none;
    public static String Compare_counts;

    static {
        NLS.initializeMessages("org.lacuna.ui.internal.models.messages", Messages.class);
    }

    private Messages() {}
}
