package org.lacuna.ui.internal.jobs;

import org.eclipse.jface.dialogs.IDialogSettings;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.lacuna.core.DataException;
import org.lacuna.core.ModalitySet;
import org.lacuna.ui.TaskProposal;

import java.nio.file.Path;
import java.util.Optional;

/** Which parts to inspect, with which model, and where results go. UI thread. */
final class InspectPage extends TaskPage {
    private static final String MODEL = "model";
    private static final String RESULTS = "results";

    private final TaskProposal proposal;
    private LookedUp<ModelFacts> model;
    private PartsFields parts;
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
        parts = new PartsFields(this, area, settings, this::found);
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
        String last = get(settings, MODEL, "");
        model.field().set(proposal.model().map(Path::toString).orElse(last));
        parts.fill(proposal.data(), settings);
        results.field()
                .set(proposal.results().map(Path::toString).orElse(get(settings, RESULTS, "")));
        found();
        filled();
        model.field().setFocus();
        if (proposal.model().isEmpty()) {
            proposeCurrent(new Looker(area), last);
        }
    }

    /** The current model of the folder of the last one, unless the user was faster. */
    private void proposeCurrent(Looker looker, String last) {
        path(last)
                .filter(p -> !last.isEmpty())
                .ifPresent(
                        p ->
                                looker.look(
                                        Messages.Inspect_lookingForCurrent,
                                        progress -> ModelFacts.currentBeside(p),
                                        found -> {
                                            if (found.isPresent()
                                                    && model.field().text().equals(last)) {
                                                model.field().set(found.get().toString());
                                                filled();
                                            }
                                        },
                                        // The look at the model itself tells.
                                        problem -> {}));
    }

    /** Something is known now of the model or of the parts. */
    private void found() {
        parts.offer(model.found().map(ModelFacts::category).orElse(""));
        if (results.field().isEmpty()) {
            parts.found().ifPresent(p -> results.field().propose(beside(p, "results")));
        }
        showThresholds();
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
        return Check.most(
                modelCheck(model.found().orElseThrow()), parts.partsCheck(), results.check());
    }

    private Check modelCheck(ModelFacts known) {
        ModalitySet wanted = parts.modalities();
        if (wanted.intersect(known.modalities()).isEmpty()) {
            return Check.problem(NLS.bind(Messages.Train_noModality, model.field().text()));
        }
        if (known.standing().kind() == Check.Kind.PROBLEM) {
            return known.standing();
        }
        boolean other = parts.category().filter(c -> !c.equals(known.category())).isPresent();
        return other
                ? Check.warning(
                        NLS.bind(
                                Messages.Inspect_otherCategory,
                                known.category(),
                                parts.category().orElseThrow()))
                : known.standing();
    }

    private void showFacts() {
        String text = model.found().map(ModelFacts::text).orElse("");
        if (parts.found().isPresent()) {
            try {
                text += "\n" + NLS.bind(Messages.Inspect_partsFacts, parts.parts().size());
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
        parts.remember(settings);
        settings.put(RESULTS, results.field().text());
    }

    /** Empty while something is missing. */
    Optional<InspectChoice> choice() {
        Optional<Path> modelFile = model.found().map(ModelFacts::file);
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
                            parts.parts(),
                            parts.source(),
                            parts.modalities(),
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
