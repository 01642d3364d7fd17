package org.lacuna.ui;

import org.eclipse.jface.preference.PreferencePage;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchPreferencePage;
import org.eclipse.ui.preferences.IWorkbenchPreferenceContainer;
import org.lacuna.ui.internal.cloud.Messages;
import org.lacuna.ui.internal.cloud.PointCloudPreferencePage;

/** The root of Lacuna's preferences: says which pages there are. */
public final class LacunaPreferencePage extends PreferencePage implements IWorkbenchPreferencePage {
    public static final String ID = "org.lacuna.ui.preferences";

    @Override
    public void init(IWorkbench workbench) {
        noDefaultAndApplyButton();
    }

    @Override
    protected Control createContents(Composite parent) {
        Composite area = new Composite(parent, SWT.NONE);
        GridLayout layout = new GridLayout(2, false);
        layout.marginWidth = 0;
        area.setLayout(layout);
        Link link = new Link(area, SWT.NONE);
        link.setText(Messages.Preferences_networks);
        link.addListener(
                SWT.Selection,
                e ->
                        ((IWorkbenchPreferenceContainer) getContainer())
                                .openPage(NetworksPreferencePage.ID, null));
        Label text = new Label(area, SWT.WRAP);
        text.setText(Messages.Preferences_networksText);
        text.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
        Link cloud = new Link(area, SWT.NONE);
        cloud.setText("<a>" + Messages.Preferences_page + "</a>");
        cloud.addListener(
                SWT.Selection,
                e ->
                        ((IWorkbenchPreferenceContainer) getContainer())
                                .openPage(PointCloudPreferencePage.ID, null));
        Label drawn = new Label(area, SWT.WRAP);
        drawn.setText(Messages.Preferences_pageWhat);
        drawn.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
        return area;
    }
}
