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
import org.lacuna.ui.internal.cloud.PointCloudPreferencePage;
import org.lacuna.ui.internal.help.Help;

/** The root of Lacuna's preferences: says which pages there are. */
public final class LacunaPreferencePage extends PreferencePage implements IWorkbenchPreferencePage {
    public static final String ID = "org.lacuna.ui.preferences";

    @Override
    public void init(IWorkbench workbench) {
        noDefaultAndApplyButton();
    }

    @Override
    protected Control createContents(Composite parent) {
        Help.set(parent, "preferences");
        Composite area = new Composite(parent, SWT.NONE);
        GridLayout layout = new GridLayout(2, false);
        layout.marginWidth = 0;
        area.setLayout(layout);
        entry(
                area,
                Messages.Preferences_networks,
                Messages.Preferences_networksText,
                NetworksPreferencePage.ID);
        entry(
                area,
                Messages.Preferences_cloud,
                Messages.Preferences_cloudText,
                PointCloudPreferencePage.ID);
        return area;
    }

    private void entry(Composite area, String name, String what, String page) {
        Link link = new Link(area, SWT.NONE);
        link.setText(name);
        link.addListener(
                SWT.Selection,
                e -> ((IWorkbenchPreferenceContainer) getContainer()).openPage(page, null));
        Label text = new Label(area, SWT.WRAP);
        text.setText(what);
        text.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
    }
}
