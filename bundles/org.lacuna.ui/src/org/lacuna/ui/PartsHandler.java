package org.lacuna.ui;

/** Runs a {@link PartsAction} in the list of parts of the window. */
public final class PartsHandler extends ViewActionHandler<PartsView, PartsAction> {
    public PartsHandler() {
        super(PartsView.ID, PartsView.class, PartsAction.class);
    }
}
