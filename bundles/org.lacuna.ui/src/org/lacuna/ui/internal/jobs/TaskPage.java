package org.lacuna.ui.internal.jobs;

import org.eclipse.jface.dialogs.IDialogSettings;
import org.eclipse.jface.wizard.WizardPage;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Spinner;
import org.lacuna.core.ModalitySet;
import org.lacuna.ui.internal.help.Help;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A page that checks what is on it as the user types: a problem keeps the wizard from finishing and
 * stands at the top. UI thread.
 */
abstract class TaskPage extends WizardPage {
    /** Label, field, button. */
    static final int COLUMNS = 3;

    private static final int WIDTH_CHARS = 60;

    private boolean touched;

    TaskPage(String name, String title, String text) {
        super(name, title, null);
        setDescription(text);
    }

    @Override
    protected void setControl(Control control) {
        super.setControl(control);
        Help.set(control, "page-" + getName());
    }

    /** Looks at what is on the page; reads no file that could take long. */
    abstract Check check();

    /** Puts the page's values where the next wizard of this kind finds them. */
    abstract void remember(IDialogSettings settings);

    /** To be called whenever something on the page, or found for it, has changed. */
    final void changed() {
        if (getControl() == null) {
            return;
        }
        Check check = check();
        setPageComplete(check.kind() == Check.Kind.OK || check.kind() == Check.Kind.WARNING);
        boolean error = check.kind() == Check.Kind.PROBLEM && touched;
        setErrorMessage(error ? check.text() : null);
        if (check.kind() == Check.Kind.OK) {
            setMessage(null, NONE);
        } else if (!error) {
            // A page that was just opened asks, it does not complain.
            setMessage(check.text(), check.kind() == Check.Kind.WARNING ? WARNING : NONE);
        }
    }

    /** The page is filled with what it proposes: from now on changes are the user's. */
    final void filled() {
        touched = false;
        changed();
    }

    /** The user has done something: from now on problems are errors. */
    final void touched() {
        touched = true;
        changed();
    }

    /** A new folder beside another, named after it. */
    static Path beside(Path folder, String what) {
        Path name = folder.getFileName();
        return name == null ? folder.resolve(what) : folder.resolveSibling(name + "-" + what);
    }

    static Composite area(Composite parent) {
        Composite area = new Composite(parent, SWT.NONE);
        area.setLayout(new GridLayout(COLUMNS, false));
        return area;
    }

    static Label label(Composite area, String text) {
        Label label = new Label(area, SWT.NONE);
        label.setText(text);
        return label;
    }

    /** A sentence over the whole width, which wraps. */
    final Label note(Composite area, String text) {
        Label note = new Label(area, SWT.WRAP);
        note.setText(text);
        GridData data = new GridData(SWT.FILL, SWT.TOP, true, false, COLUMNS, 1);
        data.widthHint = convertWidthInCharsToPixels(WIDTH_CHARS);
        note.setLayoutData(data);
        return note;
    }

    /** A note whose text comes later, with room for that many lines. */
    final Label facts(Composite area, int lines) {
        Label facts = note(area, "");
        ((GridData) facts.getLayoutData()).heightHint = convertHeightInCharsToPixels(lines) + 2;
        return facts;
    }

    /** The one-sentence explanation below a field. */
    final void help(Composite area, String text) {
        Label help = note(area, text);
        GridData data = (GridData) help.getLayoutData();
        data.horizontalIndent = 16;
    }

    /** A field below its label's row, over the rest of the columns. */
    static GridData rest() {
        return new GridData(SWT.FILL, SWT.CENTER, true, false, COLUMNS - 1, 1);
    }

    final Combo combo(Composite area, String label, String... items) {
        label(area, label);
        Combo combo = new Combo(area, SWT.DROP_DOWN | SWT.READ_ONLY);
        combo.setItems(items);
        if (items.length > 0) {
            combo.select(0);
        }
        combo.setLayoutData(rest());
        combo.addListener(SWT.Selection, e -> touched());
        return combo;
    }

    final Spinner spinner(Composite area, String label, int value, int low, int high, int step) {
        label(area, label);
        Spinner spinner = new Spinner(area, SWT.BORDER);
        spinner.setValues(value, low, high, 0, step, step * 10);
        spinner.setLayoutData(new GridData(SWT.LEFT, SWT.CENTER, false, false, COLUMNS - 1, 1));
        spinner.addListener(SWT.Modify, e -> touched());
        return spinner;
    }

    final Button check(Composite area, String label, boolean on) {
        Button button = new Button(area, SWT.CHECK);
        button.setText(label);
        button.setSelection(on);
        button.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false, COLUMNS, 1));
        button.addListener(SWT.Selection, e -> touched());
        return button;
    }

    static String[] modalityItems() {
        return new String[] {
            Messages.Common_bothModalities, Messages.Common_rgbOnly, Messages.Common_xyzOnly
        };
    }

    static ModalitySet modalities(Combo combo) {
        return ModalitySet.SETTINGS.get(Math.max(0, combo.getSelectionIndex()));
    }

    /** The items, with the one that was selected, else {@code preferred}, else the first. */
    static void offer(Combo combo, List<String> items, String preferred) {
        String now = combo.getText();
        combo.setItems(items.toArray(String[]::new));
        int index = items.indexOf(now);
        index = index < 0 ? items.indexOf(preferred) : index;
        if (!items.isEmpty()) {
            combo.select(Math.max(0, index));
        }
    }

    static int get(IDialogSettings settings, String key, int otherwise) {
        try {
            return settings.getInt(key);
        } catch (NumberFormatException e) {
            // Never stored.
            return otherwise;
        }
    }

    static boolean get(IDialogSettings settings, String key, boolean otherwise) {
        return settings.get(key) == null ? otherwise : settings.getBoolean(key);
    }

    static String get(IDialogSettings settings, String key, String otherwise) {
        String value = settings.get(key);
        return value == null ? otherwise : value;
    }

    /** The text as a path, absolute; empty when it is none on this system. */
    static Optional<Path> path(String text) {
        try {
            return Optional.of(Path.of(text).toAbsolutePath().normalize());
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
