package org.lacuna.ui.internal.parts;

import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.jface.viewers.ISelectionProvider;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.lacuna.core.Verdict;
import org.lacuna.ui.PartItem;
import org.lacuna.ui.internal.thresholds.Trial;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** A summary, the filter and the list of parts: what the view consists of. UI thread. */
public final class PartsPane {
    private final Composite parent;
    private final MenuManager menu;
    private final VerdictIcons icons;
    private final Label summary;
    private final FilterBar filterBar;
    private final PartFilter filter;
    private final TrialMarks marks;
    private final PartLabels labels;
    private final PartsTable.Hands hands =
            new PartsTable.Hands() {
                @Override
                public void sort(PartColumn column) {
                    turn(column);
                }

                @Override
                public void selected(PartItem part) {
                    selection.changed(new StructuredSelection(part));
                }
            };
    private final PartSelection selection = new PartSelection(this::select);
    private PartsTable table;
    private ThumbnailSize size;
    private Optional<SortOrder> order;
    private List<PartItem> parts = List.of();
    private String said;
    private boolean oneCategory;

    /**
     * @param state how it was left
     * @param said what the summary says before there are parts
     * @param menu of the list, which can become another
     */
    public PartsPane(
            Composite parent, Trial trial, PartsState state, String said, MenuManager menu) {
        this.parent = parent;
        this.menu = menu;
        this.said = said;
        icons = new VerdictIcons(parent.getDisplay());
        parent.addDisposeListener(e -> icons.dispose());
        GridLayoutFactory.fillDefaults().margins(4, 4).applyTo(parent);
        summary = new Label(parent, SWT.WRAP);
        summary.setText(said);
        summary.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
        marks = new TrialMarks(trial, parent, this::mark);
        filter = new PartFilter(marks::verdictText);
        filter.setVerdicts(state.verdicts());
        filterBar = new FilterBar(parent, icons, filter, this::filtered);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(filterBar);
        labels = new PartLabels(icons, marks, this::name);
        order = state.order();
        size = state.thumbnails();
        table = makeTable();
    }

    private PartsTable makeTable() {
        PartsTable made = new PartsTable(parent, size, labels, hands);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(made.control());
        order.ifPresent(made::mark);
        made.table().setMenu(menu.createContextMenu(made.table()));
        return made;
    }

    /** Where all parts are of one category, its name would only take the room of theirs. */
    private String name(PartItem part) {
        return oneCategory ? part.id().defect() + "/" + part.id().name() : part.id().toString();
    }

    /** Shows other parts, the first of them selected. */
    public void show(List<PartItem> shown, String text, String toolTip) {
        show(shown, text, toolTip, part -> false);
    }

    /**
     * Shows other parts, the first that is wanted of them selected, else the first of all; the
     * filter gives way to a wanted one.
     */
    public void show(
            List<PartItem> shown, String text, String toolTip, Predicate<PartItem> wanted) {
        parts = List.copyOf(shown);
        oneCategory = parts.stream().map(p -> p.id().category()).distinct().count() < 2;
        filterBar.count(parts);
        table.forgetPictures();
        Optional<PartItem> sought = parts.stream().filter(wanted).findFirst();
        if (sought.filter(part -> !filter.accepts(part)).isPresent()) {
            showAll();
        }
        List<PartItem> rows = rows();
        Optional<PartItem> first = sought.or(() -> rows.stream().findFirst());
        table.setRows(rows, first, true);
        say(text);
        summary.setToolTipText(toolTip);
        first.ifPresent(part -> selection.changed(new StructuredSelection(part)));
    }

    /** What the filter lets through, in order. */
    private List<PartItem> rows() {
        List<PartItem> shown = parts.stream().filter(filter::accepts).toList();
        return order.map(o -> new PartOrder(o).sort(shown)).orElse(shown);
    }

    private void refresh() {
        table.setRows(rows(), selected(), false);
    }

    /** What is selected, also while the filter holds it back. */
    private Optional<PartItem> selected() {
        return selection.getSelection() instanceof IStructuredSelection s
                        && s.getFirstElement() instanceof PartItem part
                ? Optional.of(part)
                : Optional.empty();
    }

    /** Another sentence above the list, which stays as it is. */
    public void say(String text) {
        said = text;
        sum();
    }

    private void sum() {
        String hidden =
                filter.isOn() && !parts.isEmpty()
                        ? NLS.bind(Messages.Parts_filtered, table.rows().size(), parts.size())
                        : "";
        summary.setText(said + marks.summaryText() + hidden);
        parent.layout(true);
    }

    private void mark() {
        refresh();
        sum();
    }

    private void filtered() {
        refresh();
        sum();
    }

    /** Sorts by a column, and the other way round if it is sorted by it already. */
    public void turn(PartColumn column) {
        boolean again = order.filter(o -> o.column() == column && !o.descending()).isPresent();
        sort(new SortOrder(column, again));
    }

    /** Sorts the list; the selected part stays in sight. */
    public void sort(SortOrder wanted) {
        order = Optional.of(wanted);
        table.mark(wanted);
        table.setRows(rows(), selected(), true);
    }

    /** Shows the parts with this verdict, or no longer. */
    public void toggle(Verdict verdict) {
        filterBar.toggle(verdict);
    }

    /** Lets all parts through the filter. */
    public void showAll() {
        filterBar.reset();
    }

    /** Shows pictures of another size, or none. */
    public void setThumbnails(ThumbnailSize wanted) {
        if (wanted == size) {
            return;
        }
        size = wanted;
        boolean focus = table.table().isFocusControl();
        table.control().dispose();
        table = makeTable();
        parent.layout(true);
        table.setRows(rows(), selected(), true);
        if (focus) {
            setFocus();
        }
    }

    /** Selects the part that others want to be seen; the filter gives way to it. */
    private void select(ISelection wanted) {
        if (wanted instanceof IStructuredSelection s
                && s.getFirstElement() instanceof PartItem part
                && parts.contains(part)) {
            if (!filter.accepts(part)) {
                showAll();
            }
            table.select(part, true);
            selection.changed(new StructuredSelection(part));
        }
    }

    public ThumbnailSize thumbnails() {
        return size;
    }

    public Optional<SortOrder> order() {
        return order;
    }

    public Set<Verdict> verdicts() {
        return filter.verdicts();
    }

    public ISelectionProvider selection() {
        return selection;
    }

    /** The parts, also those that the filter holds back. */
    public List<PartItem> parts() {
        return parts;
    }

    /** What is above the list. */
    public String summary() {
        return summary.getText();
    }

    /** Where the text of the filter is typed. */
    public Text filterField() {
        return filterBar.text();
    }

    public void setFocus() {
        table.table().setFocus();
    }

    /** The list as it is now, for tests: another after the size of the pictures has changed. */
    public PartsTable table() {
        return table;
    }

    /** The filter, for tests. */
    FilterBar filterBar() {
        return filterBar;
    }
}
