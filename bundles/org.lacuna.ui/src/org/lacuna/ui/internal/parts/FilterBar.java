package org.lacuna.ui.internal.parts;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Text;
import org.eclipse.swt.widgets.ToolBar;
import org.eclipse.swt.widgets.ToolItem;
import org.lacuna.core.Verdict;
import org.lacuna.ui.PartItem;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A field for text and a button for each verdict, which narrow the list of parts. UI thread. */
final class FilterBar extends Composite {
    private static final List<Verdict> ORDER =
            List.of(Verdict.NOK, Verdict.REVIEW, Verdict.OK, Verdict.NOT_INSPECTED);

    private final Text text;
    private final Map<Verdict, ToolItem> buttons = new EnumMap<>(Verdict.class);
    private final PartFilter filter;
    private final Runnable changed;

    /**
     * @param changed told after the filter has changed
     */
    FilterBar(Composite parent, VerdictIcons icons, PartFilter filter, Runnable changed) {
        super(parent, SWT.NONE);
        this.filter = filter;
        this.changed = changed;
        GridLayoutFactory.fillDefaults().numColumns(2).spacing(4, 0).applyTo(this);
        text = new Text(this, SWT.SEARCH | SWT.ICON_CANCEL | SWT.ICON_SEARCH);
        text.setMessage(Messages.Filter_message);
        text.setToolTipText(Messages.Filter_tip);
        GridDataFactory.fillDefaults().align(SWT.FILL, SWT.CENTER).grab(true, false).applyTo(text);
        text.addModifyListener(
                e -> {
                    filter.setText(text.getText());
                    changed.run();
                });
        ToolBar bar = new ToolBar(this, SWT.FLAT | SWT.HORIZONTAL | SWT.RIGHT);
        bar.getAccessible()
                .addAccessibleListener(
                        new AccessibleAdapter() {
                            @Override
                            public void getName(AccessibleEvent e) {
                                e.result = Messages.Filter_verdicts;
                            }
                        });
        for (Verdict v : ORDER) {
            ToolItem button = new ToolItem(bar, SWT.CHECK);
            button.setImage(icons.of(v));
            button.setToolTipText(NLS.bind(Messages.Filter_only, PartTexts.of(v)));
            button.addListener(SWT.Selection, e -> choose(v, button.getSelection()));
            buttons.put(v, button);
        }
        showChosen();
    }

    /** Shows the parts with this verdict, beside those that are already chosen, or no longer. */
    void toggle(Verdict verdict) {
        choose(verdict, !filter.verdicts().contains(verdict));
    }

    private void choose(Verdict verdict, boolean on) {
        Set<Verdict> chosen = EnumSet.noneOf(Verdict.class);
        chosen.addAll(filter.verdicts());
        if (on) {
            chosen.add(verdict);
        } else {
            chosen.remove(verdict);
        }
        filter.setVerdicts(chosen);
        showChosen();
        changed.run();
    }

    /** Lets all parts through. */
    void reset() {
        filter.setVerdicts(Set.of());
        showChosen();
        if (text.getText().isEmpty()) {
            changed.run();
        } else {
            text.setText("");
        }
    }

    private void showChosen() {
        buttons.forEach((v, button) -> button.setSelection(filter.verdicts().contains(v)));
    }

    /** Says on the buttons how many parts of each verdict there are. */
    void count(List<PartItem> parts) {
        int[] counts = new int[Verdict.values().length];
        parts.forEach(p -> counts[p.verdict().ordinal()]++);
        buttons.forEach(
                (v, button) -> {
                    button.setText(Integer.toString(counts[v.ordinal()]));
                    button.setEnabled(counts[v.ordinal()] > 0 || filter.verdicts().contains(v));
                });
        getParent().layout(new Control[] {text});
    }

    /** The field, to be typed into. */
    Text text() {
        return text;
    }

    /** The button of a verdict, for tests. */
    ToolItem button(Verdict verdict) {
        return buttons.get(verdict);
    }
}
