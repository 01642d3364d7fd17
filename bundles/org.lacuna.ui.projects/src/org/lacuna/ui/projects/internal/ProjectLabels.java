package org.lacuna.ui.projects.internal;

import org.eclipse.core.resources.IResource;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.resource.LocalResourceManager;
import org.eclipse.jface.resource.ResourceLocator;
import org.eclipse.jface.viewers.LabelProvider;
import org.eclipse.swt.graphics.Image;
import org.eclipse.ui.navigator.IDescriptionProvider;
import org.lacuna.ui.projects.LacunaProject;

import java.nio.file.Path;

/** Name and icon of a resource by what it is. UI thread. */
public final class ProjectLabels extends LabelProvider implements IDescriptionProvider {
    private final LocalResourceManager images =
            new LocalResourceManager(JFaceResources.getResources());

    @Override
    public String getText(Object element) {
        if (!(element instanceof IResource resource)) {
            return null;
        }
        return switch (ResourceKind.of(resource)) {
            case DATA -> Messages.Folder_data;
            case MODELS -> Messages.Folder_models;
            case RESULTS -> Messages.Folder_results;
            case ANNOTATIONS -> Messages.Folder_annotations;
            case REPORTS -> Messages.Folder_reports;
            default -> resource.getName();
        };
    }

    @Override
    public Image getImage(Object element) {
        if (!(element instanceof IResource resource)) {
            return null;
        }
        String icon =
                switch (ResourceKind.of(resource)) {
                    case PROJECT -> "project";
                    case DATA, MODELS, RESULTS, ANNOTATIONS, REPORTS -> "folder";
                    case DATA_SET -> "data-set";
                    case MODEL -> "model";
                    case RESULT -> "result";
                    case ANNOTATION_SET -> "annotation-set";
                    default -> "report";
                };
        return ResourceLocator.imageDescriptorFromBundle(
                        ProjectsPlugin.ID, "icons/" + icon + ".svg")
                .map(images::create)
                .map(Image.class::cast)
                .orElse(null);
    }

    /** Where it lies, for the status line. */
    @Override
    public String getDescription(Object element) {
        return element instanceof IResource resource
                ? LacunaProject.path(resource).map(Path::toString).orElse(resource.getName())
                : null;
    }

    @Override
    public void dispose() {
        images.dispose();
        super.dispose();
    }
}
