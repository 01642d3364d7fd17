package org.lacuna.inspection;

import org.lacuna.core.Modality;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.ModelException;
import org.lacuna.distillation.Epoch;
import org.lacuna.distillation.Student;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The student of an inspection model and what its word is worth.
 *
 * @param student what distillation came to
 * @param terms for each availability pattern how it counts; a pattern that is not there is not
 *     heard
 * @param bankDeviation standard deviation of each modality's scores of normal patches, above 0
 * @param epochs learning curves
 */
public record TrainedStudent(
        Student student,
        Map<ModalitySet, StudentTerm> terms,
        Map<Modality, Double> bankDeviation,
        List<Epoch> epochs) {
    private static final int MAX_EPOCHS = 10_000;

    public TrainedStudent {
        Objects.requireNonNull(student, "student");
        Map<ModalitySet, StudentTerm> ordered = new LinkedHashMap<>();
        for (ModalitySet pattern : ModalitySet.SETTINGS) {
            if (terms.containsKey(pattern)) {
                ordered.put(pattern, terms.get(pattern));
            }
        }
        terms = Collections.unmodifiableMap(ordered);
        bankDeviation.forEach(
                (m, d) -> {
                    if (!(d > 0 && Double.isFinite(d))) {
                        throw new IllegalArgumentException(
                                "bankDeviation of "
                                        + m.label()
                                        + ": "
                                        + d
                                        + ", expected a finite number above 0");
                    }
                });
        bankDeviation = Collections.unmodifiableMap(new EnumMap<>(bankDeviation));
        epochs = List.copyOf(epochs);
    }

    /** Whether its word counts nowhere. */
    public boolean isSilent() {
        return terms.values().stream().allMatch(t -> t.weight() == 0);
    }

    void write(DataOutput out) throws IOException {
        student.write(out);
        for (ModalitySet pattern : ModalitySet.SETTINGS) {
            StudentTerm term = terms.get(pattern);
            out.writeBoolean(term != null);
            if (term != null) {
                out.writeDouble(term.mean());
                out.writeDouble(term.deviation());
                out.writeDouble(term.weight());
            }
        }
        for (Modality m : Modality.values()) {
            out.writeBoolean(bankDeviation.containsKey(m));
            if (bankDeviation.containsKey(m)) {
                out.writeDouble(bankDeviation.get(m));
            }
        }
        out.writeInt(epochs.size());
        for (Epoch e : epochs) {
            out.writeUTF(e.network());
            out.writeInt(e.number());
            out.writeDouble(e.loss());
            out.writeDouble(e.validationAuroc());
        }
    }

    /**
     * @param maxBytes bytes that the input can hold at most; nothing larger is allocated
     * @throws ModelException when the values make no sense
     */
    static TrainedStudent read(DataInput in, long maxBytes) throws IOException, ModelException {
        try {
            Student student = Student.read(in, maxBytes);
            Map<ModalitySet, StudentTerm> terms = new LinkedHashMap<>();
            for (ModalitySet pattern : ModalitySet.SETTINGS) {
                if (in.readBoolean()) {
                    terms.put(
                            pattern,
                            new StudentTerm(in.readDouble(), in.readDouble(), in.readDouble()));
                }
            }
            Map<Modality, Double> deviation = new EnumMap<>(Modality.class);
            for (Modality m : Modality.values()) {
                if (in.readBoolean()) {
                    deviation.put(m, in.readDouble());
                }
            }
            return new TrainedStudent(student, terms, deviation, readEpochs(in));
        } catch (IllegalArgumentException e) {
            throw new ModelException("student: " + e.getMessage(), e);
        }
    }

    private static List<Epoch> readEpochs(DataInput in) throws IOException, ModelException {
        int count = in.readInt();
        if (count < 0 || count > MAX_EPOCHS) {
            throw new ModelException("student: " + count + " epochs, expected 0.." + MAX_EPOCHS);
        }
        List<Epoch> epochs = new ArrayList<>();
        for (int e = 0; e < count; e++) {
            epochs.add(new Epoch(in.readUTF(), in.readInt(), in.readDouble(), in.readDouble()));
        }
        return epochs;
    }
}
