package org.lacuna.ui.projects.internal;

import org.eclipse.core.resources.IContainer;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.IPath;
import org.lacuna.ui.projects.LacunaProject;

/** What a resource of a Lacuna project is, by its place alone. */
enum ResourceKind {
    PROJECT,
    DATA,
    DATA_SET,
    MODELS,
    MODEL,
    RESULTS,
    RESULT,
    ANNOTATIONS,
    ANNOTATION_SET,
    REPORTS,
    REPORT,
    OTHER;

    private static final String MODEL_EXTENSION = "lacuna";

    /** The kind of a resource that lies in a Lacuna project, or is one. */
    static ResourceKind of(IResource resource) {
        IPath path = resource.getProjectRelativePath();
        boolean folder = resource instanceof IContainer;
        return switch (path.segmentCount()) {
            case 0 -> PROJECT;
            case 1 -> folder ? group(path.segment(0)) : OTHER;
            case 2 ->
                    switch (group(path.segment(0))) {
                        case DATA -> folder ? DATA_SET : OTHER;
                        case MODELS -> isModel(resource) ? MODEL : OTHER;
                        case RESULTS -> folder ? RESULT : OTHER;
                        case ANNOTATIONS -> folder ? ANNOTATION_SET : OTHER;
                        case REPORTS -> REPORT;
                        default -> OTHER;
                    };
            default -> OTHER;
        };
    }

    private static boolean isModel(IResource resource) {
        return resource instanceof IFile && MODEL_EXTENSION.equals(resource.getFileExtension());
    }

    private static ResourceKind group(String name) {
        return switch (name) {
            case LacunaProject.DATA -> DATA;
            case LacunaProject.MODELS -> MODELS;
            case LacunaProject.RESULTS -> RESULTS;
            case LacunaProject.ANNOTATIONS -> ANNOTATIONS;
            case LacunaProject.REPORTS -> REPORTS;
            default -> OTHER;
        };
    }

    /** Whether it is one of the project's own folders. */
    boolean isGroup() {
        return switch (this) {
            case DATA, MODELS, RESULTS, ANNOTATIONS, REPORTS -> true;
            default -> false;
        };
    }
}
