package org.lacuna.inspection;

import org.lacuna.core.Modality;
import org.lacuna.core.ModalitySet;

/** What speaks for a defect beside the scores of the memory banks, patch by patch. */
public enum EvidenceStream {
    /** Log-odds of the student. */
    STUDENT("student"),

    /** How far the image lies from what the cloud lets expect: {@code |X_R - G(X_P)|}. */
    RESIDUAL_RGB("residual RGB"),

    /** How far the cloud lies from what the image lets expect: {@code |X_P - G(X_R)|}. */
    RESIDUAL_XYZ("residual 3D"),

    /** How unusual the image would be that the cloud lets expect, where there is none. */
    GENERATED_RGB("generated RGB"),

    /** How unusual the cloud would be that the image lets expect, where there is none. */
    GENERATED_XYZ("generated 3D");

    private final String label;

    EvidenceStream(String label) {
        this.label = label;
    }

    /** Name for people. */
    public String label() {
        return label;
    }

    /** Whether it says something about patches that are seen by these modalities, and only them. */
    boolean speaksOf(ModalitySet seen) {
        return switch (this) {
            case STUDENT -> !seen.isEmpty();
            case RESIDUAL_RGB, RESIDUAL_XYZ -> seen.equals(ModalitySet.BOTH);
            case GENERATED_RGB -> seen.equals(ModalitySet.XYZ);
            case GENERATED_XYZ -> seen.equals(ModalitySet.RGB);
        };
    }

    static EvidenceStream residual(Modality modality) {
        return modality == Modality.RGB ? RESIDUAL_RGB : RESIDUAL_XYZ;
    }

    static EvidenceStream generated(Modality modality) {
        return modality == Modality.RGB ? GENERATED_RGB : GENERATED_XYZ;
    }
}
