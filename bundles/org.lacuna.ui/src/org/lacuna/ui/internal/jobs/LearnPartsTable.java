package org.lacuna.ui.internal.jobs;

import org.eclipse.jface.layout.TableColumnLayout;
import org.eclipse.jface.viewers.ArrayContentProvider;
import org.eclipse.jface.viewers.CheckboxTableViewer;
import org.eclipse.jface.viewers.ColumnLabelProvider;
import org.eclipse.jface.viewers.ColumnWeightData;
import org.eclipse.jface.viewers.TableViewerColumn;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Table;
import org.lacuna.core.Inspection;
import org.lacuna.core.Modality;
import org.lacuna.core.Verdict;
import org.lacuna.ui.PartItem;
import org.lacuna.ui.internal.Numbers;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Parts to choose from, one a row: first those proposed, then good ones that were stopped, then the
 * other good ones. UI thread.
 */
final class LearnPartsTable {
    private final Composite parent;
    private final CheckboxTableViewer viewer;

    /**
     * @param parts all that there are; of several inspections of the same files, the first counts
     * @param proposed those that are ticked at first
     * @param changed told when a part is ticked or no longer
     */
    LearnPartsTable(
            Composite area, List<PartItem> parts, Collection<PartItem> proposed, Runnable changed) {
        parent = new Composite(area, SWT.NONE);
        TableColumnLayout columns = new TableColumnLayout();
        parent.setLayout(columns);
        viewer =
                CheckboxTableViewer.newCheckList(
                        parent, SWT.BORDER | SWT.FULL_SELECTION | SWT.SINGLE);
        viewer.setContentProvider(ArrayContentProvider.getInstance());
        viewer.getTable().setHeaderVisible(true);
        viewer.getTable().setLinesVisible(true);
        column(columns, Messages.Learn_columnPart, 50, p -> LearnChoice.part(p).name());
        column(columns, Messages.Learn_columnLabel, 20, p -> p.id().defect());
        column(
                columns,
                Messages.Learn_columnVerdict,
                22,
                p -> p.inspection().map(LearnPartsTable::verdict).orElse(""));
        column(
                columns,
                Messages.Learn_columnScore,
                14,
                p -> p.inspection().map(LearnPartsTable::score).orElse(""));
        List<PartItem> rows = rows(parts, proposed);
        viewer.setInput(rows);
        Set<Map<Modality, Path>> ticked =
                Set.copyOf(proposed.stream().map(PartItem::files).toList());
        viewer.setCheckedElements(rows.stream().filter(p -> ticked.contains(p.files())).toArray());
        viewer.addCheckStateListener(e -> changed.run());
    }

    private static List<PartItem> rows(List<PartItem> parts, Collection<PartItem> proposed) {
        Map<Map<Modality, Path>, PartItem> once = new LinkedHashMap<>();
        proposed.forEach(p -> once.put(p.files(), p));
        parts.forEach(p -> once.putIfAbsent(p.files(), p));
        return once.values().stream()
                .filter(p -> !p.files().isEmpty())
                .sorted(
                        Comparator.comparing((PartItem p) -> !proposed.contains(p))
                                .thenComparing(p -> !isFalseAlarm(p))
                                .thenComparing(p -> !p.id().isGood()))
                .toList();
    }

    private static boolean isFalseAlarm(PartItem part) {
        return part.id().isGood()
                && part.inspection()
                        .map(Inspection::verdict)
                        .filter(v -> v == Verdict.NOK || v == Verdict.REVIEW)
                        .isPresent();
    }

    static String verdict(Inspection inspection) {
        return inspection.verdict().name().replace('_', ' ');
    }

    /** With three decimals; empty without one. */
    static String score(Inspection inspection) {
        return Double.isNaN(inspection.score()) ? "" : Numbers.format("%.3f", inspection.score());
    }

    private void column(
            TableColumnLayout layout, String title, int weight, Function<PartItem, String> text) {
        TableViewerColumn column = new TableViewerColumn(viewer, SWT.NONE);
        column.getColumn().setText(title);
        layout.setColumnData(column.getColumn(), new ColumnWeightData(weight, 40, true));
        column.setLabelProvider(
                ColumnLabelProvider.createTextProvider(e -> text.apply((PartItem) e)));
    }

    Control control() {
        return parent;
    }

    /** The ticked parts, in the order of the rows. */
    List<PartItem> ticked() {
        return List.of(viewer.getCheckedElements()).stream().map(PartItem.class::cast).toList();
    }

    /** The widget, for tests. */
    Table table() {
        return viewer.getTable();
    }
}
