package org.lacuna.ui.internal.viewing;

import org.eclipse.osgi.util.NLS;

/** Texts of what views share. */
public final class Messages extends NLS {
    public static String View_selectPart;
    public static String Image_name;
    public static String Image_nameOf;
    public static String Image_opacity;
    public static String ReadOut_pixel;
    public static String ReadOut_place;
    public static String ReadOut_score;
    public static String ReadOut_both;
    public static String ReadOut_imageOnly;
    public static String ReadOut_pointOnly;
    public static String ReadOut_nothing;
    public static String Defects_notInspected;
    public static String Defects_what;
    public static String Defects_region;
    public static String Defects_severity;
    public static String Defects_state;
    public static String Defects_peak;
    public static String Defects_mean;
    public static String Defects_area;
    public static String Defects_extent;
    public static String Defects_depth;
    public static String Defects_place;
    public static String Defects_pixel;
    public static String Defects_areaPx;
    public static String Defects_comment;
    public static String Defects_open;
    public static String Part_reading;

    static {
        NLS.initializeMessages("org.lacuna.ui.internal.viewing.messages", Messages.class);
    }

    private Messages() {}
}
