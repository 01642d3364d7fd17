package org.lacuna.ui.internal.jobs;

import org.eclipse.jface.dialogs.IDialogSettings;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Text;
import org.lacuna.acquisition.DataSets;
import org.lacuna.core.Workers;
import org.lacuna.workflow.LeaveOut;
import org.lacuna.workflow.Survey;
import org.lacuna.workflow.SurveyTask;
import org.lacuna.workflow.SurveyedPart;

import java.nio.file.Path;
import java.util.List;

/** What a dry run found, and what to leave out. UI thread. */
final class ImportTablePage extends TaskPage {
    private static final String PROBLEMS_ONLY = "problemsOnly";

    private SurveyTable table;
    private Button problemsOnly;
    private Button openFolder;
    private Text details;
    private Answer<Survey> answer = Answer.none();

    ImportTablePage() {
        super("table", Messages.Import_tablePage, Messages.Import_folderText);
    }

    @Override
    public void createControl(Composite parent) {
        initializeDialogUnits(parent);
        Composite area = new Composite(parent, SWT.NONE);
        area.setLayout(new GridLayout(4, false));
        problemsOnly = new Button(area, SWT.CHECK);
        problemsOnly.setText(Messages.Import_problemsOnly);
        problemsOnly.setSelection(get(getWizard().getDialogSettings(), PROBLEMS_ONLY, false));
        problemsOnly.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
        problemsOnly.addListener(
                SWT.Selection, e -> table.showProblemsOnly(problemsOnly.getSelection()));
        button(area, Messages.Import_leaveOut, () -> table.leaveOutErrors());
        button(area, Messages.Import_keepAll, () -> table.keepAll());
        openFolder = button(area, Messages.Import_openFolder, this::openSelected);
        table = new SurveyTable(area, this::touched);
        GridData rest = new GridData(SWT.FILL, SWT.FILL, true, true, 4, 1);
        rest.widthHint = convertWidthInCharsToPixels(130);
        rest.heightHint = convertHeightInCharsToPixels(14);
        table.control().setLayoutData(rest);
        table.onSelection(this::selected);
        openFolder.setEnabled(false);
        details = new Text(area, SWT.MULTI | SWT.READ_ONLY | SWT.WRAP | SWT.V_SCROLL | SWT.BORDER);
        GridData lines = new GridData(SWT.FILL, SWT.TOP, true, false, 4, 1);
        lines.heightHint = convertHeightInCharsToPixels(3);
        details.setLayoutData(lines);
        GridData note = new GridData(SWT.FILL, SWT.TOP, true, false, 4, 1);
        note(area, NLS.bind(Messages.Import_leftOutHelp, LeaveOut.FOLDER)).setLayoutData(note);
        setControl(area);
        changed();
    }

    private Button button(Composite area, String text, Runnable action) {
        Button button = new Button(area, SWT.PUSH);
        button.setText(text);
        button.addListener(
                SWT.Selection,
                e -> {
                    action.run();
                    touched();
                });
        return button;
    }

    private void selected() {
        openFolder.setEnabled(table.selected().isPresent());
        details.setText(table.selected().map(SurveyTable::details).orElse(""));
    }

    private void openSelected() {
        table.selected()
                .flatMap(p -> p.allFiles().stream().findFirst())
                .ifPresent(
                        f ->
                                Results.launch(
                                        ((TaskWizard) getWizard()).window(),
                                        f.getParent().toString()));
    }

    /**
     * Looks at the folder, with progress in the wizard, which stays usable for Cancel.
     *
     * @return whether there is something to show
     */
    boolean look(Path folder) {
        answer =
                Answer.ask(
                        getContainer(),
                        monitor -> {
                            try (Workers workers = Workers.allProcessors()) {
                                return new SurveyTask(folder, DataSets.standard())
                                        .run(
                                                new JobProgress(
                                                        monitor,
                                                        NLS.bind(Messages.Import_reading, folder),
                                                        0),
                                                workers);
                            }
                        },
                        Messages.Import_cancelled);
        table.show(answer.value().map(Survey::parts).orElse(List.of()));
        table.showProblemsOnly(problemsOnly.getSelection());
        changed();
        return answer.value().isPresent();
    }

    @Override
    Check check() {
        if (answer.value().isEmpty()) {
            return answer.failure().isEmpty() ? Check.waiting("") : Check.problem(answer.failure());
        }
        Survey survey = answer.value().get();
        List<SurveyedPart> parts = survey.parts();
        setDescription(
                survey.problems().isEmpty()
                        ? NLS.bind(Messages.Import_clean, parts.size())
                        : NLS.bind(
                                Messages.Import_tableText, parts.size(), survey.problems().size()));
        List<SurveyedPart> out = table.leftOut();
        if (out.size() == parts.size()) {
            return Check.problem(Messages.Import_nothingLeft);
        }
        long errors =
                parts.stream().filter(SurveyedPart::hasError).filter(p -> !out.contains(p)).count();
        return errors == 0 ? Check.OK : Check.warning(NLS.bind(Messages.Import_errorsStay, errors));
    }

    @Override
    void remember(IDialogSettings settings) {
        settings.put(PROBLEMS_ONLY, problemsOnly.getSelection());
    }

    /** What is to be left out. */
    List<SurveyedPart> leftOut() {
        return table.leftOut();
    }

    /** Why the folder could not be looked at; empty when it could. */
    String failure() {
        return answer.failure();
    }

    /** For tests. */
    SurveyTable table() {
        return table;
    }

    Button problemsOnly() {
        return problemsOnly;
    }
}
