package org.lacuna.ui.projects.internal;

import org.eclipse.jface.action.IMenuManager;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.window.IShellProvider;
import org.eclipse.ui.IActionBars;
import org.eclipse.ui.IWorkbenchCommandConstants;
import org.eclipse.ui.actions.ActionFactory;
import org.eclipse.ui.actions.DeleteResourceAction;
import org.eclipse.ui.actions.RefreshAction;
import org.eclipse.ui.navigator.CommonActionProvider;
import org.eclipse.ui.navigator.ICommonActionExtensionSite;
import org.eclipse.ui.navigator.ICommonMenuConstants;

/**
 * Delete and refresh in the view Projects, as the platform does them: of a link only the link is
 * deleted, never the data. UI thread.
 */
public final class EditActions extends CommonActionProvider {
    private DeleteResourceAction delete;
    private RefreshAction refresh;

    @Override
    public void init(ICommonActionExtensionSite site) {
        IShellProvider shell = () -> site.getViewSite().getShell();
        delete = new DeleteResourceAction(shell);
        refresh = new RefreshAction(shell);
        // In a product without menus for them, this is what ties the actions to their keys.
        delete.setActionDefinitionId(IWorkbenchCommandConstants.EDIT_DELETE);
        refresh.setActionDefinitionId(IWorkbenchCommandConstants.FILE_REFRESH);
    }

    private boolean select() {
        IStructuredSelection selection =
                getContext() != null
                                && getContext().getSelection() instanceof IStructuredSelection s
                        ? s
                        : null;
        if (selection == null || selection.isEmpty()) {
            return false;
        }
        delete.selectionChanged(selection);
        refresh.selectionChanged(selection);
        return true;
    }

    @Override
    public void fillActionBars(IActionBars bars) {
        if (select()) {
            bars.setGlobalActionHandler(ActionFactory.DELETE.getId(), delete);
            bars.setGlobalActionHandler(ActionFactory.REFRESH.getId(), refresh);
        }
    }

    @Override
    public void fillContextMenu(IMenuManager menu) {
        if (select()) {
            menu.appendToGroup(ICommonMenuConstants.GROUP_EDIT, delete);
            menu.appendToGroup(ICommonMenuConstants.GROUP_BUILD, refresh);
        }
    }
}
