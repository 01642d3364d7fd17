package org.lacuna.ui.internal.cloud;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.preference.PreferencePage;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Group;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchPreferencePage;
import org.lacuna.ui.internal.help.Help;

import java.util.EnumMap;
import java.util.Map;

/** What point clouds are drawn with, what that is at the moment, and why. */
public final class PointCloudPreferencePage extends PreferencePage
        implements IWorkbenchPreferencePage {
    public static final String ID = "org.lacuna.ui.preferences.cloud";

    private static final int TEXT_WIDTH = 420;

    private final Map<RendererPreference, Button> buttons = new EnumMap<>(RendererPreference.class);
    private final Runnable listener = this::chosenLater;
    private Text inUse;

    @Override
    public void init(IWorkbench workbench) {
        // Nothing of the workbench is needed.
    }

    @Override
    protected Control createContents(Composite parent) {
        Help.set(parent, "preferences-cloud");
        Composite area = new Composite(parent, SWT.NONE);
        GridLayout layout = new GridLayout();
        layout.marginWidth = 0;
        area.setLayout(layout);
        Group group = new Group(area, SWT.NONE);
        group.setText(Messages.Preferences_drawWith);
        group.setLayout(new GridLayout());
        group.setLayoutData(GridDataFactory.fillDefaults().grab(true, false).create());
        add(group, RendererPreference.AUTOMATIC, Messages.Preferences_automatic);
        add(group, RendererPreference.OPENGL, Messages.Preferences_openGl);
        add(group, RendererPreference.JAVA, Messages.Preferences_java);
        select(Renderers.all().wanted());
        new Label(area, SWT.NONE).setText(Messages.Preferences_inUse);
        inUse = new Text(area, SWT.WRAP | SWT.MULTI | SWT.READ_ONLY | SWT.BORDER);
        inUse.setLayoutData(
                GridDataFactory.fillDefaults().grab(true, false).hint(TEXT_WIDTH, 64).create());
        Renderers.all().addListener(listener);
        area.addDisposeListener(e -> Renderers.all().removeListener(listener));
        showChoice();
        return area;
    }

    private void add(Composite parent, RendererPreference value, String text) {
        Button button = new Button(parent, SWT.RADIO | SWT.WRAP);
        button.setText(text);
        buttons.put(value, button);
    }

    private void select(RendererPreference value) {
        buttons.forEach((v, b) -> b.setSelection(v == value));
    }

    /** The radio button of a preference; for tests. */
    public Button button(RendererPreference value) {
        return buttons.get(value);
    }

    /** What the page says is in use, and why; for tests. */
    public String inUse() {
        return inUse.getText();
    }

    private void chosenLater() {
        Text text = inUse;
        if (!text.isDisposed()) {
            text.getDisplay()
                    .asyncExec(
                            () -> {
                                if (!text.isDisposed()) {
                                    showChoice();
                                }
                            });
        }
    }

    private void showChoice() {
        RendererChoice choice = Renderers.all().choice();
        inUse.setText(
                NLS.bind(
                        Messages.Preferences_because,
                        choice.openGl()
                                ? Messages.Preferences_nameGl
                                : Messages.Preferences_nameJava,
                        choice.reason()));
    }

    @Override
    protected void performDefaults() {
        select(RendererPreference.AUTOMATIC);
        super.performDefaults();
    }

    @Override
    public boolean performOk() {
        buttons.forEach(
                (value, button) -> {
                    if (button.getSelection() && value != Renderers.all().wanted()) {
                        Renderers.all().want(value);
                    }
                });
        return true;
    }
}
