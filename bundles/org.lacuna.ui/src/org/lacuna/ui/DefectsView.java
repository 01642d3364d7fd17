package org.lacuna.ui;

import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.layout.TableColumnLayout;
import org.eclipse.jface.viewers.ArrayContentProvider;
import org.eclipse.jface.viewers.ColumnViewerToolTipSupport;
import org.eclipse.jface.viewers.ColumnWeightData;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.jface.viewers.TableViewer;
import org.eclipse.jface.viewers.TableViewerColumn;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.operations.UndoRedoActionGroup;
import org.eclipse.ui.part.ViewPart;
import org.eclipse.ui.views.properties.IPropertySheetPage;
import org.lacuna.annotation.Annotation;
import org.lacuna.core.DefectRegion;
import org.lacuna.core.Inspection;
import org.lacuna.ui.internal.annotating.AnnotationDesk;
import org.lacuna.ui.internal.help.Help;
import org.lacuna.ui.internal.parts.PartTexts;
import org.lacuna.ui.internal.properties.PartPropertyPage;
import org.lacuna.ui.internal.viewing.Attention;
import org.lacuna.ui.internal.viewing.Finding;
import org.lacuna.ui.internal.viewing.Messages;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Why the selected part got its verdict, and all that is known of its defects: the measured regions
 * of the verdict and the annotations of people. Who selects a row is shown the place in the image
 * and in the cloud; class, severity, state and comment of annotations are edited here.
 */
public final class DefectsView extends ViewPart {
    public static final String ID = "org.lacuna.ui.evidence";

    private PartsListener selection;
    private Label reason;
    private TableViewer viewer;
    private DefectColumns columns;
    private AnnotationDesk desk;
    private Optional<PartItem> item = Optional.empty();
    private UndoRedoActionGroup undoRedo;
    private ShownSelection shown;
    private boolean selecting;

    private final Attention.Listener looks =
            new Attention.Listener() {
                @Override
                public void focusChanged(boolean fly) {
                    select();
                }
            };

    private final AnnotationDesk.Listener edits =
            new AnnotationDesk.Listener() {
                @Override
                public void annotationsChanged() {
                    fill();
                }
            };

    @Override
    public void createPartControl(Composite parent) {
        Help.set(parent, "defects");
        desk = getSite().getWorkbenchWindow().getService(AnnotationDesk.class);
        GridLayout layout = new GridLayout(1, false);
        layout.marginWidth = 4;
        layout.marginHeight = 4;
        parent.setLayout(layout);
        reason = new Label(parent, SWT.WRAP);
        reason.setText(Messages.View_selectPart);
        reason.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
        Composite tableParent = new Composite(parent, SWT.NONE);
        tableParent.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
        TableColumnLayout widths = new TableColumnLayout();
        tableParent.setLayout(widths);
        viewer = new TableViewer(tableParent, SWT.FULL_SELECTION | SWT.BORDER);
        viewer.setContentProvider(ArrayContentProvider.getInstance());
        viewer.getTable().setHeaderVisible(true);
        viewer.getTable().setLinesVisible(true);
        ColumnViewerToolTipSupport.enableFor(viewer);
        columns = new DefectColumns(viewer, desk);
        for (DefectColumns.Column c : DefectColumns.Column.values()) {
            TableViewerColumn column = new TableViewerColumn(viewer, SWT.NONE);
            column.getColumn().setText(c.title());
            column.getColumn().setMoveable(true);
            widths.setColumnData(
                    column.getColumn(), new ColumnWeightData(c.weight(), c.minimum(), true));
            columns.install(c, column);
        }
        viewer.addSelectionChangedListener(
                e -> {
                    if (!selecting) {
                        desk.attention().focusOn(selected(), true);
                    }
                });
        MenuManager menu = new MenuManager();
        viewer.getTable().setMenu(menu.createContextMenu(viewer.getTable()));
        getSite().registerContextMenu(menu, viewer);
        undoRedo = new UndoRedoActionGroup(getSite(), desk.undoContext(), true);
        undoRedo.fillActionBars(getViewSite().getActionBars());
        desk.addListener(edits);
        desk.attention().addListener(looks);
        shown = new ShownSelection(viewer.getTable(), desk.attention());
        getSite().setSelectionProvider(shown.provider());
        selection = new PartsListener(getViewSite(), this::selected);
    }

    private Optional<Finding> selected() {
        return viewer.getStructuredSelection().getFirstElement() instanceof Finding f
                ? Optional.of(f)
                : Optional.empty();
    }

    void selected(PartItem part) {
        item = Optional.of(part);
        shown.show(part);
        reason.setText(
                part.id()
                        + "   "
                        + PartTexts.verdict(part)
                        + ": "
                        + part.inspection()
                                .map(PartTexts::reason)
                                .orElse(Messages.Defects_notInspected));
        // As the inspection wrote it, with all that it said.
        reason.setToolTipText(part.inspection().map(Inspection::reason).orElse(null));
        fill();
        reason.getParent().layout(true);
    }

    private void fill() {
        List<Finding> rows = new ArrayList<>();
        item.ifPresent(
                part -> {
                    desk.part()
                            .filter(p -> desk.subject().orElseThrow().id().equals(part.id()))
                            .ifPresent(
                                    p -> {
                                        for (Annotation a : p.annotations().reversed()) {
                                            rows.add(new Finding.Marked(part.id(), a.id()));
                                        }
                                    });
                    List<DefectRegion> regions =
                            part.inspection().map(Inspection::regions).orElse(List.of());
                    for (int i = 0; i < regions.size(); i++) {
                        rows.add(new Finding.Region(part.id(), i, regions.get(i)));
                    }
                });
        selecting = true;
        if (rows.equals(viewer.getInput())) {
            viewer.refresh();
        } else {
            viewer.setInput(rows);
        }
        selecting = false;
        select();
    }

    private void select() {
        selecting = true;
        Optional<Finding> focus = desk.attention().focus();
        viewer.setSelection(
                focus.map(StructuredSelection::new).orElse(StructuredSelection.EMPTY), true);
        selecting = false;
    }

    /** Number of regions shown, for tests. */
    int shownRegions() {
        return (int) rows().stream().filter(f -> f instanceof Finding.Region).count();
    }

    /** What the rows show, for tests. */
    List<Finding> rows() {
        Object input = viewer.getInput();
        return input instanceof List<?> list
                ? list.stream().map(Finding.class::cast).toList()
                : List.of();
    }

    /** The table, for tests. */
    TableViewer viewer() {
        return viewer;
    }

    @Override
    public <T> T getAdapter(Class<T> type) {
        return type == IPropertySheetPage.class
                ? type.cast(new PartPropertyPage(shown::part, getSite().getWorkbenchWindow()))
                : super.getAdapter(type);
    }

    @Override
    public void setFocus() {
        viewer.getControl().setFocus();
    }

    @Override
    public void dispose() {
        if (desk != null) {
            desk.removeListener(edits);
            desk.attention().removeListener(looks);
        }
        if (undoRedo != null) {
            undoRedo.dispose();
        }
        if (selection != null) {
            selection.dispose();
        }
        super.dispose();
    }
}
