package org.lacuna.ui.internal.models;

import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.dialogs.TitleAreaDialog;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.lacuna.core.ModalitySet;
import org.lacuna.inspection.Promotion;
import org.lacuna.ui.internal.Numbers;
import org.lacuna.ui.internal.help.Help;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Shows the current model and the one that is to become it, and asks for the reason. */
final class PromotionDialog extends TitleAreaDialog {
    private static final int WIDTH = 480;
    private static final int REASON_HEIGHT = 60;
    private static final int INDENT = 16;
    private static final String DETECTED = "detected_";

    private final Standing standing;
    private final Promotion.Action action;
    private Text reason;
    private String given = "";

    PromotionDialog(Shell shell, Standing standing, Promotion.Action action) {
        super(shell);
        this.standing = standing;
        this.action = action;
        setShellStyle(getShellStyle() | SWT.RESIZE);
        setHelpAvailable(false);
    }

    private String title() {
        return action == Promotion.Action.PROMOTED
                ? Messages.Promote_title
                : Messages.RollBack_title;
    }

    @Override
    protected void configureShell(Shell shell) {
        super.configureShell(shell);
        shell.setText(title());
        Help.set(shell, "dialog-promotion");
    }

    @Override
    protected Control createDialogArea(Composite parent) {
        Composite area = new Composite((Composite) super.createDialogArea(parent), SWT.NONE);
        GridLayout layout = new GridLayout(3, false);
        layout.horizontalSpacing = INDENT;
        layout.marginWidth = INDENT;
        area.setLayout(layout);
        area.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
        Optional<Promotion> now = standing.registry().current();
        row(area, "", Messages.Promote_now, Messages.Promote_then);
        row(
                area,
                Messages.Model_file,
                now.map(Promotion::file).orElse(Messages.Promote_nothing),
                file());
        row(
                area,
                Messages.Promote_id,
                now.map(p -> Standing.shortId(p.modelId())).orElse(""),
                Standing.shortId(modelId()));
        figures(area, now.map(Promotion::figures).orElse(Map.of()), figures());
        Label label = new Label(area, SWT.NONE);
        label.setText(Messages.Promote_reason);
        label.setLayoutData(new GridData(SWT.FILL, SWT.BEGINNING, false, false));
        reason = new Text(area, SWT.BORDER | SWT.MULTI | SWT.WRAP | SWT.V_SCROLL);
        GridData wide = new GridData(SWT.FILL, SWT.FILL, true, true, 2, 1);
        wide.widthHint = WIDTH;
        wide.heightHint = REASON_HEIGHT;
        reason.setLayoutData(wide);
        reason.setTextLimit(Promotion.MAX_TEXT);
        reason.addModifyListener(e -> validate());
        setTitle(title());
        setMessage(NLS.bind(Messages.Promote_message, standing.folder().path()));
        reason.setFocus();
        return area;
    }

    private String file() {
        return action == Promotion.Action.PROMOTED
                ? standing.file()
                : standing.registry().previous().orElseThrow().file();
    }

    private String modelId() {
        return action == Promotion.Action.PROMOTED
                ? standing.modelId()
                : standing.registry().previous().orElseThrow().modelId();
    }

    private Map<String, Double> figures() {
        return action == Promotion.Action.PROMOTED
                ? standing.figures()
                : standing.registry().previous().orElseThrow().figures();
    }

    private static void figures(Composite area, Map<String, Double> now, Map<String, Double> then) {
        Set<String> names = new LinkedHashSet<>(then.keySet());
        names.addAll(now.keySet());
        // What neither model has says nothing.
        names.removeIf(n -> now.getOrDefault(n, 0.0) == 0 && then.getOrDefault(n, 0.0) == 0);
        for (String name : names) {
            row(area, figureName(name), value(name, now), value(name, then));
        }
    }

    private static String figureName(String name) {
        if (name.startsWith(DETECTED)) {
            for (ModalitySet pattern : ModalitySet.SETTINGS) {
                if (name.equals(DETECTED + pattern.key())) {
                    return NLS.bind(Messages.Promote_detected, pattern.label());
                }
            }
        }
        return switch (name) {
            case "good_parts" -> Messages.Promote_goodParts;
            case "annotated_parts" -> Messages.Promote_annotatedParts;
            default -> name;
        };
    }

    private static String value(String name, Map<String, Double> figures) {
        Double value = figures.get(name);
        if (value == null) {
            return "";
        }
        return name.startsWith(DETECTED)
                ? Numbers.format("%.0f %%", 100 * value)
                : value == Math.rint(value)
                        ? Numbers.format("%.0f", value)
                        : Numbers.format("%.3f", value);
    }

    private static void row(Composite area, String... texts) {
        for (String text : texts) {
            Label label = new Label(area, SWT.NONE);
            label.setText(text.replace("&", "&&"));
            label.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, false, false));
        }
    }

    @Override
    protected void createButtonsForButtonBar(Composite parent) {
        createButton(
                parent,
                IDialogConstants.OK_ID,
                action == Promotion.Action.PROMOTED
                        ? Messages.Promote_promote
                        : Messages.RollBack_rollBack,
                true);
        createButton(parent, IDialogConstants.CANCEL_ID, IDialogConstants.CANCEL_LABEL, false);
        validate();
    }

    /** Without a reason nobody will know later why. */
    private void validate() {
        Button ok = getButton(IDialogConstants.OK_ID);
        if (ok != null) {
            ok.setEnabled(!reason.getText().isBlank());
        }
    }

    @Override
    protected void okPressed() {
        given = reason.getText().strip();
        super.okPressed();
    }

    /** What the user gave as the reason; empty when the dialog was left otherwise. */
    String given() {
        return given;
    }
}
