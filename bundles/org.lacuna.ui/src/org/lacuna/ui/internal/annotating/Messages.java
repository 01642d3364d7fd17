package org.lacuna.ui.internal.annotating;

import org.eclipse.osgi.util.NLS;

/** Texts of annotating. */
public final class Messages extends NLS {
    public static String Tool_select;
    public static String Tool_rectangle;
    public static String Tool_polygon;
    public static String Tool_lasso;
    public static String Tool_brush;
    public static String Tool_eraser;
    public static String Tool_wand;
    public static String WandSource_colour;
    public static String WandSource_depth;
    public static String WandSource_score;
    public static String Wand_nothing;
    public static String Hud_radius;
    public static String Hud_tolerance;
    public static String Severity_unrated;
    public static String Severity_minor;
    public static String Severity_major;
    public static String Severity_critical;
    public static String State_draft;
    public static String State_submitted;
    public static String State_accepted;
    public static String State_rejected;
    public static String Marking_describe;
    public static String Marking_delete;
    public static String Marking_accept;
    public static String Marking_reject;
    public static String Marking_takeOver;
    public static String Marking_addClass;
    public static String Marking_import;
    public static String Marking_noSuchRegion;
    public static String SessionWriter_job;
    public static String AnnotationDesk_otherGrid;
    public static String AnnotationDesk_recovered;
    public static String Annotation_notReady;
    public static String AddClass_title;
    public static String AddClass_message;
    public static String Folder_title;
    public static String Folder_message;
    public static String Format_message;
    public static String Format_gt;
    public static String Format_cocoCompressed;
    public static String Format_cocoNumbers;
    public static String Format_cocoPolygons;
    public static String Format_cvatMasks;
    public static String Format_cvatPolygons;
    public static String Import_title;
    public static String Import_job;
    public static String Import_otherPart;
    public static String Import_noPart;
    public static String Import_done;
    public static String Export_title;
    public static String Export_folder;
    public static String Export_job;
    public static String Export_reading;
    public static String Export_nothing;
    public static String Export_done;
    public static String NoticeBar_dismiss;

    public static String Import_scope;
    public static String Import_scopeAll;
    public static String Import_scopeShown;
    public static String Import_partsDone;
    public static String Import_partsFailed;

    static {
        NLS.initializeMessages("org.lacuna.ui.internal.annotating.messages", Messages.class);
    }

    private Messages() {}
}
