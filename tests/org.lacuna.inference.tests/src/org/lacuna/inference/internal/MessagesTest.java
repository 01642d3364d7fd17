package org.lacuna.inference.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.onnxruntime.OrtException;

import org.junit.jupiter.api.Test;

class MessagesTest {

    @Test
    void of_lineOfTheLibrary_keepsWhatAUserCanUse() {
        OrtException thrown =
                new OrtException(
                        "Error code - ORT_FAIL - message: Load model from /a b/net.onnx"
                                + " failed:/onnxruntime_src/core/graph/model.h:46 void"
                                + " onnxruntime::Check(const int&, bool) Opset 99 is\n  new (here)"
                                + " It is");
        assertEquals("Opset 99 is new (here) It is", Messages.of(thrown));
        assertEquals(
                "Opset 99 is new (here) It is",
                Messages.of(new IllegalStateException("wrapped", thrown)));
    }

    @Test
    void of_traceOfPyTorch_isItsErrorAlone() {
        String trace =
                "The following operation failed in the TorchScript interpreter.\n"
                        + "Traceback of TorchScript, serialized code (most recent call last):\n"
                        + "  File \"code/__torch__.py\", line 12, in forward\n"
                        + "RuntimeError: Calculated padded input size: (2 x 2)\n"
                        + "Exception raised from check at Conv.cpp:12 (most recent call first):\n"
                        + "frame #0: c10::Error";
        assertEquals(
                "Calculated padded input size: (2 x 2)",
                Messages.of(new IllegalStateException(trace)));
    }

    @Test
    void of_noMessage_isTheKindOfFailure() {
        assertEquals("StackOverflowError", Messages.of(new StackOverflowError()));
    }

    @Test
    void of_longMessage_isCut() {
        String message = Messages.of(new IllegalStateException("x".repeat(1000)));
        assertEquals("x".repeat(400) + " ...", message);
    }
}
