package org.lacuna.ui.projects.internal;

import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.IMenuManager;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.ui.IActionBars;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.navigator.CommonActionProvider;
import org.eclipse.ui.navigator.ICommonActionConstants;
import org.eclipse.ui.navigator.ICommonMenuConstants;

import java.util.Optional;

/** A double click or Enter in a navigator opens a resource where it belongs. UI thread. */
public final class OpenActions extends CommonActionProvider {
    private final Action open =
            new Action(Messages.Action_open) {
                @Override
                public void run() {
                    selected()
                            .ifPresent(
                                    r ->
                                            ResourceOpener.open(
                                                    PlatformUI.getWorkbench()
                                                            .getActiveWorkbenchWindow(),
                                                    r));
                }
            };

    private Optional<IResource> selected() {
        return getContext() != null
                        && getContext().getSelection() instanceof IStructuredSelection s
                        && s.size() == 1
                ? Optional.ofNullable(Adapters.adapt(s.getFirstElement(), IResource.class))
                        .filter(ResourceOpener::canOpen)
                : Optional.empty();
    }

    @Override
    public void fillActionBars(IActionBars bars) {
        if (selected().isPresent()) {
            bars.setGlobalActionHandler(ICommonActionConstants.OPEN, open);
        }
    }

    @Override
    public void fillContextMenu(IMenuManager menu) {
        if (selected().isPresent()) {
            menu.insertAfter(ICommonMenuConstants.GROUP_OPEN, open);
        }
    }
}
