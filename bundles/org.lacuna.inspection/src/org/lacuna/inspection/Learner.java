package org.lacuna.inspection;

import org.lacuna.core.DataException;
import org.lacuna.core.FeatureExtractor;
import org.lacuna.core.FeatureMap;
import org.lacuna.core.Inspection;
import org.lacuna.core.Modality;
import org.lacuna.core.ModalityStatus;
import org.lacuna.core.ModelException;
import org.lacuna.core.PatchGrid;
import org.lacuna.core.Progress;
import org.lacuna.core.Sample;
import org.lacuna.core.SampleSource;
import org.lacuna.core.Split;
import org.lacuna.core.StorageException;
import org.lacuna.core.Verdict;
import org.lacuna.core.Workers;
import org.lacuna.inspection.Perception.Percept;
import org.lacuna.inspection.Provenance.Change;
import org.lacuna.memorybank.BankUpdate;
import org.lacuna.memorybank.MemoryBank;
import org.lacuna.memorybank.UpdateParameters;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Changes an inspection model after training: takes up parts that turned out to be good, or forgets
 * them (docs/method.md, 'Learning after training'). Weights of the modalities and thresholds stay
 * as trained. Whoever calls it answers for the parts being good: a defect that is learned is never
 * found again.
 *
 * <p>Deterministic; the models given stay as they are.
 */
public final class Learner {
    /**
     * A part to learn.
     *
     * @param split that it belongs to, for its name
     */
    public record Part(Split split, SampleSource source) {
        /** The parts of one split. */
        public static List<Part> of(Split split, List<SampleSource> sources) {
            return sources.stream().map(s -> new Part(split, s)).toList();
        }

        /** Its name in the memory banks and in the model's history. */
        public String name() {
            return Trainer.partName(split, source.id());
        }
    }

    /**
     * What one part did.
     *
     * @param part its name in the memory banks
     * @param before how the model saw it before anything was learned
     * @param after how the new model sees it
     * @param banks what each bank learned; empty when the model had learned the part before
     */
    public record Outcome(
            String part,
            Inspection before,
            Inspection after,
            Map<Modality, BankUpdate.Learned> banks) {}

    /**
     * @param model the new model
     * @param outcomes of each part, in the order given
     */
    public record Result(InspectionModel model, List<Outcome> outcomes) {}

    /**
     * @param model the new model
     * @param removed entries removed from each bank
     */
    public record Forgotten(InspectionModel model, Map<Modality, Integer> removed) {}

    private final InspectionModel model;
    private final List<FeatureExtractor> extractors;
    private final Inspector inspector;
    private final UpdateParameters parameters;

    /**
     * @throws ModelException when an extractor of the model is not among {@code extractors}, or
     *     gives other features than in training
     */
    public Learner(
            InspectionModel model, List<FeatureExtractor> extractors, UpdateParameters parameters)
            throws ModelException {
        this.model = model;
        this.extractors = List.copyOf(extractors);
        this.parameters = parameters;
        this.inspector = new Inspector(model, extractors);
    }

    /**
     * Learns parts one after the other.
     *
     * @throws DataException when a part is damaged or cannot be inspected; nothing is learned then
     * @throws StorageException when a file cannot be read
     */
    public Result learn(List<Part> parts, Progress progress, Workers workers)
            throws DataException, StorageException, ModelException {
        InspectionModel current = model;
        List<Inspection> before = new ArrayList<>();
        List<Map<Modality, BankUpdate.Learned>> learned = new ArrayList<>();
        for (Part p : parts) {
            progress.throwIfCancelled();
            SampleSource source = p.source();
            Sample sample = source.load(model.modalities());
            Inspection seen = inspector.inspect(sample, workers);
            if (seen.verdict() == Verdict.NOT_INSPECTED) {
                throw new DataException(
                        source.id()
                                + ": cannot be learned: "
                                + seen.reason()
                                + "; expected a part that can be inspected");
            }
            before.add(seen);
            String part = p.name();
            String sha256 = DataHash.of(List.of(source), progress);
            Map<Modality, BankUpdate.Learned> banks = new EnumMap<>(Modality.class);
            if (!current.provenance().hasLearned(part, sha256)) {
                banks.putAll(learn(current, part, sample, seen, progress, workers));
                current = changed(current, part, sha256, banks);
            }
            learned.add(banks);
            progress.advance(1);
        }
        return new Result(current, outcomes(current, parts, before, learned, workers));
    }

    private List<Outcome> outcomes(
            InspectionModel changed,
            List<Part> parts,
            List<Inspection> before,
            List<Map<Modality, BankUpdate.Learned>> learned,
            Workers workers)
            throws DataException, StorageException, ModelException {
        Inspector now = new Inspector(changed, extractors);
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            outcomes.add(
                    new Outcome(
                            parts.get(i).name(),
                            before.get(i),
                            now.inspect(parts.get(i).source(), model.modalities(), workers),
                            learned.get(i)));
        }
        return outcomes;
    }

    private Map<Modality, BankUpdate.Learned> learn(
            InspectionModel current,
            String part,
            Sample sample,
            Inspection seen,
            Progress progress,
            Workers workers) {
        Percept percept =
                inspector
                        .perception()
                        .perceive(
                                sample.restrictedTo(model.modalities()), workers, new StageClock());
        boolean[] onPart =
                seen.xyz().state() == ModalityStatus.State.USED
                        ? PatchScoring.around(
                                percept.prepared().part(), percept.prepared().transform())
                        : null;
        Map<Modality, BankUpdate.Learned> banks = new EnumMap<>(Modality.class);
        for (Map.Entry<Modality, FeatureMap> e : percept.features().entrySet()) {
            boolean rgb = e.getKey() == Modality.RGB;
            if ((rgb ? seen.rgb() : seen.xyz()).takesPart()) {
                MemoryBank bank = current.banks().get(e.getKey()).bank();
                banks.put(
                        e.getKey(),
                        learn(bank, part, e.getValue(), rgb ? onPart : null, progress, workers));
            }
        }
        return banks;
    }

    /**
     * Takes the patches that count when the part is inspected.
     *
     * @param only those of interest; null = all
     */
    private BankUpdate.Learned learn(
            MemoryBank bank,
            String part,
            FeatureMap features,
            boolean[] only,
            Progress progress,
            Workers workers) {
        int[] patches = new int[PatchGrid.PATCHES];
        int channels = features.channels();
        float[] rows = new float[PatchGrid.PATCHES * channels];
        double least = model.parameters().scoring().minPatchAvailability();
        int count = 0;
        for (int p = 0; p < PatchGrid.PATCHES; p++) {
            float a = features.availability().at(p);
            if (a > 0 && a >= least && (only == null || only[p])) {
                System.arraycopy(features.values(), p * channels, rows, count * channels, channels);
                patches[count++] = p;
            }
        }
        return BankUpdate.learn(bank, part, rows, patches, count, parameters, progress, workers);
    }

    private InspectionModel changed(
            InspectionModel old,
            String part,
            String sha256,
            Map<Modality, BankUpdate.Learned> learned) {
        Map<Modality, TrainedBank> banks = new EnumMap<>(old.banks());
        int added = 0;
        int removed = 0;
        for (Map.Entry<Modality, BankUpdate.Learned> e : learned.entrySet()) {
            banks.computeIfPresent(e.getKey(), (m, b) -> b.with(e.getValue().bank()));
            added += e.getValue().added();
            removed += e.getValue().removed();
        }
        return with(old, banks, Change.learned(part, sha256, added, removed, parameters));
    }

    /**
     * Removes the entries of a part from every bank that has some.
     *
     * @param part its name in the memory banks
     * @throws ModelException when no bank has entries of it, or a bank would be left empty
     */
    public static Forgotten forget(InspectionModel model, String part) throws ModelException {
        Map<Modality, TrainedBank> banks = new EnumMap<>(model.banks());
        Map<Modality, Integer> removed = new EnumMap<>(Modality.class);
        for (Map.Entry<Modality, TrainedBank> e : model.banks().entrySet()) {
            if (e.getValue().bank().parts().contains(part)) {
                BankUpdate.Forgotten f = BankUpdate.forget(e.getValue().bank(), part);
                banks.put(e.getKey(), e.getValue().with(f.bank()));
                removed.put(e.getKey(), f.removed());
            }
        }
        if (removed.isEmpty()) {
            throw new ModelException(
                    "part '"
                            + part
                            + "': no memory bank of the model has an entry of it, expected one of"
                            + " the parts that 'lacuna info' names");
        }
        int all = removed.values().stream().mapToInt(Integer::intValue).sum();
        return new Forgotten(with(model, banks, Change.forgotten(part, all)), removed);
    }

    private static InspectionModel with(
            InspectionModel old, Map<Modality, TrainedBank> banks, Change change) {
        return new InspectionModel(
                old.category(),
                old.parameters(),
                old.provenance().with(change),
                banks,
                old.student().map(s -> s.carriedOver(old.banks(), banks)),
                old.fusion(),
                old.usage(),
                old.detection(),
                old.blur());
    }
}
