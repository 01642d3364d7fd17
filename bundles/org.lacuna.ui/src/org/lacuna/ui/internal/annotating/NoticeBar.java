package org.lacuna.ui.internal.annotating;

import org.eclipse.jface.dialogs.Dialog;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;

import java.util.Optional;

/**
 * A line above a view that says what the user has to know of the annotations, until it is
 * dismissed. Belongs into a {@link GridLayout} of one column; takes no room without a notice.
 */
public final class NoticeBar extends Composite {
    private final Label icon;
    private final Label text;

    public NoticeBar(Composite parent, AnnotationDesk desk) {
        super(parent, SWT.NONE);
        setLayout(new GridLayout(3, false));
        icon = new Label(this, SWT.NONE);
        text = new Label(this, SWT.WRAP);
        text.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
        Link dismiss = new Link(this, SWT.NONE);
        dismiss.setText("<a>" + Messages.NoticeBar_dismiss + "</a>");
        dismiss.addListener(SWT.Selection, e -> desk.dismissNotice());
        setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
        AnnotationDesk.Listener listener =
                new AnnotationDesk.Listener() {
                    @Override
                    public void noticeChanged() {
                        update(desk.notice());
                    }
                };
        desk.addListener(listener);
        addDisposeListener(e -> desk.removeListener(listener));
        update(desk.notice());
    }

    private void update(Optional<AnnotationDesk.Notice> notice) {
        text.setText(notice.map(AnnotationDesk.Notice::text).orElse(""));
        boolean error = notice.map(AnnotationDesk.Notice::error).orElse(false);
        // Shared images of the platform: not ours to dispose.
        icon.setImage(
                Dialog.getImage(
                        error ? Dialog.DLG_IMG_MESSAGE_ERROR : Dialog.DLG_IMG_MESSAGE_INFO));
        setVisible(notice.isPresent());
        ((GridData) getLayoutData()).exclude = notice.isEmpty();
        getParent().layout(true, true);
    }

    /** The text that is shown, for tests. */
    public String text() {
        return getVisible() ? text.getText() : "";
    }
}
