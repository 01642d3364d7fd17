package org.lacuna.ui.internal.jobs;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.wizard.IWizardPage;
import org.eclipse.jface.wizard.WizardDialog;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.lacuna.ui.Screen;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** What a person's hands do with wizards and messages. UI thread. */
public final class Hand {
    private static final long PATIENCE_NANOS = 120_000_000_000L;

    private Hand() {}

    public static IWorkbenchWindow window() {
        return PlatformUI.getWorkbench().getActiveWorkbenchWindow() != null
                ? PlatformUI.getWorkbench().getActiveWorkbenchWindow()
                : PlatformUI.getWorkbench().getWorkbenchWindows()[0];
    }

    /** For jobs, which take longer than drawing. */
    public static void await(String what, BooleanSupplier condition) {
        Display display = Display.getCurrent();
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "120 s waited for: " + what);
            if (!display.readAndDispatch()) {
                display.timerExec(20, () -> {});
                display.sleep();
            }
        }
    }

    /** Waits until the page has nothing against going on. */
    public static void complete(IWizardPage page) {
        Screen.waitFor(
                "complete page, says: " + page.getErrorMessage() + page.getMessage(),
                page::isPageComplete);
    }

    /** Waits for an error at the top of the page, and gives it. */
    public static String error(IWizardPage page) {
        Screen.waitFor("an error", () -> page.getErrorMessage() != null);
        assertFalse(page.isPageComplete(), page.getErrorMessage());
        return page.getErrorMessage();
    }

    public static void press(WizardDialog dialog, int id) {
        Button button = button(dialog.getShell(), id);
        assertTrue(button.isEnabled(), button.getText() + " is enabled");
        button.notifyListeners(SWT.Selection, null);
    }

    public static void finish(WizardDialog dialog) {
        press(dialog, IDialogConstants.FINISH_ID);
    }

    private static Button button(Shell shell, int id) {
        return controls(shell).stream()
                .filter(Button.class::isInstance)
                .map(Button.class::cast)
                .filter(b -> Integer.valueOf(id).equals(b.getData()))
                .findFirst()
                .orElseThrow();
    }

    public static void press(Shell shell, String label) {
        Button button =
                controls(shell).stream()
                        .filter(Button.class::isInstance)
                        .map(Button.class::cast)
                        .filter(b -> b.getText().equals(label))
                        .findFirst()
                        .orElseThrow();
        button.notifyListeners(SWT.Selection, null);
    }

    /** Waits for the message that a job ends with. */
    public static Shell message(String title) {
        await("message " + title, () -> shell(title).isPresent());
        return shell(title).orElseThrow();
    }

    public static Optional<Shell> shell(String title) {
        for (Shell s : Display.getCurrent().getShells()) {
            if (!s.isDisposed() && s.getText().equals(title)) {
                return Optional.of(s);
            }
        }
        return Optional.empty();
    }

    public static String text(Shell shell) {
        StringBuilder text = new StringBuilder();
        for (Control c : controls(shell)) {
            if (c instanceof Label l) {
                text.append(l.getText()).append('\n');
            }
        }
        return text.toString();
    }

    public static List<Control> controls(Composite parent) {
        List<Control> all = new ArrayList<>();
        for (Control c : parent.getChildren()) {
            all.add(c);
            if (c instanceof Composite inner) {
                all.addAll(controls(inner));
            }
        }
        return all;
    }

    /** Closes what a failed test may have left open. */
    public static void closeDialogs() {
        for (Shell s : Display.getCurrent().getShells()) {
            if (!s.isDisposed() && s.getParent() != null && !s.getText().isEmpty()) {
                s.close();
            }
        }
    }
}
