package org.lacuna.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A real network, where the shared data is present. */
class SqueezeNetTest {

    private static final List<String> OUTPUTS = List.of("fire5/concat_1", "fire9/concat_1");
    private static final float[] MEANS_BGR = {104, 117, 123};

    private Path file;

    @BeforeEach
    void findNetwork() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isDirectory(folder.resolve("shared/models"))) {
            folder = folder.getParent();
        }
        assumeTrue(folder != null, "shared data not present: no shared/models beside the project");
        file = folder.resolve("shared/models/squeezenet_fp32_features.onnx");
        assumeTrue(Files.isRegularFile(file), "shared data not present: " + file.getFileName());
    }

    private static Tensor image() {
        float[] values = OnnxFiles.noise(3 * 224 * 224, 7);
        for (int i = 0; i < values.length; i++) {
            values[i] = (values[i] + 0.5f) * 255 - MEANS_BGR[i / (224 * 224)];
        }
        return Tensor.of(values, 1, 3, 224, 224);
    }

    @Test
    void run_oneAndTwoThreads_giveTheSameBits() throws Exception {
        List<Tensor> first = null;
        for (int threads : new int[] {1, 2, 1}) {
            NetworkOptions options = new NetworkOptions(DeviceRequest.AUTO, threads);
            try (Network network = NetworkEngine.instance().open(file, OUTPUTS, options)) {
                List<Tensor> maps = network.run(List.of(image()));
                if (first == null) {
                    first = maps;
                }
                assertEquals(first, maps, threads + " threads");
            }
        }
        assertArrayEquals(new int[] {1, 256, 27, 27}, first.get(0).shape());
        assertArrayEquals(new int[] {1, 512, 13, 13}, first.get(1).shape());
    }
}
