package org.lacuna.ui.internal.jobs;

import org.eclipse.jface.layout.TableColumnLayout;
import org.eclipse.jface.viewers.ArrayContentProvider;
import org.eclipse.jface.viewers.CheckboxTableViewer;
import org.eclipse.jface.viewers.ColumnLabelProvider;
import org.eclipse.jface.viewers.ColumnViewerToolTipSupport;
import org.eclipse.jface.viewers.ColumnWeightData;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.jface.viewers.TableViewerColumn;
import org.eclipse.jface.viewers.Viewer;
import org.eclipse.jface.viewers.ViewerFilter;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Table;
import org.eclipse.ui.ISharedImages;
import org.eclipse.ui.PlatformUI;
import org.lacuna.core.Modality;
import org.lacuna.workflow.Finding;
import org.lacuna.workflow.SurveyedPart;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The parts of a data set with what was found, one a row; checked ones stay. UI thread. */
public final class SurveyTable {
    private final Composite parent;
    private final CheckboxTableViewer viewer;
    private final Set<SurveyedPart> leftOut = new HashSet<>();
    private List<SurveyedPart> parts = List.of();
    private boolean problemsOnly;

    /**
     * @param changed told when a part is checked or unchecked
     */
    SurveyTable(Composite area, Runnable changed) {
        parent = new Composite(area, SWT.NONE);
        TableColumnLayout columns = new TableColumnLayout();
        parent.setLayout(columns);
        viewer =
                CheckboxTableViewer.newCheckList(
                        parent, SWT.BORDER | SWT.FULL_SELECTION | SWT.SINGLE);
        viewer.setContentProvider(ArrayContentProvider.getInstance());
        viewer.getTable().setHeaderVisible(true);
        viewer.getTable().setLinesVisible(true);
        ColumnViewerToolTipSupport.enableFor(viewer);
        column(
                columns,
                Messages.Import_columnPart,
                34,
                p -> p.category().getFileName() + "/" + p.name());
        column(columns, Messages.Import_columnGroup, 20, SurveyedPart::group);
        column(columns, Messages.Import_columnRgb, 8, p -> there(p, Modality.RGB));
        column(columns, Messages.Import_columnXyz, 8, p -> there(p, Modality.XYZ));
        column(
                columns,
                Messages.Import_columnMask,
                9,
                p -> p.mask().isPresent() ? Messages.Import_there : Messages.Import_absent);
        column(columns, Messages.Import_columnSize, 13, SurveyedPart::size);
        column(columns, Messages.Import_columnFindings, 50, SurveyTable::findings);
        viewer.addFilter(
                new ViewerFilter() {
                    @Override
                    public boolean select(Viewer v, Object parentElement, Object element) {
                        return !problemsOnly || !((SurveyedPart) element).findings().isEmpty();
                    }
                });
        viewer.addCheckStateListener(
                e -> {
                    SurveyedPart part = (SurveyedPart) e.getElement();
                    if (e.getChecked()) {
                        leftOut.remove(part);
                    } else {
                        leftOut.add(part);
                    }
                    changed.run();
                });
    }

    private void column(
            TableColumnLayout layout,
            String title,
            int weight,
            Function<SurveyedPart, String> text) {
        TableViewerColumn column = new TableViewerColumn(viewer, SWT.NONE);
        column.getColumn().setText(title);
        layout.setColumnData(column.getColumn(), new ColumnWeightData(weight, 40, true));
        boolean signed = title.equals(Messages.Import_columnFindings);
        column.setLabelProvider(
                new ColumnLabelProvider() {
                    @Override
                    public String getText(Object element) {
                        return text.apply((SurveyedPart) element);
                    }

                    @Override
                    public Image getImage(Object element) {
                        return signed ? sign((SurveyedPart) element) : null;
                    }

                    @Override
                    public String getToolTipText(Object element) {
                        String details = details((SurveyedPart) element);
                        // An empty tool tip would be an empty box.
                        return details.isEmpty() ? null : details;
                    }
                });
    }

    private static String there(SurveyedPart part, Modality modality) {
        return part.files().containsKey(modality) ? Messages.Import_there : Messages.Import_absent;
    }

    private static Image sign(SurveyedPart part) {
        if (part.findings().isEmpty()) {
            return null;
        }
        return PlatformUI.getWorkbench()
                .getSharedImages()
                .getImage(
                        part.hasError()
                                ? ISharedImages.IMG_OBJS_ERROR_TSK
                                : ISharedImages.IMG_OBJS_WARN_TSK);
    }

    static String findings(SurveyedPart part) {
        return part.findings().stream().map(SurveyTable::text).collect(Collectors.joining("; "));
    }

    /** Every finding on a line of its own. */
    static String details(SurveyedPart part) {
        return part.findings().stream().map(SurveyTable::text).collect(Collectors.joining("\n"));
    }

    public static String text(Finding finding) {
        String kind =
                switch (finding.kind()) {
                    case MISSING_RGB -> Messages.Finding_MISSING_RGB;
                    case MISSING_XYZ -> Messages.Finding_MISSING_XYZ;
                    case SIZE_MISMATCH -> Messages.Finding_SIZE_MISMATCH;
                    case DUPLICATE -> Messages.Finding_DUPLICATE;
                    case TEST_PART_IN_TRAINING -> Messages.Finding_TEST_PART_IN_TRAINING;
                    case MASK_WITHOUT_PART -> Messages.Finding_MASK_WITHOUT_PART;
                    case MISSING_MASK -> Messages.Finding_MISSING_MASK;
                    case UNREADABLE -> Messages.Finding_UNREADABLE;
                    case FOREIGN_FILE -> Messages.Finding_FOREIGN_FILE;
                    case SECOND_FILE -> Messages.Finding_SECOND_FILE;
                };
        return finding.detail().isEmpty() ? kind : kind + ": " + finding.detail();
    }

    Control control() {
        return parent;
    }

    void show(List<SurveyedPart> newParts) {
        parts = newParts;
        leftOut.clear();
        viewer.setInput(parts);
        showChecks();
        parts.stream()
                .filter(p -> !p.findings().isEmpty())
                .findFirst()
                .ifPresent(p -> viewer.setSelection(new StructuredSelection(p), true));
    }

    void showProblemsOnly(boolean on) {
        problemsOnly = on;
        viewer.refresh();
        // A row that comes back is unchecked otherwise.
        showChecks();
    }

    /** Unchecks every part with an error. */
    void leaveOutErrors() {
        parts.stream().filter(SurveyedPart::hasError).forEach(leftOut::add);
        showChecks();
    }

    void keepAll() {
        leftOut.clear();
        showChecks();
    }

    private void showChecks() {
        viewer.setCheckedElements(parts.stream().filter(p -> !leftOut.contains(p)).toArray());
    }

    /** The unchecked parts, in order. */
    List<SurveyedPart> leftOut() {
        return parts.stream().filter(leftOut::contains).toList();
    }

    Optional<SurveyedPart> selected() {
        return Optional.ofNullable(
                (SurveyedPart) viewer.getStructuredSelection().getFirstElement());
    }

    void onSelection(Runnable told) {
        viewer.addSelectionChangedListener(e -> told.run());
    }

    /** The widget, for tests. */
    Table table() {
        return viewer.getTable();
    }
}
