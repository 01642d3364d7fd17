package org.lacuna.ui.internal.annotating;

import org.eclipse.core.commands.operations.AbstractOperation;
import org.eclipse.core.runtime.IAdaptable;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.lacuna.annotation.Edit;

/** An edit in the workbench's operation history. */
final class EditOperation extends AbstractOperation {
    private final AnnotationDesk desk;
    private final Edit edit;
    private boolean rehearsal;

    EditOperation(AnnotationDesk desk, Edit edit) {
        super(edit.description());
        this.desk = desk;
        this.edit = edit;
        addContext(desk.undoContext());
    }

    /** While true, undo changes nothing: the edit was taken back in an earlier session. */
    void rehearse(boolean on) {
        rehearsal = on;
    }

    @Override
    public IStatus execute(IProgressMonitor monitor, IAdaptable info) {
        desk.perform(edit);
        return Status.OK_STATUS;
    }

    @Override
    public IStatus redo(IProgressMonitor monitor, IAdaptable info) {
        desk.redo(edit);
        return Status.OK_STATUS;
    }

    @Override
    public IStatus undo(IProgressMonitor monitor, IAdaptable info) {
        if (!rehearsal) {
            desk.undo(edit);
        }
        return Status.OK_STATUS;
    }
}
