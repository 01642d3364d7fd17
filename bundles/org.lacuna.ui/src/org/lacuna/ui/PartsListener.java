package org.lacuna.ui;

import org.eclipse.jface.viewers.ISelection;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.ui.ISelectionListener;
import org.eclipse.ui.ISelectionService;
import org.eclipse.ui.IViewSite;
import org.eclipse.ui.IWorkbenchPart;

import java.util.function.Consumer;

/** Tells a view which part is selected in the parts list, from the one that already is. */
final class PartsListener implements ISelectionListener {
    private final ISelectionService service;
    private final Consumer<PartItem> view;

    PartsListener(IViewSite site, Consumer<PartItem> view) {
        this.service = site.getWorkbenchWindow().getSelectionService();
        this.view = view;
        service.addSelectionListener(PartsView.ID, this);
        selectionChanged(null, service.getSelection(PartsView.ID));
    }

    @Override
    public void selectionChanged(IWorkbenchPart part, ISelection selection) {
        if (selection instanceof IStructuredSelection s
                && s.getFirstElement() instanceof PartItem item) {
            view.accept(item);
        }
    }

    void dispose() {
        service.removeSelectionListener(PartsView.ID, this);
    }
}
