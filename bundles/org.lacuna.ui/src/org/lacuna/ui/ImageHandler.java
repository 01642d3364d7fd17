package org.lacuna.ui;

/** Runs an {@link ImageAction} in the image view of the window. */
public final class ImageHandler extends ViewActionHandler<ImageView, ImageAction> {
    public ImageHandler() {
        super(ImageView.ID, ImageView.class, ImageAction.class);
    }
}
