package org.lacuna.ui;

import org.eclipse.ui.IFolderLayout;
import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.IPerspectiveFactory;
import org.eclipse.ui.progress.IProgressConstants;
import org.lacuna.ui.internal.jobs.TrainingView;
import org.lacuna.ui.internal.models.CompareView;
import org.lacuna.ui.internal.models.ModelView;
import org.lacuna.ui.internal.steps.FirstStepsView;
import org.lacuna.ui.internal.thresholds.ScoresView;

/** Parts on the left, image and point cloud beside each other, measured evidence below them. */
public final class LacunaPerspective implements IPerspectiveFactory {
    public static final String ID = "org.lacuna.ui.perspective";

    @Override
    public void createInitialLayout(IPageLayout layout) {
        layout.setEditorAreaVisible(false);
        String area = layout.getEditorArea();
        layout.addView(PartsView.ID, IPageLayout.LEFT, 0.3f, area);
        IFolderLayout centre =
                layout.createFolder("org.lacuna.ui.centre", IPageLayout.RIGHT, 0.3f, area);
        centre.addView(ImageView.ID);
        // Needs room for its chart, and the list of parts beside it.
        centre.addPlaceholder(ScoresView.ID);
        centre.addPlaceholder(ModelView.ID + ":*");
        IFolderLayout below =
                layout.createFolder("org.lacuna.ui.below", IPageLayout.BOTTOM, 0.72f, ImageView.ID);
        below.addView(DefectsView.ID);
        below.addPlaceholder(CompareView.ID);
        below.addPlaceholder(TrainingView.ID);
        below.addPlaceholder(IProgressConstants.PROGRESS_VIEW_ID);
        layout.addView(CloudView.ID, IPageLayout.RIGHT, 0.55f, ImageView.ID);
        layout.addShowViewShortcut(PartsView.ID);
        layout.addShowViewShortcut(ImageView.ID);
        layout.addShowViewShortcut(CloudView.ID);
        layout.addShowViewShortcut(DefectsView.ID);
        layout.addPlaceholder(FirstStepsView.ID, IPageLayout.BOTTOM, 0.55f, PartsView.ID);
        layout.addShowViewShortcut(FirstStepsView.ID);
        layout.addShowViewShortcut(ScoresView.ID);
        layout.addShowViewShortcut(TrainingView.ID);
        layout.addShowViewShortcut(IProgressConstants.PROGRESS_VIEW_ID);
        layout.addPerspectiveShortcut(ID);
    }
}
