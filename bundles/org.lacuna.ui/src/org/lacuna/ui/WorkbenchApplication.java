package org.lacuna.ui;

import org.eclipse.core.runtime.Platform;
import org.eclipse.core.runtime.preferences.DefaultScope;
import org.eclipse.equinox.app.IApplication;
import org.eclipse.equinox.app.IApplicationContext;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.application.IWorkbenchConfigurer;
import org.eclipse.ui.application.IWorkbenchWindowConfigurer;
import org.eclipse.ui.application.WorkbenchAdvisor;
import org.eclipse.ui.application.WorkbenchWindowAdvisor;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The Lacuna product's window. A folder named as argument is opened at start; inside another
 * Eclipse product this class is not used, the perspective is all that is needed.
 */
public final class WorkbenchApplication implements IApplication {
    @Override
    public Object start(IApplicationContext context) {
        Display display = PlatformUI.createDisplay();
        try {
            if (!WorkspaceChoice.take(
                    Platform.getInstanceLocation(), System.getProperty(WorkspaceChoice.USUAL))) {
                MessageDialog.openError(null, "Lacuna", Messages.Workspace_inUse);
                return IApplication.EXIT_OK;
            }
            String[] arguments =
                    (String[]) context.getArguments().get(IApplicationContext.APPLICATION_ARGS);
            int code = PlatformUI.createAndRunWorkbench(display, new Advisor(folder(arguments)));
            return code == PlatformUI.RETURN_RESTART
                    ? IApplication.EXIT_RESTART
                    : IApplication.EXIT_OK;
        } finally {
            display.dispose();
        }
    }

    @Override
    public void stop() {
        if (!PlatformUI.isWorkbenchRunning()) {
            return;
        }
        IWorkbench workbench = PlatformUI.getWorkbench();
        Display display = workbench.getDisplay();
        display.syncExec(
                () -> {
                    if (!display.isDisposed()) {
                        workbench.close();
                    }
                });
    }

    /** The first argument that is no option. */
    static Optional<Path> folder(String[] arguments) {
        for (String argument : arguments) {
            if (!argument.startsWith("-")) {
                try {
                    return Optional.of(Path.of(argument).toAbsolutePath());
                } catch (InvalidPathException e) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    private static final class Advisor extends WorkbenchAdvisor {
        private final Optional<Path> folder;

        Advisor(Optional<Path> folder) {
            this.folder = folder;
        }

        @Override
        public void initialize(IWorkbenchConfigurer configurer) {
            configurer.setSaveAndRestore(true);
            IdeImages.declare(configurer);
            // Long tasks have a view of their own; a dialog over the window would only be in the
            // way.
            DefaultScope.INSTANCE
                    .getNode("org.eclipse.ui.workbench")
                    .putBoolean("RUN_IN_BACKGROUND", true);
        }

        @Override
        public String getInitialWindowPerspectiveId() {
            return LacunaPerspective.ID;
        }

        @Override
        public WorkbenchWindowAdvisor createWorkbenchWindowAdvisor(
                IWorkbenchWindowConfigurer configurer) {
            return new WindowAdvisor(configurer);
        }

        @Override
        public void postStartup() {
            folder.ifPresent(
                    f ->
                            OpenFolderHandler.open(
                                    PlatformUI.getWorkbench().getActiveWorkbenchWindow(), f));
        }
    }

    private static final class WindowAdvisor extends WorkbenchWindowAdvisor {
        WindowAdvisor(IWorkbenchWindowConfigurer configurer) {
            super(configurer);
        }

        @Override
        public void preWindowOpen() {
            IWorkbenchWindowConfigurer window = getWindowConfigurer();
            window.setInitialSize(new Point(1280, 820));
            window.setTitle("Lacuna");
            window.setShowCoolBar(false);
            window.setShowMenuBar(true);
            window.setShowStatusLine(true);
            window.setShowProgressIndicator(true);
        }
    }
}
