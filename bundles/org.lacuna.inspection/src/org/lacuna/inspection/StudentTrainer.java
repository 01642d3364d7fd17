package org.lacuna.inspection;

import org.lacuna.core.CancelledException;
import org.lacuna.core.DataException;
import org.lacuna.core.LacunaException;
import org.lacuna.core.Modality;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.Progress;
import org.lacuna.core.SampleSource;
import org.lacuna.core.SeededRandom;
import org.lacuna.core.Split;
import org.lacuna.core.StorageException;
import org.lacuna.core.Workers;
import org.lacuna.distillation.Checkpoint;
import org.lacuna.distillation.DistillationParameters;
import org.lacuna.distillation.Distilled;
import org.lacuna.distillation.Distiller;
import org.lacuna.distillation.Epoch;
import org.lacuna.distillation.Generator;
import org.lacuna.distillation.GeneratorTrainer;
import org.lacuna.distillation.NetworkTrainer;
import org.lacuna.inspection.DefectCopies.Copy;
import org.lacuna.inspection.EvidenceScale.Trial;
import org.lacuna.synthesis.ScanDegradation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Trains the networks of an inspection model from good training parts and copies of them with
 * synthetic defects (method.md 4), and brings their word to the scale of the memory banks on parts
 * that they did not learn from. Calibration parts and test parts play no role.
 */
final class StudentTrainer {
    /** Parts, with their copies, in memory at a time. */
    static final int BLOCK = 8;

    /** Bounds memory and time of the trial at the end. */
    static final int MAX_DEFECTIVE = 60;

    private final InspectionParameters parameters;
    private final Map<Modality, TrainedBank> banks;
    private final EvidenceScoring evidence;
    private final PatchScoring scoring;
    private final Perception perception;
    private final NetworkTrainer trainer;

    StudentTrainer(
            InspectionParameters parameters,
            Map<Modality, TrainedBank> banks,
            Perception perception,
            NetworkTrainer trainer) {
        this.parameters = parameters;
        this.trainer = trainer;
        this.banks = banks;
        this.evidence = new EvidenceScoring(banks);
        this.scoring = new PatchScoring(banks, parameters.scoring());
        this.perception = perception;
    }

    /**
     * Makes the lessons. The same parts and parameters give the same ones.
     *
     * @param annotated parts with real defects
     * @throws CancelledException when the user asked to stop
     */
    Lessons collect(
            String category,
            List<SampleSource> trainingParts,
            List<SampleSource> annotated,
            ModalitySet modalities,
            Progress progress,
            Workers workers)
            throws DataException, StorageException {
        List<SampleSource> parts = some(trainingParts);
        boolean[] held = heldOut(parts.size());
        DefectCopies copies = new DefectCopies(perception);
        LessonBook book = new LessonBook(parameters.lessons(), parameters.seed(), evidence);
        List<Trial> trials = new ArrayList<>();
        List<Judge.Evidence> defective = new ArrayList<>();
        progress.begin(category + ": parts with synthetic defects", parts.size());
        for (int start = 0; start < parts.size(); start += BLOCK) {
            int end = Math.min(parts.size(), start + BLOCK);
            int[] indices = IntStream.range(start, end).toArray();
            List<List<Copy>> block = load(parts, indices, copies, modalities, progress, workers);
            for (int i = start; i < end; i++) {
                Optional<String> name =
                        Optional.of(Trainer.partName(Split.TRAIN, parts.get(i).id()));
                for (Copy copy : block.get(i - start)) {
                    progress.throwIfCancelled();
                    Map<Modality, BankMatch> matches =
                            scoring.match(copy.features(), name, workers);
                    book.add(i, copy, evidence.look(matches, workers), held[i]);
                    Map<Modality, float[]> distances = scoring.distances(matches);
                    if (held[i] && !copy.defective()) {
                        trials.add(new Trial(matches, distances, copy.onPart()));
                    } else if (held[i] && defective.size() < MAX_DEFECTIVE) {
                        defective.add(
                                new Judge.Evidence(
                                        matches,
                                        distances,
                                        copy.onPart(),
                                        copy.transform(),
                                        Optional.empty()));
                    }
                }
                progress.advance(1);
            }
        }
        if (!annotated.isEmpty()) {
            progress.begin(category + ": annotated defects", annotated.size());
            new AnnotatedLessons(parameters, copies, scoring, evidence)
                    .add(annotated, parts.size(), modalities, book, progress, workers);
        }
        return new Lessons(book, trials, defective);
    }

    /**
     * The defective copies of {@link Lessons} with the same defects, their images blurred.
     *
     * @param sharp those of the lessons, of the same parts
     * @throws CancelledException when the user asked to stop
     */
    List<Judge.Evidence> blurred(
            List<Judge.Evidence> sharp,
            List<SampleSource> trainingParts,
            ModalitySet modalities,
            ScanDegradation blur,
            Progress progress,
            Workers workers)
            throws DataException, StorageException {
        List<SampleSource> parts = some(trainingParts);
        boolean[] held = heldOut(parts.size());
        DefectCopies copies = new DefectCopies(perception.only(Modality.RGB), blur);
        int[] indices = IntStream.range(0, parts.size()).filter(i -> held[i]).toArray();
        List<Judge.Evidence> blurred = new ArrayList<>();
        for (int start = 0; start < indices.length; start += BLOCK) {
            int[] some =
                    Arrays.copyOfRange(indices, start, Math.min(indices.length, start + BLOCK));
            List<List<Copy>> block = load(parts, some, copies, modalities, progress, workers);
            for (int k = 0; k < some.length; k++) {
                Optional<String> name =
                        Optional.of(Trainer.partName(Split.TRAIN, parts.get(some[k]).id()));
                for (Copy copy : block.get(k)) {
                    if (copy.defective() && blurred.size() < sharp.size()) {
                        progress.throwIfCancelled();
                        Map<Modality, BankMatch> matches =
                                scoring.match(copy.features(), name, workers);
                        blurred.add(
                                sharp.get(blurred.size())
                                        .with(Modality.RGB, matches, scoring.distances(matches)));
                    }
                }
            }
        }
        return blurred;
    }

    /**
     * Trains networks.
     *
     * @param checkpoint what an earlier run has come to, and where to keep it
     * @return empty when the parts have too few places for defects
     * @throws CancelledException when the user asked to stop
     */
    Optional<TrainedStudent> teach(
            Lessons lessons,
            ModalitySet modalities,
            Checkpoint checkpoint,
            Progress progress,
            Workers workers)
            throws DataException, StorageException {
        LessonBook book = lessons.book();
        if (!book.teaches()) {
            return Optional.empty();
        }
        DistillationParameters networks = parameters.lessons().networks();
        Distilled distilled =
                trainer.distil(
                        networks,
                        book.training().patches(),
                        book.validation().patches(),
                        checkpoint,
                        progress,
                        workers);
        List<Epoch> epochs = new ArrayList<>(distilled.epochs());
        Map<Modality, Generator> generators = new EnumMap<>(Modality.class);
        if (book.training().pairs().size() >= Distiller.MIN_PATCHES) {
            for (Modality to : Modality.values()) {
                GeneratorTrainer.Trained trained =
                        trainer.generator(
                                networks,
                                to,
                                book.training().pairs(),
                                book.validation().pairs(),
                                checkpoint,
                                progress,
                                workers);
                generators.put(to, trained.generator());
                epochs.addAll(trained.epochs());
            }
        }
        return Optional.of(
                new EvidenceScale(banks, evidence, modalities, parameters.lessons())
                        .of(distilled, generators, epochs, lessons.trials(), progress, workers));
    }

    /** At most as many as lessons may be made of, in their order. */
    private List<SampleSource> some(List<SampleSource> parts) {
        int[] order = new int[parts.size()];
        Arrays.setAll(order, i -> i);
        int count = Math.min(order.length, parameters.lessons().maxParts());
        if (count < order.length) {
            new SeededRandom(parameters.seed()).fork(76).shuffle(order);
            Arrays.sort(order, 0, count);
        }
        return Arrays.stream(order, 0, count).mapToObj(parts::get).toList();
    }

    /** Seeded; at least one part stays on each side. */
    private boolean[] heldOut(int parts) {
        int[] order = new int[parts];
        Arrays.setAll(order, i -> i);
        new SeededRandom(parameters.seed()).fork(77).shuffle(order);
        int count = (int) Math.round(parameters.lessons().validationShare() * parts);
        boolean[] held = new boolean[parts];
        for (int i = 0; i < Math.clamp(count, 1, Math.max(1, parts - 1)); i++) {
            held[order[i]] = true;
        }
        return held;
    }

    /** The parts with these indices, each with its copies. */
    private List<List<Copy>> load(
            List<SampleSource> parts,
            int[] indices,
            DefectCopies copies,
            ModalitySet modalities,
            Progress progress,
            Workers workers)
            throws DataException, StorageException {
        List<List<Copy>> block = new ArrayList<>(Collections.nCopies(indices.length, List.of()));
        LacunaException[] failures = new LacunaException[indices.length];
        SeededRandom random = new SeededRandom(parameters.seed()).fork(78);
        workers.forEachChunk(
                indices.length,
                1,
                (chunk, from, to) -> {
                    progress.throwIfCancelled();
                    try {
                        block.set(
                                from,
                                copies.of(
                                        parts.get(indices[from]),
                                        modalities,
                                        parameters.lessons().defectsPerPart(),
                                        random.fork(indices[from]),
                                        progress));
                    } catch (DataException | StorageException e) {
                        failures[from] = e;
                    }
                });
        for (LacunaException failure : failures) {
            switch (failure) {
                case null -> {}
                case DataException e -> throw e;
                case StorageException e -> throw e;
                default -> throw new IllegalStateException(failure);
            }
        }
        return block;
    }
}
