package org.lacuna.ui.internal.annotating;

import org.eclipse.core.commands.ExecutionException;
import org.eclipse.core.commands.operations.IOperationHistory;
import org.eclipse.core.commands.operations.IUndoContext;
import org.eclipse.core.commands.operations.ObjectUndoContext;
import org.eclipse.core.commands.operations.OperationHistoryFactory;
import org.lacuna.annotation.Edit;

import java.util.List;

/**
 * The edits of an {@link AnnotationDesk} in the workbench's operation history, as many as there
 * are. UI thread only.
 */
final class EditHistory {
    private final AnnotationDesk desk;
    private final IOperationHistory history = OperationHistoryFactory.getOperationHistory();
    private final IUndoContext context;

    EditHistory(AnnotationDesk desk) {
        this.desk = desk;
        this.context = new ObjectUndoContext(desk, "Lacuna annotations");
        history.setLimit(context, Integer.MAX_VALUE);
    }

    IUndoContext context() {
        return context;
    }

    void execute(Edit edit) {
        try {
            history.execute(new EditOperation(desk, edit), null, null);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Takes in what an earlier session has done and undone.
     *
     * @param done the last edit last
     * @param undone the edit that is redone next last
     */
    void resume(List<Edit> done, List<Edit> undone) {
        done.forEach(e -> history.add(new EditOperation(desk, e)));
        // Only undo brings an operation to where redo finds it, and here it must change nothing.
        List<EditOperation> later =
                undone.reversed().stream().map(e -> new EditOperation(desk, e)).toList();
        later.forEach(history::add);
        for (EditOperation operation : later.reversed()) {
            operation.rehearse(true);
            try {
                history.undo(context, null, null);
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
            operation.rehearse(false);
        }
    }

    void clear() {
        history.dispose(context, true, true, false);
    }

    void dispose() {
        history.dispose(context, true, true, true);
    }
}
