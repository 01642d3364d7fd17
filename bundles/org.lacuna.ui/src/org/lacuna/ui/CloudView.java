package org.lacuna.ui;

import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.IAction;
import org.eclipse.jface.action.IMenuManager;
import org.eclipse.jface.action.IToolBarManager;
import org.eclipse.jface.action.Separator;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.IMemento;
import org.eclipse.ui.IViewSite;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.operations.UndoRedoActionGroup;
import org.eclipse.ui.part.ViewPart;
import org.lacuna.core.Workers;
import org.lacuna.rendering.Frame;
import org.lacuna.rendering.Projection;
import org.lacuna.rendering.StandardView;
import org.lacuna.ui.internal.annotating.AnnotationDesk;

import java.util.Locale;
import java.util.Optional;

/**
 * The selected part's point cloud, coloured by image, height or anomaly. Scans are read in a job
 * and drawn on a thread of their own; what the user chose stays when the workbench is closed.
 */
public final class CloudView extends ViewPart {
    public static final String ID = "org.lacuna.ui.cloud";

    private static final String MEMENTO_COLOURING = "colouring";
    private static final String MEMENTO_PROJECTION = "projection";
    private static final String MEMENTO_FOLLOWS = "follows";

    private CloudCanvas canvas;
    private PartsListener selection;
    private Optional<PartItem> item = Optional.empty();
    private CloudColouring colouring = CloudColouring.COLOUR;
    private Projection projection = Projection.PERSPECTIVE;
    private PartReading reading;
    private AnnotationDesk desk;
    private CloudLinks links;
    private UndoRedoActionGroup undoRedo;
    private boolean follows;

    @Override
    public void init(IViewSite site, IMemento memento) throws PartInitException {
        super.init(site, memento);
        if (memento != null) {
            colouring = kept(memento, MEMENTO_COLOURING, colouring);
            projection = kept(memento, MEMENTO_PROJECTION, projection);
            follows = Boolean.TRUE.equals(memento.getBoolean(MEMENTO_FOLLOWS));
        }
    }

    /** What was stored, or the usual where that is not known any more. */
    private static <E extends Enum<E>> E kept(IMemento memento, String key, E usual) {
        String name = memento.getString(key);
        for (E value : usual.getDeclaringClass().getEnumConstants()) {
            if (value.name().equals(name)) {
                return value;
            }
        }
        return usual;
    }

    @Override
    public void saveState(IMemento memento) {
        memento.putString(MEMENTO_COLOURING, colouring.name());
        memento.putString(MEMENTO_PROJECTION, projection.name());
        memento.putBoolean(MEMENTO_FOLLOWS, links == null ? follows : links.follows());
    }

    @Override
    public void createPartControl(Composite parent) {
        desk = getSite().getWorkbenchWindow().getService(AnnotationDesk.class);
        canvas =
                new CloudCanvas(
                        parent,
                        text ->
                                getViewSite()
                                        .getActionBars()
                                        .getStatusLineManager()
                                        .setMessage(text),
                        desk);
        links = new CloudLinks(canvas, desk);
        links.setFollows(follows);
        undoRedo = new UndoRedoActionGroup(getSite(), desk.undoContext(), true);
        undoRedo.fillActionBars(getViewSite().getActionBars());
        reading = new PartReading(canvas);
        canvas.setColouring(colouring);
        canvas.setProjection(projection);
        IToolBarManager bar = getViewSite().getActionBars().getToolBarManager();
        for (CloudColouring c : CloudColouring.values()) {
            bar.add(colouringAction(c));
        }
        bar.add(new Separator());
        bar.add(
                action(
                        "Fit",
                        "Fit the cloud into the view (also: double click, F)",
                        () -> canvas.fit()));
        IMenuManager menu = getViewSite().getActionBars().getMenuManager();
        int key = 1;
        for (StandardView view : StandardView.values()) {
            String name = view.name().charAt(0) + view.name().substring(1).toLowerCase(Locale.ROOT);
            menu.add(
                    action(
                            "&" + key + " " + name,
                            "Look from this side (key " + key + ")",
                            () -> canvas.look(view)));
            key++;
        }
        menu.add(new Separator());
        menu.add(orthographicAction());
        selection = new PartsListener(getViewSite(), this::selected);
    }

    private static Action action(String name, String tip, Runnable run) {
        Action action =
                new Action(name) {
                    @Override
                    public void run() {
                        run.run();
                    }
                };
        action.setToolTipText(tip);
        return action;
    }

    private Action colouringAction(CloudColouring c) {
        Action action =
                new Action(c.label(), IAction.AS_RADIO_BUTTON) {
                    @Override
                    public void run() {
                        if (isChecked()) {
                            colouring = c;
                            canvas.setColouring(c);
                        }
                    }
                };
        action.setToolTipText(c.tip());
        action.setChecked(c == colouring);
        return action;
    }

    private Action orthographicAction() {
        Action action =
                new Action("&Orthographic", IAction.AS_CHECK_BOX) {
                    @Override
                    public void run() {
                        projection = isChecked() ? Projection.ORTHOGRAPHIC : Projection.PERSPECTIVE;
                        canvas.setProjection(projection);
                    }
                };
        action.setToolTipText("Without perspective: equal lengths look equally long");
        action.setChecked(projection == Projection.ORTHOGRAPHIC);
        return action;
    }

    void selected(PartItem part) {
        if (item.equals(Optional.of(part))) {
            return;
        }
        item = Optional.of(part);
        reading.start(
                part,
                monitor -> {
                    try (Workers workers = Workers.allProcessors()) {
                        PartCloud cloud =
                                PartCloud.load(part, workers, new MonitorProgress(monitor));
                        return () -> {
                            desk.open(cloud.subject());
                            canvas.setCloud(part, cloud);
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

    /** What keeps the view in step with others. */
    CloudLinks links() {
        return links;
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
        super.dispose();
    }
}
