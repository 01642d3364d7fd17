package org.lacuna.ui.internal.jobs;

import org.eclipse.jface.dialogs.IDialogSettings;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.lacuna.core.DataSet;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.SampleId;
import org.lacuna.core.Split;
import org.lacuna.inspection.Trainer;
import org.lacuna.ui.TaskProposal;
import org.lacuna.workflow.ModalityChoice;
import org.lacuna.workflow.TrainingLeak;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Which parts to learn from, and where the model goes. UI thread. */
final class TrainDataPage extends TaskPage {
    private static final String DATA = "data";
    private static final String CATEGORY = "category";
    private static final String MODALITIES = "modalities";
    private static final String MODEL = "model";

    private final TaskProposal proposal;
    private final Runnable choiceChanged;
    private DataField data;
    private Combo category;
    private Combo modalities;
    private OutputField model;
    private Label facts;
    private Looker leakLooker;
    private List<SampleId> leaks = List.of();

    /** The model's file follows the category until the user names one. */
    private boolean modelNamed;

    private boolean naming;

    /**
     * @param choiceChanged told when what {@link #set} gives may have changed
     */
    TrainDataPage(TaskProposal proposal, Runnable choiceChanged) {
        super("data", Messages.Train_dataPage, Messages.Train_dataText);
        this.proposal = proposal;
        this.choiceChanged = choiceChanged;
    }

    @Override
    public void createControl(Composite parent) {
        initializeDialogUnits(parent);
        Composite area = area(parent);
        leakLooker = new Looker(area);
        IDialogSettings settings = getWizard().getDialogSettings();
        data = new DataField(area, this::touched, this::listed);
        category = combo(area, Messages.Common_category);
        category.addModifyListener(e -> categoryChanged());
        modalities = combo(area, Messages.Common_modalities, modalityItems());
        modalities.select(get(settings, MODALITIES, 0));
        modalities.addModifyListener(e -> choiceChanged.run());
        model =
                new OutputField(
                        area,
                        Messages.Train_model,
                        PathField.Kind.SAVE_FILE,
                        Messages.Train_modelMissing,
                        OutputChecks::model,
                        () -> {
                            if (naming) {
                                changed();
                            } else {
                                modelNamed = true;
                                touched();
                            }
                        },
                        this::changed);
        facts = facts(area, 3);
        setControl(area);
        data.field().set(proposal.data().map(Path::toString).orElse(get(settings, DATA, "")));
        filled();
        data.field().setFocus();
    }

    private void listed() {
        offer(category, data.names(), get(getWizard().getDialogSettings(), CATEGORY, ""));
        categoryChanged();
    }

    private void categoryChanged() {
        leaks = List.of();
        Optional<DataSet> now = set();
        facts.setText(now.map(TrainDataPage::facts).orElse(""));
        facts.getParent().layout(true);
        if (now.isPresent()) {
            nameModel(now.get().category());
            DataSet set = now.get();
            leakLooker.look(
                    getTitle(),
                    progress -> TrainingLeak.find(set, progress),
                    found -> {
                        leaks = found;
                        changed();
                    },
                    // Training tells of a file that cannot be read.
                    problem -> changed());
        }
        changed();
        choiceChanged.run();
    }

    private void nameModel(String name) {
        if (!modelNamed) {
            Path folder =
                    proposal.models()
                            .or(
                                    () ->
                                            Optional.of(
                                                            get(
                                                                    getWizard().getDialogSettings(),
                                                                    MODEL,
                                                                    ""))
                                                    .filter(last -> !last.isBlank())
                                                    .flatMap(TaskPage::path)
                                                    .map(Path::getParent))
                            .orElse(Path.of(System.getProperty("user.home")));
            naming = true;
            model.field().set(folder.resolve(name + ".lacuna").toString());
            naming = false;
        }
    }

    private static String facts(DataSet set) {
        int validation = good(set, Split.VALIDATION);
        String text =
                NLS.bind(
                        Messages.Train_facts,
                        new Object[] {
                            good(set, Split.TRAIN),
                            validation,
                            set.samples(Split.TEST).size(),
                            set.modalities().label()
                        });
        return validation == 0 ? text + "\n" + Messages.Train_noValidation : text;
    }

    private static int good(DataSet set, Split split) {
        return (int) set.samples(split).stream().filter(s -> s.id().isGood()).count();
    }

    @Override
    Check check() {
        if (data.check().kind() != Check.Kind.OK) {
            return data.check();
        }
        Optional<DataSet> now = set();
        return Check.most(now.map(this::check).orElse(Check.OK), model.check(), leakCheck());
    }

    private Check check(DataSet set) {
        if (set.modalities().intersect(modalitySet()).isEmpty()) {
            return Check.problem(NLS.bind(Messages.Train_noModality, set.category()));
        }
        DataSet chosen = ModalityChoice.of(set, modalitySet());
        int parts = good(chosen, Split.TRAIN) + good(chosen, Split.VALIDATION);
        return parts >= Trainer.MIN_PARTS
                ? Check.OK
                : Check.problem(
                        NLS.bind(
                                Messages.Train_tooFew,
                                new Object[] {set.category(), parts, Trainer.MIN_PARTS}));
    }

    private Check leakCheck() {
        return leaks.isEmpty()
                ? Check.OK
                : Check.warning(
                        NLS.bind(
                                Messages.Train_leak,
                                new Object[] {leaks.size(), leaks.getFirst()}));
    }

    @Override
    void remember(IDialogSettings settings) {
        settings.put(DATA, data.field().text());
        settings.put(CATEGORY, category.getText());
        settings.put(MODALITIES, modalities.getSelectionIndex());
        settings.put(MODEL, model.field().text());
    }

    /** The category chosen; empty until the folder is listed. */
    Optional<DataSet> set() {
        return data.set(category.getText());
    }

    ModalitySet modalitySet() {
        return modalities(modalities);
    }

    Optional<Path> model() {
        return model.field().path();
    }

    /** For tests. */
    PathField dataField() {
        return data.field();
    }

    PathField modelField() {
        return model.field();
    }

    String factsText() {
        return facts.getText();
    }
}
