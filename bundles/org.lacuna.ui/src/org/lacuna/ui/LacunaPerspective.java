package org.lacuna.ui;

import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.IPerspectiveFactory;

/** Parts on the left, the image with its heat map on the right, measured evidence below it. */
public final class LacunaPerspective implements IPerspectiveFactory {
    public static final String ID = "org.lacuna.ui.perspective";

    @Override
    public void createInitialLayout(IPageLayout layout) {
        layout.setEditorAreaVisible(false);
        String area = layout.getEditorArea();
        layout.addView(PartsView.ID, IPageLayout.LEFT, 0.45f, area);
        layout.addView(ImageView.ID, IPageLayout.RIGHT, 0.45f, area);
        layout.addView(EvidenceView.ID, IPageLayout.BOTTOM, 0.72f, ImageView.ID);
        layout.addShowViewShortcut(PartsView.ID);
        layout.addShowViewShortcut(ImageView.ID);
        layout.addShowViewShortcut(EvidenceView.ID);
        layout.addPerspectiveShortcut(ID);
    }
}
