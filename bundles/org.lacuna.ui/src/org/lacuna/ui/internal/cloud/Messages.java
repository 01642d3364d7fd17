package org.lacuna.ui.internal.cloud;

import org.eclipse.osgi.util.NLS;

/** Texts of the cloud view. */
public final class Messages extends NLS {
    public static String Renderer_job;
    public static String Renderer_chosenJava;
    public static String Renderer_chosenOpenGl;
    public static String Renderer_card;
    public static String Renderer_software;
    public static String Renderer_none;
    public static String Renderer_failed;
    public static String Renderer_crashed;
    public static String Renderer_mac;
    public static String Renderer_looking;
    public static String Preferences_drawWith;
    public static String Preferences_automatic;
    public static String Preferences_openGl;
    public static String Preferences_java;
    public static String Preferences_inUse;
    public static String Preferences_because;
    public static String Preferences_nameGl;
    public static String Preferences_nameJava;
    public static String Measure_first;
    public static String Measure_second;
    public static String Measure_result;
    public static String Measure_details;
    public static String Legend_colour;
    public static String Legend_height;
    public static String Legend_availability;
    public static String Legend_score;
    public static String Legend_threshold;
    public static String Clip_lowName;
    public static String Clip_highName;
    public static String Clip_places;
    public static String Clip_reset;
    public static String Clip_dragLow;
    public static String Clip_dragHigh;
    public static String Cloud_name;
    public static String Cloud_nameOf;
    public static String Cloud_drawing;
    public static String Picture_job;
    public static String Picture_title;
    public static String Picture_png;
    public static String Picture_none;
    public static String Picture_saved;
    public static String Picture_copied;
    public static String Picture_failed;

    static {
        NLS.initializeMessages("org.lacuna.ui.internal.cloud.messages", Messages.class);
    }

    private Messages() {}
}
