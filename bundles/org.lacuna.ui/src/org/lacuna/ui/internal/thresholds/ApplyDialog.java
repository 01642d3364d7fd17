package org.lacuna.ui.internal.thresholds;

import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.dialogs.TitleAreaDialog;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.lacuna.core.ModalitySet;
import org.lacuna.inspection.ScoreLimits;
import org.lacuna.inspection.ThresholdBookFile;
import org.lacuna.ui.internal.help.Help;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Shows which thresholds are about to change, and asks for the reason and the file. */
final class ApplyDialog extends TitleAreaDialog {
    private static final int WIDTH = 480;
    private static final int REASON_HEIGHT = 60;

    private final Subject subject;
    private final Map<ModalitySet, ScoreLimits> limits;
    private final String proposed;
    private Text model;
    private Text book;
    private Text reason;
    private boolean bookChosen;
    private Change change;

    /**
     * @param limits to be written, by pattern
     * @param proposed a reason to begin with
     */
    ApplyDialog(
            Shell shell, Subject subject, Map<ModalitySet, ScoreLimits> limits, String proposed) {
        super(shell);
        this.subject = subject;
        this.limits = limits;
        this.proposed = proposed;
        setShellStyle(getShellStyle() | SWT.RESIZE);
        setHelpAvailable(false);
    }

    @Override
    protected void configureShell(Shell shell) {
        super.configureShell(shell);
        shell.setText(Messages.Apply_title);
        Help.set(shell, "dialog-apply");
    }

    @Override
    protected Control createDialogArea(Composite parent) {
        Composite area = new Composite((Composite) super.createDialogArea(parent), SWT.NONE);
        area.setLayout(new GridLayout(3, false));
        area.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
        for (ModalitySet pattern : ModalitySet.SETTINGS) {
            if (limits.containsKey(pattern)) {
                Label label = new Label(area, SWT.NONE);
                label.setText(line(pattern));
                label.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false, 3, 1));
            }
        }
        label(area, Messages.Apply_reason);
        reason = new Text(area, SWT.BORDER | SWT.MULTI | SWT.WRAP | SWT.V_SCROLL);
        GridData wide = new GridData(SWT.FILL, SWT.FILL, true, true, 2, 1);
        wide.widthHint = WIDTH;
        wide.heightHint = REASON_HEIGHT;
        reason.setLayoutData(wide);
        reason.setText(proposed);
        reason.selectAll();
        model = file(area, Messages.Apply_model, SWT.OPEN);
        book = file(area, Messages.Apply_book, SWT.SAVE);
        subject.modelFile().ifPresent(f -> model.setText(f.toString()));
        subject.bookFile().ifPresent(f -> book.setText(f.toString()));
        reason.addModifyListener(e -> validate());
        model.addModifyListener(
                e -> {
                    if (!bookChosen) {
                        path(model)
                                .ifPresent(
                                        m -> book.setText(ThresholdBookFile.beside(m).toString()));
                        bookChosen = false;
                    }
                    validate();
                });
        book.addModifyListener(
                e -> {
                    bookChosen = bookChosen || book.isFocusControl();
                    validate();
                });
        setTitle(Messages.Apply_title);
        setMessage(Messages.Apply_message);
        reason.setFocus();
        return area;
    }

    private String line(ModalitySet pattern) {
        ScoreLimits after = limits.get(pattern);
        ScoreLimits before =
                subject.book()
                        .filter(b -> b.patterns().contains(pattern))
                        .map(b -> b.inForce(pattern))
                        .orElse(after);
        return NLS.bind(
                Messages.Apply_line,
                new Object[] {
                    pattern.label(),
                    Texts.score(before.review()),
                    Texts.score(after.review()),
                    Texts.score(before.reject()),
                    Texts.score(after.reject())
                });
    }

    private static void label(Composite area, String text) {
        Label label = new Label(area, SWT.NONE);
        label.setText(text);
        label.setLayoutData(new GridData(SWT.FILL, SWT.BEGINNING, false, false));
    }

    private Text file(Composite area, String name, int style) {
        label(area, name);
        Text text = new Text(area, SWT.BORDER);
        text.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
        Button browse = new Button(area, SWT.PUSH);
        browse.setText(Messages.Apply_browse);
        browse.addListener(
                SWT.Selection,
                e -> {
                    FileDialog dialog = new FileDialog(getShell(), style);
                    dialog.setText(name.replace("&", ""));
                    path(text)
                            .ifPresent(
                                    p -> {
                                        dialog.setFileName(String.valueOf(p.getFileName()));
                                        dialog.setFilterPath(String.valueOf(p.getParent()));
                                    });
                    String chosen = dialog.open();
                    if (chosen != null) {
                        text.setText(chosen);
                    }
                });
        return text;
    }

    private static Optional<Path> path(Text text) {
        try {
            String typed = text.getText().strip();
            return typed.isEmpty() || Path.of(typed).getFileName() == null
                    ? Optional.empty()
                    : Optional.of(Path.of(typed).toAbsolutePath().normalize());
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    @Override
    protected void createButtonsForButtonBar(Composite parent) {
        createButton(parent, IDialogConstants.OK_ID, Messages.Apply_apply, true);
        createButton(parent, IDialogConstants.CANCEL_ID, IDialogConstants.CANCEL_LABEL, false);
        validate();
    }

    private void validate() {
        String error = null;
        if (path(model).isEmpty()) {
            error = Messages.Apply_modelMissing;
        } else if (path(book).isEmpty()) {
            error = Messages.Apply_bookMissing;
        }
        setErrorMessage(error);
        Button ok = getButton(IDialogConstants.OK_ID);
        if (ok != null) {
            ok.setEnabled(error == null && !reason.getText().isBlank());
        }
    }

    @Override
    protected void okPressed() {
        change =
                new Change(
                        subject.folder(),
                        subject.modelId().orElseThrow(),
                        path(model).orElseThrow(),
                        path(book).orElseThrow(),
                        limits,
                        reason.getText().strip());
        super.okPressed();
    }

    /** What the user confirmed; empty when the dialog was left otherwise. */
    Optional<Change> change() {
        return Optional.ofNullable(change);
    }

    /** The field, for tests. */
    Text reason() {
        return reason;
    }

    /** The button, for tests. */
    Button applyButton() {
        return getButton(IDialogConstants.OK_ID);
    }
}
