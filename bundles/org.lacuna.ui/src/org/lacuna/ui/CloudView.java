package org.lacuna.ui;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.IMemento;
import org.eclipse.ui.IViewSite;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.contexts.IContextService;
import org.eclipse.ui.operations.UndoRedoActionGroup;
import org.eclipse.ui.part.ViewPart;
import org.eclipse.ui.views.properties.IPropertySheetPage;
import org.lacuna.core.Workers;
import org.lacuna.rendering.Frame;
import org.lacuna.ui.internal.annotating.AnnotationDesk;
import org.lacuna.ui.internal.help.Help;
import org.lacuna.ui.internal.properties.PartPropertyPage;
import org.lacuna.ui.internal.viewing.PartReadings;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * The selected part's point cloud, coloured by image, height, anomaly or availability. Scans are
 * read in a job and drawn on a thread of their own; what the user chose stays when the workbench is
 * closed.
 */
public final class CloudView extends ViewPart {
    public static final String ID = "org.lacuna.ui.cloud";

    private static final String CONTEXT = "org.lacuna.ui.cloud.context";
    private static final String MEMENTO_FOLLOWS = "follows";

    private CloudCanvas canvas;
    private CloudClipPanel clipPanel;
    private CloudTools tools;
    private CloudPictures pictures;
    private PartsListener selection;
    private Optional<PartItem> item = Optional.empty();
    private CloudLook look = CloudLook.defaults();
    private ViewReading reading;
    private ShownSelection shown;
    private AnnotationDesk desk;
    private PartReadings readings;
    private CloudLinks links;
    private UndoRedoActionGroup undoRedo;
    private boolean follows;

    @Override
    public void init(IViewSite site, IMemento memento) throws PartInitException {
        super.init(site, memento);
        if (memento != null) {
            look = CloudLook.read(memento);
            follows = Boolean.TRUE.equals(memento.getBoolean(MEMENTO_FOLLOWS));
        }
    }

    @Override
    public void saveState(IMemento memento) {
        (canvas == null ? look : canvas.look()).write(memento);
        memento.putBoolean(MEMENTO_FOLLOWS, links == null ? follows : links.follows());
    }

    @Override
    public void createPartControl(Composite parent) {
        Help.set(parent, "cloud");
        Composite area = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(area);
        desk = getSite().getWorkbenchWindow().getService(AnnotationDesk.class);
        readings = getSite().getWorkbenchWindow().getService(PartReadings.class);
        readings.viewOpened();
        Consumer<String> statusLine =
                text -> getViewSite().getActionBars().getStatusLineManager().setMessage(text);
        canvas = new CloudCanvas(area, statusLine, desk);
        canvas.setLayoutData(GridDataFactory.fillDefaults().grab(true, true).create());
        canvas.setLook(look);
        clipPanel = new CloudClipPanel(area, canvas);
        tools = new CloudTools(canvas, clipPanel);
        pictures = new CloudPictures(canvas, statusLine);
        links = new CloudLinks(canvas, desk);
        links.setFollows(follows);
        undoRedo = new UndoRedoActionGroup(getSite(), desk.undoContext(), true);
        undoRedo.fillActionBars(getViewSite().getActionBars());
        getSite().getService(IContextService.class).activateContext(CONTEXT);
        reading = new ViewReading(canvas);
        shown = new ShownSelection(canvas, desk.attention());
        getSite().setSelectionProvider(shown.provider());
        selection = new PartsListener(getViewSite(), this::selected);
        // Only when the page knows the view can commands tell what is on.
        canvas.later(() -> CloudHandler.refresh(getSite().getWorkbenchWindow()));
    }

    void selected(PartItem part) {
        if (item.equals(Optional.of(part))) {
            return;
        }
        item = Optional.of(part);
        shown.show(part);
        reading.start(
                part,
                monitor -> {
                    try (Workers workers = Workers.allProcessors()) {
                        MonitorProgress progress = new MonitorProgress(monitor);
                        PartCloud cloud =
                                PartCloud.of(
                                        part, readings.read(part, progress), workers, progress);
                        return () -> {
                            desk.open(cloud.subject());
                            canvas.setCloud(part, cloud);
                            clipPanel.update(canvas.cloud());
                            links.shown();
                        };
                    }
                },
                text -> canvas.setMessage(part, text));
    }

    /** The part whose cloud is on screen, for tests; empty while it is read and drawn. */
    Optional<PartItem> shownPart() {
        return canvas.shownPart();
    }

    /** The picture on screen, for tests. */
    Optional<Frame> shownFrame() {
        return canvas.shownFrame();
    }

    /** What gets the events, for tests. */
    CloudCanvas canvas() {
        return canvas;
    }

    /** What turns tools on and off. */
    CloudTools tools() {
        return tools;
    }

    /** What saves and copies pictures. */
    CloudPictures pictures() {
        return pictures;
    }

    /** The sliders of the clip box, for tests. */
    CloudClipPanel clipPanel() {
        return clipPanel;
    }

    /** What keeps the view in step with others. */
    CloudLinks links() {
        return links;
    }

    @Override
    public <T> T getAdapter(Class<T> type) {
        return type == IPropertySheetPage.class
                ? type.cast(new PartPropertyPage(shown::part, getSite().getWorkbenchWindow()))
                : super.getAdapter(type);
    }

    @Override
    public void setFocus() {
        canvas.setFocus();
    }

    @Override
    public void dispose() {
        if (undoRedo != null) {
            undoRedo.dispose();
        }
        if (selection != null) {
            selection.dispose();
        }
        if (reading != null) {
            reading.cancel();
        }
        if (readings != null) {
            readings.viewClosed();
        }
        super.dispose();
    }
}
