package org.lacuna.ui;

import org.eclipse.osgi.util.NLS;

/** Texts of the views and preferences. */
public final class Messages extends NLS {
    public static String Networks_description;
    public static String Networks_folder;
    public static String Networks_browse;
    public static String Networks_device;
    public static String Networks_deviceTip;
    public static String Networks_threads;
    public static String Networks_threadsTip;
    public static String Networks_torchScript;
    public static String Networks_torchScriptTip;
    public static String Networks_runsOn;
    public static String Networks_training;
    public static String Networks_colour;
    public static String Networks_points;
    public static String Networks_found;
    public static String Networks_extractorTip;
    public static String Networks_folderTitle;
    public static String Networks_folderMessage;
    public static String Networks_noFolder;
    public static String Networks_looking;
    public static String Networks_job;
    public static String Networks_missing;
    public static String Networks_columnNetwork;
    public static String Networks_columnState;
    public static String Networks_columnFor;
    public static String Networks_columnFeatures;
    public static String Networks_columnLicence;
    public static String Networks_unchecked;
    public static String Networks_usable;
    public static String Networks_broken;
    public static String Networks_forImages;
    public static String Networks_forPoints;
    public static String Networks_source;
    public static String Preferences_networks;
    public static String Preferences_networksText;
    public static String Preferences_cloud;
    public static String Preferences_cloudText;
    public static String Open_title;
    public static String Open_message;
    public static String Open_failed;
    public static String Legend_pixelThreshold;
    public static String Legend_most;
    public static String Workspace_inUse;
    public static String Folder_inspection;
    public static String Folder_evaluation;
    public static String Folder_dataSet;
    public static String Parts_welcome;
    public static String Parts_reading;
    public static String Parts_summary;

    static {
        NLS.initializeMessages("org.lacuna.ui.messages", Messages.class);
    }

    private Messages() {}
}
