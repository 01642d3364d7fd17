package org.lacuna.inference.internal;

import org.lacuna.core.ModelException;
import org.lacuna.inference.NetworkEngine;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;

/**
 * Where PyTorch's native libraries and DJL's own for them come from: the folder that the system
 * property names, else the folder {@value #FOLDER} of the platform's optional fragment of this
 * bundle. They are used where they lie.
 */
final class TorchLibraries {

    /** The feature with the fragments. */
    static final String FEATURE = "org.lacuna.torch.feature";

    /** Folder in the fragment. */
    private static final String FOLDER = "torch";

    /** What has to be there: the rest depends on the platform. */
    private static final List<String> LIBRARIES = List.of("torch", "torch_cpu", "c10", "djl_torch");

    /** What DJL would take instead of ours; it asks the environment first. */
    private static final String VARIABLE = "PYTORCH_LIBRARY_PATH";

    private TorchLibraries() {}

    /** Before the first touch of DJL's PyTorch classes. */
    static void configure() throws ModelException {
        Path folder = folder();
        String other = System.getenv(VARIABLE);
        if (other != null && !folder.equals(Path.of(other).toAbsolutePath())) {
            throw new ModelException(
                    "the environment variable "
                            + VARIABLE
                            + " is "
                            + other
                            + ", expected none: Lacuna uses the libraries in "
                            + folder);
        }
        System.setProperty(VARIABLE, folder.toString());
        // DJL would count GPUs to find out.
        System.setProperty("PYTORCH_FLAVOR", "cpu");
    }

    /**
     * @throws ModelException when there is none; says what to install
     */
    static Path folder() throws ModelException {
        String named = System.getProperty(NetworkEngine.TORCH_NATIVES_PROPERTY);
        if (named != null) {
            return complete(
                    Path.of(named).toAbsolutePath(),
                    "the system property "
                            + NetworkEngine.TORCH_NATIVES_PROPERTY
                            + " has to name a folder with libtorch and DJL's library for it");
        }
        Optional<Path> inFragment = Optional.empty();
        try {
            inFragment = InFramework.folder();
        } catch (LinkageError e) {
            // Plain class path without OSGi.
            inFragment = Optional.empty();
        }
        if (inFragment.isEmpty()) {
            throw new ModelException(missing(NativeLibraries.platform()));
        }
        return complete(
                inFragment.get(), "the feature " + FEATURE + " is damaged: install it anew");
    }

    static String missing(String platform) {
        String advice =
                NativeLibraries.PLATFORMS.contains(platform)
                        ? "install the feature Lacuna TorchScript (" + FEATURE + ")"
                        : "Lacuna has none for this platform, only for "
                                + String.join(", ", NativeLibraries.PLATFORMS);
        return "TorchScript needs PyTorch's native libraries for "
                + platform
                + ", found none: "
                + advice
                + ", or name a folder with them in the system property "
                + NetworkEngine.TORCH_NATIVES_PROPERTY;
    }

    private static Path complete(Path folder, String advice) throws ModelException {
        for (String library : LIBRARIES) {
            Path file = folder.resolve(System.mapLibraryName(library));
            if (!Files.isRegularFile(file)) {
                throw new ModelException(file + ": no such file; " + advice);
            }
        }
        return folder;
    }

    /** Of its own, so that {@link TorchLibraries} loads without OSGi. */
    private static final class InFramework {

        /**
         * Equinox turns entries of bundles into files. Asked for by name, as bundles outside the
         * user interface and the command line import nothing of Eclipse's.
         */
        private static final String CONVERTER =
                "org.eclipse.osgi.service.urlconversion.URLConverter";

        static Optional<Path> folder() {
            Bundle bundle = FrameworkUtil.getBundle(TorchLibraries.class);
            if (bundle == null || bundle.getBundleContext() == null) {
                return Optional.empty();
            }
            // Entries of fragments are found as the bundle's own.
            Enumeration<URL> entries =
                    bundle.findEntries(FOLDER, System.mapLibraryName("torch"), false);
            return entries == null
                    ? Optional.empty()
                    : file(bundle.getBundleContext(), entries.nextElement()).map(Path::getParent);
        }

        private static Optional<Path> file(BundleContext context, URL entry) {
            try {
                Collection<? extends ServiceReference<?>> found =
                        List.of(
                                Optional.ofNullable(
                                                context.getAllServiceReferences(
                                                        CONVERTER,
                                                        "(protocol=" + entry.getProtocol() + ")"))
                                        .orElse(new ServiceReference<?>[0]));
                for (ServiceReference<?> reference : found) {
                    URL file = inFileSystem(context.getService(reference), entry);
                    context.ungetService(reference);
                    return Optional.of(new File(file.getPath()).toPath().toAbsolutePath());
                }
                return Optional.empty();
            } catch (InvalidSyntaxException | ReflectiveOperationException e) {
                throw new IllegalStateException(entry + ": cannot be found as a file", e);
            }
        }

        private static URL inFileSystem(Object converter, URL entry)
                throws ReflectiveOperationException {
            for (Class<?> type : converter.getClass().getInterfaces()) {
                if (type.getName().equals(CONVERTER)) {
                    try {
                        return (URL)
                                type.getMethod("toFileURL", URL.class).invoke(converter, entry);
                    } catch (InvocationTargetException e) {
                        throw new ReflectiveOperationException(e.getCause());
                    }
                }
            }
            throw new NoSuchMethodException(CONVERTER + ".toFileURL");
        }
    }
}
