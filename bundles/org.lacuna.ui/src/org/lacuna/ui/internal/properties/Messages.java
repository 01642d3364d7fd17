package org.lacuna.ui.internal.properties;

import org.eclipse.osgi.util.NLS;

/** Names of properties. */
public final class Messages extends NLS {
    public static String Group_part;
    public static String Group_verdict;
    public static String Group_modalities;
    public static String Group_provenance;
    public static String Group_annotation;
    public static String Facts_reading;
    public static String Facts_wait;
    public static String Part_category;
    public static String Part_defect;
    public static String Part_name;
    public static String Part_group;
    public static String Part_image;
    public static String Part_imageSize;
    public static String Part_scan;
    public static String Part_scanSize;
    public static String Part_points;
    public static String Part_pitch;
    public static String Part_map;
    public static String Verdict_verdict;
    public static String Verdict_reason;
    public static String Verdict_recorded;
    public static String Verdict_score;
    public static String Verdict_margin;
    public static String Verdict_reviewThreshold;
    public static String Verdict_defectThreshold;
    public static String Verdict_pixelThreshold;
    public static String Verdict_pValue;
    public static String Verdict_detectionRate;
    public static String Verdict_modalities;
    public static String Verdict_regions;
    public static String Verdict_time;
    public static String Modality_usable;
    public static String Modality_sharpness;
    public static String Modality_score;
    public static String Origin_results;
    public static String Origin_model;
    public static String Origin_modelNotFound;
    public static String Origin_modelId;
    public static String Origin_seed;
    public static String Origin_trainedBy;
    public static String Origin_thresholds;
    public static String Origin_ownThresholds;
    public static String Origin_inspectedBy;
    public static String Region_title;
    public static String Region_area;
    public static String Region_extent;
    public static String Region_depth;
    public static String Region_centre;
    public static String Region_peak;
    public static String Region_mean;
    public static String Region_areaPx;
    public static String Region_centrePx;
    public static String Region_box;
    public static String Region_summaryScore;
    public static String Region_summaryMetric;
    public static String Annotation_class;
    public static String Annotation_severity;
    public static String Annotation_state;
    public static String Annotation_comment;

    static {
        NLS.initializeMessages("org.lacuna.ui.internal.properties.messages", Messages.class);
    }

    private Messages() {}
}
