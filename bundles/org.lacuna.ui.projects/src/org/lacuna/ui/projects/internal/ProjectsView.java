package org.lacuna.ui.projects.internal;

import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResourceChangeEvent;
import org.eclipse.core.resources.IResourceChangeListener;
import org.eclipse.core.resources.IWorkspaceRoot;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Link;
import org.eclipse.ui.IPartListener2;
import org.eclipse.ui.IWorkbenchPartReference;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.navigator.CommonNavigator;
import org.eclipse.ui.navigator.CommonViewer;
import org.lacuna.ui.projects.LacunaProject;

import java.util.Arrays;

/** Lacuna's projects and what they hold; without one, how to make the first. UI thread. */
public final class ProjectsView extends CommonNavigator {
    public static final String ID = "org.lacuna.ui.projects.view";

    /** Projects, their folders, and what is in those. */
    private static final int LEVELS = 3;

    private final IResourceChangeListener changes = this::changed;

    private final IPartListener2 shown =
            new IPartListener2() {
                @Override
                public void partVisible(IWorkbenchPartReference part) {
                    if (ID.equals(part.getId())) {
                        ProjectRefresh.own(Selected.all());
                    }
                }
            };

    private Display display;
    private Composite stack;
    private Composite tree;
    private Composite invitation;

    @Override
    public void createPartControl(Composite parent) {
        display = parent.getDisplay();
        PlatformUI.getWorkbench().getHelpSystem().setHelp(parent, "org.lacuna.ui.projects");
        stack = new Composite(parent, SWT.NONE);
        stack.setLayout(new StackLayout());
        tree = new Composite(stack, SWT.NONE);
        tree.setLayout(new FillLayout());
        super.createPartControl(tree);
        getCommonViewer().setAutoExpandLevel(LEVELS);
        getCommonViewer().expandToLevel(LEVELS);
        invitation = invitation(stack);
        showWhatIsThere();
        ResourcesPlugin.getWorkspace()
                .addResourceChangeListener(changes, IResourceChangeEvent.POST_CHANGE);
        getSite().getPage().addPartListener(shown);
    }

    private Composite invitation(Composite parent) {
        Composite area = new Composite(parent, SWT.NONE);
        area.setLayout(new GridLayout());
        Link link = new Link(area, SWT.WRAP);
        link.setText(Messages.View_empty);
        link.setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false));
        link.addListener(
                SWT.Selection, e -> NewProjectHandler.open(getSite().getWorkbenchWindow()));
        return area;
    }

    @Override
    protected Object getInitialInput() {
        return ResourcesPlugin.getWorkspace().getRoot();
    }

    /** On any thread. */
    private void changed(IResourceChangeEvent event) {
        boolean projects =
                event.getDelta() != null
                        && Arrays.stream(event.getDelta().getAffectedChildren())
                                .anyMatch(d -> d.getResource() instanceof IProject);
        if (projects && !display.isDisposed()) {
            display.asyncExec(
                    () -> {
                        if (!stack.isDisposed()) {
                            showWhatIsThere();
                        }
                    });
        }
    }

    private void showWhatIsThere() {
        IWorkspaceRoot root = ResourcesPlugin.getWorkspace().getRoot();
        boolean any =
                Arrays.stream(root.getProjects()).anyMatch(p -> LacunaProject.of(p).isPresent());
        StackLayout layout = (StackLayout) stack.getLayout();
        Composite wanted = any ? tree : invitation;
        if (!wanted.equals(layout.topControl)) {
            layout.topControl = wanted;
            stack.layout();
        }
    }

    /** Selects a project that may just have been made, with its folders open. */
    void reveal(LacunaProject project) {
        CommonViewer viewer = getCommonViewer();
        viewer.refresh();
        viewer.expandToLevel(project.project(), LEVELS - 1);
        viewer.setSelection(new StructuredSelection(project.project()), true);
    }

    /** Whether the way to a first project is shown, for tests. */
    boolean invites() {
        return invitation.equals(((StackLayout) stack.getLayout()).topControl);
    }

    @Override
    public void setFocus() {
        if (invites()) {
            invitation.setFocus();
        } else {
            super.setFocus();
        }
    }

    @Override
    public void dispose() {
        ResourcesPlugin.getWorkspace().removeResourceChangeListener(changes);
        getSite().getPage().removePartListener(shown);
        super.dispose();
    }
}
