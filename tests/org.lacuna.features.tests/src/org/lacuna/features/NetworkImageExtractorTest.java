package org.lacuna.features;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacuna.core.Availability;
import org.lacuna.core.FeatureMap;
import org.lacuna.core.Modality;
import org.lacuna.core.ModelException;
import org.lacuna.core.PatchGrid;
import org.lacuna.core.PreparedSample;
import org.lacuna.core.Progress;
import org.lacuna.core.StorageException;
import org.lacuna.core.Workers;
import org.lacuna.inference.DeviceRequest;
import org.lacuna.inference.ModelDescriptor;
import org.lacuna.inference.NetworkFile;
import org.lacuna.inference.NetworkOptions;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

class NetworkImageExtractorTest {
    private static final NetworkOptions CPU = new NetworkOptions(DeviceRequest.CPU, 2);

    @TempDir private Path folder;

    private NetworkExtractor tinyVit() throws Exception {
        Path json = TestNetworks.file("tiny-vit.json", folder);
        Path onnx = TestNetworks.file("tiny-vit.onnx", folder);
        return NetworkExtractor.of(ModelDescriptor.read(json), onnx, CPU);
    }

    private static PreparedSample sample() {
        return TestNetworks.sample(TestNetworks.workingImage(), Availability.full());
    }

    @Test
    void extract_transformer_equalsPyTorch() throws Exception {
        try (NetworkExtractor vit = tinyVit()) {
            FeatureMap features = vit.extract(sample(), Workers.sequential());
            assertEquals(Modality.RGB, vit.modality());
            assertEquals(16, features.channels());
            float[] expected = TestNetworks.reference("tiny-vit.f32");
            float[] found = TestNetworks.kept(features.values(), expected.length);
            double error = TestNetworks.relativeError(expected, found);
            assertTrue(error < 1e-4, "relative error " + error);
        }
    }

    @Test
    void extract_squeezeNet_equalsOnnxRuntimeInPython() throws Exception {
        Path onnx = TestNetworks.shared("models/squeezenet_fp32_features.onnx");
        ModelDescriptor descriptor =
                ModelDescriptor.read(TestNetworks.file("squeezenet.json", folder));
        try (NetworkExtractor net = NetworkExtractor.of(descriptor, onnx, CPU)) {
            // The descriptor holds golden values of both outputs, with a tolerance of 1e-4.
            double golden = net.open(Progress.NONE).goldenDifference().orElseThrow();
            assertTrue(golden <= 1e-4, "golden output differs by " + golden);
            FeatureMap features = net.extract(sample(), Workers.sequential());
            assertEquals(768, features.channels());
            float[] expected = TestNetworks.reference("squeezenet.f32");
            float[] found = TestNetworks.kept(features.values(), expected.length);
            double error = TestNetworks.relativeError(expected, found);
            assertTrue(error < 1e-4, "relative error " + error);
        }
    }

    @Test
    void extractAll_batch_givesTheFeaturesOfEachPart() throws Exception {
        float[] dark = TestNetworks.workingImage();
        for (int i = 0; i < dark.length; i++) {
            dark[i] *= 0.5f;
        }
        List<PreparedSample> samples =
                List.of(sample(), TestNetworks.sample(dark, Availability.full()), sample());
        try (NetworkImageExtractor vit = (NetworkImageExtractor) tinyVit()) {
            assertTrue(vit.open(Progress.NONE).takesBatches());
            List<FeatureMap> together = vit.extractAll(samples, Workers.sequential());
            for (int k = 0; k < samples.size(); k++) {
                float[] alone = vit.extract(samples.get(k), Workers.sequential()).values();
                double error = TestNetworks.relativeError(alone, together.get(k).values());
                assertTrue(error < 1e-5, "part " + k + ": relative error " + error);
            }
            assertFalse(
                    TestNetworks.relativeError(together.get(0).values(), together.get(1).values())
                            < 1e-2,
                    "the dark part must differ");
            assertEquals(List.of(), vit.extractAll(List.of(), Workers.sequential()));
        }
    }

    @Test
    void extract_noAvailability_zerosThereAndTheSameElsewhere() throws Exception {
        float[] share = new float[PatchGrid.PATCHES];
        Arrays.fill(share, 1f);
        share[5] = 0;
        share[3135] = 0;
        try (NetworkExtractor vit = tinyVit()) {
            float[] whole = vit.extract(sample(), Workers.sequential()).values();
            FeatureMap holes =
                    vit.extract(
                            TestNetworks.sample(
                                    TestNetworks.workingImage(), new Availability(share)),
                            Workers.sequential());
            for (int i = 0; i < whole.length; i++) {
                int patch = i / 16;
                float expected = patch == 5 || patch == 3135 ? 0 : whole[i];
                assertEquals(expected, holes.values()[i]);
            }
        }
    }

    @Test
    void extract_anyWorkersAndCallers_givesTheSameBits() throws Exception {
        try (NetworkExtractor vit = tinyVit();
                Workers workers = Workers.of(3);
                ExecutorService callers = Executors.newFixedThreadPool(3)) {
            float[] expected = vit.extract(sample(), Workers.sequential()).values();
            Callable<float[]> call = () -> vit.extract(sample(), workers).values();
            for (Future<float[]> f : callers.invokeAll(List.of(call, call, call))) {
                assertArrayEquals(expected, f.get());
            }
        }
    }

    @Test
    void open_twice_opensOnce() throws Exception {
        try (NetworkExtractor vit = tinyVit()) {
            assertSame(vit.open(Progress.NONE), vit.open(Progress.NONE));
        }
    }

    @Test
    void extract_otherFile_failsWithTheModelsMessageEachTime() throws Exception {
        Path json = TestNetworks.file("tiny-vit.json", folder);
        Path onnx = TestNetworks.file("tiny-vit.onnx", folder);
        byte[] bytes = Files.readAllBytes(onnx);
        bytes[bytes.length / 2] ^= 1;
        Files.write(onnx, bytes);
        try (NetworkExtractor vit = NetworkExtractor.of(ModelDescriptor.read(json), onnx, CPU)) {
            for (int k = 0; k < 2; k++) {
                NetworkFailureException e =
                        assertThrows(
                                NetworkFailureException.class,
                                () -> vit.extract(sample(), Workers.sequential()));
                assertInstanceOf(ModelException.class, e.failure());
                assertTrue(e.getMessage().contains("SHA-256"), e.getMessage());
                assertTrue(e.getMessage().startsWith(onnx.toString()), e.getMessage());
            }
        }
    }

    @Test
    void open_noFile_isAStorageException() throws Exception {
        Path json = TestNetworks.file("tiny-vit.json", folder);
        try (NetworkExtractor vit =
                NetworkExtractor.of(
                        ModelDescriptor.read(json),
                        NetworkFile.of(folder.resolve("tiny-vit.onnx")),
                        CPU)) {
            assertThrows(StorageException.class, () -> vit.open(Progress.NONE));
            assertThrows(StorageException.class, () -> vit.open(Progress.NONE));
        }
    }

    @Test
    void extract_noColourImage_isTheCallersBug() throws Exception {
        PreparedSample s = sample();
        PreparedSample blind =
                new PreparedSample(
                        s.id(),
                        s.transform(),
                        Optional.empty(),
                        s.foreground(),
                        s.part(),
                        Availability.none(),
                        Availability.none(),
                        "");
        try (NetworkExtractor vit = tinyVit()) {
            assertThrows(
                    IllegalArgumentException.class, () -> vit.extract(blind, Workers.sequential()));
        }
    }

    @Test
    void close_thenExtract_isTheCallersBug() throws Exception {
        NetworkExtractor vit = tinyVit();
        vit.close();
        vit.close();
        assertThrows(
                IllegalStateException.class, () -> vit.extract(sample(), Workers.sequential()));
    }

    @Test
    void id_namesNetworkAndFingerprint() throws Exception {
        try (NetworkExtractor vit = tinyVit()) {
            assertTrue(vit.id().matches("tiny-vit@[0-9a-f]{12}"), vit.id());
            assertNotEquals(new FilterBankExtractor().id(), vit.id());
        }
    }

    @Test
    void new_pointNetwork_isTheCallersBug() throws Exception {
        ModelDescriptor points =
                ModelDescriptor.read(TestNetworks.file("tiny-pointmae.json", folder));
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        new NetworkImageExtractor(
                                points, NetworkFile.of(folder.resolve("x.onnx")), CPU));
    }
}
