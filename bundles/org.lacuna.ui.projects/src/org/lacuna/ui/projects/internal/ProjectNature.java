package org.lacuna.ui.projects.internal;

import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IProjectNature;

/**
 * Marks a project as one of Lacuna's. No builder: a check reads every file, so people ask for it.
 */
public final class ProjectNature implements IProjectNature {
    private IProject project;

    @Override
    public void configure() {}

    @Override
    public void deconfigure() {}

    @Override
    public IProject getProject() {
        return project;
    }

    @Override
    public void setProject(IProject newProject) {
        project = newProject;
    }
}
