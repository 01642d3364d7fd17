package org.lacuna.inference.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;

import org.junit.jupiter.api.Test;
import org.lacuna.core.ModelException;
import org.lacuna.inference.Device;
import org.lacuna.inference.DeviceRequest;
import org.lacuna.inference.NetworkFile;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;

/** Sessions are numbers here: the index of the GPU that one was opened on, -1 for the CPU. */
class DeviceChoiceTest {

    private static final NetworkFile FILE = NetworkFile.of(Path.of("net.onnx"));
    private static final Set<OrtProvider> PLAIN = EnumSet.of(OrtProvider.CPU);
    private static final Set<OrtProvider> WITH_CUDA = EnumSet.of(OrtProvider.CPU, OrtProvider.CUDA);

    private static DeviceChoice.Opened<Integer> open(
            Set<OrtProvider> providers, DeviceRequest request, DeviceChoice.Opener<Integer> opener)
            throws ModelException {
        return new DeviceChoice("ONNX Runtime 9.9", providers).open(FILE, request, opener);
    }

    private static int noGpu(int cuda) throws OrtException {
        if (cuda >= 0) {
            throw new OrtException(
                    "Error code - ORT_FAIL - message: CUDA failure 100:\n no CUDA-capable device"
                            + " is detected");
        }
        return cuda;
    }

    @Test
    void cpu_isTakenEvenWithCuda() throws Exception {
        DeviceChoice.Opened<Integer> opened = open(WITH_CUDA, DeviceRequest.CPU, cuda -> cuda);
        assertEquals(-1, opened.session());
        assertEquals(new Device("cpu", "asked for"), opened.device());
    }

    @Test
    void auto_withoutProvider_isCpuAndSaysWhy() throws Exception {
        DeviceChoice.Opened<Integer> opened = open(PLAIN, DeviceRequest.AUTO, cuda -> cuda);
        assertEquals(-1, opened.session());
        assertEquals(
                new Device("cpu", "this ONNX Runtime 9.9 has no CUDA provider"), opened.device());
    }

    @Test
    void auto_providerAndGpu_isCuda() throws Exception {
        DeviceChoice.Opened<Integer> opened = open(WITH_CUDA, DeviceRequest.AUTO, cuda -> cuda);
        assertEquals(0, opened.session());
        assertEquals(new Device("cuda:0", "this ONNX Runtime 9.9 supports it"), opened.device());
    }

    @Test
    void auto_providerWithoutGpu_isCpuAndSaysWhy() throws Exception {
        DeviceChoice.Opened<Integer> opened =
                open(WITH_CUDA, DeviceRequest.AUTO, DeviceChoiceTest::noGpu);
        assertEquals(-1, opened.session());
        assertEquals(
                new Device(
                        "cpu",
                        "CUDA cannot be used: CUDA failure 100: no CUDA-capable device is"
                                + " detected"),
                opened.device());
    }

    @Test
    void cuda_withoutProvider_refusedWithWhatThereIs() {
        ModelException e =
                assertThrows(
                        ModelException.class,
                        () -> open(PLAIN, DeviceRequest.cuda(1), cuda -> cuda));
        assertEquals(
                "net.onnx: cuda:1 was asked for, but this ONNX Runtime 9.9 has no CUDA provider"
                        + " (found CPUExecutionProvider). The system property"
                        + " org.lacuna.inference.natives names the folder of a build for CUDA",
                e.getMessage());
    }

    @Test
    void cuda_withoutGpu_refusedWithTheReason() {
        ModelException e =
                assertThrows(
                        ModelException.class,
                        () -> open(WITH_CUDA, DeviceRequest.cuda(2), DeviceChoiceTest::noGpu));
        assertEquals(
                "net.onnx: ONNX Runtime 9.9 cannot open it on cuda:2: CUDA failure 100: no"
                        + " CUDA-capable device is detected",
                e.getMessage());
    }

    @Test
    void cuda_gpu_isTaken() throws Exception {
        DeviceChoice.Opened<Integer> opened = open(WITH_CUDA, DeviceRequest.cuda(2), cuda -> cuda);
        assertEquals(2, opened.session());
        assertEquals(new Device("cuda:2", "asked for"), opened.device());
    }
}
