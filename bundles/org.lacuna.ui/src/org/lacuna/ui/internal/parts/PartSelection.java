package org.lacuna.ui.internal.parts;

import org.eclipse.core.runtime.ListenerList;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.jface.viewers.ISelectionChangedListener;
import org.eclipse.jface.viewers.ISelectionProvider;
import org.eclipse.jface.viewers.SelectionChangedEvent;
import org.eclipse.jface.viewers.StructuredSelection;

import java.util.function.Consumer;

/** What is selected in a view whose table or canvas may be replaced by another. UI thread. */
public final class PartSelection implements ISelectionProvider {
    private final ListenerList<ISelectionChangedListener> listeners = new ListenerList<>();
    private final Consumer<ISelection> select;
    private ISelection selection = StructuredSelection.EMPTY;

    /**
     * @param select shows in the view what others select
     */
    public PartSelection(Consumer<ISelection> select) {
        this.select = select;
    }

    /** Something else was selected in the view. */
    public void changed(ISelection selected) {
        if (!selected.equals(selection)) {
            selection = selected;
            SelectionChangedEvent event = new SelectionChangedEvent(this, selected);
            listeners.forEach(l -> l.selectionChanged(event));
        }
    }

    @Override
    public void addSelectionChangedListener(ISelectionChangedListener listener) {
        listeners.add(listener);
    }

    @Override
    public void removeSelectionChangedListener(ISelectionChangedListener listener) {
        listeners.remove(listener);
    }

    @Override
    public ISelection getSelection() {
        return selection;
    }

    @Override
    public void setSelection(ISelection selected) {
        select.accept(selected);
    }
}
