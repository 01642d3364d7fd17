package org.lacuna.ui;

import org.eclipse.core.runtime.ILog;
import org.lacuna.core.FeatureExtractor;
import org.lacuna.core.Modality;
import org.lacuna.core.ModelException;
import org.lacuna.core.StorageException;
import org.lacuna.features.EmbeddedExtractors;
import org.lacuna.features.InstalledExtractors;
import org.lacuna.inspection.InspectionParameters;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

import java.util.ArrayList;
import java.util.List;

/** The extractors that the workbench works with: everything in it that needs some asks here. */
public final class WorkbenchExtractors {
    private WorkbenchExtractors() {}

    /**
     * The embedded extractors, those that bundles register as services, and the networks that the
     * preferences reach. Reads a folder, so not for the UI thread.
     *
     * @param preferences as a rule {@link NetworkPreferences#read}
     * @return to be closed by the caller
     * @throws StorageException when the folder of networks cannot be read
     */
    public static InstalledExtractors open(NetworkPreferences preferences) throws StorageException {
        List<FeatureExtractor> services = new ArrayList<>(EmbeddedExtractors.all());
        for (FeatureExtractor x : registered()) {
            // The embedded ones are registered too.
            if (services.stream().noneMatch(s -> s.id().equals(x.id()))) {
                services.add(x);
            }
        }
        return InstalledExtractors.of(services, preferences.library(), preferences.options());
    }

    /**
     * What a model is trained with unless the user says otherwise: the defaults, with the
     * extractors of the preferences.
     *
     * @param installed where they are looked for
     * @throws ModelException when one is not there; names those that there are
     */
    public static InspectionParameters trainingParameters(
            NetworkPreferences preferences, InstalledExtractors installed) throws ModelException {
        InspectionParameters parameters = InspectionParameters.defaults();
        for (Modality modality : Modality.values()) {
            String name = preferences.extractor(modality);
            FeatureExtractor found =
                    name.equals(NetworkPreferences.defaults().extractor(modality))
                            ? usual(modality, installed)
                            : installed
                                    .find(modality, name)
                                    .orElseThrow(() -> unknown(modality, name, installed));
            parameters = parameters.withExtractor(modality, found.id());
        }
        return parameters;
    }

    private static FeatureExtractor usual(Modality modality, InstalledExtractors installed) {
        InstalledExtractors.Usual usual = installed.usual(modality);
        usual.note().ifPresent(note -> ILog.get().warn(note));
        return usual.extractor();
    }

    private static ModelException unknown(
            Modality modality, String name, InstalledExtractors installed) {
        return new ModelException(
                "no extractor "
                        + name
                        + " for "
                        + modality.label()
                        + " (Preferences > Lacuna > Networks); there are: "
                        + String.join(
                                ", ",
                                installed.of(modality).stream()
                                        .map(WorkbenchExtractors::name)
                                        .toList()));
    }

    /** What a person calls an extractor: its id, without the fingerprint of a network. */
    static String name(FeatureExtractor extractor) {
        int at = extractor.id().indexOf('@');
        return at < 0 ? extractor.id() : extractor.id().substring(0, at);
    }

    private static List<FeatureExtractor> registered() {
        BundleContext context =
                FrameworkUtil.getBundle(WorkbenchExtractors.class).getBundleContext();
        List<FeatureExtractor> found = new ArrayList<>();
        try {
            for (ServiceReference<FeatureExtractor> reference :
                    context.getServiceReferences(FeatureExtractor.class, null)) {
                FeatureExtractor service = context.getService(reference);
                if (service != null) {
                    found.add(service);
                }
            }
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("a search without filter", e);
        }
        return found;
    }
}
