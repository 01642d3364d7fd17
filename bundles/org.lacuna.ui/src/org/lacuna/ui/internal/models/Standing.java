package org.lacuna.ui.internal.models;

import org.eclipse.osgi.util.NLS;
import org.lacuna.core.LacunaException;
import org.lacuna.inspection.InspectionModel;
import org.lacuna.inspection.ModelFolder;
import org.lacuna.inspection.ModelRegistry;
import org.lacuna.inspection.ModelStanding;
import org.lacuna.inspection.Promotion;

import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Whether a model is the current one of its folder, ready to be shown.
 *
 * @param folder of the model
 * @param file name of its file
 * @param modelId its SHA-256
 * @param figures known of it now, by name
 * @param registry of the folder; empty when it cannot be read
 * @param problem why the registry cannot be read; empty when it can
 */
record Standing(
        ModelFolder folder,
        String file,
        String modelId,
        Map<String, Double> figures,
        ModelRegistry registry,
        String problem) {
    private static final int SHORT_ID = 12;

    /** Reads the registry beside the model: not for the UI thread. */
    static Standing read(Path model, InspectionModel content, String modelId) {
        ModelFolder folder = ModelFolder.of(model);
        String name = String.valueOf(model.getFileName());
        Map<String, Double> figures = ModelFolder.figures(content);
        try {
            return new Standing(folder, name, modelId, figures, folder.registry(), "");
        } catch (LacunaException e) {
            return new Standing(
                    folder, name, modelId, figures, ModelRegistry.empty(), e.getMessage());
        }
    }

    ModelStanding kind() {
        return registry.standing(file, modelId);
    }

    /** Whether there is something to promote. */
    boolean canPromote() {
        return problem.isEmpty() && kind() != ModelStanding.CURRENT;
    }

    /** Whether there is a model to go back to. */
    boolean canRollBack() {
        return problem.isEmpty() && registry.previous().isPresent();
    }

    /** For people: one sentence. */
    String sentence() {
        if (!problem.isEmpty()) {
            return problem;
        }
        return switch (kind()) {
            case UNREGISTERED -> Messages.Registry_unregistered;
            case CURRENT -> NLS.bind(Messages.Registry_current, when(current()), current().user());
            case OTHER -> NLS.bind(Messages.Registry_other, current().file());
            case ALTERED -> NLS.bind(Messages.Registry_altered, current().modelId());
        };
    }

    private Promotion current() {
        return registry.current().orElseThrow();
    }

    /** The sentence and the history, the newest promotion first. */
    ModelSheet.Section section() {
        List<ModelSheet.Line> lines = new ArrayList<>();
        lines.add(new ModelSheet.Line(Messages.Registry_state, sentence()));
        for (Promotion p : registry.history().reversed()) {
            lines.add(
                    new ModelSheet.Line(
                            when(p),
                            NLS.bind(
                                    p.action() == Promotion.Action.PROMOTED
                                            ? Messages.Registry_promoted
                                            : Messages.Registry_rolledBack,
                                    new Object[] {
                                        p.file(),
                                        shortId(p.modelId()),
                                        p.user(),
                                        p.reason().replaceAll("\\R", " ")
                                    })));
        }
        return new ModelSheet.Section(Messages.Registry_title, lines);
    }

    static String shortId(String modelId) {
        return modelId.substring(0, SHORT_ID);
    }

    static String when(Promotion p) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.SHORT)
                .withZone(ZoneId.systemDefault())
                .format(p.time());
    }
}
