package org.lacuna.inference;

import java.util.Arrays;

/**
 * A dense array of float32, row-major: the last index runs fastest. For what comes in batches the
 * first dimension counts the samples.
 *
 * <p>Both arrays are owned by the tensor once handed over: nobody may write to them.
 *
 * @param shape lengths of the dimensions, each at least 1; without dimensions it is one number
 * @param values as many as the product of {@code shape}; any float, networks give infinities too
 */
public record Tensor(int[] shape, float[] values) {
    public Tensor {
        long size = 1;
        for (int length : shape) {
            if (length < 1) {
                throw new IllegalArgumentException(
                        "shape: " + Arrays.toString(shape) + ", expected lengths of at least 1");
            }
            size *= length;
            if (size > Integer.MAX_VALUE) {
                throw new IllegalArgumentException(
                        "shape: " + Arrays.toString(shape) + ", more values than an array holds");
            }
        }
        if (values.length != size) {
            throw new IllegalArgumentException(
                    "values: "
                            + values.length
                            + " for shape "
                            + Arrays.toString(shape)
                            + ", expected "
                            + size);
        }
    }

    /** A tensor of the given shape; {@code Tensor.of(values, 1, 3, 224, 224)} is one image. */
    public static Tensor of(float[] values, int... shape) {
        return new Tensor(shape, values);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Tensor t
                && Arrays.equals(shape, t.shape)
                && Arrays.equals(values, t.values);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(shape) + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "Tensor" + Arrays.toString(shape);
    }
}
