package org.lacuna.ui.internal.jobs;

import org.eclipse.jface.dialogs.IDialogSettings;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.lacuna.core.DataException;
import org.lacuna.workflow.ComparisonTask;

import java.nio.file.Path;
import java.util.Optional;

/** Which two models to compare, on which parts, and where results go. UI thread. */
final class ComparePage extends TaskPage {
    private static final String MODEL_A = "modelA";
    private static final String MODEL_B = "modelB";
    private static final String THRESHOLDS = "thresholds";
    private static final String RESULTS = "results";

    private final Optional<Path> shown;
    private LookedUp<ModelFacts> modelA;
    private LookedUp<ModelFacts> modelB;
    private Button thresholds;
    private PartsFields parts;
    private OutputField results;
    private Label facts;

    /**
     * @param shown folder of parts to propose
     */
    ComparePage(Optional<Path> shown) {
        super("compareModels", Messages.Compare_page, Messages.Compare_text);
        this.shown = shown;
    }

    @Override
    public void createControl(Composite parent) {
        initializeDialogUnits(parent);
        IDialogSettings settings = getWizard().getDialogSettings();
        Composite area = area(parent);
        modelA = model(area, Messages.Compare_modelA);
        modelB = model(area, Messages.Compare_modelB);
        thresholds = check(area, Messages.Compare_thresholds, get(settings, THRESHOLDS, true));
        parts = new PartsFields(this, area, settings, this::found);
        results =
                new OutputField(
                        area,
                        Messages.Common_results,
                        PathField.Kind.FOLDER,
                        Messages.Common_resultsMissing,
                        folder ->
                                OutputChecks.folder(folder, Optional.empty(), ComparisonTask.KIND),
                        this::touched,
                        this::changed);
        facts = facts(area, 3);
        setControl(area);
        modelA.field().set(get(settings, MODEL_A, ""));
        modelB.field().set(get(settings, MODEL_B, ""));
        parts.fill(shown, settings);
        results.field().set(get(settings, RESULTS, ""));
        found();
        filled();
        modelA.field().setFocus();
    }

    private LookedUp<ModelFacts> model(Composite area, String label) {
        return new LookedUp<>(
                area,
                label,
                PathField.Kind.OPEN_FILE,
                Messages.Compare_modelMissing,
                ModelFacts::read,
                this::touched,
                this::found);
    }

    private void found() {
        parts.offer(modelA.found().map(ModelFacts::category).orElse(""));
        if (results.field().isEmpty()) {
            parts.found().ifPresent(p -> results.field().propose(beside(p, "comparison")));
        }
        changed();
    }

    @Override
    Check check() {
        showFacts();
        Check input = Check.most(modelA.check(), modelB.check(), parts.check());
        if (input.kind() != Check.Kind.OK) {
            return Check.most(input, results.check());
        }
        ModelFacts a = modelA.found().orElseThrow();
        ModelFacts b = modelB.found().orElseThrow();
        return Check.most(
                usable(a), usable(b), together(a, b), parts.partsCheck(), results.check());
    }

    private Check usable(ModelFacts known) {
        if (parts.modalities().intersect(known.modalities()).isEmpty()) {
            return Check.problem(NLS.bind(Messages.Train_noModality, known.file()));
        }
        // That one of the two is not the current model is what people compare for.
        return known.standing().kind() == Check.Kind.PROBLEM ? known.standing() : Check.OK;
    }

    private static Check together(ModelFacts a, ModelFacts b) {
        if (a.file().equals(b.file())) {
            return Check.problem(Messages.Compare_same);
        }
        return a.category().equals(b.category())
                ? Check.OK
                : Check.warning(
                        NLS.bind(Messages.Compare_otherCategory, a.category(), b.category()));
    }

    private void showFacts() {
        StringBuilder text = new StringBuilder();
        modelA.found().ifPresent(m -> text.append("A: ").append(m.text()));
        modelB.found().ifPresent(m -> text.append("\nB: ").append(m.text()));
        if (parts.found().isPresent()) {
            try {
                text.append('\n')
                        .append(NLS.bind(Messages.Inspect_partsFacts, parts.parts().size()));
            } catch (DataException e) {
                // Stands at the top of the page.
                text.append('\n');
            }
        }
        facts.setText(text.toString());
        facts.getParent().layout(true);
    }

    @Override
    void remember(IDialogSettings settings) {
        settings.put(MODEL_A, modelA.field().text());
        settings.put(MODEL_B, modelB.field().text());
        settings.put(THRESHOLDS, thresholds.getSelection());
        parts.remember(settings);
        settings.put(RESULTS, results.field().text());
    }

    /** Empty while something is missing. */
    Optional<CompareChoice> choice() {
        Optional<Path> folder = results.field().path();
        if (modelA.found().isEmpty()
                || modelB.found().isEmpty()
                || folder.isEmpty()
                || parts.found().isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new CompareChoice(
                            side(modelA.found().get()),
                            side(modelB.found().get()),
                            parts.parts(),
                            parts.source(),
                            parts.modalities(),
                            folder.get()));
        } catch (DataException e) {
            return Optional.empty();
        }
    }

    private CompareChoice.Side side(ModelFacts model) {
        return new CompareChoice.Side(
                model.file(), model.thresholds().filter(f -> thresholds.getSelection()));
    }

    /** For tests. */
    PathField modelAField() {
        return modelA.field();
    }

    PathField modelBField() {
        return modelB.field();
    }

    PathField partsField() {
        return parts.field();
    }

    PathField resultsField() {
        return results.field();
    }

    String factsText() {
        return facts.getText();
    }
}
