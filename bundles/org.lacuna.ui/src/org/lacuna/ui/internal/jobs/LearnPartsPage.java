package org.lacuna.ui.internal.jobs;

import org.eclipse.jface.dialogs.IDialogSettings;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Spinner;
import org.lacuna.memorybank.UpdateParameters;
import org.lacuna.ui.PartItem;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Which parts a model is to learn, how much of them, and where the new model goes. UI thread. */
final class LearnPartsPage extends TaskPage {
    private static final String MODEL = "model";
    private static final String TOLERANCE = "tolerance";
    private static final String ENTRIES = "entries";
    private static final int HUNDREDTHS = 100;
    private static final int MOST_ENTRIES = 4096;

    private final List<PartItem> parts;
    private final List<PartItem> proposed;
    private final Optional<Path> proposedModel;
    private LookedUp<ModelFacts> model;
    private LearnPartsTable table;
    private Button accept;
    private Spinner tolerance;
    private Spinner entries;
    private OutputField out;
    private Optional<LearnChoice> refused = Optional.empty();
    private String refusal = "";

    /**
     * @param parts to choose from
     * @param proposed those of them to tick
     * @param proposedModel model to propose
     */
    LearnPartsPage(List<PartItem> parts, List<PartItem> proposed, Optional<Path> proposedModel) {
        super("learn", Messages.Learn_page, Messages.Learn_text);
        this.parts = parts;
        this.proposed = proposed;
        this.proposedModel = proposedModel;
    }

    @Override
    public void createControl(Composite parent) {
        initializeDialogUnits(parent);
        IDialogSettings settings = getWizard().getDialogSettings();
        Composite area = area(parent);
        model =
                new LookedUp<>(
                        area,
                        Messages.Learn_model,
                        PathField.Kind.OPEN_FILE,
                        Messages.Inspect_modelMissing,
                        ModelFacts::read,
                        this::touched,
                        this::found);
        table = new LearnPartsTable(area, parts, proposed, this::touched);
        GridData rows = new GridData(SWT.FILL, SWT.FILL, true, true, COLUMNS, 1);
        rows.widthHint = convertWidthInCharsToPixels(80);
        rows.heightHint = convertHeightInCharsToPixels(10);
        table.control().setLayoutData(rows);
        accept = check(area, Messages.Learn_accept, false);
        UpdateParameters usual = UpdateParameters.defaults();
        tolerance = spinner(area, Messages.Learn_tolerance, 0, 0, 1, 1);
        // Digits set afterwards would round the value away.
        tolerance.setValues(
                (int) Math.round(usual.tolerance() * HUNDREDTHS),
                0,
                (int) (UpdateParameters.MAX_TOLERANCE * HUNDREDTHS),
                2,
                10,
                HUNDREDTHS);
        tolerance.setSelection(get(settings, TOLERANCE, tolerance.getSelection()));
        help(area, Messages.Learn_toleranceHelp);
        entries = spinner(area, Messages.Learn_entries, usual.maxAdded(), 0, MOST_ENTRIES, 16);
        entries.setSelection(get(settings, ENTRIES, entries.getSelection()));
        help(area, Messages.Learn_entriesHelp);
        out =
                new OutputField(
                        area,
                        Messages.Learn_out,
                        PathField.Kind.SAVE_FILE,
                        Messages.Learn_outMissing,
                        OutputChecks::model,
                        this::touched,
                        this::changed);
        setControl(area);
        model.field().set(proposedModel.map(Path::toString).orElse(get(settings, MODEL, "")));
        found();
        filled();
    }

    /** The new model is proposed beside the old one. */
    private void found() {
        if (out.field().isEmpty() && model.found().isPresent()) {
            model.field().path().ifPresent(p -> out.field().propose(next(p)));
        }
        changed();
    }

    /** {@code ring.lacuna}: {@code ring-2.lacuna}, and so on. */
    static Path next(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        String base = dot > 0 ? name.substring(0, dot) : name;
        String end = dot > 0 ? name.substring(dot) : "";
        String numbered = base.replaceFirst("-\\d{1,6}$", "");
        int number =
                numbered.equals(base)
                        ? 2
                        : 1 + Integer.parseInt(base.substring(numbered.length() + 1));
        return file.resolveSibling(numbered + "-" + number + end);
    }

    @Override
    Check check() {
        List<PartItem> ticked = table.ticked();
        accept.setEnabled(ticked.stream().anyMatch(p -> !p.id().isGood()));
        return Check.most(model.check(), partsCheck(ticked), out.check(), outCheck(), refusal());
    }

    private Check partsCheck(List<PartItem> ticked) {
        if (parts.isEmpty()) {
            return Check.problem(Messages.Learn_noList);
        }
        if (ticked.isEmpty()) {
            return Check.problem(Messages.Learn_noParts);
        }
        Optional<String> category = model.found().map(ModelFacts::category);
        Optional<PartItem> other =
                ticked.stream()
                        .filter(
                                p ->
                                        category.isPresent()
                                                && !p.id().category().equals(category.get()))
                        .findFirst();
        if (other.isPresent()) {
            return Check.problem(
                    NLS.bind(
                            Messages.Learn_otherCategory,
                            new Object[] {
                                other.get().id(), other.get().id().category(), category.get()
                            }));
        }
        long labelled = ticked.stream().filter(p -> !p.id().isGood()).count();
        return labelled > 0 && !accept.getSelection()
                ? Check.problem(NLS.bind(Messages.Learn_labelled, labelled))
                : Check.OK;
    }

    private Check outCheck() {
        boolean same =
                out.field().path().isPresent() && out.field().path().equals(model.field().path());
        return same ? Check.problem(Messages.Learn_outIsModel) : Check.OK;
    }

    @Override
    void remember(IDialogSettings settings) {
        settings.put(MODEL, model.field().text());
        settings.put(TOLERANCE, tolerance.getSelection());
        settings.put(ENTRIES, entries.getSelection());
    }

    /** What is to be learned; empty when the page is not complete. */
    Optional<LearnChoice> choice() {
        return isPageComplete() ? chosen() : Optional.empty();
    }

    private Optional<LearnChoice> chosen() {
        return model.field()
                .path()
                .map(
                        file ->
                                new LearnChoice(
                                        file,
                                        table.ticked().stream().map(LearnChoice::part).toList(),
                                        new UpdateParameters(
                                                (double) tolerance.getSelection() / HUNDREDTHS,
                                                entries.getSelection())));
    }

    /** The choice could not be looked at: says why until there is another one. */
    void refuse(LearnChoice choice, String why) {
        refused = Optional.of(choice);
        refusal = why;
        touched();
    }

    private Check refusal() {
        return refused.isPresent() && chosen().filter(c -> c.isLike(refused.get())).isPresent()
                ? Check.warning(refusal)
                : Check.OK;
    }

    /** Where the new model goes. */
    Path out() {
        return out.field().path().orElseThrow();
    }

    /** For tests. */
    LearnPartsTable table() {
        return table;
    }

    Button acceptButton() {
        return accept;
    }

    PathField modelField() {
        return model.field();
    }

    PathField outField() {
        return out.field();
    }
}
