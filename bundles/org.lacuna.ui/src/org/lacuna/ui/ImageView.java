package org.lacuna.ui;

import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.IAction;
import org.eclipse.jface.action.IToolBarManager;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.IMemento;
import org.eclipse.ui.IViewSite;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.part.ViewPart;
import org.lacuna.core.Modality;

import java.util.Optional;

/**
 * The selected part's image (or relief) with its heat map, defect regions and legend. Pictures are
 * read and computed in a job; what the user chose stays when the workbench is closed.
 */
public final class ImageView extends ViewPart {
    public static final String ID = "org.lacuna.ui.image";

    private static final String MEMENTO_HEAT = "heat";
    private static final String MEMENTO_REGIONS = "regions";
    private static final String MEMENTO_RELIEF = "relief";

    private PartsListener selection;
    private PictureCanvas canvas;
    private Optional<PartItem> item = Optional.empty();
    private boolean heat = true;
    private boolean regions = true;
    private boolean relief;
    private PartReading reading;

    @Override
    public void init(IViewSite site, IMemento memento) throws PartInitException {
        super.init(site, memento);
        if (memento != null) {
            heat = !Boolean.FALSE.equals(memento.getBoolean(MEMENTO_HEAT));
            regions = !Boolean.FALSE.equals(memento.getBoolean(MEMENTO_REGIONS));
            relief = Boolean.TRUE.equals(memento.getBoolean(MEMENTO_RELIEF));
        }
    }

    @Override
    public void saveState(IMemento memento) {
        memento.putBoolean(MEMENTO_HEAT, heat);
        memento.putBoolean(MEMENTO_REGIONS, regions);
        memento.putBoolean(MEMENTO_RELIEF, relief);
    }

    @Override
    public void createPartControl(Composite parent) {
        canvas =
                new PictureCanvas(
                        parent,
                        text ->
                                getViewSite()
                                        .getActionBars()
                                        .getStatusLineManager()
                                        .setMessage(text));
        reading = new PartReading(canvas);
        canvas.show(heat, regions);
        IToolBarManager bar = getViewSite().getActionBars().getToolBarManager();
        bar.add(
                toggle(
                        "Heat map",
                        "Show the anomaly heat map",
                        heat,
                        on -> {
                            heat = on;
                            canvas.show(heat, regions);
                        }));
        bar.add(
                toggle(
                        "Regions",
                        "Outline the defect regions",
                        regions,
                        on -> {
                            regions = on;
                            canvas.show(heat, regions);
                        }));
        bar.add(
                toggle(
                        "Relief",
                        "Show the 3D scan as a relief instead of the colour image",
                        relief,
                        on -> {
                            relief = on;
                            load();
                        }));
        Action fit =
                new Action("Fit") {
                    @Override
                    public void run() {
                        canvas.fit();
                    }
                };
        fit.setToolTipText("Fit the picture into the view (also: double click)");
        bar.add(fit);
        selection = new PartsListener(getViewSite(), this::selected);
    }

    private interface Switch {
        void set(boolean on);
    }

    private static Action toggle(String name, String tip, boolean initial, Switch target) {
        Action action =
                new Action(name, IAction.AS_CHECK_BOX) {
                    @Override
                    public void run() {
                        target.set(isChecked());
                    }
                };
        action.setToolTipText(tip);
        action.setChecked(initial);
        return action;
    }

    private void selected(PartItem part) {
        if (!item.equals(Optional.of(part))) {
            item = Optional.of(part);
            load();
        }
    }

    private void load() {
        item.ifPresent(
                wanted -> {
                    Modality base = relief ? Modality.XYZ : Modality.RGB;
                    reading.start(
                            wanted,
                            monitor -> {
                                PartPicture picture = PartPicture.load(wanted, base);
                                return () -> canvas.setPicture(wanted, picture);
                            },
                            text -> canvas.setMessage(wanted, text));
                });
    }

    /** The part whose picture is on screen, for tests; empty while reading. */
    Optional<PartItem> shownPart() {
        return canvas.shownPart();
    }

    @Override
    public void setFocus() {
        canvas.setFocus();
    }

    @Override
    public void dispose() {
        if (selection != null) {
            selection.dispose();
        }
        if (reading != null) {
            reading.cancel();
        }
        super.dispose();
    }
}
