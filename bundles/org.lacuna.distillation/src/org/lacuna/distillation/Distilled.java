package org.lacuna.distillation;

import java.util.List;
import java.util.Objects;

/**
 * What training gives.
 *
 * @param student knows defects by image, cloud or both
 * @param epochs learning curves of teachers and student, in order
 */
public record Distilled(Student student, List<Epoch> epochs) {
    public Distilled {
        Objects.requireNonNull(student, "student");
        epochs = List.copyOf(epochs);
    }
}
