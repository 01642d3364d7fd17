package org.lacuna.inference.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.engine.Engine;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacuna.core.ModelException;
import org.lacuna.inference.NetworkEngine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

class NativeLibrariesTest {

    @Test
    void platform_isNamedAsOsgiDoes() {
        assertEquals("linux.x86_64", NativeLibraries.platform("Linux", "amd64"));
        assertEquals("linux.aarch64", NativeLibraries.platform("Linux", "aarch64"));
        assertEquals("win32.x86_64", NativeLibraries.platform("Windows Server 2025", "amd64"));
        assertEquals("macosx.aarch64", NativeLibraries.platform("Mac OS X", "aarch64"));
        assertEquals("macosx.x86_64", NativeLibraries.platform("Mac OS X", "x86_64"));
    }

    @Test
    void message_platformWithAFragment_namesIt() {
        assertEquals(
                "ONNX Runtime's native libraries for linux.aarch64 cannot be loaded (none there):"
                        + " install org.lacuna.inference.linux.aarch64 from the feature Lacuna, or"
                        + " name a folder with them in the system property"
                        + " org.lacuna.inference.natives",
                NativeLibraries.message("linux.aarch64", "none there"));
    }

    @Test
    void message_platformWithout_namesThoseWith() {
        String message = NativeLibraries.message("macosx.x86_64", "none there");
        assertTrue(
                message.contains(
                        "Lacuna has none for this platform, only for linux.x86_64, linux.aarch64,"
                                + " win32.x86_64, macosx.aarch64"),
                message);
    }

    @Test
    void folderWithoutLibraries_refusedWithTheFile(@TempDir Path folder) {
        String before = System.getProperty(NetworkEngine.NATIVES_PROPERTY);
        System.setProperty(NetworkEngine.NATIVES_PROPERTY, folder.toString());
        try {
            ModelException e = assertThrows(ModelException.class, NativeLibraries::configure);
            assertEquals(
                    folder.resolve(System.mapLibraryName("onnxruntime"))
                            + ": no such file; the system property org.lacuna.inference.natives"
                            + " has to name a folder with the libraries of ONNX Runtime",
                    e.getMessage());
        } finally {
            if (before == null) {
                System.clearProperty(NetworkEngine.NATIVES_PROPERTY);
            } else {
                System.setProperty(NetworkEngine.NATIVES_PROPERTY, before);
            }
        }
    }

    /** Inside OSGi only: a plain class path has ONNX Runtime's whole jar, which copies. */
    @Test
    void libraries_areMappedFromTheFragment() throws Exception {
        Path maps = Path.of("/proc/self/maps");
        assumeTrue(Files.isReadable(maps), "no /proc: where libraries are loaded from is not seen");
        assumeTrue(
                getClass().getResource("/ai/onnxruntime/native") == null
                        && getClass().getClassLoader().toString().contains("org.lacuna"),
                "plain class path: the libraries come out of ONNX Runtime's jar");
        assertEquals("ONNX Runtime 1.28.0", NetworkEngine.instance().version());
        List<String> mapped;
        try (Stream<String> lines = Files.lines(maps)) {
            mapped =
                    lines.filter(l -> l.contains("libonnxruntime"))
                            .map(l -> l.substring(l.indexOf('/')))
                            .distinct()
                            .toList();
        }
        assertEquals(2, mapped.size(), mapped.toString());
        for (String file : mapped) {
            assertTrue(
                    file.matches(
                            ".*/plugins/org\\.lacuna\\.inference\\.linux\\.[^/]+/native/[^/]+"),
                    file);
        }
    }

    /** Else DJL counts GPUs through JNA when there is a CUDA provider, and JNA is not there. */
    @Test
    void engine_doesNotLookForGpus() throws Exception {
        NetworkEngine.instance().version();
        assertEquals(ai.djl.Device.cpu(), Engine.getEngine("OnnxRuntime").defaultDevice());
        assertFalse(Engine.getEngine("OnnxRuntime").getAlternativeEngine() != null);
    }
}
