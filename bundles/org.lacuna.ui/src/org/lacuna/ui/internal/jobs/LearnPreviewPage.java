package org.lacuna.ui.internal.jobs;

import org.eclipse.jface.dialogs.IDialogSettings;
import org.eclipse.jface.layout.TableColumnLayout;
import org.eclipse.jface.viewers.ArrayContentProvider;
import org.eclipse.jface.viewers.ColumnLabelProvider;
import org.eclipse.jface.viewers.ColumnWeightData;
import org.eclipse.jface.viewers.TableViewer;
import org.eclipse.jface.viewers.TableViewerColumn;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Table;
import org.lacuna.core.Workers;
import org.lacuna.features.InstalledExtractors;
import org.lacuna.inspection.Learner;
import org.lacuna.inspection.ModelFile;
import org.lacuna.memorybank.BankUpdate;
import org.lacuna.ui.NetworkPreferences;
import org.lacuna.ui.WorkbenchExtractors;
import org.lacuna.workflow.LearningTask;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** What learning would change, before anything is written. UI thread. */
final class LearnPreviewPage extends TaskPage {
    private TableViewer viewer;
    private Answer<Learner.Result> answer = Answer.none();

    LearnPreviewPage() {
        super("preview", Messages.Learn_previewPage, Messages.Learn_previewText);
    }

    @Override
    public void createControl(Composite parent) {
        initializeDialogUnits(parent);
        Composite area = area(parent);
        Composite tableParent = new Composite(area, SWT.NONE);
        GridData rows = new GridData(SWT.FILL, SWT.FILL, true, true, COLUMNS, 1);
        rows.widthHint = convertWidthInCharsToPixels(100);
        rows.heightHint = convertHeightInCharsToPixels(12);
        tableParent.setLayoutData(rows);
        TableColumnLayout columns = new TableColumnLayout();
        tableParent.setLayout(columns);
        viewer = new TableViewer(tableParent, SWT.BORDER | SWT.FULL_SELECTION | SWT.SINGLE);
        viewer.setContentProvider(ArrayContentProvider.getInstance());
        viewer.getTable().setHeaderVisible(true);
        viewer.getTable().setLinesVisible(true);
        column(columns, Messages.Learn_columnPart, 34, Learner.Outcome::part);
        column(
                columns,
                Messages.Learn_columnWas,
                16,
                o -> LearnPartsTable.verdict(o.before()) + " " + LearnPartsTable.score(o.before()));
        column(
                columns,
                Messages.Learn_columnBecomes,
                16,
                o -> LearnPartsTable.verdict(o.after()) + " " + LearnPartsTable.score(o.after()));
        column(columns, Messages.Learn_columnNew, 20, LearnPreviewPage::newPatches);
        column(columns, Messages.Learn_columnAdded, 21, o -> sum(o, BankUpdate.Learned::added));
        column(columns, Messages.Learn_columnLeft, 23, o -> sum(o, BankUpdate.Learned::left));
        note(area, Messages.Learn_previewHelp);
        setControl(area);
        changed();
    }

    private void column(
            TableColumnLayout layout,
            String title,
            int weight,
            Function<Learner.Outcome, String> text) {
        TableViewerColumn column = new TableViewerColumn(viewer, SWT.NONE);
        column.getColumn().setText(title);
        layout.setColumnData(column.getColumn(), new ColumnWeightData(weight, 50, true));
        column.setLabelProvider(
                ColumnLabelProvider.createTextProvider(e -> text.apply((Learner.Outcome) e)));
    }

    /** {@code 12 / 784}: of both modalities together. */
    private static String newPatches(Learner.Outcome outcome) {
        return outcome.banks().isEmpty()
                ? Messages.Learn_known
                : sum(outcome, BankUpdate.Learned::uncovered)
                        + " / "
                        + sum(outcome, BankUpdate.Learned::vectors);
    }

    private static String sum(Learner.Outcome outcome, ToIntFunction<BankUpdate.Learned> number) {
        return Integer.toString(outcome.banks().values().stream().mapToInt(number).sum());
    }

    /**
     * Finds out, with progress in the wizard, which stays usable for Cancel.
     *
     * @return whether there is something to show
     */
    boolean look(LearnChoice choice) {
        NetworkPreferences preferences = NetworkPreferences.read();
        answer =
                Answer.ask(
                        getContainer(),
                        monitor -> {
                            try (InstalledExtractors installed =
                                            WorkbenchExtractors.open(preferences);
                                    Workers workers = Workers.allProcessors()) {
                                return new LearningTask(
                                                ModelFile.read(choice.model()),
                                                choice.parts(),
                                                choice.limits(),
                                                installed)
                                        .run(
                                                new JobProgress(
                                                        monitor,
                                                        Messages.Learn_looking,
                                                        choice.parts().size()),
                                                workers);
                            }
                        },
                        Messages.Learn_cancelled);
        viewer.setInput(result().map(Learner.Result::outcomes).orElse(List.of()));
        changed();
        return result().isPresent();
    }

    @Override
    Check check() {
        if (result().isEmpty()) {
            return failure().isEmpty() ? Check.waiting("") : Check.problem(failure());
        }
        return result().get().outcomes().stream().allMatch(o -> o.banks().isEmpty())
                ? Check.problem(Messages.Learn_allKnown)
                : Check.OK;
    }

    @Override
    void remember(IDialogSettings settings) {}

    /** Empty before it was looked at. */
    Optional<Learner.Result> result() {
        return answer.value();
    }

    /** Why it could not be found out; empty when it could. */
    String failure() {
        return answer.failure();
    }

    /** The widget, for tests. */
    Table table() {
        return viewer.getTable();
    }
}
