package org.lacuna.ui.internal.jobs;

import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.DirectoryDialog;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;

import java.nio.file.Path;
import java.util.Optional;

/** Label, text and button for a file or folder. UI thread. */
final class PathField {
    /** What the button opens. */
    enum Kind {
        FOLDER,
        OPEN_FILE,
        SAVE_FILE
    }

    private final Text text;
    private final Kind kind;
    private final String title;

    /**
     * @param label with mnemonic and colon
     * @param changed told after each change
     */
    PathField(Composite area, String label, Kind kind, Runnable changed) {
        this.kind = kind;
        this.title =
                label.replace("&", "").replaceAll("[:\uff1a]$", "").replaceAll("\\(\\w\\)$", "");
        TaskPage.label(area, label);
        text = new Text(area, SWT.BORDER | SWT.SINGLE);
        text.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
        text.addModifyListener(e -> changed.run());
        Button browse = new Button(area, SWT.PUSH);
        browse.setText(Messages.Common_browse);
        browse.setToolTipText(title);
        browse.addListener(SWT.Selection, e -> browse(browse.getShell()));
    }

    private void browse(Shell shell) {
        String chosen;
        if (kind == Kind.FOLDER) {
            DirectoryDialog dialog = new DirectoryDialog(shell);
            dialog.setText(title);
            dialog.setFilterPath(text.getText());
            chosen = dialog.open();
        } else {
            FileDialog dialog = new FileDialog(shell, kind == Kind.SAVE_FILE ? SWT.SAVE : SWT.OPEN);
            dialog.setText(title);
            dialog.setFilterExtensions(new String[] {"*.lacuna", "*"});
            dialog.setFilterNames(new String[] {Messages.Train_modelFilter, "*"});
            path().map(Path::getParent).ifPresent(p -> dialog.setFilterPath(p.toString()));
            chosen = dialog.open();
        }
        if (chosen != null) {
            text.setText(chosen);
        }
    }

    String text() {
        return text.getText().strip();
    }

    boolean isEmpty() {
        return text().isEmpty();
    }

    /** Absolute; empty when nothing, or no path, is there. */
    Optional<Path> path() {
        return isEmpty() ? Optional.empty() : TaskPage.path(text());
    }

    void set(String path) {
        text.setText(path);
    }

    /** For a field that is empty. */
    void propose(Path path) {
        text.setText(path.toString());
    }

    void setFocus() {
        text.setFocus();
        text.selectAll();
    }

    /** The widget, for tests. */
    Text widget() {
        return text;
    }
}
