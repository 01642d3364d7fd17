package org.lacuna.ui;

import org.lacuna.core.Verdict;
import org.lacuna.ui.internal.parts.PartColumn;
import org.lacuna.ui.internal.parts.ThumbnailSize;

import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What commands do with the list of parts. */
enum PartsAction implements ViewAction<PartsView> {
    THUMBNAILS_OFF(ThumbnailSize.OFF),
    THUMBNAILS_SMALL(ThumbnailSize.SMALL),
    THUMBNAILS_MEDIUM(ThumbnailSize.MEDIUM),
    THUMBNAILS_LARGE(ThumbnailSize.LARGE),
    SHOW_NOK(Verdict.NOK),
    SHOW_REVIEW(Verdict.REVIEW),
    SHOW_OK(Verdict.OK),
    SHOW_NOT_INSPECTED(Verdict.NOT_INSPECTED),
    SHOW_ALL(v -> v.pane().showAll(), v -> false),
    SORT_VERDICT(PartColumn.VERDICT),
    SORT_SCORE(PartColumn.SCORE),
    SORT_MARGIN(PartColumn.MARGIN),
    SORT_PART(PartColumn.PART),
    FILTER(v -> v.pane().filterField().setFocus(), v -> false);

    private final Consumer<PartsView> action;
    private final Predicate<PartsView> checked;

    PartsAction(Consumer<PartsView> action, Predicate<PartsView> checked) {
        this.action = action;
        this.checked = checked;
    }

    PartsAction(ThumbnailSize size) {
        this(v -> v.setThumbnails(size), v -> v.pane().thumbnails() == size);
    }

    PartsAction(Verdict verdict) {
        this(v -> v.pane().toggle(verdict), v -> v.pane().verdicts().contains(verdict));
    }

    /** What is sorted by the column already is turned round, as by a click on its head. */
    PartsAction(PartColumn column) {
        this(
                v -> v.pane().turn(column),
                v -> v.pane().order().filter(o -> o.column() == column).isPresent());
    }

    /** Identifier of the command. */
    String command() {
        return "org.lacuna.ui.parts." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public void run(PartsView view) {
        action.accept(view);
        view.refreshCommands();
    }

    @Override
    public boolean isChecked(PartsView view) {
        return checked.test(view);
    }
}
