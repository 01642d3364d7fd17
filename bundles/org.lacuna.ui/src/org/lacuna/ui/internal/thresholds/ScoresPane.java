package org.lacuna.ui.internal.thresholds;

import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.CTabFolder;
import org.eclipse.swt.custom.CTabItem;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.lacuna.core.ModalitySet;
import org.lacuna.inspection.ScoreLimits;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The widgets of {@link ScoresView}: charts, and beside them, or below them where the view is
 * narrow, fields and buttons. UI thread.
 */
final class ScoresPane {
    /** Wider views, compared with their height, have the fields at the side. */
    private static final double SIDE_ASPECT = 1.35;

    /** What the user does here. */
    interface Actions {
        void choose();

        void set(ScoreLimits limits);

        void apply();

        void reset();

        void history();
    }

    private final Composite parent;
    private final Combo patterns;
    private final Label counts;
    private final CTabFolder tabs;
    private final ScoreChart chart;
    private final CurvesPane curves;
    private final ScrolledComposite scrolled;
    private final Composite side;
    private final LimitFields fields;
    private final Button apply;
    private final Button reset;
    private final Button history;
    private final Label note;

    ScoresPane(Composite parent, Actions actions) {
        this.parent = parent;
        Consumer<ScoreLimits> moved = actions::set;
        Composite head = new Composite(parent, SWT.NONE);
        head.setLayout(flat(2, false));
        head.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false, 2, 1));
        patterns = new Combo(head, SWT.READ_ONLY | SWT.DROP_DOWN);
        patterns.setToolTipText(Messages.Scores_patternHelp);
        patterns.addListener(SWT.Selection, e -> actions.choose());
        counts = new Label(head, SWT.WRAP);
        GridData rest = new GridData(SWT.FILL, SWT.CENTER, true, false);
        // Wrapped to the width there is, not as wide as the sentence.
        rest.widthHint = 10;
        counts.setLayoutData(rest);

        tabs = new CTabFolder(parent, SWT.BOTTOM | SWT.FLAT);
        tabs.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
        chart = new ScoreChart(tabs, moved);
        curves = new CurvesPane(tabs);
        tab(Messages.Scores_histogram, chart.control());
        tab(Messages.Scores_curves, curves.control());

        scrolled = new ScrolledComposite(parent, SWT.V_SCROLL);
        scrolled.setExpandHorizontal(true);
        scrolled.setExpandVertical(true);
        side = new Composite(scrolled, SWT.NONE);
        side.setLayout(flat(3, true));
        scrolled.setContent(side);
        fields = new LimitFields(side, moved);
        fields.control().setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false, 3, 1));
        apply = button(Messages.Scores_apply, actions::apply);
        reset = button(Messages.Scores_reset, actions::reset);
        history = button(Messages.Scores_history, actions::history);
        note = new Label(side, SWT.WRAP);
        GridData wide = new GridData(SWT.FILL, SWT.TOP, true, false, 3, 1);
        wide.widthHint = 10;
        note.setLayoutData(wide);
        parent.addListener(SWT.Resize, e -> arrange());
        arrange();
    }

    private static GridLayout flat(int columns, boolean equal) {
        GridLayout layout = new GridLayout(columns, equal);
        layout.marginWidth = 0;
        layout.marginHeight = 0;
        layout.verticalSpacing = 3;
        return layout;
    }

    private void tab(String title, Control control) {
        CTabItem item = new CTabItem(tabs, SWT.NONE);
        item.setText(title);
        item.setControl(control);
    }

    private Button button(String text, Runnable action) {
        Button button = new Button(side, SWT.PUSH);
        button.setText(text);
        button.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
        button.addListener(SWT.Selection, e -> action.run());
        return button;
    }

    private void arrange() {
        Rectangle area = parent.getClientArea();
        boolean beside = area.width > SIDE_ASPECT * area.height;
        GridLayout layout = new GridLayout(beside ? 2 : 1, false);
        layout.marginHeight = 2;
        layout.verticalSpacing = 2;
        parent.setLayout(layout);
        ((GridData) counts.getParent().getLayoutData()).horizontalSpan = beside ? 2 : 1;
        Point wanted = fields.control().computeSize(SWT.DEFAULT, SWT.DEFAULT);
        GridData place = new GridData(SWT.FILL, SWT.FILL, !beside, beside);
        int bar = scrolled.getVerticalBar().getSize().x;
        if (beside) {
            place.widthHint = wanted.x + bar;
        }
        int width = beside ? wanted.x : Math.max(1, area.width - 2 * layout.marginWidth);
        int height = side.computeSize(width, SWT.DEFAULT).y;
        place.heightHint = beside ? 10 : Math.min(height, area.height / 2);
        scrolled.setLayoutData(place);
        scrolled.setMinSize(10, height);
        parent.layout(true, true);
    }

    void setPatterns(List<ModalitySet> there, ModalitySet wanted) {
        patterns.setItems(there.stream().map(ModalitySet::label).toArray(String[]::new));
        patterns.setEnabled(!there.isEmpty());
        if (!there.isEmpty()) {
            patterns.select(Math.max(0, there.indexOf(wanted)));
        }
        patterns.getParent().layout(true);
        chart.chooseReview();
    }

    /** Which of the patterns is chosen, or -1. */
    int chosenPattern() {
        return patterns.getSelectionIndex();
    }

    /**
     * @param limits on trial; empty when no part has a score
     * @param judged what the parts were judged by
     */
    void show(Tally tally, Optional<ScoreLimits> limits, ScoreLimits judged, String remark) {
        if (limits.isEmpty()) {
            chart.clear();
            curves.show(tally, new ScoreLimits(0, 1));
            counts.setText(Messages.Scores_none);
        } else {
            chart.show(tally, limits.get(), judged);
            curves.show(tally, limits.get());
            counts.setText(Texts.counts(tally));
        }
        fields.show(tally, limits.orElse(null));
        if (!note.getText().equals(remark)) {
            note.setText(remark);
            arrange();
        }
    }

    void enable(boolean canApply, boolean canReset, boolean hasHistory) {
        apply.setEnabled(canApply);
        reset.setEnabled(canReset);
        history.setEnabled(hasHistory);
    }

    void setFocus() {
        if (tabs.getSelectionIndex() == 0) {
            chart.plot().setFocus();
        } else {
            patterns.setFocus();
        }
    }

    CTabFolder tabs() {
        return tabs;
    }

    ScoreChart chart() {
        return chart;
    }

    CurvesPane curves() {
        return curves;
    }

    LimitFields fields() {
        return fields;
    }

    /** Apply, Reset and History. */
    Button[] buttons() {
        return new Button[] {apply, reset, history};
    }

    /** The sentence above the chart. */
    String countsText() {
        return counts.getText();
    }
}
