package org.lacuna.inspection;

import org.lacuna.acquisition.Preprocessor;
import org.lacuna.core.CancelledException;
import org.lacuna.core.DataException;
import org.lacuna.core.DataSet;
import org.lacuna.core.FeatureExtractor;
import org.lacuna.core.FeatureMap;
import org.lacuna.core.LacunaException;
import org.lacuna.core.Modality;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.ModelException;
import org.lacuna.core.Progress;
import org.lacuna.core.Sample;
import org.lacuna.core.SampleId;
import org.lacuna.core.SampleSource;
import org.lacuna.core.SeededRandom;
import org.lacuna.core.Software;
import org.lacuna.core.Split;
import org.lacuna.core.StorageException;
import org.lacuna.core.Workers;
import org.lacuna.distillation.Checkpoint;
import org.lacuna.distillation.NetworkTrainer;
import org.lacuna.inspection.Calibrator.Calibrated;
import org.lacuna.inspection.Perception.Percept;
import org.lacuna.memorybank.BankBuild;
import org.lacuna.memorybank.BankBuilder;
import org.lacuna.memorybank.VectorSample;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes an inspection model from the good parts of a data set: features of the training parts go to
 * the memory banks, scores of the held-out validation parts set weights and thresholds. Test parts
 * are never touched.
 *
 * <p>Deterministic: the same data, parameters and extractors give the same model, bit for bit, for
 * any number of workers. Memory is bounded by {@code BankParameters.maxTrainingVectors}, not by the
 * number of parts.
 */
public final class Trainer {
    /** Fewer good parts than this say nothing about what is normal. */
    public static final int MIN_PARTS = 4;

    private static final int BLOCK = 16;

    private final InspectionParameters parameters;
    private final Map<Modality, FeatureExtractor> extractors;
    private final NetworkTrainer networks;

    /**
     * @throws ModelException when an extractor that the parameters name is not among {@code
     *     extractors}
     */
    public Trainer(InspectionParameters parameters, List<FeatureExtractor> extractors)
            throws ModelException {
        this(parameters, extractors, NetworkTrainer.JAVA);
    }

    /**
     * As {@link #Trainer(InspectionParameters, List)}.
     *
     * @param networks where the networks of distillation are trained
     */
    public Trainer(
            InspectionParameters parameters,
            List<FeatureExtractor> extractors,
            NetworkTrainer networks)
            throws ModelException {
        this.networks = networks;
        this.parameters = parameters;
        this.extractors = Extractors.select(parameters.extractors(), extractors);
    }

    /**
     * @param data good parts come from its training and validation splits; without a validation
     *     split, a seeded share of the training parts is held out
     * @param progress told of each part and stage
     * @throws DataException when there are too few good parts, a file is damaged, or sizes do not
     *     fit
     * @throws StorageException when a file cannot be read
     * @throws CancelledException when the user asked to stop; nothing is left behind
     */
    public InspectionModel train(DataSet data, Progress progress, Workers workers)
            throws DataException, StorageException {
        return train(data, Optional.empty(), progress, workers);
    }

    /**
     * The same, where the training of networks can be interrupted, even by a power cut, and goes on
     * in the next run, with the same model in the end. What comes before, memory banks and patches
     * to learn from, is made again: it only depends on data and parameters.
     *
     * @param checkpoint file that keeps how far networks have learned; written after every epoch.
     *     It may be there from an earlier run, and stays when all is done
     * @throws DataException also when the checkpoint is damaged, or of another training
     */
    public InspectionModel train(
            DataSet data, Optional<Path> checkpoint, Progress progress, Workers workers)
            throws DataException, StorageException {
        Parts parts = split(data);
        ModalitySet modalities = modalities(data, parts);
        List<SampleSource> annotated = annotated(data);
        String dataSha256 = hash(data, parts, annotated, progress);
        Checkpoint kept =
                checkpoint.isEmpty()
                        ? Checkpoint.NONE
                        : CheckpointFile.open(
                                checkpoint.get(),
                                CheckpointKey.of(data.category(), parameters, dataSha256));
        Perception perception = perception(modalities);
        Map<Modality, TrainedBank> banks =
                banks(data, parts, modalities, perception, progress, workers);
        StudentTrainer teacher = new StudentTrainer(parameters, banks, perception, networks);
        Optional<Lessons> lessons =
                !parameters.lessons().enabled()
                        ? Optional.empty()
                        : Optional.of(
                                teacher.collect(
                                        data.category(),
                                        parts.train,
                                        annotated,
                                        modalities,
                                        progress,
                                        workers));
        Optional<TrainedStudent> student =
                lessons.isEmpty()
                        ? Optional.empty()
                        : teacher.teach(lessons.get(), modalities, kept, progress, workers);
        PatchScoring scoring = new PatchScoring(banks, parameters.scoring());
        EvidenceScoring evidence = new EvidenceScoring(banks);
        Calibrator calibrator = new Calibrator(parameters, perception, scoring, evidence, student);
        Calibrated calibrated =
                calibrator.calibrate(
                        parts.calibration,
                        Optional.empty(),
                        modalities,
                        data.category()
                                + ": scores of "
                                + parts.calibration.size()
                                + " held-out good parts",
                        progress,
                        workers);
        UsageReference usage = calibrated.usage();
        Optional<DetectionRates> detection =
                student.isEmpty()
                        ? Optional.empty()
                        : trials(calibrated, usage, scoring, evidence, student)
                                .of(lessons.orElseThrow().defective(), progress, workers);
        Optional<BlurScale> blur =
                new BlurCalibration(parameters, calibrator)
                        .of(
                                data.category(),
                                parts.calibration,
                                modalities,
                                calibrated,
                                (level, blurred) -> {
                                    if (student.isEmpty()) {
                                        return Optional.empty();
                                    }
                                    List<Judge.Evidence> defective =
                                            teacher.blurred(
                                                    lessons.orElseThrow().defective(),
                                                    parts.train,
                                                    modalities,
                                                    blurred,
                                                    progress,
                                                    workers);
                                    return trials(level, usage, scoring, evidence, student)
                                            .of(defective, progress, workers);
                                },
                                progress,
                                workers);

        Provenance provenance =
                new Provenance(
                        dataSha256,
                        parts.train.size(),
                        annotated.size(),
                        parts.calibration.size(),
                        parts.heldOut,
                        Software.VERSION);
        return new InspectionModel(
                data.category(),
                parameters,
                provenance,
                banks,
                student,
                calibrated.fusion(),
                usage,
                detection,
                blur);
    }

    private DefectTrials trials(
            Calibrated calibrated,
            UsageReference usage,
            PatchScoring scoring,
            EvidenceScoring evidence,
            Optional<TrainedStudent> student) {
        return new DefectTrials(
                new Judge(
                        scoring,
                        evidence,
                        student,
                        calibrated.fusion(),
                        usage,
                        parameters.scoring()),
                scoring,
                calibrated.fusion().patterns());
    }

    /**
     * What networks of a model would learn from, without the rest of the model.
     *
     * @throws CancelledException when the user asked to stop
     */
    LessonBook lessons(DataSet data, Progress progress, Workers workers)
            throws DataException, StorageException {
        Parts parts = split(data);
        ModalitySet modalities = modalities(data, parts);
        Perception perception = perception(modalities);
        Map<Modality, TrainedBank> banks =
                banks(data, parts, modalities, perception, progress, workers);
        return new StudentTrainer(parameters, banks, perception, networks)
                .collect(
                        data.category(),
                        parts.train,
                        annotated(data),
                        modalities,
                        progress,
                        workers)
                .book();
    }

    private List<SampleSource> annotated(DataSet data) {
        return parameters.lessons().learnsAnnotations() ? data.annotated() : List.of();
    }

    private Perception perception(ModalitySet modalities) {
        Map<Modality, FeatureExtractor> active = new EnumMap<>(Modality.class);
        for (Modality m : modalities.list()) {
            active.put(m, extractors.get(m));
        }
        return new Perception(new Preprocessor(parameters.preprocess()), active);
    }

    private Map<Modality, TrainedBank> banks(
            DataSet data,
            Parts parts,
            ModalitySet modalities,
            Perception perception,
            Progress progress,
            Workers workers)
            throws DataException, StorageException {
        Map<Modality, VectorSample> vectors = new EnumMap<>(Modality.class);
        for (Modality m : modalities.list()) {
            vectors.put(
                    m,
                    new VectorSample(
                            extractors.get(m).channels(),
                            parameters.of(m).bank().maxTrainingVectors(),
                            parameters.seed()));
        }
        progress.begin(
                data.category() + ": features of " + parts.train.size() + " good parts",
                parts.train.size());
        forEach(
                parts.train,
                modalities,
                perception,
                progress,
                workers,
                (source, percept) -> {
                    for (Map.Entry<Modality, FeatureMap> e : percept.features().entrySet()) {
                        vectors.get(e.getKey())
                                .add(
                                        partName(Split.TRAIN, source.id()),
                                        e.getValue(),
                                        parameters.scoring().minPatchAvailability());
                    }
                });

        Map<Modality, TrainedBank> banks = new EnumMap<>(Modality.class);
        for (Map.Entry<Modality, VectorSample> e : vectors.entrySet()) {
            banks.put(e.getKey(), bank(data, e.getKey(), e.getValue(), progress, workers));
        }
        return banks;
    }

    private static String hash(
            DataSet data, Parts parts, List<SampleSource> annotated, Progress progress)
            throws DataException, StorageException {
        List<SampleSource> all = new ArrayList<>(parts.train);
        all.addAll(parts.calibration);
        progress.begin(data.category() + ": checksum of " + all.size() + " good parts", 0);
        return DataHash.of(all, annotated, progress);
    }

    /**
     * Name of a part in memory banks: category, split, defect and name, as the path of its files in
     * the data set. Parts of different splits may have the same id.
     */
    static String partName(Split split, SampleId id) {
        return id.category() + "/" + split.key() + "/" + id.defect() + "/" + id.name();
    }

    private TrainedBank bank(
            DataSet data,
            Modality modality,
            VectorSample vectors,
            Progress progress,
            Workers workers)
            throws DataException {
        if (vectors.count() < 2) {
            throw new DataException(
                    data.category()
                            + ": "
                            + vectors.count()
                            + " usable patches of "
                            + modality.label()
                            + " in the good training parts, expected at least 2");
        }
        progress.begin(data.category() + ": memory bank " + modality.label(), 0);
        BankBuild build =
                new BankBuilder(parameters.of(modality).bank()).build(vectors, progress, workers);
        return new TrainedBank(
                parameters.of(modality).extractor(),
                build.bank(),
                build.curve(),
                build.distortion(),
                build.trainingVectors(),
                build.coveringRadius());
    }

    /** Receives percepts in the order of the parts, on the calling thread. */
    @FunctionalInterface
    interface PerceptConsumer {
        void accept(SampleSource source, Percept percept) throws DataException;
    }

    /** Perceives several parts at a time; memory is bounded by one block. */
    static void forEach(
            List<SampleSource> sources,
            ModalitySet modalities,
            Perception perception,
            Progress progress,
            Workers workers,
            PerceptConsumer consumer)
            throws DataException, StorageException {
        for (int start = 0; start < sources.size(); start += BLOCK) {
            List<SampleSource> block =
                    sources.subList(start, Math.min(sources.size(), start + BLOCK));
            Percept[] percepts = new Percept[block.size()];
            LacunaException[] failures = new LacunaException[block.size()];
            workers.forEachChunk(
                    block.size(),
                    1,
                    (chunk, from, to) -> {
                        progress.throwIfCancelled();
                        try {
                            Sample sample = block.get(from).load(modalities);
                            percepts[from] =
                                    perception.perceive(
                                            sample, Workers.sequential(), new StageClock());
                        } catch (DataException | StorageException e) {
                            failures[from] = e;
                        }
                        progress.advance(1);
                    });
            for (int i = 0; i < percepts.length; i++) {
                switch (failures[i]) {
                    case null -> consumer.accept(block.get(i), percepts[i]);
                    case DataException e -> throw e;
                    case StorageException e -> throw e;
                    default -> throw new IllegalStateException(failures[i]);
                }
            }
        }
    }

    private record Parts(
            List<SampleSource> train, List<SampleSource> calibration, boolean heldOut) {}

    private Parts split(DataSet data) throws DataException {
        List<SampleSource> train = good(data, Split.TRAIN);
        List<SampleSource> validation = good(data, Split.VALIDATION);
        if (train.size() + validation.size() < MIN_PARTS || train.isEmpty()) {
            throw new DataException(
                    data.category()
                            + ": "
                            + train.size()
                            + " good parts in train and "
                            + validation.size()
                            + " in validation, expected at least "
                            + MIN_PARTS
                            + " together and 1 in train");
        }
        if (!validation.isEmpty()) {
            return new Parts(train, validation, false);
        }
        int[] order = new int[train.size()];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        new SeededRandom(parameters.seed()).shuffle(order);
        int held = Math.max(1, (int) Math.round(parameters.holdOutShare() * train.size()));
        boolean[] out = new boolean[train.size()];
        for (int i = 0; i < held; i++) {
            out[order[i]] = true;
        }
        List<SampleSource> rest = new ArrayList<>();
        List<SampleSource> calibration = new ArrayList<>();
        for (int i = 0; i < out.length; i++) {
            (out[i] ? calibration : rest).add(train.get(i));
        }
        return new Parts(rest, calibration, true);
    }

    static List<SampleSource> good(DataSet data, Split split) {
        return data.samples(split).stream().filter(s -> s.id().isGood()).toList();
    }

    /**
     * Modalities that both the banks and the calibration can see; one without the other could not
     * be thresholded.
     */
    private static ModalitySet modalities(DataSet data, Parts parts) throws DataException {
        ModalitySet inTrain = union(parts.train);
        ModalitySet inCalibration = union(parts.calibration);
        ModalitySet both = inTrain.intersect(inCalibration);
        if (both.isEmpty()) {
            throw new DataException(
                    data.category()
                            + ": training parts have "
                            + inTrain.label()
                            + ", validation parts have "
                            + inCalibration.label()
                            + ", expected a modality in common");
        }
        return both;
    }

    static ModalitySet union(List<SampleSource> sources) {
        ModalitySet all = ModalitySet.NONE;
        for (SampleSource s : sources) {
            all = all.union(s.modalities());
        }
        return all;
    }
}
