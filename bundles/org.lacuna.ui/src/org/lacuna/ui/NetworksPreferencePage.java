package org.lacuna.ui;

import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.preference.PreferencePage;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.DirectoryDialog;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Group;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Spinner;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchPreferencePage;
import org.lacuna.core.CancelledException;
import org.lacuna.core.LacunaException;
import org.lacuna.core.Modality;
import org.lacuna.inference.DeviceRequest;
import org.lacuna.inference.NetworkOptions;
import org.lacuna.ui.internal.help.Help;

import java.nio.file.Path;
import java.util.List;

/**
 * Networks: where those of one's own are, how they run, which of them can be used, and the
 * extractors for training. What the settings on the page reach is checked in a job, before they are
 * applied.
 */
public final class NetworksPreferencePage extends PreferencePage
        implements IWorkbenchPreferencePage {
    public static final String ID = "org.lacuna.ui.preferences.networks";

    /** A setting is looked at when the user has stopped typing. */
    private static final long PAUSE_MS = 400;

    private static final int COLUMNS = 4;

    private Text folder;
    private Combo device;
    private Spinner threads;
    private Button torchScript;
    private Label chosenDevice;
    private Combo rgbExtractor;
    private Combo pointsExtractor;
    private NetworkTable table;
    private Job checking;

    /** What was last found; null until then. */
    private NetworkReport known;

    @Override
    public void init(IWorkbench workbench) {
        setDescription(Messages.Networks_description);
    }

    @Override
    protected Control createContents(Composite parent) {
        Help.set(parent, "preferences-networks");
        Composite area = new Composite(parent, SWT.NONE);
        GridLayout layout = new GridLayout(COLUMNS, false);
        layout.marginWidth = 0;
        layout.marginHeight = 0;
        area.setLayout(layout);

        label(area, Messages.Networks_folder);
        folder = new Text(area, SWT.BORDER | SWT.SINGLE);
        folder.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false, 2, 1));
        folder.addModifyListener(e -> changed());
        Button browse = new Button(area, SWT.PUSH);
        browse.setText(Messages.Networks_browse);
        browse.addListener(SWT.Selection, e -> browse());
        setButtonLayoutData(browse);

        label(area, Messages.Networks_device);
        device = new Combo(area, SWT.DROP_DOWN);
        device.setItems("auto", "cpu", "cuda:0");
        device.setToolTipText(Messages.Networks_deviceTip);
        device.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
        device.addModifyListener(e -> changed());
        label(area, Messages.Networks_threads);
        threads = new Spinner(area, SWT.BORDER);
        threads.setValues(1, 1, NetworkOptions.MAX_THREADS, 0, 1, 4);
        threads.setToolTipText(Messages.Networks_threadsTip);
        threads.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, false, false));
        threads.addModifyListener(e -> changed());

        torchScript = new Button(area, SWT.CHECK);
        torchScript.setText(Messages.Networks_torchScript);
        torchScript.setToolTipText(Messages.Networks_torchScriptTip);
        torchScript.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false, COLUMNS, 1));
        torchScript.addListener(SWT.Selection, e -> changed());

        Label runsOn = label(area, Messages.Networks_runsOn);
        runsOn.setLayoutData(new GridData(SWT.LEFT, SWT.TOP, false, false));
        chosenDevice = new Label(area, SWT.WRAP);
        GridData wrapped = new GridData(SWT.FILL, SWT.CENTER, true, false, COLUMNS - 1, 1);
        // A long reason takes lines, not width.
        wrapped.widthHint = convertWidthInCharsToPixels(40);
        chosenDevice.setLayoutData(wrapped);

        Group training = new Group(area, SWT.NONE);
        training.setText(Messages.Networks_training);
        training.setLayout(new GridLayout(COLUMNS, false));
        training.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false, COLUMNS, 1));
        label(training, Messages.Networks_colour);
        rgbExtractor = extractors(training);
        label(training, Messages.Networks_points);
        pointsExtractor = extractors(training);

        Label found = label(area, Messages.Networks_found);
        found.setLayoutData(new GridData(SWT.LEFT, SWT.CENTER, false, false, COLUMNS, 1));
        table = new NetworkTable(area);
        GridData rest = new GridData(SWT.FILL, SWT.FILL, true, true, COLUMNS, 1);
        rest.widthHint = convertWidthInCharsToPixels(60);
        // The heads, five networks, and six lines about one.
        rest.heightHint = convertHeightInCharsToPixels(15);
        table.control().setLayoutData(rest);

        area.addDisposeListener(
                e -> {
                    if (checking != null) {
                        checking.cancel();
                    }
                });
        show(NetworkPreferences.read());
        return area;
    }

    private static Label label(Composite parent, String text) {
        Label label = new Label(parent, SWT.NONE);
        label.setText(text);
        return label;
    }

    private Combo extractors(Composite parent) {
        Combo combo = new Combo(parent, SWT.DROP_DOWN | SWT.READ_ONLY);
        combo.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
        combo.setToolTipText(Messages.Networks_extractorTip);
        combo.addListener(SWT.Selection, e -> validate());
        return combo;
    }

    private void browse() {
        DirectoryDialog dialog = new DirectoryDialog(getShell());
        dialog.setText(Messages.Networks_folderTitle);
        dialog.setMessage(Messages.Networks_folderMessage);
        dialog.setFilterPath(folder.getText());
        String chosen = dialog.open();
        if (chosen != null) {
            folder.setText(chosen);
        }
    }

    private void show(NetworkPreferences preferences) {
        folder.setText(preferences.folder().toString());
        device.setText(preferences.options().device().toString());
        threads.setSelection(preferences.options().threads());
        torchScript.setSelection(preferences.options().torchScript());
        offer(rgbExtractor, List.of(), preferences.rgbExtractor());
        offer(pointsExtractor, List.of(), preferences.pointsExtractor());
        changed();
    }

    /** Keeps what is chosen even if it is not offered: a folder may come back. */
    private static void offer(Combo combo, List<String> names, String chosen) {
        combo.setItems(names.toArray(String[]::new));
        if (!names.contains(chosen)) {
            combo.add(chosen);
        }
        combo.setText(chosen);
    }

    /**
     * The settings on the page.
     *
     * @throws IllegalArgumentException when one makes no sense, with a message for the user
     */
    private NetworkPreferences settings() {
        if (folder.getText().isBlank()) {
            throw new IllegalArgumentException(Messages.Networks_noFolder);
        }
        return new NetworkPreferences(
                Path.of(folder.getText().strip()),
                new NetworkOptions(
                        DeviceRequest.parse(device.getText().strip()),
                        threads.getSelection(),
                        torchScript.getSelection()),
                rgbExtractor.getText(),
                pointsExtractor.getText());
    }

    /** Looks at networks anew: with a folder, device or number of threads that has changed. */
    private void changed() {
        if (checking != null) {
            checking.cancel();
        }
        NetworkPreferences settings;
        try {
            settings = settings();
        } catch (IllegalArgumentException e) {
            setErrorMessage(e.getMessage());
            setValid(false);
            return;
        }
        setErrorMessage(null);
        setMessage(null);
        setValid(true);
        chosenDevice.setText(Messages.Networks_looking);
        Display display = folder.getDisplay();
        checking =
                Job.create(
                        Messages.Networks_job,
                        (ICoreRunnable) monitor -> check(settings, display, monitor));
        checking.setSystem(true);
        checking.schedule(PAUSE_MS);
    }

    private void check(NetworkPreferences settings, Display display, IProgressMonitor monitor) {
        try {
            NetworkReport.make(
                    settings,
                    report -> later(display, monitor, () -> show(report)),
                    new MonitorProgress(monitor));
        } catch (LacunaException e) {
            later(display, monitor, () -> fail(e.getMessage()));
        } catch (CancelledException e) {
            monitor.setCanceled(true);
        }
    }

    /** On the UI thread, unless the page has gone or the settings have changed meanwhile. */
    private void later(Display display, IProgressMonitor monitor, Runnable action) {
        if (!display.isDisposed()) {
            display.asyncExec(
                    () -> {
                        if (!monitor.isCanceled() && !table.control().isDisposed()) {
                            action.run();
                        }
                    });
        }
    }

    private void fail(String message) {
        setMessage(message, ERROR);
        chosenDevice.setText("");
        table.show(List.of());
    }

    private void show(NetworkReport report) {
        offer(rgbExtractor, report.extractors(Modality.RGB), rgbExtractor.getText());
        offer(pointsExtractor, report.extractors(Modality.XYZ), pointsExtractor.getText());
        table.show(report.networks());
        if (!report.device().isEmpty()) {
            chosenDevice.setText(report.device());
            chosenDevice.getParent().layout(true);
        }
        known = report;
        validate();
    }

    /** Warns of an extractor that is not there: training with it would end with that message. */
    private void validate() {
        if (known == null) {
            return;
        }
        String missing = null;
        if (!known.extractors(Modality.RGB).contains(rgbExtractor.getText())) {
            missing = rgbExtractor.getText();
        } else if (!known.extractors(Modality.XYZ).contains(pointsExtractor.getText())) {
            missing = pointsExtractor.getText();
        }
        setMessage(
                missing == null ? null : NLS.bind(Messages.Networks_missing, missing),
                missing == null ? NONE : WARNING);
    }

    @Override
    protected void performDefaults() {
        show(NetworkPreferences.defaults());
        super.performDefaults();
    }

    @Override
    public boolean performOk() {
        settings().write();
        return true;
    }

    /** What the page shows, for tests. */
    NetworkTable table() {
        return table;
    }

    Text folder() {
        return folder;
    }

    Combo device() {
        return device;
    }

    Spinner threads() {
        return threads;
    }

    Combo extractor(Modality modality) {
        return modality == Modality.RGB ? rgbExtractor : pointsExtractor;
    }

    Button torchScript() {
        return torchScript;
    }

    String chosenDevice() {
        return chosenDevice.getText();
    }
}
