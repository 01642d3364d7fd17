package org.lacuna.inference.internal;

import org.lacuna.core.ModelException;
import org.lacuna.inference.NetworkEngine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Where ONNX Runtime's native libraries come from. Inside OSGi the platform's fragment has them as
 * {@code Bundle-NativeCode}, and ONNX Runtime, which finds no library among its resources, gets
 * them from the class loader in place. On a plain class path its own jar has them.
 */
final class NativeLibraries {

    /** Platforms for which there is a fragment, as OSGi names them. */
    static final List<String> PLATFORMS =
            List.of("linux.x86_64", "linux.aarch64", "win32.x86_64", "macosx.aarch64");

    private NativeLibraries() {}

    /** Before the first touch of ONNX Runtime's classes. */
    static void configure() throws ModelException {
        String folder = System.getProperty(NetworkEngine.NATIVES_PROPERTY);
        if (folder == null) {
            return;
        }
        for (String library : List.of("onnxruntime", "onnxruntime4j_jni")) {
            Path file = Path.of(folder, System.mapLibraryName(library));
            if (!Files.isRegularFile(file)) {
                throw new ModelException(
                        file
                                + ": no such file; the system property "
                                + NetworkEngine.NATIVES_PROPERTY
                                + " has to name a folder with the libraries of ONNX Runtime");
            }
        }
        System.setProperty("onnxruntime.native.path", folder);
    }

    static ModelException failure(Throwable cause) {
        return new ModelException(message(platform(), Messages.of(cause)), cause);
    }

    static String message(String platform, String cause) {
        String advice =
                PLATFORMS.contains(platform)
                        ? "install org.lacuna.inference." + platform + " from the feature Lacuna"
                        : "Lacuna has none for this platform, only for "
                                + String.join(", ", PLATFORMS);
        return "ONNX Runtime's native libraries for "
                + platform
                + " cannot be loaded ("
                + cause
                + "): "
                + advice
                + ", or name a folder with them in the system property "
                + NetworkEngine.NATIVES_PROPERTY;
    }

    /** This machine's. */
    static String platform() {
        return platform(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    /** {@code osgi.os} and {@code osgi.arch} of a machine. */
    static String platform(String osName, String osArch) {
        String name = osName.toLowerCase(Locale.ROOT);
        String os;
        if (name.startsWith("windows")) {
            os = "win32";
        } else if (name.startsWith("mac")) {
            os = "macosx";
        } else {
            os = name;
        }
        return os + "." + (osArch.equals("amd64") ? "x86_64" : osArch);
    }
}
