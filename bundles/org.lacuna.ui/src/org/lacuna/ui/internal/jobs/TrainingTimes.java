package org.lacuna.ui.internal.jobs;

import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.preferences.IEclipsePreferences;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.lacuna.inspection.InspectionParameters;
import org.osgi.service.prefs.BackingStoreException;

import java.util.Optional;

/**
 * How long trainings took on this machine, by what they did: the only honest ground for an estimate
 * of time. Thread-safe.
 */
final class TrainingTimes {
    private static final String NODE = "org.lacuna.ui";
    private static final String KEY = "trainingSecondsPerPart.";

    private TrainingTimes() {}

    /**
     * @param parts that will be looked at
     * @return empty before the first training of the kind
     */
    static Optional<Double> seconds(
            InspectionParameters parameters, TrainChoice choice, int parts) {
        double each =
                InstanceScope.INSTANCE.getNode(NODE).getDouble(key(parameters, choice), Double.NaN);
        return Double.isNaN(each) ? Optional.empty() : Optional.of(each * parts);
    }

    static void remember(
            InspectionParameters parameters, TrainChoice choice, int parts, double seconds) {
        if (parts == 0) {
            return;
        }
        IEclipsePreferences node = InstanceScope.INSTANCE.getNode(NODE);
        node.putDouble(key(parameters, choice), seconds / parts);
        try {
            node.flush();
        } catch (BackingStoreException e) {
            ILog.get().warn("The time of a training cannot be stored: " + e.getMessage(), e);
        }
    }

    /** What decides the time a part takes, as far as it can be told beforehand. */
    private static String key(InspectionParameters parameters, TrainChoice choice) {
        String extractors = parameters.rgb().extractor() + "," + parameters.xyz().extractor();
        return KEY
                + extractors.replace('/', '_')
                + ","
                + choice.modalities().key()
                + ","
                + choice.learning().distillation()
                + ","
                + choice.learning().threads();
    }
}
