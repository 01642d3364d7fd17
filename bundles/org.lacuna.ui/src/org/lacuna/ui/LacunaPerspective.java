package org.lacuna.ui;

import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.IPerspectiveFactory;

/** Parts on the left, image and point cloud beside each other, measured evidence below them. */
public final class LacunaPerspective implements IPerspectiveFactory {
    public static final String ID = "org.lacuna.ui.perspective";

    @Override
    public void createInitialLayout(IPageLayout layout) {
        layout.setEditorAreaVisible(false);
        String area = layout.getEditorArea();
        layout.addView(PartsView.ID, IPageLayout.LEFT, 0.3f, area);
        layout.addView(ImageView.ID, IPageLayout.RIGHT, 0.3f, area);
        layout.addView(DefectsView.ID, IPageLayout.BOTTOM, 0.72f, ImageView.ID);
        layout.addView(CloudView.ID, IPageLayout.RIGHT, 0.55f, ImageView.ID);
        layout.addShowViewShortcut(PartsView.ID);
        layout.addShowViewShortcut(ImageView.ID);
        layout.addShowViewShortcut(CloudView.ID);
        layout.addShowViewShortcut(DefectsView.ID);
        layout.addPerspectiveShortcut(ID);
    }
}
