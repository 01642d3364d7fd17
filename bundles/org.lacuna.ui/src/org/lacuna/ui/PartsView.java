package org.lacuna.ui;

import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.layout.TableColumnLayout;
import org.eclipse.jface.viewers.ArrayContentProvider;
import org.eclipse.jface.viewers.ColumnLabelProvider;
import org.eclipse.jface.viewers.ColumnWeightData;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.jface.viewers.TableViewer;
import org.eclipse.jface.viewers.TableViewerColumn;
import org.eclipse.jface.viewers.Viewer;
import org.eclipse.jface.viewers.ViewerComparator;
import org.eclipse.jface.viewers.ViewerFilter;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.IMemento;
import org.eclipse.ui.IViewSite;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.part.ViewPart;
import org.lacuna.core.LacunaException;
import org.lacuna.core.Modality;
import org.lacuna.core.Verdict;
import org.lacuna.ui.internal.thresholds.Trial;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * The parts of a result folder or data set with verdict, score and modality status; the selection
 * drives the other views. The folder is read in a job and remembered with the workbench.
 */
public final class PartsView extends ViewPart {
    public static final String ID = "org.lacuna.ui.parts";

    private static final String MEMENTO_FOLDER = "folder";
    private static final String WELCOME =
            "Open a result folder or a data set: Lacuna > Open Results or Data Set... (Ctrl+Alt+O)";

    private TableViewer viewer;
    private Label summary;
    private Text filter;
    private VerdictIcons icons;
    private String rememberedFolder;
    private Path folder;
    private boolean results;
    private boolean oneCategory;
    private Job loading;
    private Trial trial;
    private String shownSummary = WELCOME;
    private TrialMarks marks;

    @Override
    public void init(IViewSite site, IMemento memento) throws PartInitException {
        super.init(site, memento);
        rememberedFolder = memento == null ? null : memento.getString(MEMENTO_FOLDER);
    }

    @Override
    public void saveState(IMemento memento) {
        if (folder != null) {
            memento.putString(MEMENTO_FOLDER, folder.toString());
        }
    }

    @Override
    public void createPartControl(Composite parent) {
        icons = new VerdictIcons(parent.getDisplay());
        trial = getSite().getWorkbenchWindow().getService(Trial.class);
        GridLayout layout = new GridLayout(1, false);
        layout.marginWidth = 4;
        layout.marginHeight = 4;
        parent.setLayout(layout);

        summary = new Label(parent, SWT.WRAP);
        summary.setText(WELCOME);
        summary.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));

        filter = new Text(parent, SWT.SEARCH | SWT.ICON_CANCEL | SWT.ICON_SEARCH);
        filter.setMessage("Filter: category, defect, id, verdict or modalities");
        filter.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
        filter.addModifyListener(e -> viewer.refresh());

        Composite tableParent = new Composite(parent, SWT.NONE);
        tableParent.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
        TableColumnLayout columns = new TableColumnLayout();
        tableParent.setLayout(columns);
        viewer =
                new TableViewer(
                        tableParent, SWT.FULL_SELECTION | SWT.SINGLE | SWT.VIRTUAL | SWT.BORDER);
        viewer.setUseHashlookup(true);
        viewer.setContentProvider(ArrayContentProvider.getInstance());
        viewer.getTable().setHeaderVisible(true);
        viewer.getTable().setLinesVisible(true);
        viewer.addFilter(new TextFilter());
        marks = new TrialMarks(trial, viewer.getControl(), this::mark);

        Comparator<PartItem> byId =
                Comparator.comparing((PartItem p) -> p.id().toString())
                        .thenComparing(PartItem::group);
        column(
                columns,
                "Verdict",
                22,
                p -> marks.verdictText(p),
                Comparator.comparing(PartItem::verdictText).thenComparing(byId));
        column(
                columns,
                "Score",
                10,
                PartItem::scoreText,
                Comparator.comparingDouble(PartItem::scoreOrder).thenComparing(byId));
        column(columns, "Part", 38, this::name, byId);
        column(
                columns,
                "Group",
                12,
                PartItem::group,
                Comparator.comparing(PartItem::group).thenComparing(byId));
        column(
                columns,
                "RGB",
                12,
                p -> p.statusText(Modality.RGB),
                Comparator.comparing((PartItem p) -> p.statusText(Modality.RGB))
                        .thenComparing(byId));
        column(
                columns,
                "3D",
                12,
                p -> p.statusText(Modality.XYZ),
                Comparator.comparing((PartItem p) -> p.statusText(Modality.XYZ))
                        .thenComparing(byId));
        getSite().setSelectionProvider(viewer);

        if (rememberedFolder != null && FolderContents.exists(Path.of(rememberedFolder))) {
            open(Path.of(rememberedFolder));
        }
    }

    private void column(
            TableColumnLayout layout,
            String title,
            int weight,
            Function<PartItem, String> text,
            Comparator<PartItem> order) {
        TableViewerColumn viewerColumn = new TableViewerColumn(viewer, SWT.NONE);
        TableColumn column = viewerColumn.getColumn();
        column.setText(title);
        column.setMoveable(true);
        boolean first = viewer.getTable().getColumnCount() == 1;
        // Two verdicts, where thresholds are on trial, and a name need room.
        layout.setColumnData(
                column, new ColumnWeightData(weight, first ? 128 : weight > 20 ? 62 : 45, true));
        viewerColumn.setLabelProvider(
                new ColumnLabelProvider() {
                    @Override
                    public String getText(Object element) {
                        return text.apply((PartItem) element);
                    }

                    @Override
                    public Image getImage(Object element) {
                        PartItem item = (PartItem) element;
                        return first
                                ? icons.of(
                                        item.inspection()
                                                .map(i -> i.verdict())
                                                .orElse(Verdict.NOT_INSPECTED))
                                : null;
                    }

                    @Override
                    public Font getFont(Object element) {
                        return first ? marks.font((PartItem) element) : null;
                    }

                    @Override
                    public String getToolTipText(Object element) {
                        return ((PartItem) element).inspection().map(i -> i.reason()).orElse(null);
                    }
                });
        column.addListener(SWT.Selection, e -> sortBy(column, order));
    }

    private void sortBy(TableColumn column, Comparator<PartItem> order) {
        boolean again = viewer.getTable().getSortColumn() == column;
        int direction = again && viewer.getTable().getSortDirection() == SWT.UP ? SWT.DOWN : SWT.UP;
        viewer.getTable().setSortColumn(column);
        viewer.getTable().setSortDirection(direction);
        Comparator<PartItem> directed = direction == SWT.UP ? order : order.reversed();
        viewer.setComparator(
                new ViewerComparator() {
                    @Override
                    public int compare(Viewer v, Object a, Object b) {
                        return directed.compare((PartItem) a, (PartItem) b);
                    }
                });
    }

    /**
     * Reads the folder in a job and then shows it; a job that still reads another folder is
     * cancelled. UI thread only.
     */
    public void open(Path newFolder) {
        if (loading != null) {
            loading.cancel();
        }
        summary.setText("Reading " + newFolder + " ...");
        Display display = viewer.getControl().getDisplay();
        loading =
                Job.create(
                        "Reading " + newFolder,
                        (ICoreRunnable) monitor -> read(newFolder, display, monitor));
        loading.setUser(false);
        loading.schedule();
    }

    private void read(Path newFolder, Display display, IProgressMonitor monitor) {
        FolderContents contents;
        try {
            contents = FolderContents.read(newFolder);
        } catch (LacunaException e) {
            show(display, monitor, () -> fail(e.getMessage()));
            return;
        }
        show(display, monitor, () -> show(contents));
    }

    private void show(Display display, IProgressMonitor monitor, Runnable action) {
        if (!display.isDisposed()) {
            display.asyncExec(
                    () -> {
                        if (!monitor.isCanceled() && !viewer.getControl().isDisposed()) {
                            action.run();
                        }
                    });
        }
    }

    private void fail(String message) {
        summary.setText(message);
        IStatus status = Status.error(message);
        getViewSite().getActionBars().getStatusLineManager().setErrorMessage(status.getMessage());
    }

    /** Where all parts are of one category, its name would only take the room of theirs. */
    private String name(PartItem part) {
        return oneCategory ? part.id().defect() + "/" + part.id().name() : part.id().toString();
    }

    private void show(FolderContents contents) {
        getViewSite().getActionBars().getStatusLineManager().setErrorMessage(null);
        folder = contents.folder();
        results = contents.parts().stream().anyMatch(p -> p.inspection().isPresent());
        List<PartItem> parts = contents.parts();
        shownSummary = summaryText(contents);
        summary.setText(shownSummary);
        trial.show(folder, parts);
        summary.setToolTipText(folder.toString());
        oneCategory = parts.stream().map(p -> p.id().category()).distinct().count() < 2;
        viewer.setInput(parts);
        summary.getParent().layout(true);
        if (!parts.isEmpty()) {
            viewer.setSelection(new StructuredSelection(parts.getFirst()), true);
        }
    }

    private void mark() {
        viewer.refresh();
        summary.setText(shownSummary + marks.summaryText());
        summary.getParent().layout(true);
    }

    private static String summaryText(FolderContents contents) {
        StringBuilder text =
                new StringBuilder(
                        contents.folder().getFileName()
                                + ": "
                                + contents.kind()
                                + ", "
                                + contents.parts().size()
                                + " parts");
        if (contents.parts().stream().anyMatch(p -> p.inspection().isPresent())) {
            for (Verdict v : Verdict.values()) {
                long n =
                        contents.parts().stream()
                                .filter(
                                        p ->
                                                p.inspection()
                                                        .map(i -> i.verdict() == v)
                                                        .orElse(false))
                                .count();
                text.append(n == 0 ? "" : "   " + v.name().replace('_', ' ') + " " + n);
            }
        }
        return text.toString();
    }

    /** Selects a part and scrolls to it. UI thread only. */
    public void reveal(PartItem part) {
        viewer.setSelection(new StructuredSelection(part), true);
    }

    /** The data set that the window's list shows. UI thread only. */
    public static Optional<Path> shownData(IWorkbenchWindow window) {
        return shown(window).filter(v -> !v.results).map(v -> v.folder);
    }

    /** The results that the window's list shows. UI thread only. */
    public static Optional<Path> shownResults(IWorkbenchWindow window) {
        return shown(window).filter(v -> v.results).map(v -> v.folder);
    }

    private static Optional<PartsView> shown(IWorkbenchWindow window) {
        return Optional.ofNullable(window.getActivePage())
                .map(page -> page.findView(ID))
                .filter(PartsView.class::isInstance)
                .map(PartsView.class::cast)
                .filter(v -> v.folder != null);
    }

    /** The sentence above the list, for tests. */
    String summaryText() {
        return summary.getText();
    }

    /** The parts shown now, for tests. */
    List<PartItem> parts() {
        Object input = viewer.getInput();
        return input instanceof List<?> list
                ? list.stream().map(PartItem.class::cast).toList()
                : List.of();
    }

    @Override
    public void setFocus() {
        viewer.getControl().setFocus();
    }

    @Override
    public void dispose() {
        if (loading != null) {
            loading.cancel();
        }
        if (icons != null) {
            icons.dispose();
        }
        super.dispose();
    }

    private final class TextFilter extends ViewerFilter {
        @Override
        public boolean select(Viewer v, Object parent, Object element) {
            String wanted = filter.getText().strip().toLowerCase(Locale.ROOT);
            if (wanted.isEmpty()) {
                return true;
            }
            PartItem p = (PartItem) element;
            return (p.id() + " " + marks.verdictText(p) + " " + p.group())
                    .toLowerCase(Locale.ROOT)
                    .contains(wanted);
        }
    }
}
