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
    void of_noMessage_isTheKindOfFailure() {
        assertEquals("StackOverflowError", Messages.of(new StackOverflowError()));
    }

    @Test
    void of_longMessage_isCut() {
        String message = Messages.of(new IllegalStateException("x".repeat(1000)));
        assertEquals("x".repeat(400) + " ...", message);
    }
}
