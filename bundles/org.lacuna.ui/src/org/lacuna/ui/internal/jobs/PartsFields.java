package org.lacuna.ui.internal.jobs;

import org.eclipse.jface.dialogs.IDialogSettings;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.lacuna.acquisition.DataSets;
import org.lacuna.core.DataException;
import org.lacuna.core.DataSet;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.SampleSource;
import org.lacuna.core.Split;
import org.lacuna.workflow.PartsToInspect;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Which parts to inspect, and with which modalities. UI thread. */
final class PartsFields {
    private static final String PARTS = "parts";
    private static final String SPLIT = "split";
    private static final String MODALITIES = "modalities";

    private final LookedUp<PartsToInspect> parts;
    private final Combo category;
    private final Combo split;
    private final Combo modalities;

    /**
     * @param page on which they are
     * @param settings with the last values
     * @param found told when parts are found, or none can be
     */
    PartsFields(TaskPage page, Composite area, IDialogSettings settings, Runnable found) {
        parts =
                new LookedUp<>(
                        area,
                        Messages.Inspect_parts,
                        PathField.Kind.FOLDER,
                        Messages.Inspect_partsMissing,
                        folder -> PartsToInspect.in(folder, DataSets.standard()),
                        page::touched,
                        found);
        category = page.combo(area, Messages.Common_category);
        split =
                page.combo(
                        area,
                        Messages.Inspect_split,
                        Arrays.stream(Split.values()).map(Split::key).toArray(String[]::new));
        split.setText(TaskPage.get(settings, SPLIT, Split.TEST.key()));
        modalities = page.combo(area, Messages.Common_modalities, TaskPage.modalityItems());
        modalities.select(TaskPage.get(settings, MODALITIES, 0));
    }

    /** Begins with a folder, or with the last one. */
    void fill(Optional<Path> shown, IDialogSettings settings) {
        parts.field().set(shown.map(Path::toString).orElse(TaskPage.get(settings, PARTS, "")));
    }

    /** Offers the categories that were found; without a data set there is nothing to choose. */
    void offer(String preferred) {
        List<DataSet> sets = parts.found().map(PartsToInspect::categories).orElse(List.of());
        TaskPage.offer(category, sets.stream().map(DataSet::category).toList(), preferred);
        category.setEnabled(!sets.isEmpty());
        split.setEnabled(!sets.isEmpty());
    }

    /** Whether the folder can be used. */
    Check check() {
        return parts.check();
    }

    /** Whether there are parts to inspect in what was found. */
    Check partsCheck() {
        try {
            parts();
            return Check.OK;
        } catch (DataException e) {
            return Check.problem(e.getMessage());
        }
    }

    /** The folder, once parts are found in it. */
    Optional<Path> found() {
        return parts.found().isPresent() ? parts.field().path() : Optional.empty();
    }

    /**
     * @throws DataException when there are none of that category and split
     */
    List<SampleSource> parts() throws DataException {
        return parts.found()
                .orElseThrow()
                .of(category.getText(), Split.values()[Math.max(0, split.getSelectionIndex())]);
    }

    /** The parts as a command line names them. */
    List<String> source() throws DataException {
        if (category.isEnabled()) {
            return List.of(
                    "--data",
                    parts.field().text(),
                    "--category",
                    category.getText(),
                    "--split",
                    split.getText());
        }
        return parts().stream()
                .flatMap(p -> p.files().values().stream())
                .map(Path::toString)
                .toList();
    }

    /** The category of a data set. */
    Optional<String> category() {
        return category.isEnabled() ? Optional.of(category.getText()) : Optional.empty();
    }

    ModalitySet modalities() {
        return TaskPage.modalities(modalities);
    }

    void remember(IDialogSettings settings) {
        settings.put(PARTS, parts.field().text());
        settings.put(SPLIT, split.getText());
        settings.put(MODALITIES, modalities.getSelectionIndex());
    }

    PathField field() {
        return parts.field();
    }
}
