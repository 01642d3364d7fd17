package org.lacuna.ui;

import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.preferences.IEclipsePreferences;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.lacuna.core.Modality;
import org.lacuna.features.EmbeddedExtractors;
import org.lacuna.inference.DeviceRequest;
import org.lacuna.inference.ModelLibrary;
import org.lacuna.inference.NetworkOptions;
import org.lacuna.inspection.InspectionParameters;
import org.osgi.service.prefs.BackingStoreException;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * What the user chose about networks, kept with the workspace.
 *
 * @param folder of networks of one's own; need not exist
 * @param options how networks are opened
 * @param rgbExtractor what describes colour images when a model is trained: an extractor's id, for
 *     a network the part before its fingerprint
 * @param pointsExtractor the same for point clouds
 */
public record NetworkPreferences(
        Path folder, NetworkOptions options, String rgbExtractor, String pointsExtractor) {
    private static final String NODE = "org.lacuna.ui";
    private static final String FOLDER = "networks.folder";
    private static final String DEVICE = "networks.device";
    private static final String THREADS = "networks.threads";
    private static final String TORCH_SCRIPT = "networks.allowTorchScript";
    private static final String RGB_EXTRACTOR = "training.rgbExtractor";
    private static final String POINTS_EXTRACTOR = "training.pointsExtractor";

    public NetworkPreferences {
        Objects.requireNonNull(folder, "folder");
        Objects.requireNonNull(options, "options");
        Objects.requireNonNull(rgbExtractor, "rgbExtractor");
        Objects.requireNonNull(pointsExtractor, "pointsExtractor");
    }

    /** As the command line without options. */
    public static NetworkPreferences defaults() {
        return new NetworkPreferences(
                ModelLibrary.defaultFolder(),
                new NetworkOptions(DeviceRequest.AUTO, 1),
                EmbeddedExtractors.RGB_NETWORK,
                InspectionParameters.defaults().of(Modality.XYZ).extractor());
    }

    /** As last stored. What cannot be understood is the default, and logged. */
    public static NetworkPreferences read() {
        IEclipsePreferences node = node();
        NetworkPreferences defaults = defaults();
        Path folder = defaults.folder();
        NetworkOptions options = defaults.options();
        try {
            folder = Path.of(node.get(FOLDER, folder.toString()));
            options =
                    new NetworkOptions(
                            DeviceRequest.parse(node.get(DEVICE, options.device().toString())),
                            node.getInt(THREADS, options.threads()),
                            node.getBoolean(TORCH_SCRIPT, options.torchScript()));
        } catch (IllegalArgumentException e) {
            ILog.get().warn("Preferences of networks: " + e.getMessage(), e);
        }
        return new NetworkPreferences(
                folder,
                options,
                node.get(RGB_EXTRACTOR, defaults.rgbExtractor()),
                node.get(POINTS_EXTRACTOR, defaults.pointsExtractor()));
    }

    /** Stores these; what equals the default is not written, so it follows a later default. */
    public void write() {
        IEclipsePreferences node = node();
        NetworkPreferences defaults = defaults();
        put(node, FOLDER, folder, defaults.folder());
        put(node, DEVICE, options.device(), defaults.options().device());
        put(node, THREADS, options.threads(), defaults.options().threads());
        put(node, TORCH_SCRIPT, options.torchScript(), defaults.options().torchScript());
        put(node, RGB_EXTRACTOR, rgbExtractor, defaults.rgbExtractor());
        put(node, POINTS_EXTRACTOR, pointsExtractor, defaults.pointsExtractor());
        try {
            node.flush();
        } catch (BackingStoreException e) {
            ILog.get().error("Preferences of networks cannot be stored: " + e.getMessage(), e);
        }
    }

    private static void put(
            IEclipsePreferences node, String key, Object value, Object defaultValue) {
        if (value.equals(defaultValue)) {
            node.remove(key);
        } else {
            node.put(key, value.toString());
        }
    }

    private static IEclipsePreferences node() {
        return InstanceScope.INSTANCE.getNode(NODE);
    }

    /** The extractor for training with that modality. */
    public String extractor(Modality modality) {
        return modality == Modality.RGB ? rgbExtractor : pointsExtractor;
    }

    ModelLibrary library() {
        return new ModelLibrary(List.of(), folder);
    }
}
