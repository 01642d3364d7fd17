package org.lacuna.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An immutable set of modalities; also the name of an availability pattern ({@code rgb+xyz}, {@code
 * rgb}, {@code xyz}, {@code none}).
 *
 * @param rgb whether the colour image is in the set
 * @param xyz whether the point cloud is in the set
 */
public record ModalitySet(boolean rgb, boolean xyz) {
    public static final ModalitySet NONE = new ModalitySet(false, false);
    public static final ModalitySet RGB = new ModalitySet(true, false);
    public static final ModalitySet XYZ = new ModalitySet(false, true);
    public static final ModalitySet BOTH = new ModalitySet(true, true);

    /** The three patterns that carry data, in the order of reports. */
    public static final List<ModalitySet> SETTINGS = List.of(BOTH, RGB, XYZ);

    /**
     * Reads {@code rgb}, {@code xyz}, {@code rgb,xyz} or {@code rgb+xyz}, in any order and letter
     * case.
     *
     * @throws IllegalArgumentException when a part is no modality or the text names none
     */
    public static ModalitySet parse(String text) {
        boolean rgb = false;
        boolean xyz = false;
        for (String part : text.split("[,+]", -1)) {
            switch (part.strip().toLowerCase(Locale.ROOT)) {
                case "rgb" -> rgb = true;
                case "xyz" -> xyz = true;
                default ->
                        throw new IllegalArgumentException(
                                "modalities: '" + text + "', expected rgb, xyz or rgb,xyz");
            }
        }
        return new ModalitySet(rgb, xyz);
    }

    public boolean contains(Modality modality) {
        return modality == Modality.RGB ? rgb : xyz;
    }

    public boolean containsAll(ModalitySet other) {
        return (rgb || !other.rgb) && (xyz || !other.xyz);
    }

    public ModalitySet intersect(ModalitySet other) {
        return new ModalitySet(rgb && other.rgb, xyz && other.xyz);
    }

    public ModalitySet union(ModalitySet other) {
        return new ModalitySet(rgb || other.rgb, xyz || other.xyz);
    }

    public boolean isEmpty() {
        return !rgb && !xyz;
    }

    public List<Modality> list() {
        List<Modality> list = new ArrayList<>(2);
        for (Modality m : Modality.values()) {
            if (contains(m)) {
                list.add(m);
            }
        }
        return List.copyOf(list);
    }

    /**
     * Stable name in folders and files: {@code rgb+xyz}, {@code rgb}, {@code xyz} or {@code none}.
     */
    public String key() {
        return rgb ? (xyz ? "rgb+xyz" : "rgb") : (xyz ? "xyz" : "none");
    }

    /** Name for people: {@code RGB+3D}, {@code RGB}, {@code 3D} or {@code none}. */
    public String label() {
        return rgb ? (xyz ? "RGB+3D" : "RGB") : (xyz ? "3D" : "none");
    }

    @Override
    public String toString() {
        return key();
    }
}
