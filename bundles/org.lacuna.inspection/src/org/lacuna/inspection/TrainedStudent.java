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
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The networks of an inspection model and what their word is worth.
 *
 * @param student what distillation came to
 * @param generators by the modality that they generate; empty without
 * @param terms how each stream of evidence counts, for each set of modalities that a patch can be
 *     seen by; what is not there is not heard
 * @param bankDeviation standard deviation of each modality's scores of normal patches, above 0
 * @param epochs learning curves
 */
public record TrainedStudent(
        Student student,
        Map<Modality, TrainedGenerator> generators,
        Map<EvidenceStream, Map<ModalitySet, EvidenceTerm>> terms,
        Map<Modality, Double> bankDeviation,
        List<Epoch> epochs) {
    private static final int MAX_EPOCHS = 10_000;

    public TrainedStudent {
        Objects.requireNonNull(student, "student");
        generators = Collections.unmodifiableMap(enumMap(Modality.class, generators));
        Map<EvidenceStream, Map<ModalitySet, EvidenceTerm>> ordered =
                new EnumMap<>(EvidenceStream.class);
        terms.forEach((stream, byPattern) -> ordered.put(stream, inOrder(byPattern)));
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
        bankDeviation = Collections.unmodifiableMap(enumMap(Modality.class, bankDeviation));
        epochs = List.copyOf(epochs);
    }

    private static <K extends Enum<K>, V> Map<K, V> enumMap(Class<K> keys, Map<K, V> map) {
        Map<K, V> copy = new EnumMap<>(keys);
        copy.putAll(map);
        return copy;
    }

    private static Map<ModalitySet, EvidenceTerm> inOrder(Map<ModalitySet, EvidenceTerm> terms) {
        Map<ModalitySet, EvidenceTerm> ordered = new LinkedHashMap<>();
        for (ModalitySet pattern : ModalitySet.SETTINGS) {
            if (terms.containsKey(pattern)) {
                ordered.put(pattern, terms.get(pattern));
            }
        }
        return Collections.unmodifiableMap(ordered);
    }

    /**
     * @throws IllegalArgumentException when networks take or make other features than those of the
     *     banks
     */
    void requireFit(Map<Modality, TrainedBank> banks) {
        for (Modality m : Modality.values()) {
            TrainedBank bank = banks.get(m);
            int expected = bank == null ? 0 : PatchViews.width(bank.bank().entryDim());
            int found = student.width(m);
            if (found != 0 && found != expected) {
                throw unfit("student takes " + found + " numbers of " + m.label(), expected);
            }
        }
        generators.forEach(
                (to, g) -> {
                    TrainedBank target = banks.get(to);
                    TrainedBank source = banks.get(to.other());
                    if (target == null || source == null) {
                        throw unfit("generator of " + to.label() + ": 1 memory bank", 2);
                    }
                    int inputs = PatchContext.width(source.bank().entryDim());
                    String name = "generator of " + to.label();
                    if (g.generator().inputs() != inputs) {
                        throw unfit(name + " takes " + g.generator().inputs(), inputs);
                    }
                    if (g.generator().outputs() != target.bank().entryDim()) {
                        throw unfit(
                                name + " makes " + g.generator().outputs(),
                                target.bank().entryDim());
                    }
                    if (g.entries() != source.bank().entries()) {
                        throw unfit(
                                name + " has errors of " + g.entries() + " entries",
                                source.bank().entries());
                    }
                });
    }

    private static IllegalArgumentException unfit(String found, int expected) {
        return new IllegalArgumentException(found + ", expected " + expected);
    }

    /** Streams that count somewhere. */
    Set<EvidenceStream> heard() {
        Set<EvidenceStream> heard = EnumSet.noneOf(EvidenceStream.class);
        terms.forEach(
                (stream, byPattern) -> {
                    if (byPattern.values().stream().anyMatch(t -> t.weight() > 0)) {
                        heard.add(stream);
                    }
                });
        return heard;
    }

    /** Whether nothing of it counts anywhere. */
    public boolean isSilent() {
        return heard().isEmpty();
    }

    /** How the stream counts for patches that are seen like this; null when it does not. */
    EvidenceTerm term(EvidenceStream stream, ModalitySet seen) {
        return terms.getOrDefault(stream, Map.of()).get(seen);
    }

    TrainedStudent with(Map<EvidenceStream, Map<ModalitySet, EvidenceTerm>> other) {
        return new TrainedStudent(student, generators, other, bankDeviation, epochs);
    }

    /** The same for banks that learned or forgot parts. */
    TrainedStudent carriedOver(Map<Modality, TrainedBank> from, Map<Modality, TrainedBank> to) {
        Map<Modality, TrainedGenerator> carried = new EnumMap<>(Modality.class);
        generators.forEach(
                (m, g) -> {
                    Modality source = m.other();
                    carried.put(m, g.carriedOver(from.get(source).bank(), to.get(source).bank()));
                });
        return new TrainedStudent(student, carried, terms, bankDeviation, epochs);
    }

    void write(DataOutput out) throws IOException {
        student.write(out);
        for (Modality m : Modality.values()) {
            out.writeBoolean(generators.containsKey(m));
            if (generators.containsKey(m)) {
                generators.get(m).write(out);
            }
        }
        for (EvidenceStream stream : EvidenceStream.values()) {
            for (ModalitySet pattern : ModalitySet.SETTINGS) {
                EvidenceTerm term = term(stream, pattern);
                out.writeBoolean(term != null);
                if (term != null) {
                    out.writeDouble(term.mean());
                    out.writeDouble(term.deviation());
                    out.writeDouble(term.weight());
                }
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
            out.writeDouble(e.validation());
        }
    }

    /**
     * @param maxBytes bytes that the input can hold at most; nothing larger is allocated
     * @throws ModelException when the values make no sense
     */
    static TrainedStudent read(DataInput in, long maxBytes) throws IOException, ModelException {
        try {
            Student student = Student.read(in, maxBytes);
            Map<Modality, TrainedGenerator> generators = new EnumMap<>(Modality.class);
            for (Modality m : Modality.values()) {
                if (in.readBoolean()) {
                    generators.put(m, TrainedGenerator.read(in, maxBytes));
                }
            }
            Map<EvidenceStream, Map<ModalitySet, EvidenceTerm>> terms = readTerms(in);
            Map<Modality, Double> deviation = new EnumMap<>(Modality.class);
            for (Modality m : Modality.values()) {
                if (in.readBoolean()) {
                    deviation.put(m, in.readDouble());
                }
            }
            return new TrainedStudent(student, generators, terms, deviation, readEpochs(in));
        } catch (IllegalArgumentException e) {
            throw new ModelException("student: " + e.getMessage(), e);
        }
    }

    private static Map<EvidenceStream, Map<ModalitySet, EvidenceTerm>> readTerms(DataInput in)
            throws IOException {
        Map<EvidenceStream, Map<ModalitySet, EvidenceTerm>> terms =
                new EnumMap<>(EvidenceStream.class);
        for (EvidenceStream stream : EvidenceStream.values()) {
            Map<ModalitySet, EvidenceTerm> byPattern = new LinkedHashMap<>();
            for (ModalitySet pattern : ModalitySet.SETTINGS) {
                if (in.readBoolean()) {
                    byPattern.put(
                            pattern,
                            new EvidenceTerm(in.readDouble(), in.readDouble(), in.readDouble()));
                }
            }
            if (!byPattern.isEmpty()) {
                terms.put(stream, byPattern);
            }
        }
        return terms;
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
