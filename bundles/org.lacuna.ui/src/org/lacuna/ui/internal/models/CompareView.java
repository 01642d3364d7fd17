package org.lacuna.ui.internal.models;

import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.ui.part.ViewPart;
import org.lacuna.core.Inspection;
import org.lacuna.core.LacunaException;
import org.lacuna.core.Verdict;
import org.lacuna.ui.FolderContents;
import org.lacuna.ui.PartItem;
import org.lacuna.ui.PartsView;
import org.lacuna.ui.internal.Numbers;
import org.lacuna.ui.internal.help.Help;
import org.lacuna.ui.internal.jobs.ComparesResults;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Two results of the same parts side by side: first, in bold, parts on which they disagree, the
 * largest margin first; then the others. A click selects the part.
 */
public final class CompareView extends ViewPart implements ComparesResults {
    public static final String ID = ComparesResults.ID;

    private Display display;
    private Label head;
    private Table table;
    private Optional<Comparison> shown = Optional.empty();
    private Job reading;

    @Override
    public void createPartControl(Composite parent) {
        Help.set(parent, "compare");
        display = parent.getDisplay();
        GridLayout layout = new GridLayout(1, false);
        layout.marginHeight = 2;
        parent.setLayout(layout);
        head = new Label(parent, SWT.WRAP);
        GridData wide = new GridData(SWT.FILL, SWT.CENTER, true, false);
        wide.widthHint = 10;
        head.setLayoutData(wide);
        head.setText(Messages.Compare_none);
        table = new Table(parent, SWT.BORDER | SWT.FULL_SELECTION | SWT.VIRTUAL);
        table.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
        table.setHeaderVisible(true);
        column(Messages.Compare_part, 200);
        column(Messages.Compare_group, 80);
        column(Messages.Compare_verdictA, 110);
        column(Messages.Compare_verdictB, 110);
        column(Messages.Compare_scoreA, 70);
        column(Messages.Compare_scoreB, 70);
        column(Messages.Compare_margin, 70);
        table.addListener(SWT.SetData, e -> fill((TableItem) e.item, e.index));
        table.addListener(SWT.Selection, e -> select());
    }

    private void column(String title, int width) {
        TableColumn column = new TableColumn(table, SWT.NONE);
        column.setText(title);
        column.setWidth(width);
    }

    private void fill(TableItem item, int row) {
        Comparison.Pair d = shown.orElseThrow().pairs().get(row);
        boolean differs = row < shown.orElseThrow().differing().size();
        item.setFont(
                differs
                        ? JFaceResources.getFontRegistry().getBold(JFaceResources.DEFAULT_FONT)
                        : null);
        item.setText(
                new String[] {
                    d.a().id().toString(),
                    d.a().group(),
                    verdict(d.a()),
                    verdict(d.b()),
                    number(inspection(d.a()).score()),
                    number(inspection(d.b()).score()),
                    number(d.margin())
                });
    }

    private static Inspection inspection(PartItem part) {
        return part.inspection().orElseThrow();
    }

    private static String verdict(PartItem part) {
        return inspection(part).verdict().name().replace('_', ' ');
    }

    private static String number(double value) {
        return Double.isFinite(value) ? Numbers.format("%.3f", value) : "";
    }

    /** Selects the part in the list of parts, which every view follows. */
    private void select() {
        if (getSite().getPage().findView(PartsView.ID) instanceof PartsView parts
                && table.getSelectionIndex() >= 0) {
            parts.reveal(shown.orElseThrow().pairs().get(table.getSelectionIndex()).a());
        }
    }

    /** Reads both in a job and then shows where they differ. */
    @Override
    public void compare(Path a, Path b) {
        if (reading != null) {
            reading.cancel();
        }
        head.setText(NLS.bind(Messages.Compare_reading, b));
        reading =
                Job.create(
                        NLS.bind(Messages.Compare_reading, b),
                        (ICoreRunnable)
                                monitor -> {
                                    try {
                                        Comparison found =
                                                Comparison.of(
                                                        FolderContents.read(a).parts(),
                                                        FolderContents.read(b).parts());
                                        if (!monitor.isCanceled()) {
                                            later(() -> show(found, a, b));
                                        }
                                    } catch (LacunaException e) {
                                        later(() -> say(e.getMessage()));
                                    }
                                });
        reading.setUser(false);
        reading.schedule();
    }

    private void later(Runnable action) {
        if (!display.isDisposed()) {
            display.asyncExec(
                    () -> {
                        if (!table.isDisposed()) {
                            action.run();
                        }
                    });
        }
    }

    private void show(Comparison found, Path a, Path b) {
        shown = Optional.of(found);
        table.clearAll();
        table.setItemCount(found.pairs().size());
        say(
                NLS.bind(
                                Messages.Compare_summary,
                                new Object[] {
                                    a.getFileName(),
                                    b.getFileName(),
                                    found.common(),
                                    found.differing().size(),
                                    found.single()
                                })
                        + "\n"
                        + NLS.bind(
                                Messages.Compare_counts,
                                counts(found.verdicts(Comparison.Pair::a)),
                                counts(found.verdicts(Comparison.Pair::b))));
    }

    private static String counts(Map<Verdict, Integer> verdicts) {
        return verdicts.entrySet().stream()
                .map(e -> e.getKey().name().replace('_', ' ') + " " + e.getValue())
                .collect(Collectors.joining("   "));
    }

    void say(String text) {
        head.setText(text);
        head.getParent().layout(true);
    }

    /** What is shown, for tests. */
    Optional<Comparison> shown() {
        return shown;
    }

    /** The sentence at the top, for tests. */
    String headText() {
        return head.getText();
    }

    /** The list, for tests. */
    Table table() {
        return table;
    }

    @Override
    public void setFocus() {
        table.setFocus();
    }

    @Override
    public void dispose() {
        if (reading != null) {
            reading.cancel();
        }
        super.dispose();
    }
}
