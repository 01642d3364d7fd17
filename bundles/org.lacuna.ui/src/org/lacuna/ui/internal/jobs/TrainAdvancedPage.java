package org.lacuna.ui.internal.jobs;

import org.eclipse.jface.dialogs.IDialogSettings;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Spinner;
import org.lacuna.memorybank.ProjectionRule;

import java.util.List;

/** Parameters for special data. UI thread. */
final class TrainAdvancedPage extends TaskPage {
    private static final String ENTRIES = "entries";
    private static final String VECTORS = "vectors";
    private static final String PROJECTION = "projection";
    private static final String GENERATORS = "generators";
    private static final String BLUR = "blur";
    private static final String ANNOTATION_WEIGHT = "annotationWeight";

    /** In the order of the list. */
    private static final List<ProjectionRule> PROJECTIONS =
            List.of(
                    ProjectionRule.defaultRule(),
                    ProjectionRule.none(),
                    ProjectionRule.distortion(0.02),
                    ProjectionRule.distortion(0.05),
                    ProjectionRule.distortion(0.1));

    private final Runnable choiceChanged;
    private Spinner entries;
    private Spinner vectors;
    private Combo projection;
    private Button generators;
    private Button blur;
    private Spinner annotationWeight;

    TrainAdvancedPage(Runnable choiceChanged) {
        super("advanced", Messages.Train_advancedPage, Messages.Train_advancedText);
        this.choiceChanged = choiceChanged;
    }

    @Override
    public void createControl(Composite parent) {
        initializeDialogUnits(parent);
        Composite area = area(parent);
        IDialogSettings s = getWizard().getDialogSettings();
        TrainChoice.Learning d = TrainChoice.Learning.defaults();
        generators = check(area, Messages.Train_generators, get(s, GENERATORS, d.generators()));
        help(area, Messages.Train_generatorsHelp);
        blur = check(area, Messages.Train_blur, get(s, BLUR, d.blur()));
        help(area, Messages.Train_blurHelp);
        entries =
                spinner(
                        area,
                        Messages.Train_entries,
                        get(s, ENTRIES, d.entries()),
                        16,
                        65_536,
                        256);
        help(area, Messages.Train_entriesHelp);
        vectors =
                spinner(
                        area,
                        Messages.Train_vectors,
                        get(s, VECTORS, d.vectors()),
                        1_000,
                        10_000_000,
                        1_000);
        help(area, Messages.Train_vectorsHelp);
        projection =
                combo(
                        area,
                        Messages.Train_projection,
                        PROJECTIONS.stream().map(TrainAdvancedPage::label).toArray(String[]::new));
        projection.select(Math.max(0, stored(s)));
        help(area, Messages.Train_projectionHelp);
        annotationWeight =
                spinner(
                        area,
                        Messages.Train_annotationWeight,
                        get(s, ANNOTATION_WEIGHT, d.annotationWeight()),
                        0,
                        100,
                        1);
        help(area, Messages.Train_annotationWeightHelp);
        for (Control c : List.of(entries, vectors, annotationWeight)) {
            c.addListener(SWT.Modify, e -> choiceChanged.run());
        }
        for (Control c : List.of(generators, blur, projection)) {
            c.addListener(SWT.Selection, e -> choiceChanged.run());
        }
        setControl(area);
        changed();
    }

    private static int stored(IDialogSettings settings) {
        String rule = get(settings, PROJECTION, "");
        return PROJECTIONS.stream().map(ProjectionRule::toString).toList().indexOf(rule);
    }

    private static String label(ProjectionRule rule) {
        return switch (rule.kind()) {
            case DEFAULT -> Messages.Train_projectionDefault;
            case NONE -> Messages.Train_projectionNone;
            case DIM, RATIO -> rule.toString();
            case DISTORTION ->
                    NLS.bind(Messages.Train_projectionWithin, Math.round(100 * rule.value()));
        };
    }

    @Override
    Check check() {
        return Check.OK;
    }

    @Override
    void remember(IDialogSettings settings) {
        settings.put(ENTRIES, entries.getSelection());
        settings.put(VECTORS, vectors.getSelection());
        settings.put(PROJECTION, projection().toString());
        settings.put(GENERATORS, generators.getSelection());
        settings.put(BLUR, blur.getSelection());
        settings.put(ANNOTATION_WEIGHT, annotationWeight.getSelection());
    }

    TrainChoice.Learning learning() {
        TrainChoice.Learning d = TrainChoice.Learning.defaults();
        return new TrainChoice.Learning(
                d.distillation(),
                generators.getSelection(),
                blur.getSelection(),
                annotationWeight.getSelection(),
                entries.getSelection(),
                vectors.getSelection(),
                projection(),
                d.seed(),
                d.threads());
    }

    private ProjectionRule projection() {
        return PROJECTIONS.get(projection.getSelectionIndex());
    }

    /** For tests. */
    Combo projectionField() {
        return projection;
    }
}
