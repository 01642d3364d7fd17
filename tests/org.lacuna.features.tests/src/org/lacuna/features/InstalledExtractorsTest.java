package org.lacuna.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacuna.core.FeatureExtractor;
import org.lacuna.core.Modality;
import org.lacuna.core.ModelException;
import org.lacuna.core.Progress;
import org.lacuna.inference.DeviceRequest;
import org.lacuna.inference.ModelLibrary;
import org.lacuna.inference.NetworkOptions;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

class InstalledExtractorsTest {
    private static final NetworkOptions OPTIONS = new NetworkOptions(DeviceRequest.CPU, 1);

    @TempDir private Path folder;

    private InstalledExtractors installed() throws Exception {
        return InstalledExtractors.of(
                EmbeddedExtractors.all(), new ModelLibrary(List.of(), folder), OPTIONS);
    }

    private void addVit() throws Exception {
        TestNetworks.file("tiny-vit.json", folder);
        TestNetworks.file("tiny-vit.onnx", folder);
    }

    private static List<String> names(List<? extends FeatureExtractor> extractors) {
        return extractors.stream().map(x -> x.id().replaceFirst("@.*", "")).toList();
    }

    @Test
    void emptyFolder_hasWhatShipsWithTheProduct() throws Exception {
        try (InstalledExtractors installed = installed()) {
            assertEquals(
                    List.of("filter-bank-1", "fpfh-shape-1", "embedded-rgb-1"),
                    names(installed.all()));
            assertEquals(List.of("fpfh-shape-1"), names(installed.of(Modality.XYZ)));
            assertEquals(List.of("embedded-rgb-1"), names(installed.networks()));
            assertEquals(List.of(), installed.broken());
        }
    }

    @Test
    void torchScriptThatIsNotAllowed_isBrokenWithTheReason() throws Exception {
        addVit();
        Path json = folder.resolve("tiny-vit.json");
        byte[] looksLikeIt = zip();
        Files.write(folder.resolve("tiny-vit.pt"), looksLikeIt);
        Files.writeString(
                json,
                Files.readString(json)
                        .replace("onnxruntime", "torchscript")
                        .replace("tiny-vit.onnx", "tiny-vit.pt")
                        .replaceFirst("\"input\": \"[^\"]*\"", "\"input\": \"0\""));
        try (InstalledExtractors installed = installed()) {
            assertEquals(List.of("embedded-rgb-1"), names(installed.networks()));
            String problem = installed.broken().getFirst().problem();
            assertTrue(
                    problem.startsWith(folder.resolve("tiny-vit.pt") + ": is TorchScript"),
                    problem);
            ModelException e =
                    assertThrows(ModelException.class, () -> installed.network("tiny-vit"));
            assertEquals(problem, e.getMessage());
        }
    }

    /** What TorchScript has to have, without sense. */
    private static byte[] zip() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setMethod(ZipOutputStream.STORED);
            for (String part : List.of("data.pkl", "constants.pkl", "code/a.py", "version")) {
                ZipEntry entry = new ZipEntry("net/" + part);
                CRC32 crc = new CRC32();
                crc.update('3');
                entry.setSize(1);
                entry.setCrc(crc.getValue());
                zip.putNextEntry(entry);
                zip.write('3');
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void usual_isTheEmbeddedNetwork_whereNetworksRun() throws Exception {
        try (InstalledExtractors installed = installed()) {
            InstalledExtractors.Usual rgb = installed.usual(Modality.RGB);
            assertEquals(List.of("embedded-rgb-1"), names(List.of(rgb.extractor())));
            assertEquals(Optional.empty(), rgb.note());
            InstalledExtractors.Usual points = installed.usual(Modality.XYZ);
            assertEquals("fpfh-shape-1", points.extractor().id());
            assertEquals(Optional.empty(), points.note());
        }
    }

    @Test
    void usual_isTheFilterBank_whereNoNetworkRuns_andSaysWhy() throws Exception {
        try (InstalledExtractors installed = installed()) {
            Optional<String> problem = Optional.of("no native libraries for plan9");
            InstalledExtractors.Usual rgb = installed.usual(Modality.RGB, problem);
            assertEquals("filter-bank-1", rgb.extractor().id());
            String note = rgb.note().orElseThrow();
            assertTrue(
                    note.contains("embedded-rgb-1")
                            && note.endsWith("no native libraries for plan9"),
                    note);
            assertEquals(Optional.empty(), installed.usual(Modality.XYZ, problem).note());
        }
    }

    @Test
    void find_takesTheWholeIdOrTheName_ofItsModality() throws Exception {
        addVit();
        try (InstalledExtractors installed = installed()) {
            NetworkExtractor vit = installed.network("tiny-vit");
            assertSame(vit, installed.find(Modality.RGB, "tiny-vit").orElseThrow());
            assertSame(vit, installed.find(Modality.RGB, vit.id()).orElseThrow());
            assertEquals(Optional.empty(), installed.find(Modality.XYZ, "tiny-vit"));
            assertEquals(Optional.empty(), installed.find(Modality.RGB, "tiny"));
        }
    }

    @Test
    void network_unknown_namesThoseThatThereAre() throws Exception {
        addVit();
        try (InstalledExtractors installed = installed()) {
            ModelException e = assertThrows(ModelException.class, () -> installed.network("x"));
            assertEquals(
                    "no network x in " + folder + "; there are: embedded-rgb-1, tiny-vit",
                    e.getMessage());
        }
    }

    @Test
    void network_broken_tellsItsProblem() throws Exception {
        addVit();
        Files.delete(folder.resolve("tiny-vit.onnx"));
        try (InstalledExtractors installed = installed()) {
            assertEquals(1, installed.broken().size());
            ModelException e =
                    assertThrows(ModelException.class, () -> installed.network("tiny-vit"));
            assertTrue(e.getMessage().contains("tiny-vit.onnx"), e.getMessage());
            assertFalse(names(installed.all()).contains("tiny-vit"));
        }
    }

    @Test
    void open_otherNetworkUnderTheName_isRefused() throws Exception {
        try (InstalledExtractors installed = installed()) {
            NetworkExtractor embedded = installed.network("embedded-rgb-1");
            installed.open(List.of("filter-bank-1", embedded.id()), Progress.NONE);
            String other = "embedded-rgb-1@000000000000";
            ModelException e =
                    assertThrows(
                            ModelException.class,
                            () -> installed.open(List.of(other), Progress.NONE));
            assertTrue(e.getMessage().contains(embedded.id()), e.getMessage());
            assertTrue(e.getMessage().contains(other), e.getMessage());
        }
    }

    @Test
    void close_closesTheNetworks() throws Exception {
        InstalledExtractors installed = installed();
        NetworkExtractor embedded = installed.network("embedded-rgb-1");
        embedded.open(Progress.NONE);
        installed.close();
        assertThrows(IllegalStateException.class, () -> embedded.open(Progress.NONE));
    }
}
