package org.lacuna.ui.projects.internal;

import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.IWorkspaceRoot;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.jface.wizard.WizardPage;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.DirectoryDialog;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.List;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.PlatformUI;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Name of a new project, and the data sets that it refers to. UI thread. */
final class NewProjectPage extends WizardPage {
    private static final int WIDTH_CHARS = 60;
    private static final int LINES = 5;

    private final Optional<Path> shown;
    private Text name;
    private List dataSets;
    private Button remove;

    /** A page that was just opened asks, it does not complain. */
    private boolean touched;

    /**
     * @param shown folder of the data set that is shown now
     */
    NewProjectPage(Optional<Path> shown) {
        super("project", Messages.New_page, null);
        this.shown = shown;
        setDescription(Messages.New_text);
    }

    @Override
    public void createControl(Composite parent) {
        initializeDialogUnits(parent);
        Composite area = new Composite(parent, SWT.NONE);
        PlatformUI.getWorkbench().getHelpSystem().setHelp(area, "org.lacuna.ui.page-project");
        area.setLayout(new GridLayout(2, false));
        new Label(area, SWT.NONE).setText(Messages.New_name);
        name = new Text(area, SWT.BORDER | SWT.SINGLE);
        name.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
        name.addModifyListener(
                e -> {
                    touched = true;
                    check();
                });
        Label label = new Label(area, SWT.NONE);
        label.setText(Messages.New_dataSets);
        label.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false, 2, 1));
        dataSets = new List(area, SWT.BORDER | SWT.MULTI | SWT.V_SCROLL | SWT.H_SCROLL);
        GridData room = new GridData(SWT.FILL, SWT.FILL, true, true, 2, 1);
        room.heightHint = convertHeightInCharsToPixels(LINES);
        dataSets.setLayoutData(room);
        dataSets.addListener(
                SWT.Selection, e -> remove.setEnabled(dataSets.getSelectionCount() > 0));
        Composite buttons = new Composite(area, SWT.NONE);
        buttons.setLayout(new GridLayout(2, true));
        buttons.setLayoutData(new GridData(SWT.END, SWT.CENTER, true, false, 2, 1));
        button(buttons, Messages.New_add, this::browse);
        remove =
                button(
                        buttons,
                        Messages.New_remove,
                        () -> {
                            dataSets.remove(dataSets.getSelectionIndices());
                            remove.setEnabled(false);
                        });
        remove.setEnabled(false);
        Label note = new Label(area, SWT.WRAP);
        note.setText(Messages.New_note);
        GridData wide = new GridData(SWT.FILL, SWT.TOP, true, false, 2, 1);
        wide.widthHint = convertWidthInCharsToPixels(WIDTH_CHARS);
        note.setLayoutData(wide);
        setControl(area);
        shown.ifPresent(this::addDataSet);
        touched = false;
        check();
        name.setFocus();
    }

    private static Button button(Composite area, String text, Runnable action) {
        Button button = new Button(area, SWT.PUSH);
        button.setText(text);
        button.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
        button.addListener(SWT.Selection, e -> action.run());
        return button;
    }

    private void browse() {
        DirectoryDialog dialog = new DirectoryDialog(getShell());
        dialog.setText(Messages.New_addTitle);
        dialog.setMessage(Messages.New_addMessage);
        String chosen = dialog.open();
        if (chosen != null) {
            addDataSet(Path.of(chosen));
        }
    }

    /** Each folder once; the first one names the project while nobody has. */
    void addDataSet(Path folder) {
        Path whole = folder.toAbsolutePath().normalize();
        if (whole.getFileName() != null && dataSets.indexOf(whole.toString()) < 0) {
            dataSets.add(whole.toString());
            if (name.getText().isBlank()) {
                name.setText(whole.getFileName().toString());
            }
        }
    }

    private void check() {
        Optional<String> problem = problem();
        setPageComplete(problem.isEmpty());
        setErrorMessage(touched ? problem.orElse(null) : null);
    }

    /** Looks at the workspace only. */
    private Optional<String> problem() {
        if (projectName().isEmpty()) {
            return Optional.of(Messages.New_noName);
        }
        IStatus status =
                ResourcesPlugin.getWorkspace().validateName(projectName(), IResource.PROJECT);
        if (!status.isOK()) {
            return Optional.of(status.getMessage());
        }
        IWorkspaceRoot root = ResourcesPlugin.getWorkspace().getRoot();
        boolean taken =
                Arrays.stream(root.getProjects())
                        .anyMatch(p -> p.getName().equalsIgnoreCase(projectName()));
        return taken
                ? Optional.of(NLS.bind(Messages.New_nameTaken, projectName()))
                : Optional.empty();
    }

    String projectName() {
        return name.getText().strip();
    }

    java.util.List<Path> dataSets() {
        return Arrays.stream(dataSets.getItems()).map(Path::of).toList();
    }

    /** For tests. */
    Text nameField() {
        return name;
    }
}
