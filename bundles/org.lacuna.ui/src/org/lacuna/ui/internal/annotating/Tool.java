package org.lacuna.ui.internal.annotating;

/** What the left mouse button does in the image. */
public enum Tool {
    /** Selects what is clicked, and moves the picture. */
    SELECT,
    RECTANGLE,
    POLYGON,
    LASSO,
    BRUSH,
    ERASER,
    WAND;

    /** Name for people. */
    public String label() {
        return switch (this) {
            case SELECT -> Messages.Tool_select;
            case RECTANGLE -> Messages.Tool_rectangle;
            case POLYGON -> Messages.Tool_polygon;
            case LASSO -> Messages.Tool_lasso;
            case BRUSH -> Messages.Tool_brush;
            case ERASER -> Messages.Tool_eraser;
            case WAND -> Messages.Tool_wand;
        };
    }
}
