package org.lacuna.ui.internal.jobs;

import org.eclipse.osgi.util.NLS;
import org.lacuna.core.DataSet;
import org.lacuna.core.LacunaException;
import org.lacuna.core.Split;
import org.lacuna.features.InstalledExtractors;
import org.lacuna.inspection.InspectionParameters;
import org.lacuna.ui.NetworkPreferences;
import org.lacuna.ui.WorkbenchExtractors;
import org.lacuna.workflow.MemoryNeed;

import java.util.Optional;

/**
 * What a training will take.
 *
 * @param memory empty when there is no part to judge by
 * @param seconds empty before the first training with such settings
 */
record TrainEstimate(Optional<MemoryNeed> memory, Optional<Double> seconds) {
    /**
     * Loads a part: not for the UI thread.
     *
     * @throws LacunaException when the part is damaged, or an extractor is not there
     */
    static TrainEstimate of(TrainChoice choice, NetworkPreferences preferences)
            throws LacunaException {
        try (InstalledExtractors installed = WorkbenchExtractors.open(preferences)) {
            InspectionParameters parameters =
                    choice.learning()
                            .parameters(
                                    WorkbenchExtractors.trainingParameters(preferences, installed));
            DataSet data = choice.data();
            Optional<MemoryNeed> need =
                    MemoryNeed.of(data, parameters, installed.all(), choice.learning().threads());
            return new TrainEstimate(need, TrainingTimes.seconds(parameters, choice, parts(data)));
        }
    }

    /** Parts that a training looks at. */
    static int parts(DataSet data) {
        return data.samples(Split.TRAIN).size() + data.samples(Split.VALIDATION).size();
    }

    /** For the user, two lines. */
    String text() {
        String time =
                seconds.map(s -> NLS.bind(Messages.Train_time, JobProgress.duration(s)))
                        .orElse(Messages.Train_timeUnknown);
        return memory.map(m -> bind(Messages.Train_memory, m) + "\n" + time).orElse(time);
    }

    Check check() {
        return memory.filter(m -> !m.fits())
                .map(m -> Check.problem(bind(Messages.Train_memoryTooMuch, m)))
                .orElse(Check.OK);
    }

    private static String bind(String text, MemoryNeed need) {
        return NLS.bind(
                text,
                Math.ceilDiv(need.neededBytes(), 1L << 20),
                Math.ceilDiv(need.availableBytes(), 1L << 20));
    }
}
