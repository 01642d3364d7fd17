package org.lacuna.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.eclipse.core.runtime.preferences.IEclipsePreferences;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacuna.core.Modality;
import org.lacuna.core.ModelException;
import org.lacuna.features.InstalledExtractors;
import org.lacuna.inference.DeviceRequest;
import org.lacuna.inference.NetworkOptions;
import org.lacuna.inspection.InspectionParameters;

import java.nio.file.Path;
import java.util.List;

/** What the workbench keeps about networks, and what follows for training. */
class NetworkPreferencesTest {
    private static final NetworkOptions OPTIONS = new NetworkOptions(DeviceRequest.CPU, 1);

    @TempDir private Path folder;

    private final IEclipsePreferences node = InstanceScope.INSTANCE.getNode("org.lacuna.ui");

    @BeforeEach
    @AfterEach
    void forget() {
        NetworkPreferences.defaults().write();
    }

    @Test
    void nothingStored_isAsTheCommandLineWithoutOptions() throws Exception {
        assertEquals(NetworkPreferences.defaults(), NetworkPreferences.read());
        assertEquals(List.of(), List.of(node.keys()));
        assertEquals("embedded-rgb-1", NetworkPreferences.read().extractor(Modality.RGB));
        assertEquals("fpfh-shape-1", NetworkPreferences.read().extractor(Modality.XYZ));
        assertEquals(1, NetworkPreferences.read().options().threads());
        assertFalse(NetworkPreferences.read().options().torchScript());
    }

    @Test
    void written_isReadAgain() {
        NetworkPreferences chosen =
                new NetworkPreferences(
                        folder, new NetworkOptions(DeviceRequest.cuda(1), 3, true), "a", "b");
        chosen.write();
        assertEquals(chosen, NetworkPreferences.read());
        assertEquals("cuda:1", node.get("networks.device", ""));
    }

    @Test
    void storedNonsense_isTheDefault() {
        node.put("networks.device", "tpu");
        node.put("networks.folder", folder.toString());
        NetworkPreferences read = NetworkPreferences.read();
        assertEquals(NetworkPreferences.defaults().options(), read.options());
        assertEquals(folder, read.folder());
        node.put("networks.device", "cpu");
        node.putInt("networks.threads", -1);
        assertEquals(NetworkPreferences.defaults().options(), NetworkPreferences.read().options());
    }

    @Test
    void extractors_areTheEmbeddedOnesAndTheNetwork_eachOnce() throws Exception {
        NetworkPreferences none = new NetworkPreferences(folder, OPTIONS, "x", "y");
        try (InstalledExtractors installed = WorkbenchExtractors.open(none)) {
            assertEquals(
                    List.of("filter-bank-1", "fpfh-shape-1", "embedded-rgb-1"),
                    installed.all().stream().map(WorkbenchExtractors::name).toList());
        }
    }

    @Test
    void trainingParameters_nameTheChosenExtractors() throws Exception {
        NetworkPreferences chosen =
                new NetworkPreferences(folder, OPTIONS, "filter-bank-1", "fpfh-shape-1");
        try (InstalledExtractors installed = WorkbenchExtractors.open(chosen)) {
            assertEquals(
                    InspectionParameters.defaults(),
                    WorkbenchExtractors.trainingParameters(chosen, installed));
            InspectionParameters usual =
                    WorkbenchExtractors.trainingParameters(
                            NetworkPreferences.defaults(), installed);
            assertEquals(installed.network("embedded-rgb-1").id(), usual.rgb().extractor());
            assertEquals("fpfh-shape-1", usual.xyz().extractor());
        }
    }

    @Test
    void trainingParameters_extractorThatHasGone_namesThoseThereAre() throws Exception {
        NetworkPreferences chosen = new NetworkPreferences(folder, OPTIONS, "vit", "fpfh-shape-1");
        try (InstalledExtractors installed = WorkbenchExtractors.open(chosen)) {
            ModelException e =
                    assertThrows(
                            ModelException.class,
                            () -> WorkbenchExtractors.trainingParameters(chosen, installed));
            assertTrue(e.getMessage().startsWith("no extractor vit for RGB"), e.getMessage());
            assertTrue(e.getMessage().endsWith("filter-bank-1, embedded-rgb-1"), e.getMessage());
        }
    }
}
