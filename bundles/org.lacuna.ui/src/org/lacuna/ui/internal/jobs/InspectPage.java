package org.lacuna.ui.internal.jobs;

import org.eclipse.jface.dialogs.IDialogSettings;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.lacuna.acquisition.DataSets;
import org.lacuna.core.DataException;
import org.lacuna.core.DataSet;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.SampleSource;
import org.lacuna.core.Split;
import org.lacuna.ui.TaskProposal;
import org.lacuna.workflow.PartsToInspect;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Which parts to inspect, with which model, and where results go. UI thread. */
final class InspectPage extends TaskPage {
    private static final String MODEL = "model";
    private static final String PARTS = "parts";
    private static final String SPLIT = "split";
    private static final String MODALITIES = "modalities";
    private static final String RESULTS = "results";

    private final TaskProposal proposal;
    private LookedUp<ModelFacts> model;
    private LookedUp<PartsToInspect> parts;
    private Combo category;
    private Combo split;
    private Combo modalities;
    private Button thresholds;
    private OutputField results;
    private Label facts;

    InspectPage(TaskProposal proposal) {
        super("inspect", Messages.Inspect_page, Messages.Inspect_text);
        this.proposal = proposal;
    }

    @Override
    public void createControl(Composite parent) {
        initializeDialogUnits(parent);
        IDialogSettings settings = getWizard().getDialogSettings();
        Composite area = area(parent);
        model =
                new LookedUp<>(
                        area,
                        Messages.Inspect_model,
                        PathField.Kind.OPEN_FILE,
                        Messages.Inspect_modelMissing,
                        ModelFacts::read,
                        this::touched,
                        this::found);
        thresholds = new Button(area, SWT.CHECK);
        thresholds.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false, 3, 1));
        thresholds.setText(Messages.Inspect_ownThresholds);
        thresholds.setEnabled(false);
        parts =
                new LookedUp<>(
                        area,
                        Messages.Inspect_parts,
                        PathField.Kind.FOLDER,
                        Messages.Inspect_partsMissing,
                        folder -> PartsToInspect.in(folder, DataSets.standard()),
                        this::touched,
                        this::found);
        category = combo(area, Messages.Common_category);
        split =
                combo(
                        area,
                        Messages.Inspect_split,
                        Arrays.stream(Split.values()).map(Split::key).toArray(String[]::new));
        split.setText(get(settings, SPLIT, Split.TEST.key()));
        modalities = combo(area, Messages.Common_modalities, modalityItems());
        modalities.select(get(settings, MODALITIES, 0));
        results =
                new OutputField(
                        area,
                        Messages.Common_results,
                        PathField.Kind.FOLDER,
                        Messages.Common_resultsMissing,
                        folder -> OutputChecks.folder(folder, Optional.empty(), "results"),
                        this::touched,
                        this::changed);
        facts = facts(area, 3);
        setControl(area);
        model.field().set(proposal.model().map(Path::toString).orElse(get(settings, MODEL, "")));
        parts.field().set(proposal.data().map(Path::toString).orElse(get(settings, PARTS, "")));
        results.field()
                .set(proposal.results().map(Path::toString).orElse(get(settings, RESULTS, "")));
        found();
        filled();
        model.field().setFocus();
    }

    /** Something is known now of the model or of the parts. */
    private void found() {
        List<DataSet> sets = parts.found().map(PartsToInspect::categories).orElse(List.of());
        offer(
                category,
                sets.stream().map(DataSet::category).toList(),
                model.found().map(ModelFacts::category).orElse(""));
        if (results.field().isEmpty() && parts.found().isPresent()) {
            parts.field().path().ifPresent(p -> results.field().propose(beside(p, "results")));
        }
        showThresholds();
        category.setEnabled(!sets.isEmpty());
        split.setEnabled(!sets.isEmpty());
        changed();
    }

    /** Thresholds that were applied hold unless the user says otherwise. */
    private void showThresholds() {
        Optional<Path> file = model.found().flatMap(ModelFacts::thresholds);
        if (thresholds.isEnabled() != file.isPresent()) {
            thresholds.setSelection(file.isPresent());
        }
        thresholds.setEnabled(file.isPresent());
        thresholds.setText(
                file.map(f -> NLS.bind(Messages.Inspect_thresholds, f.getFileName()))
                        .orElse(Messages.Inspect_ownThresholds));
    }

    @Override
    Check check() {
        showFacts();
        Check input = Check.most(model.check(), parts.check());
        if (input.kind() != Check.Kind.OK) {
            return Check.most(input, results.check());
        }
        return Check.most(modelCheck(model.found().orElseThrow()), partsCheck(), results.check());
    }

    private Check modelCheck(ModelFacts known) {
        ModalitySet wanted = modalities(modalities);
        if (wanted.intersect(known.modalities()).isEmpty()) {
            return Check.problem(NLS.bind(Messages.Train_noModality, model.field().text()));
        }
        boolean other = category.isEnabled() && !category.getText().equals(known.category());
        return other
                ? Check.warning(
                        NLS.bind(
                                Messages.Inspect_otherCategory,
                                known.category(),
                                category.getText()))
                : Check.OK;
    }

    private Check partsCheck() {
        try {
            chosenParts();
            return Check.OK;
        } catch (DataException e) {
            return Check.problem(e.getMessage());
        }
    }

    private List<SampleSource> chosenParts() throws DataException {
        return parts.found()
                .orElseThrow()
                .of(category.getText(), Split.values()[Math.max(0, split.getSelectionIndex())]);
    }

    /** The parts as a command line names them. */
    private List<String> source() throws DataException {
        if (category.isEnabled()) {
            return List.of(
                    "--data",
                    parts.field().text(),
                    "--category",
                    category.getText(),
                    "--split",
                    split.getText());
        }
        return chosenParts().stream()
                .flatMap(p -> p.files().values().stream())
                .map(Path::toString)
                .toList();
    }

    private void showFacts() {
        String text = model.found().map(ModelFacts::text).orElse("");
        if (parts.found().isPresent()) {
            try {
                text += "\n" + NLS.bind(Messages.Inspect_partsFacts, chosenParts().size());
            } catch (DataException e) {
                // Stands at the top of the page.
                text += "\n";
            }
        }
        facts.setText(text);
        facts.getParent().layout(true);
    }

    @Override
    void remember(IDialogSettings settings) {
        settings.put(MODEL, model.field().text());
        settings.put(PARTS, parts.field().text());
        settings.put(SPLIT, split.getText());
        settings.put(MODALITIES, modalities.getSelectionIndex());
        settings.put(RESULTS, results.field().text());
    }

    /** Empty while something is missing. */
    Optional<InspectChoice> choice() {
        Optional<Path> modelFile = model.field().path();
        Optional<Path> folder = results.field().path();
        if (modelFile.isEmpty() || folder.isEmpty() || parts.found().isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new InspectChoice(
                            modelFile.get(),
                            model.found()
                                    .flatMap(ModelFacts::thresholds)
                                    .filter(f -> thresholds.getSelection()),
                            chosenParts(),
                            source(),
                            modalities(modalities),
                            folder.get()));
        } catch (DataException e) {
            return Optional.empty();
        }
    }

    /** For tests. */
    PathField modelField() {
        return model.field();
    }

    PathField partsField() {
        return parts.field();
    }

    PathField resultsField() {
        return results.field();
    }

    Button thresholdsButton() {
        return thresholds;
    }

    String factsText() {
        return facts.getText();
    }
}
