package org.lacuna.ui.internal.jobs;

import org.eclipse.jface.dialogs.IDialogSettings;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Group;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.ui.dialogs.PreferencesUtil;
import org.lacuna.ui.NetworkPreferences;
import org.lacuna.ui.NetworksPreferencePage;

import java.util.Optional;
import java.util.function.Supplier;

/** What is learned, and what that takes. UI thread. */
final class TrainParametersPage extends TaskPage {
    private final Supplier<Optional<TrainChoice>> choice;
    private final Runnable choiceChanged;
    private LearningFields fields;
    private Link extractors;
    private Label estimateText;
    private Looker looker;
    private Check memory = Check.OK;

    /**
     * @param choice what all pages say together; empty while something is missing
     * @param choiceChanged told when it may have changed
     */
    TrainParametersPage(Supplier<Optional<TrainChoice>> choice, Runnable choiceChanged) {
        super("parameters", Messages.Train_parametersPage, Messages.Train_parametersText);
        this.choice = choice;
        this.choiceChanged = choiceChanged;
    }

    @Override
    public void createControl(Composite parent) {
        initializeDialogUnits(parent);
        Composite area = area(parent);
        looker = new Looker(area);
        fields = new LearningFields(this, area, getWizard().getDialogSettings());
        fields.seed().addModifyListener(e -> choiceChanged.run());
        fields.distillation().addListener(SWT.Selection, e -> choiceChanged.run());
        fields.threads().addListener(SWT.Modify, e -> choiceChanged.run());
        extractors = new Link(area, SWT.NONE);
        extractors.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false, COLUMNS, 1));
        extractors.addListener(SWT.Selection, e -> changeExtractors());
        Group group = new Group(area, SWT.NONE);
        group.setText(Messages.Train_estimate);
        group.setLayout(new GridLayout(COLUMNS, false));
        group.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, false, COLUMNS, 1));
        estimateText = note(group, Messages.Train_estimating + "\n ");
        setControl(area);
        showExtractors();
        changed();
    }

    private void changeExtractors() {
        PreferencesUtil.createPreferenceDialogOn(getShell(), NetworksPreferencePage.ID, null, null)
                .open();
        showExtractors();
        choiceChanged.run();
    }

    private void showExtractors() {
        NetworkPreferences preferences = NetworkPreferences.read();
        extractors.setText(
                NLS.bind(
                        Messages.Train_extractors,
                        preferences.rgbExtractor(),
                        preferences.pointsExtractor()));
    }

    /** Estimates anew, in a job. */
    void estimate() {
        Optional<TrainChoice> now = choice.get();
        memory = Check.OK;
        if (now.isEmpty()) {
            looker.cancel();
            estimateText.setText("");
            changed();
            return;
        }
        estimateText.setText(Messages.Train_estimating);
        NetworkPreferences preferences = NetworkPreferences.read();
        looker.look(
                Messages.Train_estimating,
                progress -> TrainEstimate.of(now.get(), preferences),
                this::show,
                problem -> {
                    memory = Check.problem(problem);
                    estimateText.setText("");
                    changed();
                });
    }

    private void show(TrainEstimate estimate) {
        estimateText.setText(estimate.text());
        memory = estimate.check();
        estimateText.getParent().getParent().layout(true, true);
        changed();
    }

    @Override
    Check check() {
        return Check.most(fields.check(), memory);
    }

    @Override
    void remember(IDialogSettings settings) {
        fields.remember(settings);
    }

    /** Empty while a field is wrong. */
    Optional<TrainChoice.Learning> learning(TrainChoice.Learning rest) {
        return fields.check().kind() == Check.Kind.OK
                ? Optional.of(fields.applyTo(rest))
                : Optional.empty();
    }

    /** For tests. */
    LearningFields fields() {
        return fields;
    }

    String estimateText() {
        return estimateText.getText();
    }
}
