package org.lacuna.ui.internal.jobs;

import org.eclipse.jface.dialogs.IDialogSettings;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.lacuna.core.DataException;
import org.lacuna.ui.FolderContents;
import org.lacuna.ui.TaskProposal;
import org.lacuna.workflow.ExportRequest;
import org.lacuna.workflow.ExportTask;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Which results to pass on, what of them, and where to. UI thread. */
final class ExportPage extends TaskPage {
    private static final String RESULTS = "results";
    private static final String TARGET = "target";
    private static final String REPORT = "report";
    private static final String CSV = "csv";
    private static final String JSON = "json";
    private static final String MAPS = "maps";
    private static final String ZIP = ".zip";

    private final TaskProposal proposal;
    private LookedUp<Path> results;
    private OutputField target;
    private Button asFolder;
    private Button asZip;
    private Button report;
    private Button csv;
    private Button json;
    private Button maps;

    ExportPage(TaskProposal proposal) {
        super("export", Messages.Export_page, Messages.Export_text);
        this.proposal = proposal;
    }

    @Override
    public void createControl(Composite parent) {
        initializeDialogUnits(parent);
        IDialogSettings settings = getWizard().getDialogSettings();
        Composite area = area(parent);
        results =
                new LookedUp<>(
                        area,
                        Messages.Export_results,
                        PathField.Kind.FOLDER,
                        Messages.Export_resultsMissing,
                        ExportPage::results,
                        this::touched,
                        this::changed);
        report = check(area, Messages.Export_report, get(settings, REPORT, true));
        csv = check(area, Messages.Export_csv, get(settings, CSV, true));
        json = check(area, Messages.Export_json, get(settings, JSON, true));
        maps = check(area, Messages.Export_maps, get(settings, MAPS, false));
        target =
                new OutputField(
                        area,
                        Messages.Export_target,
                        PathField.Kind.FOLDER,
                        Messages.Export_targetMissing,
                        ExportPage::targetCheck,
                        this::typed,
                        this::changed);
        Composite kinds = new Composite(area, SWT.NONE);
        kinds.setLayout(new GridLayout(2, false));
        kinds.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false, COLUMNS, 1));
        asFolder = radio(kinds, Messages.Export_folder);
        asZip = radio(kinds, Messages.Export_zip);
        setControl(area);
        results.field()
                .set(proposal.results().map(Path::toString).orElse(get(settings, RESULTS, "")));
        target.field()
                .set(proposal.reports().map(Path::toString).orElse(get(settings, TARGET, "")));
        showKind();
        filled();
        target.field().setFocus();
    }

    private Button radio(Composite area, String text) {
        Button button = new Button(area, SWT.RADIO);
        button.setText(text);
        button.addListener(
                SWT.Selection,
                e -> {
                    if (button.getSelection()) {
                        rename();
                    }
                });
        return button;
    }

    private void typed() {
        showKind();
        touched();
    }

    private void showKind() {
        if (asZip != null) {
            boolean zip = target.field().text().endsWith(ZIP);
            asZip.setSelection(zip);
            asFolder.setSelection(!zip);
        }
    }

    /** The name says the kind, so that typing it is enough. */
    private void rename() {
        String text = target.field().text();
        boolean zip = asZip.getSelection();
        if (zip && !text.endsWith(ZIP) && !text.isEmpty()) {
            target.field().set(text + ZIP);
        } else if (!zip && text.endsWith(ZIP)) {
            target.field().set(text.substring(0, text.length() - ZIP.length()));
        }
    }

    private static Path results(Path folder) throws DataException {
        if (!Files.isDirectory(folder)) {
            throw new DataException(NLS.bind(Messages.Common_noFolder, folder));
        }
        if (!FolderContents.holdsResults(folder)) {
            throw new DataException(NLS.bind(Messages.Export_noResults, folder));
        }
        return folder;
    }

    /** On a job's thread. */
    private static Check targetCheck(Path path) {
        if (!path.toString().endsWith(ZIP)) {
            return OutputChecks.folder(path, Optional.empty(), ExportTask.KIND);
        }
        if (Files.isDirectory(path)) {
            return Check.problem(NLS.bind(Messages.Train_modelIsFolder, path));
        }
        return Files.exists(path)
                ? Check.warning(NLS.bind(Messages.Export_targetReplaced, path))
                : Check.OK;
    }

    @Override
    Check check() {
        boolean any =
                report.getSelection()
                        || csv.getSelection()
                        || json.getSelection()
                        || maps.getSelection();
        Check what = any ? Check.OK : Check.problem(Messages.Export_nothing);
        boolean same =
                results.field().path().isPresent()
                        && results.field().path().equals(target.field().path());
        Check where = same ? Check.problem(Messages.Export_targetIsResults) : target.check();
        return Check.most(results.check(), what, where);
    }

    @Override
    void remember(IDialogSettings settings) {
        settings.put(RESULTS, results.field().text());
        settings.put(TARGET, target.field().text());
        settings.put(REPORT, report.getSelection());
        settings.put(CSV, csv.getSelection());
        settings.put(JSON, json.getSelection());
        settings.put(MAPS, maps.getSelection());
    }

    /** Empty while something is missing. */
    Optional<ExportRequest> choice() {
        Optional<Path> from = results.field().path();
        Optional<Path> to = target.field().path();
        if (from.isEmpty() || to.isEmpty() || check().kind() == Check.Kind.PROBLEM) {
            return Optional.empty();
        }
        return Optional.of(
                new ExportRequest(
                        from.get(),
                        to.get(),
                        report.getSelection(),
                        csv.getSelection(),
                        json.getSelection(),
                        maps.getSelection()));
    }

    /** For tests. */
    PathField resultsField() {
        return results.field();
    }

    PathField targetField() {
        return target.field();
    }

    Button maps() {
        return maps;
    }
}
