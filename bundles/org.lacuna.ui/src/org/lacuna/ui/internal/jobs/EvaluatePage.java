package org.lacuna.ui.internal.jobs;

import org.eclipse.jface.dialogs.IDialogSettings;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Group;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.lacuna.core.DataSet;
import org.lacuna.core.ModalitySet;
import org.lacuna.ui.TaskProposal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What to evaluate, how, and where results go. UI thread. */
final class EvaluatePage extends TaskPage {
    private static final String DATA = "data";
    private static final String SETTING = "setting.";
    private static final String RESILIENCE = "resilience";
    private static final String RESULTS = "results";

    private final TaskProposal proposal;
    private final List<Button> settingButtons = new ArrayList<>();
    private DataField data;
    private Table categories;
    private LearningFields fields;
    private Button resilience;
    private OutputField results;

    /** For the check of the results folder, on a job's thread. */
    private volatile Optional<Path> dataFolder = Optional.empty();

    EvaluatePage(TaskProposal proposal) {
        super("evaluate", Messages.Evaluate_page, Messages.Evaluate_text);
        this.proposal = proposal;
    }

    @Override
    public void createControl(Composite parent) {
        initializeDialogUnits(parent);
        IDialogSettings settings = getWizard().getDialogSettings();
        Composite area = area(parent);
        data = new DataField(area, this::touched, this::listed);
        label(area, Messages.Evaluate_categories)
                .setLayoutData(new GridData(SWT.LEFT, SWT.TOP, false, false));
        categories = new Table(area, SWT.CHECK | SWT.BORDER | SWT.FULL_SELECTION);
        GridData height = new GridData(SWT.FILL, SWT.FILL, true, true, COLUMNS - 1, 1);
        height.heightHint = convertHeightInCharsToPixels(4);
        categories.setLayoutData(height);
        categories.addListener(SWT.Selection, e -> touched());
        Group group = new Group(area, SWT.NONE);
        group.setText(Messages.Evaluate_settings);
        group.setLayout(new GridLayout(COLUMNS, false));
        group.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, false, COLUMNS, 1));
        List<String> labels =
                List.of(Messages.Evaluate_both, Messages.Evaluate_rgb, Messages.Evaluate_xyz);
        for (int i = 0; i < labels.size(); i++) {
            Button button = new Button(group, SWT.CHECK);
            button.setText(labels.get(i));
            button.setSelection(get(settings, SETTING + i, true));
            button.addListener(SWT.Selection, e -> touched());
            settingButtons.add(button);
        }
        resilience = check(group, Messages.Evaluate_resilience, get(settings, RESILIENCE, false));
        help(group, Messages.Evaluate_resilienceHelp);
        fields = new LearningFields(this, area, settings);
        results =
                new OutputField(
                        area,
                        Messages.Common_results,
                        PathField.Kind.FOLDER,
                        Messages.Common_resultsMissing,
                        folder -> OutputChecks.folder(folder, dataFolder, "results"),
                        this::touched,
                        this::changed);
        setControl(area);
        data.field().set(proposal.data().map(Path::toString).orElse(get(settings, DATA, "")));
        results.field()
                .set(proposal.results().map(Path::toString).orElse(get(settings, RESULTS, "")));
        filled();
        data.field().setFocus();
    }

    private void listed() {
        dataFolder = data.field().path();
        categories.removeAll();
        for (DataSet set : data.sets()) {
            TableItem item = new TableItem(categories, SWT.NONE);
            item.setText(set.category() + " (" + set.modalities().label() + ")");
            item.setChecked(true);
        }
        if (results.field().isEmpty()) {
            dataFolder.ifPresent(d -> results.field().propose(beside(d, "evaluation")));
        }
        results.look();
        changed();
    }

    private List<DataSet> chosenSets() {
        List<DataSet> chosen = new ArrayList<>();
        for (int i = 0; i < Math.min(categories.getItemCount(), data.sets().size()); i++) {
            if (categories.getItem(i).getChecked()) {
                chosen.add(data.sets().get(i));
            }
        }
        return chosen;
    }

    private List<ModalitySet> chosenSettings() {
        List<ModalitySet> chosen = new ArrayList<>();
        for (int i = 0; i < settingButtons.size(); i++) {
            if (settingButtons.get(i).getSelection()) {
                chosen.add(ModalitySet.SETTINGS.get(i));
            }
        }
        return chosen;
    }

    @Override
    Check check() {
        if (data.check().kind() != Check.Kind.OK) {
            return data.check();
        }
        return Check.most(choiceCheck(), fields.check(), results.check());
    }

    private Check choiceCheck() {
        if (chosenSets().isEmpty()) {
            return Check.problem(Messages.Evaluate_noCategory);
        }
        if (chosenSettings().isEmpty()) {
            return Check.problem(Messages.Evaluate_noSetting);
        }
        return resilience.getSelection() && chosenSettings().size() < settingButtons.size()
                ? Check.problem(Messages.Evaluate_resilienceAll)
                : Check.OK;
    }

    @Override
    void remember(IDialogSettings settings) {
        settings.put(DATA, data.field().text());
        for (int i = 0; i < settingButtons.size(); i++) {
            settings.put(SETTING + i, settingButtons.get(i).getSelection());
        }
        settings.put(RESILIENCE, resilience.getSelection());
        settings.put(RESULTS, results.field().text());
        fields.remember(settings);
    }

    /** Empty while something is missing. */
    Optional<EvaluateChoice> choice() {
        Optional<Path> folder = data.field().path();
        Optional<Path> out = results.field().path();
        if (folder.isEmpty() || out.isEmpty() || check().kind() == Check.Kind.PROBLEM) {
            return Optional.empty();
        }
        return Optional.of(
                new EvaluateChoice(
                        folder.get(),
                        chosenSets(),
                        chosenSettings(),
                        fields.applyTo(TrainChoice.Learning.defaults()),
                        resilience.getSelection(),
                        out.get()));
    }

    /** For tests. */
    PathField dataField() {
        return data.field();
    }

    PathField resultsField() {
        return results.field();
    }

    Table categories() {
        return categories;
    }

    List<Button> settingButtons() {
        return List.copyOf(settingButtons);
    }

    LearningFields fields() {
        return fields;
    }
}
