package org.lacuna.ui;

import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.IMemento;
import org.eclipse.ui.IViewSite;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.commands.ICommandService;
import org.eclipse.ui.contexts.IContextService;
import org.eclipse.ui.part.ViewPart;
import org.eclipse.ui.views.properties.IPropertySheetPage;
import org.lacuna.core.Verdict;
import org.lacuna.ui.internal.help.Help;
import org.lacuna.ui.internal.parts.PartTexts;
import org.lacuna.ui.internal.parts.PartsPane;
import org.lacuna.ui.internal.parts.PartsState;
import org.lacuna.ui.internal.parts.ThumbnailSize;
import org.lacuna.ui.internal.properties.PartPropertyPage;
import org.lacuna.ui.internal.thresholds.Trial;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The parts of a result folder or data set with picture, verdict, score, margin and modality
 * status; the selection drives the other views. The folder is read in a job and remembered with the
 * workbench.
 */
public final class PartsView extends ViewPart {
    public static final String ID = "org.lacuna.ui.parts";

    /** In which keys sort and filter: while this view is active. */
    private static final String CONTEXT = "org.lacuna.ui.parts.context";

    private PartsState restored = PartsState.read(Optional.empty());
    private PartsPane pane;
    private ViewReading reading;
    private Trial trial;
    private Path folder;
    private boolean results;

    /** Whether a folder is being read, so that what is shown is about to go. */
    private boolean awaited;

    @Override
    public void init(IViewSite site, IMemento memento) throws PartInitException {
        super.init(site, memento);
        restored = PartsState.read(Optional.ofNullable(memento));
    }

    @Override
    public void saveState(IMemento memento) {
        state().write(memento);
    }

    private PartsState state() {
        return pane == null
                ? restored
                : new PartsState(
                        folder == null
                                ? restored.folder()
                                : Optional.of(folder).map(Path::toString),
                        pane.order(),
                        pane.thumbnails(),
                        pane.verdicts());
    }

    @Override
    public void createPartControl(Composite parent) {
        Help.set(parent, "parts");
        trial = getSite().getWorkbenchWindow().getService(Trial.class);
        MenuManager menu = new MenuManager();
        pane = new PartsPane(parent, trial, restored, Messages.Parts_welcome, menu);
        reading = new ViewReading(parent);
        getSite().setSelectionProvider(pane.selection());
        getSite().registerContextMenu(menu, pane.selection());
        getSite().getService(IContextService.class).activateContext(CONTEXT);
        restored.folder().map(Path::of).filter(FolderContents::exists).ifPresent(this::open);
    }

    /**
     * Reads the folder in a job and then shows it; a job that still reads another folder is
     * cancelled. UI thread only.
     */
    public void open(Path newFolder) {
        read(newFolder, part -> false);
    }

    /**
     * Shows the folder with the first part that is wanted selected. A folder that is shown and has
     * such a part is not read again. UI thread only.
     */
    public void open(Path newFolder, Predicate<PartItem> wanted) {
        Optional<PartItem> shown =
                awaited || !newFolder.equals(folder)
                        ? Optional.empty()
                        : pane.parts().stream().filter(wanted).findFirst();
        shown.ifPresentOrElse(this::reveal, () -> read(newFolder, wanted));
    }

    private void read(Path newFolder, Predicate<PartItem> wanted) {
        awaited = true;
        String title = NLS.bind(Messages.Parts_reading, newFolder);
        pane.say(title + " ...");
        reading.start(
                title,
                false,
                monitor -> {
                    FolderContents contents = FolderContents.read(newFolder);
                    return () -> show(contents, wanted);
                },
                this::fail);
    }

    private void fail(String message) {
        awaited = false;
        pane.say(message);
        getViewSite().getActionBars().getStatusLineManager().setErrorMessage(message);
    }

    private void show(FolderContents contents, Predicate<PartItem> wanted) {
        awaited = false;
        getViewSite().getActionBars().getStatusLineManager().setErrorMessage(null);
        folder = contents.folder();
        List<PartItem> parts = contents.parts();
        results = parts.stream().anyMatch(p -> p.inspection().isPresent());
        trial.show(folder, parts);
        pane.show(parts, summaryText(contents), folder.toString(), wanted);
    }

    private static String summaryText(FolderContents contents) {
        List<PartItem> parts = contents.parts();
        StringBuilder text =
                new StringBuilder(
                        NLS.bind(
                                Messages.Parts_summary,
                                new Object[] {
                                    contents.folder().getFileName(), contents.kind(), parts.size()
                                }));
        if (parts.stream().anyMatch(p -> p.inspection().isPresent())) {
            for (Verdict v : Verdict.values()) {
                long n = parts.stream().filter(p -> p.verdict() == v).count();
                text.append(n == 0 ? "" : "   " + PartTexts.of(v) + " " + n);
            }
        }
        return text.toString();
    }

    /** Shows pictures of another size in the list, or none. */
    void setThumbnails(ThumbnailSize size) {
        pane.setThumbnails(size);
        refreshCommands();
    }

    /** Tells menus what is on now. */
    void refreshCommands() {
        ICommandService commands = getSite().getService(ICommandService.class);
        for (PartsAction action : PartsAction.values()) {
            commands.refreshElements(action.command(), null);
        }
    }

    /** Selects a part and scrolls to it. UI thread only. */
    public void reveal(PartItem part) {
        pane.selection().setSelection(new StructuredSelection(part));
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
        return pane.summary();
    }

    /** The parts of the folder, also those that the filter holds back, for tests. */
    List<PartItem> parts() {
        return pane.parts();
    }

    /** What the view consists of. */
    PartsPane pane() {
        return pane;
    }

    @Override
    public <T> T getAdapter(Class<T> type) {
        return type == IPropertySheetPage.class
                ? type.cast(new PartPropertyPage(Optional::empty, getSite().getWorkbenchWindow()))
                : super.getAdapter(type);
    }

    @Override
    public void setFocus() {
        pane.setFocus();
    }

    @Override
    public void dispose() {
        if (reading != null) {
            reading.cancel();
        }
        super.dispose();
    }
}
