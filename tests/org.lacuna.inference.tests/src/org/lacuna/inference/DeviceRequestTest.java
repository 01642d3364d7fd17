package org.lacuna.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceRequestTest {

    @ParameterizedTest
    @ValueSource(strings = {"auto", "cpu", "cuda:0", "cuda:1", "cuda:12"})
    void parse_words_giveTheSameWords(String words) {
        assertEquals(words, DeviceRequest.parse(words).toString());
    }

    @Test
    void parse_cuda_hasItsIndex() {
        assertEquals(DeviceRequest.cuda(12), DeviceRequest.parse("cuda:12"));
        assertEquals(12, DeviceRequest.parse("cuda:12").index());
        assertEquals(DeviceRequest.AUTO, DeviceRequest.parse("auto"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "CPU", "gpu", "cuda", "cuda:", "cuda:-1", "cuda:01", "cuda:100"})
    void parse_otherWords_refused(String words) {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> DeviceRequest.parse(words));
        assertEquals(
                "device: '" + words + "', expected auto, cpu or cuda:N, like cuda:0",
                e.getMessage());
    }

    @Test
    void new_indexThatIsNone_refused() {
        assertThrows(IllegalArgumentException.class, () -> DeviceRequest.cuda(-1));
        assertThrows(
                IllegalArgumentException.class, () -> new DeviceRequest(DeviceRequest.Kind.CPU, 1));
        assertThrows(
                IllegalArgumentException.class, () -> new NetworkOptions(DeviceRequest.AUTO, 0));
    }
}
