package org.lacuna.ui;

import org.eclipse.jface.viewers.ISelectionProvider;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.swt.widgets.Control;
import org.lacuna.ui.internal.parts.PartSelection;
import org.lacuna.ui.internal.viewing.Attention;
import org.lacuna.ui.internal.viewing.Finding;

import java.util.Optional;

/**
 * What is selected in a view of one part: the finding in question, else the part itself. For the
 * view Properties. UI thread.
 */
final class ShownSelection implements Attention.Listener {
    private final Attention attention;

    /** Others select in the list of parts and in the table of defects. */
    private final PartSelection selection = new PartSelection(other -> {});

    private Optional<PartItem> part = Optional.empty();

    /**
     * @param control of the view, with which it ends
     */
    ShownSelection(Control control, Attention attention) {
        this.attention = attention;
        attention.addListener(this);
        control.addDisposeListener(e -> attention.removeListener(this));
    }

    /** Another part is shown. */
    void show(PartItem shown) {
        part = Optional.of(shown);
        update();
    }

    @Override
    public void focusChanged(boolean fly) {
        update();
    }

    private void update() {
        Optional<Finding> finding =
                attention
                        .focus()
                        .filter(f -> part.filter(p -> p.id().equals(f.part())).isPresent());
        selection.changed(
                finding.<StructuredSelection>map(StructuredSelection::new)
                        .orElseGet(
                                () ->
                                        part.<StructuredSelection>map(StructuredSelection::new)
                                                .orElse(StructuredSelection.EMPTY)));
    }

    /** The part that is shown. */
    Optional<PartItem> part() {
        return part;
    }

    ISelectionProvider provider() {
        return selection;
    }
}
