package org.lacuna.ui;

import org.eclipse.jface.action.ControlContribution;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Scale;
import org.eclipse.ui.IMemento;
import org.eclipse.ui.IViewSite;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.commands.ICommandService;
import org.eclipse.ui.contexts.IContextService;
import org.eclipse.ui.operations.UndoRedoActionGroup;
import org.eclipse.ui.part.ViewPart;
import org.eclipse.ui.views.properties.IPropertySheetPage;
import org.lacuna.core.Modality;
import org.lacuna.ui.internal.annotating.AnnotationAction;
import org.lacuna.ui.internal.annotating.AnnotationDesk;
import org.lacuna.ui.internal.annotating.NoticeBar;
import org.lacuna.ui.internal.help.Help;
import org.lacuna.ui.internal.properties.PartPropertyPage;
import org.lacuna.ui.internal.viewing.Messages;
import org.lacuna.ui.internal.viewing.PartReadings;

import java.util.Optional;

/**
 * The selected part's image (or relief) with its heat map, defect regions, annotations and legend,
 * and where annotations are drawn. Pictures are read and computed in a job; what the user chose
 * stays when the workbench is closed.
 */
public final class ImageView extends ViewPart {
    public static final String ID = "org.lacuna.ui.image";

    /** In which keys draw: while this view is active. */
    private static final String CONTEXT = "org.lacuna.ui.image.context";

    private static final String MEMENTO_HEAT = "heat";
    private static final String MEMENTO_OPACITY = "opacity";
    private static final String MEMENTO_REGIONS = "regions";
    private static final String MEMENTO_INVALID = "invalid";
    private static final String MEMENTO_RELIEF = "relief";
    private static final String MEMENTO_FOLLOWS = "follows";
    private static final int OPACITY_STEP = 10;

    private PartsListener selection;
    private PictureCanvas canvas;
    private NoticeBar notices;
    private Scale opacity;
    private Optional<PartItem> item = Optional.empty();
    private PictureLook look = PictureLook.defaults();
    private ViewReading reading;
    private ShownSelection shown;
    private AnnotationDesk desk;
    private PartReadings readings;
    private UndoRedoActionGroup undoRedo;
    private final AnnotationDesk.Listener tools =
            new AnnotationDesk.Listener() {
                @Override
                public void settingsChanged() {
                    for (AnnotationAction action : AnnotationAction.values()) {
                        refresh(action.command());
                    }
                }
            };

    @Override
    public void init(IViewSite site, IMemento memento) throws PartInitException {
        super.init(site, memento);
        if (memento != null) {
            Integer percent = memento.getInteger(MEMENTO_OPACITY);
            look =
                    new PictureLook(
                            !Boolean.FALSE.equals(memento.getBoolean(MEMENTO_HEAT)),
                            percent == null ? 1 : Math.clamp(percent, 0, 100) / 100.0,
                            !Boolean.FALSE.equals(memento.getBoolean(MEMENTO_REGIONS)),
                            !Boolean.FALSE.equals(memento.getBoolean(MEMENTO_INVALID)),
                            Boolean.TRUE.equals(memento.getBoolean(MEMENTO_RELIEF)),
                            Boolean.TRUE.equals(memento.getBoolean(MEMENTO_FOLLOWS)));
        }
    }

    @Override
    public void saveState(IMemento memento) {
        memento.putBoolean(MEMENTO_HEAT, look.heat());
        memento.putInteger(MEMENTO_OPACITY, (int) Math.round(100 * look.opacity()));
        memento.putBoolean(MEMENTO_REGIONS, look.regions());
        memento.putBoolean(MEMENTO_INVALID, look.invalid());
        memento.putBoolean(MEMENTO_RELIEF, look.relief());
        memento.putBoolean(MEMENTO_FOLLOWS, look.follows());
    }

    @Override
    public void createPartControl(Composite parent) {
        Help.set(parent, "image");
        desk = getSite().getWorkbenchWindow().getService(AnnotationDesk.class);
        readings = getSite().getWorkbenchWindow().getService(PartReadings.class);
        readings.viewOpened();
        GridLayout layout = new GridLayout();
        layout.marginWidth = 0;
        layout.marginHeight = 0;
        layout.verticalSpacing = 0;
        parent.setLayout(layout);
        notices = new NoticeBar(parent, desk);
        canvas =
                new PictureCanvas(
                        parent,
                        text ->
                                getViewSite()
                                        .getActionBars()
                                        .getStatusLineManager()
                                        .setMessage(text),
                        desk);
        canvas.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
        reading = new ViewReading(canvas);
        canvas.setLook(look);
        getViewSite().getActionBars().getToolBarManager().add(new OpacityControl());
        undoRedo = new UndoRedoActionGroup(getSite(), desk.undoContext(), true);
        undoRedo.fillActionBars(getViewSite().getActionBars());
        getSite().getService(IContextService.class).activateContext(CONTEXT);
        desk.addListener(tools);
        shown = new ShownSelection(canvas, desk.attention());
        getSite().setSelectionProvider(shown.provider());
        selection = new PartsListener(getViewSite(), this::selected);
    }

    /** How strongly the heat map covers the picture, in the tool bar. */
    private final class OpacityControl extends ControlContribution {
        private static final int WIDTH = 90;

        OpacityControl() {
            super("org.lacuna.ui.image.opacity");
        }

        @Override
        protected Control createControl(Composite parent) {
            opacity = new Scale(parent, SWT.HORIZONTAL);
            opacity.setMaximum(100);
            opacity.setIncrement(OPACITY_STEP);
            opacity.setPageIncrement(OPACITY_STEP);
            opacity.setSelection((int) Math.round(100 * look.opacity()));
            opacity.setToolTipText(Messages.Image_opacity);
            opacity.addListener(
                    SWT.Selection, e -> setLook(look.withOpacity(opacity.getSelection() / 100.0)));
            opacity.getAccessible()
                    .addAccessibleListener(
                            new AccessibleAdapter() {
                                @Override
                                public void getName(AccessibleEvent e) {
                                    e.result = Messages.Image_opacity;
                                }
                            });
            return opacity;
        }

        @Override
        protected int computeWidth(Control control) {
            return WIDTH;
        }
    }

    private void refresh(String command) {
        getSite().getService(ICommandService.class).refreshElements(command, null);
    }

    PictureLook look() {
        return look;
    }

    /** Shows the picture in another way. */
    void setLook(PictureLook other) {
        boolean otherBase = look.relief() != other.relief();
        look = other;
        canvas.setLook(look);
        if (otherBase) {
            load();
        }
        if (opacity != null && !opacity.isDisposed()) {
            opacity.setSelection((int) Math.round(100 * look.opacity()));
        }
        for (ImageAction action : ImageAction.values()) {
            refresh(action.command());
        }
    }

    /** What gets the events. */
    PictureCanvas canvas() {
        return canvas;
    }

    /** The line that tells of recovered annotations and of errors, for tests. */
    NoticeBar notices() {
        return notices;
    }

    void selected(PartItem part) {
        if (!item.equals(Optional.of(part))) {
            item = Optional.of(part);
            shown.show(part);
            load();
        }
    }

    private void load() {
        item.ifPresent(
                wanted -> {
                    Modality base = look.relief() ? Modality.XYZ : Modality.RGB;
                    reading.start(
                            wanted,
                            monitor -> {
                                MonitorProgress progress = new MonitorProgress(monitor);
                                PartPicture picture =
                                        PartPicture.of(
                                                wanted,
                                                readings.read(wanted, progress),
                                                base,
                                                progress);
                                return () -> {
                                    desk.open(picture.subject());
                                    canvas.setPicture(wanted, picture);
                                };
                            },
                            text -> canvas.setMessage(wanted, text));
                });
    }

    /** The part whose picture is on screen, for tests; empty while reading. */
    Optional<PartItem> shownPart() {
        return canvas.shownPart();
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
        if (desk != null) {
            desk.removeListener(tools);
        }
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
