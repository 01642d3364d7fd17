package org.lacuna.ui.internal.models;

import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.window.Window;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeColumn;
import org.eclipse.swt.widgets.TreeItem;
import org.eclipse.ui.IMemento;
import org.eclipse.ui.IViewReference;
import org.eclipse.ui.IViewSite;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.part.ViewPart;
import org.lacuna.core.LacunaException;
import org.lacuna.inspection.ModelFolder;
import org.lacuna.inspection.Promotion;
import org.lacuna.report.ModelSummary;
import org.lacuna.ui.internal.help.Help;
import org.lacuna.ui.internal.jobs.LearningChart;
import org.lacuna.ui.internal.jobs.TrainingFeed;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A model's page: where it comes from, thresholds, memory banks, what it detects, and its curves.
 * One view for each model, so that two can be seen side by side.
 */
public final class ModelView extends ViewPart {
    public static final String ID = "org.lacuna.ui.model";

    private static final String MEMENTO_FILE = "file";
    private static final int NARROW = 760;
    private static final int NAME_WIDTH = 190;
    private static final int VALUE_WIDTH = 520;

    private Optional<String> remembered = Optional.empty();
    private Display display;
    private Label head;
    private Tree tree;
    private Composite charts;
    private Optional<ModelSheet> sheet = Optional.empty();
    private Optional<Path> file = Optional.empty();
    private Job reading;
    private Optional<Promotion.Action> pending = Optional.empty();

    @Override
    public void init(IViewSite site, IMemento memento) throws PartInitException {
        super.init(site, memento);
        remembered = Optional.ofNullable(memento).map(m -> m.getString(MEMENTO_FILE));
    }

    @Override
    public void saveState(IMemento memento) {
        file.ifPresent(f -> memento.putString(MEMENTO_FILE, f.toString()));
    }

    @Override
    public void createPartControl(Composite parent) {
        Help.set(parent, "model");
        display = parent.getDisplay();
        GridLayout layout = new GridLayout(1, false);
        layout.marginHeight = 2;
        parent.setLayout(layout);
        head = new Label(parent, SWT.WRAP);
        GridData wide = new GridData(SWT.FILL, SWT.CENTER, true, false);
        wide.widthHint = 10;
        head.setLayoutData(wide);
        head.setText(Messages.Model_none);
        SashForm sash = new SashForm(parent, SWT.HORIZONTAL);
        sash.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
        tree = new Tree(sash, SWT.BORDER | SWT.FULL_SELECTION);
        tree.setHeaderVisible(false);
        new TreeColumn(tree, SWT.NONE).setWidth(NAME_WIDTH);
        new TreeColumn(tree, SWT.NONE).setWidth(VALUE_WIDTH);
        charts = new Composite(sash, SWT.NONE);
        charts.setLayout(new FillLayout(SWT.VERTICAL));
        sash.setWeights(3, 2);
        parent.addListener(SWT.Resize, e -> arrange(sash));
        remembered.ifPresent(f -> open(Path.of(f)));
    }

    /** Curves lie below the lines where the view is narrow. */
    private void arrange(SashForm sash) {
        boolean narrow = sash.getParent().getClientArea().width < NARROW;
        int wanted = narrow ? SWT.VERTICAL : SWT.HORIZONTAL;
        if (sash.getOrientation() != wanted) {
            sash.setOrientation(wanted);
            charts.setLayout(new FillLayout(narrow ? SWT.HORIZONTAL : SWT.VERTICAL));
            charts.layout(true);
        }
    }

    /** Reads the model in a job and then shows it. UI thread only. */
    public void open(Path model) {
        if (reading != null) {
            reading.cancel();
        }
        file = Optional.of(model);
        head.setText(NLS.bind(Messages.Model_reading, model));
        reading =
                Job.create(
                        NLS.bind(Messages.Model_reading, model),
                        (ICoreRunnable)
                                monitor -> {
                                    try {
                                        ModelSheet read = ModelSheet.read(model);
                                        later(() -> show(read), model);
                                    } catch (LacunaException e) {
                                        later(() -> fail(e.getMessage()), model);
                                    }
                                });
        reading.setUser(false);
        reading.schedule();
    }

    private void later(Runnable action, Path model) {
        if (!display.isDisposed()) {
            display.asyncExec(
                    () -> {
                        if (!tree.isDisposed() && file.equals(Optional.of(model))) {
                            action.run();
                        }
                    });
        }
    }

    private void fail(String message) {
        pending = Optional.empty();
        sheet = Optional.empty();
        tree.removeAll();
        clearCharts();
        say(message);
    }

    private void say(String text) {
        head.setText(text);
        head.setToolTipText(text);
        head.getParent().layout(true);
    }

    private void show(ModelSheet read) {
        sheet = Optional.of(read);
        setPartName(NLS.bind(Messages.Model_title, read.file().getFileName()));
        say(
                NLS.bind(
                                Messages.Model_head,
                                read.category(),
                                Standing.shortId(read.summary().modelId()))
                        + "   "
                        + read.standing().sentence());
        tree.setRedraw(false);
        tree.removeAll();
        for (ModelSheet.Section section : read.sections()) {
            TreeItem item = new TreeItem(tree, SWT.NONE);
            item.setText(section.title());
            for (ModelSheet.Line line : section.lines()) {
                new TreeItem(item, SWT.NONE).setText(new String[] {line.name(), line.value()});
            }
            item.setExpanded(true);
        }
        tree.setRedraw(true);
        clearCharts();
        read.summary()
                .banks()
                .forEach(
                        (m, bank) -> {
                            if (bank.curve() != null) {
                                new ElbowChart(charts, m.label(), bank.curve());
                            }
                        });
        if (!read.summary().learning().isEmpty()) {
            Map<String, List<TrainingFeed.Point>> curves = curves(read.summary());
            new LearningChart(charts, Messages.Model_loss, true, TrainingFeed.Point::loss)
                    .show(curves);
            new LearningChart(
                            charts, Messages.Model_validated, true, TrainingFeed.Point::validation)
                    .show(curves);
        }
        charts.layout(true, true);
        Optional<Promotion.Action> wanted = pending;
        pending = Optional.empty();
        wanted.ifPresent(this::change);
    }

    /**
     * Promotes the model, or rolls its folder back, when the user confirms it with a reason. Waits
     * for a model that is being read. UI thread only.
     */
    void change(Promotion.Action action) {
        if (sheet.isEmpty()) {
            pending = Optional.of(action);
            return;
        }
        Standing standing = sheet.get().standing();
        boolean promote = action == Promotion.Action.PROMOTED;
        if (!(promote ? standing.canPromote() : standing.canRollBack())) {
            String why = promote ? standing.sentence() : Messages.RollBack_none;
            say(standing.problem().isEmpty() ? why : standing.problem());
            return;
        }
        PromotionDialog dialog = new PromotionDialog(getSite().getShell(), standing, action);
        if (dialog.open() == Window.OK) {
            Display shown = display;
            IWorkbenchPage page = getSite().getPage();
            new PromotionJob(
                            standing,
                            action,
                            dialog.given(),
                            () -> shown.asyncExec(() -> refresh(page, standing.folder())))
                    .schedule();
        }
    }

    /** Reads the pages of all models of a folder again. */
    private static void refresh(IWorkbenchPage page, ModelFolder folder) {
        for (IViewReference r : page.getViewReferences()) {
            if (r.getView(false) instanceof ModelView view
                    && view.file.filter(f -> ModelFolder.of(f).equals(folder)).isPresent()) {
                view.open(view.file.get());
            }
        }
    }

    private static Map<String, List<TrainingFeed.Point>> curves(ModelSummary summary) {
        Map<String, List<TrainingFeed.Point>> curves = new LinkedHashMap<>();
        for (ModelSummary.LearningCurve c : summary.learning()) {
            List<TrainingFeed.Point> points = new ArrayList<>();
            for (int i = 0; i < c.epoch().length; i++) {
                points.add(new TrainingFeed.Point(c.epoch()[i], c.loss()[i], c.validation()[i]));
            }
            curves.put(c.network(), points);
        }
        return curves;
    }

    private void clearCharts() {
        for (Control c : charts.getChildren()) {
            c.dispose();
        }
    }

    /** What is shown, for tests. */
    Optional<ModelSheet> sheet() {
        return sheet;
    }

    /** The sentence at the top, for tests. */
    String headText() {
        return head.getText();
    }

    /** The lines, for tests. */
    Tree tree() {
        return tree;
    }

    /** Number of charts, for tests. */
    int shownCharts() {
        return charts.getChildren().length;
    }

    @Override
    public void setFocus() {
        tree.setFocus();
    }

    @Override
    public void dispose() {
        if (reading != null) {
            reading.cancel();
        }
        super.dispose();
    }
}
