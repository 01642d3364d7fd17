package org.lacuna.ui.internal.help;

import org.eclipse.core.runtime.FileLocator;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Platform;
import org.eclipse.core.runtime.Status;
import org.eclipse.help.IContext;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.program.Program;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.ui.help.AbstractHelpUI;
import org.eclipse.ui.statushandlers.StatusManager;
import org.osgi.framework.Bundle;

import java.io.IOException;
import java.net.URL;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Help for a product without the platform's, which would bring a search engine and a web server: a
 * small window with a text and links to the documentation's pages. UI thread.
 */
final class SmallHelpUi extends AbstractHelpUI {
    /** The page that says what there is. */
    static final String START = "/" + Help.BUNDLE + "/help/docs/workbench.html";

    private final Predicate<String> browser;
    private Optional<HelpPopup> popup = Optional.empty();

    SmallHelpUi() {
        this(Program::launch);
    }

    /**
     * @param browser shows the file; false when it cannot
     */
    SmallHelpUi(Predicate<String> browser) {
        this.browser = browser;
    }

    @Override
    public void displayHelp() {
        displayHelpResource(START);
    }

    /** Of the control with the keyboard, or of what it lies in. */
    @Override
    public void displayDynamicHelp() {
        Control control = Display.getCurrent().getFocusControl();
        while (control != null && !control.isListening(SWT.Help)) {
            control = control.getParent();
        }
        if (control == null) {
            displayHelp();
        } else {
            control.notifyListeners(SWT.Help, new Event());
        }
    }

    @Override
    public void displayContext(IContext context, int x, int y) {
        popup.ifPresent(HelpPopup::close);
        HelpPopup shown =
                new HelpPopup(
                        Display.getCurrent().getActiveShell(),
                        context,
                        place(x, y),
                        this::displayHelpResource);
        shown.open();
        popup = Optional.of(shown);
    }

    /** Beside what has the keyboard: the mouse, whose place is given, may be far away. */
    private static Point place(int x, int y) {
        Control focus = Display.getCurrent().getFocusControl();
        return focus == null ? new Point(x, y) : focus.toDisplay(24, 24);
    }

    /** The window that is open, for tests. */
    Optional<HelpPopup> popup() {
        return popup.filter(HelpPopup::isOpen);
    }

    @Override
    public boolean isContextHelpDisplayed() {
        return popup().isPresent();
    }

    /**
     * @param href bundle and file in it, {@code /org.lacuna.ui/help/docs/workbench.html}
     */
    @Override
    public void displayHelpResource(String href) {
        String file = file(href).orElse(null);
        if (file == null || !browser.test(file)) {
            StatusManager.getManager()
                    .handle(
                            new Status(
                                    IStatus.ERROR,
                                    Help.BUNDLE,
                                    NLS.bind(Messages.Help_noPage, file == null ? href : file)),
                            StatusManager.SHOW);
        }
    }

    @Override
    public URL resolve(String href, boolean documentOnly) {
        String[] parts = href.split("/", 3);
        Bundle bundle = parts.length < 3 ? null : Platform.getBundle(parts[1]);
        return bundle == null ? null : bundle.getEntry(parts[2]);
    }

    /** On disk: from a packed bundle it is unpacked, with the pages beside it. */
    private Optional<String> file(String href) {
        URL entry = resolve(href, true);
        if (entry == null) {
            return Optional.empty();
        }
        try {
            FileLocator.toFileURL(resolve(href.substring(0, href.lastIndexOf('/') + 1), true));
            return Optional.of(FileLocator.toFileURL(entry).toExternalForm());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
