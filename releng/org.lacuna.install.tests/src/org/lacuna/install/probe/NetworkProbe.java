package org.lacuna.install.probe;

import org.lacuna.core.ModelException;
import org.lacuna.inference.DeviceRequest;
import org.lacuna.inference.Network;
import org.lacuna.inference.NetworkEngine;
import org.lacuna.inference.NetworkOptions;
import org.lacuna.inference.Tensor;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Put into a product as a bundle of its own: runs a network there when it starts, and prints what
 * came out.
 */
public final class NetworkProbe implements BundleActivator {

    /** System property: the network, with an input {@code x} of n x 3 and an output {@code y}. */
    public static final String FILE = "lacuna.probe";

    @Override
    public void start(BundleContext context) {
        System.out.println("probe: " + run(Path.of(System.getProperty(FILE))));
    }

    private static String run(Path file) {
        NetworkOptions options = new NetworkOptions(DeviceRequest.AUTO, 2);
        try (Network network = NetworkEngine.instance().open(file, List.of("y"), options)) {
            Tensor in = Tensor.of(new float[] {1, 1, 1, 0, 0, 2}, 2, 3);
            return network.device()
                    + " "
                    + Arrays.toString(network.run(List.of(in)).get(0).values());
        } catch (ModelException e) {
            return e.getMessage();
        }
    }

    @Override
    public void stop(BundleContext context) {
        // Nothing is left to be freed.
    }
}
