package org.lacuna.ui.internal.thresholds;

import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.dialogs.TitleAreaDialog;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.lacuna.core.ModalitySet;
import org.lacuna.inspection.ScoreLimits;
import org.lacuna.inspection.ThresholdBook;
import org.lacuna.inspection.ThresholdChange;
import org.lacuna.ui.internal.help.Help;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Optional;

/**
 * The history of a threshold book, the newest change first and the model's own thresholds last; an
 * earlier state can be chosen to be in force again.
 */
final class HistoryDialog extends TitleAreaDialog {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 240;

    /**
     * Thresholds to go back to.
     *
     * @param reason to propose
     */
    record Earlier(ModalitySet pattern, ScoreLimits limits, String reason) {}

    private final ThresholdBook book;
    private final String place;
    private Table table;
    private Earlier chosen;

    /**
     * @param place where the book lies, for people
     */
    HistoryDialog(Shell shell, ThresholdBook book, String place) {
        super(shell);
        this.book = book;
        this.place = place;
        setShellStyle(getShellStyle() | SWT.RESIZE);
        setHelpAvailable(false);
    }

    @Override
    protected void configureShell(Shell shell) {
        super.configureShell(shell);
        shell.setText(Messages.History_title);
        Help.set(shell, "dialog-history");
    }

    @Override
    protected Control createDialogArea(Composite parent) {
        Composite area = (Composite) super.createDialogArea(parent);
        table = new Table(area, SWT.BORDER | SWT.FULL_SELECTION | SWT.SINGLE);
        GridData fill = new GridData(SWT.FILL, SWT.FILL, true, true);
        fill.widthHint = WIDTH;
        fill.heightHint = HEIGHT;
        table.setLayoutData(fill);
        table.setHeaderVisible(true);
        for (String title :
                new String[] {
                    Messages.History_number,
                    Messages.History_time,
                    Messages.History_user,
                    Messages.History_modalities,
                    Messages.History_review,
                    Messages.History_reject,
                    Messages.History_reason
                }) {
            new TableColumn(table, SWT.NONE).setText(title);
        }
        DateTimeFormatter format =
                DateTimeFormatter.ofLocalizedDateTime(FormatStyle.SHORT)
                        .withZone(ZoneId.systemDefault());
        for (ThresholdChange c : book.history().reversed()) {
            row(
                    new Earlier(
                            c.pattern(),
                            c.after(),
                            NLS.bind(Messages.History_back, c.number(), c.reason())),
                    Integer.toString(c.number()),
                    format.format(c.time()),
                    c.user(),
                    c.pattern().label(),
                    Texts.score(c.after().review()),
                    Texts.score(c.after().reject()),
                    c.reason().replaceAll("\\R", " "));
        }
        for (ModalitySet pattern : book.patterns()) {
            ScoreLimits own = book.model().get(pattern);
            row(
                    new Earlier(pattern, own, Messages.History_backToModel),
                    "",
                    "",
                    "",
                    pattern.label(),
                    Texts.score(own.review()),
                    Texts.score(own.reject()),
                    Messages.History_own);
        }
        for (TableColumn column : table.getColumns()) {
            column.pack();
        }
        table.addListener(SWT.Selection, e -> enable());
        setTitle(Messages.History_title);
        setMessage(place);
        return area;
    }

    private void row(Earlier earlier, String... texts) {
        TableItem item = new TableItem(table, SWT.NONE);
        item.setText(texts);
        item.setData(earlier);
    }

    @Override
    protected void createButtonsForButtonBar(Composite parent) {
        createButton(parent, IDialogConstants.OK_ID, Messages.History_restore, false);
        createButton(parent, IDialogConstants.CANCEL_ID, IDialogConstants.CLOSE_LABEL, true);
        enable();
    }

    /** What is in force already needs no restoring. */
    private void enable() {
        Button restore = getButton(IDialogConstants.OK_ID);
        restore.setEnabled(
                selected().filter(e -> !book.inForce(e.pattern()).equals(e.limits())).isPresent());
    }

    private Optional<Earlier> selected() {
        TableItem[] items = table.getSelection();
        return items.length == 0 ? Optional.empty() : Optional.of((Earlier) items[0].getData());
    }

    @Override
    protected void okPressed() {
        chosen = selected().orElse(null);
        super.okPressed();
    }

    /** What the user wants back; empty when nothing. */
    Optional<Earlier> chosen() {
        return Optional.ofNullable(chosen);
    }

    /** The list, for tests. */
    Table table() {
        return table;
    }

    /** The button, for tests. */
    Button restoreButton() {
        return getButton(IDialogConstants.OK_ID);
    }
}
