package org.lacuna.ui.internal.help;

import org.eclipse.help.IContext;
import org.eclipse.help.IContext2;
import org.eclipse.help.IHelpResource;
import org.eclipse.jface.dialogs.PopupDialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Shell;

import java.util.function.Consumer;

/** A small window that says what something is for, and leads further. Escape closes it. */
final class HelpPopup extends PopupDialog {
    private static final int WIDTH = 460;

    private final IContext context;
    private final Point place;
    private final Consumer<String> openPage;

    /**
     * @param place of its upper left corner on the display
     * @param openPage shows a page
     */
    HelpPopup(Shell parent, IContext context, Point place, Consumer<String> openPage) {
        super(
                parent,
                PopupDialog.INFOPOPUPRESIZE_SHELLSTYLE,
                true,
                false,
                false,
                false,
                false,
                null,
                null);
        this.context = context;
        this.place = place;
        this.openPage = openPage;
    }

    private static String title(IContext context) {
        String title = context instanceof IContext2 c ? c.getTitle() : null;
        return title == null || title.isBlank() ? Messages.Help_title : title;
    }

    @Override
    protected Control createDialogArea(Composite parent) {
        Composite area = (Composite) super.createDialogArea(parent);
        GridLayoutFactory.fillDefaults().margins(14, 12).spacing(0, 8).applyTo(area);
        Label title = paragraph(area, title(context));
        title.setFont(JFaceResources.getFontRegistry().getBold(JFaceResources.DEFAULT_FONT));
        String text = context.getText();
        if (text != null) {
            text.strip().lines().forEach(line -> paragraph(area, line.strip()));
        }
        IHelpResource[] topics = context.getRelatedTopics();
        for (IHelpResource topic : topics == null ? new IHelpResource[0] : topics) {
            Link link = new Link(area, SWT.NONE);
            link.setText("<a>" + topic.getLabel() + "</a>");
            link.addListener(
                    SWT.Selection,
                    e -> {
                        close();
                        openPage.accept(topic.getHref());
                    });
        }
        return area;
    }

    private static Label paragraph(Composite area, String text) {
        Label label = new Label(area, SWT.WRAP);
        label.setText(text);
        GridDataFactory.fillDefaults().grab(true, false).hint(WIDTH, SWT.DEFAULT).applyTo(label);
        return label;
    }

    @Override
    protected Point getInitialLocation(Point size) {
        return place;
    }

    /** Whether it is on the screen. */
    boolean isOpen() {
        return getShell() != null && !getShell().isDisposed();
    }
}
