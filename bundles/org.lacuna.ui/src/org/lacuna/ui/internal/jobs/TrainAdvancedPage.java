package org.lacuna.ui.internal.jobs;

import org.eclipse.jface.dialogs.IDialogSettings;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Spinner;

import java.util.List;

/** Parameters for special data. UI thread. */
final class TrainAdvancedPage extends TaskPage {
    private static final String ENTRIES = "entries";
    private static final String VECTORS = "vectors";
    private static final String GENERATORS = "generators";
    private static final String BLUR = "blur";
    private static final String ANNOTATION_WEIGHT = "annotationWeight";

    private final Runnable choiceChanged;
    private Spinner entries;
    private Spinner vectors;
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
        for (Control c : List.of(generators, blur)) {
            c.addListener(SWT.Selection, e -> choiceChanged.run());
        }
        setControl(area);
        changed();
    }

    @Override
    Check check() {
        return Check.OK;
    }

    @Override
    void remember(IDialogSettings settings) {
        settings.put(ENTRIES, entries.getSelection());
        settings.put(VECTORS, vectors.getSelection());
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
                d.seed(),
                d.threads());
    }
}
