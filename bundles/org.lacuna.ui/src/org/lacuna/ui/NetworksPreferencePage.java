package org.lacuna.ui;

import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.preference.PreferencePage;
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
        setDescription(
                "Networks of your own: ONNX or TorchScript files, each with a descriptor (.json).");
    }

    @Override
    protected Control createContents(Composite parent) {
        Composite area = new Composite(parent, SWT.NONE);
        GridLayout layout = new GridLayout(COLUMNS, false);
        layout.marginWidth = 0;
        layout.marginHeight = 0;
        area.setLayout(layout);

        label(area, "&Folder:");
        folder = new Text(area, SWT.BORDER | SWT.SINGLE);
        folder.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false, 2, 1));
        folder.addModifyListener(e -> changed());
        Button browse = new Button(area, SWT.PUSH);
        browse.setText("&Browse...");
        browse.addListener(SWT.Selection, e -> browse());
        setButtonLayoutData(browse);

        label(area, "De&vice:");
        device = new Combo(area, SWT.DROP_DOWN);
        device.setItems("auto", "cpu", "cuda:0");
        device.setToolTipText("auto, cpu, or cuda:N for the GPU with number N");
        device.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
        device.addModifyListener(e -> changed());
        label(area, "T&hreads:");
        threads = new Spinner(area, SWT.BORDER);
        threads.setValues(1, 1, NetworkOptions.MAX_THREADS, 0, 1, 4);
        threads.setToolTipText(
                "Threads inside a network: one, as several parts are looked at side by side."
                        + " Results do not depend on it. TorchScript always has one.");
        threads.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, false, false));
        threads.addModifyListener(e -> changed());

        torchScript = new Button(area, SWT.CHECK);
        torchScript.setText(
                "Use &TorchScript files too: they carry code, so only if you trust them all");
        torchScript.setToolTipText(
                "A TorchScript file (.pt, .ts) is a program that can read and write your files."
                        + " One in ONNX format only computes. Needs the feature Lacuna"
                        + " TorchScript.");
        torchScript.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false, COLUMNS, 1));
        torchScript.addListener(SWT.Selection, e -> changed());

        Label runsOn = label(area, "Runs on:");
        runsOn.setLayoutData(new GridData(SWT.LEFT, SWT.TOP, false, false));
        chosenDevice = new Label(area, SWT.WRAP);
        GridData wrapped = new GridData(SWT.FILL, SWT.CENTER, true, false, COLUMNS - 1, 1);
        // A long reason takes lines, not width.
        wrapped.widthHint = convertWidthInCharsToPixels(40);
        chosenDevice.setLayoutData(wrapped);

        Group training = new Group(area, SWT.NONE);
        training.setText("Extractors for training");
        training.setLayout(new GridLayout(COLUMNS, false));
        training.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false, COLUMNS, 1));
        label(training, "&Colour images:");
        rgbExtractor = extractors(training);
        label(training, "&Point clouds:");
        pointsExtractor = extractors(training);

        Label found = label(area, "&Networks found:");
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
        combo.setToolTipText(
                "What plug-ins train models with. The command 'lacuna train' has options of its"
                        + " own.");
        combo.addListener(SWT.Selection, e -> validate());
        return combo;
    }

    private void browse() {
        DirectoryDialog dialog = new DirectoryDialog(getShell());
        dialog.setText("Folder of networks");
        dialog.setMessage("A folder with descriptors (.json) and their networks.");
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
            throw new IllegalArgumentException("Name a folder; it need not exist.");
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
        chosenDevice.setText("looking ...");
        Display display = folder.getDisplay();
        checking =
                Job.create(
                        "Checking networks",
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
                missing == null ? null : "There is no extractor " + missing + " now.",
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
