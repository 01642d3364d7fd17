package org.lacuna.rendering.gl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of OpenGL, on machines with and without. */
class ProbeTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "llvmpipe (LLVM 15.0.6, 256 bits) | true",
                "softpipe | true",
                "Google SwiftShader | true",
                "GDI Generic | true",
                "Microsoft Basic Render Driver | true",
                "D3D12 (Microsoft Basic Render Driver) | true",
                "NVIDIA GeForce RTX 3060/PCIe/SSE2 | false",
                "Mesa Intel(R) UHD Graphics 620 (KBL GT2) | false",
                "AMD Radeon RX 6600 (navi23, LLVM 15.0.6, DRM 3.49) | false",
                "Apple M2 | false"
            })
    void driversWithoutCard_areKnownByTheirName(String renderer, boolean software) {
        assertEquals(software, new OpenGl.Probe(true, renderer, "4.5", "").isSoftware());
    }

    @Test
    void eitherItWorks_orThereIsAReason() {
        OpenGl.Probe probe = OpenGl.probe();
        assertEquals(probe.works(), probe.problem().isEmpty(), probe.toString());
        assertNotEquals(probe.works(), probe.renderer().isEmpty(), probe.toString());
    }
}
