package org.lacuna.ui.projects.internal;

import org.eclipse.osgi.util.NLS;

/** What projects say, in the language of the workbench. */
public final class Messages extends NLS {
    public static String Action_open;
    public static String Add_job;
    public static String Add_message;
    public static String Check_clean;
    public static String Check_found;
    public static String Check_job;
    public static String Check_noProject;
    public static String Check_title;
    public static String Folder_annotations;
    public static String Folder_data;
    public static String Folder_models;
    public static String Folder_reports;
    public static String Folder_results;
    public static String LeaveOut_description;
    public static String LeaveOut_failed;
    public static String LeaveOut_job;
    public static String LeaveOut_label;
    public static String Make_failed;
    public static String Make_job;
    public static String New_add;
    public static String New_addMessage;
    public static String New_addTitle;
    public static String New_dataSets;
    public static String New_name;
    public static String New_nameTaken;
    public static String New_noName;
    public static String New_note;
    public static String New_page;
    public static String New_remove;
    public static String New_text;
    public static String New_title;
    public static String Problem_modelChanged;
    public static String Problem_modelUnknown;
    public static String Problem_more;
    public static String Problem_noFolder;
    public static String Problem_noResults;
    public static String Problem_otherThresholds;
    public static String Refresh_job;
    public static String Summary_annotations;
    public static String Summary_dataSet;
    public static String Summary_evaluation;
    public static String Summary_missing;
    public static String Summary_model;
    public static String Summary_noResults;
    public static String Summary_oneCategory;
    public static String Summary_unreadable;
    public static String View_empty;

    static {
        initializeMessages("org.lacuna.ui.projects.internal.messages", Messages.class);
    }

    private Messages() {}
}
