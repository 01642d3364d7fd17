package org.lacuna.distillation;

import org.lacuna.core.Modality;
import org.lacuna.core.ModelException;
import org.lacuna.core.Workers;
import org.lacuna.distillation.internal.Batch;
import org.lacuna.distillation.internal.Flag;
import org.lacuna.distillation.internal.StudentNetwork;
import org.lacuna.distillation.internal.ViewScale;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * The student of cross-modal distillation (Xu et al. 2025, 3.3): says for a patch how much speaks
 * for a defect, from its colour image, its cloud, or both. Immutable, thread-safe, deterministic:
 * the bits of a patch depend on that patch alone.
 */
public final class Student {
    private final StudentNetwork network;
    private final float[][] parameters;
    private final Map<Modality, ViewScale> scales;

    /** Used by {@link Distiller} and {@link #read}. */
    Student(StudentNetwork network, float[][] parameters, Map<Modality, ViewScale> scales) {
        network.requireParameters(parameters);
        this.network = network;
        this.parameters = Arrays.stream(parameters).map(float[]::clone).toArray(float[][]::new);
        this.scales = new EnumMap<>(scales);
    }

    /** Length of a description by that modality; 0 when the student never saw it. */
    public int width(Modality modality) {
        ViewScale scale = scales.get(modality);
        return scale == null ? 0 : scale.columns();
    }

    /**
     * Log-odds of a defect, natural logarithm, finite.
     *
     * @param count patches
     * @param rgb {@code count * width(RGB)} numbers, row-major, or an empty array when no patch has
     *     RGB; rows that are not available are not looked at
     * @param rgbAvailable for each patch whether it has RGB; may be empty when none has
     * @param xyz as {@code rgb}
     * @param xyzAvailable as {@code rgbAvailable}
     * @return one number for each patch; NaN for a patch without any modality
     */
    public float[] logOdds(
            int count,
            float[] rgb,
            boolean[] rgbAvailable,
            float[] xyz,
            boolean[] xyzAvailable,
            Workers workers) {
        Map<Modality, Batch> views = new EnumMap<>(Modality.class);
        boolean[][] available = {
            flags(count, rgbAvailable, Modality.RGB), flags(count, xyzAvailable, Modality.XYZ)
        };
        for (Modality m : scales.keySet()) {
            float[] raw = m == Modality.RGB ? rgb : xyz;
            views.put(m, scales.get(m).apply(raw, count, available[m.ordinal()]));
        }
        Batch logits = network.apply(parameters, views, available, count, workers);
        float[] odds = new float[count];
        for (int i = 0; i < count; i++) {
            boolean seen = available[0][i] || available[1][i];
            odds[i] = seen ? logits.get(i, 1) - logits.get(i, 0) : Float.NaN;
        }
        return odds;
    }

    private boolean[] flags(int count, boolean[] given, Modality modality) {
        if (given.length != 0 && given.length != count) {
            throw new IllegalArgumentException(
                    modality.label()
                            + ": "
                            + given.length
                            + " flags for "
                            + count
                            + " patches, expected as many, or none");
        }
        // A modality that was never seen tells nothing.
        return given.length == 0 || !scales.containsKey(modality) ? new boolean[count] : given;
    }

    /** Writes everything, in a layout of its own inside the model file. */
    public void write(DataOutput out) throws IOException {
        for (Modality m : Modality.values()) {
            out.writeBoolean(scales.containsKey(m));
            if (scales.containsKey(m)) {
                scales.get(m).write(out);
            }
        }
        network.write(out, parameters);
    }

    /**
     * @param maxBytes bytes that the input can hold at most; nothing larger is allocated
     * @throws ModelException when the values make no sense
     */
    public static Student read(DataInput in, long maxBytes) throws IOException, ModelException {
        try {
            Map<Modality, ViewScale> scales = new EnumMap<>(Modality.class);
            for (Modality m : Modality.values()) {
                if (Flag.read("student: scale of " + m.label(), in)) {
                    scales.put(m, ViewScale.read(in));
                }
            }
            StudentNetwork.Loaded loaded = StudentNetwork.read(in, maxBytes);
            for (Modality m : Modality.values()) {
                int expected = scales.containsKey(m) ? scales.get(m).columns() : 0;
                if (loaded.network().width(m) != expected) {
                    throw new ModelException(
                            "student: network takes "
                                    + loaded.network().width(m)
                                    + " numbers of "
                                    + m.label()
                                    + ", expected "
                                    + expected);
                }
            }
            return new Student(loaded.network(), loaded.parameters(), scales);
        } catch (IllegalArgumentException e) {
            throw new ModelException("student: " + e.getMessage(), e);
        }
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Student s
                && network.equals(s.network)
                && Arrays.deepEquals(parameters, s.parameters)
                && scales.equals(s.scales);
    }

    @Override
    public int hashCode() {
        return Objects.hash(network, Arrays.deepHashCode(parameters), scales);
    }

    @Override
    public String toString() {
        return "Student[" + width(Modality.RGB) + " + " + width(Modality.XYZ) + "]";
    }
}
