package org.lacuna.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class TensorTest {

    @Test
    void new_sizeOfAnotherShape_refused() {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> Tensor.of(new float[5], 2, 3));
        assertEquals("values: 5 for shape [2, 3], expected 6", e.getMessage());
    }

    @Test
    void new_emptyDimension_refused() {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> Tensor.of(new float[0], 2, 0));
        assertEquals("shape: [2, 0], expected lengths of at least 1", e.getMessage());
    }

    @Test
    void new_productBeyondLong_refused() {
        int m = Integer.MAX_VALUE;
        assertThrows(IllegalArgumentException.class, () -> Tensor.of(new float[1], m, m, m, m, m));
    }

    @Test
    void new_noDimensions_isOneNumber() {
        assertEquals(1, Tensor.of(new float[] {3}).values().length);
        assertThrows(IllegalArgumentException.class, () -> Tensor.of(new float[0]));
    }

    @Test
    void equals_comparesContents() {
        Tensor a = Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
        Tensor b = Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
        assertEquals(a, b);
        assertEquals(a.hashCode(), b.hashCode());
        assertNotEquals(a, Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 3, 2));
        assertNotEquals(a, Tensor.of(new float[] {1, 2, 3, 4, 5, 7}, 2, 3));
        assertEquals("Tensor[2, 3]", a.toString());
    }
}
