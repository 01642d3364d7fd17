package org.lacuna.workflow;

import org.lacuna.acquisition.DataSetWriter;
import org.lacuna.core.CancelledException;
import org.lacuna.core.Progress;
import org.lacuna.core.StorageException;
import org.lacuna.core.Workers;
import org.lacuna.synthesis.PartKind;
import org.lacuna.synthesis.PartSynthesizer;
import org.lacuna.synthesis.ScanPlan;
import org.lacuna.synthesis.SyntheticScan;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Renders synthetic scans and writes them as a data set. Thread-safe. */
public final class SynthesisTask {
    /** Kind of folder, see {@link StagedOutput}. */
    public static final String KIND = "data";

    private final SynthesisRequest request;

    public SynthesisTask(SynthesisRequest request) {
        this.request = request;
    }

    /**
     * Fills an output folder and makes it visible.
     *
     * @param run who asked; seed and fingerprint are added
     * @return number of scans written
     * @throws CancelledException when the user asked to stop
     */
    public int run(StagedOutput output, RunRecord run, Progress progress, Workers workers)
            throws StorageException {
        int scans = write(output.staging(), progress, workers);
        progress.throwIfCancelled();
        run.put("seed", request.parameters().seed()).put("fingerprint", request.fingerprint());
        output.commit(KIND, run.json());
        return scans;
    }

    /**
     * Writes the scans alone, file by file.
     *
     * @param root folder of the categories
     * @return number of scans written
     * @throws CancelledException when the user asked to stop
     */
    public int write(Path root, Progress progress, Workers workers) throws StorageException {
        PartSynthesizer synthesizer = new PartSynthesizer(request.parameters());
        List<ScanPlan> plans = new ArrayList<>();
        for (PartKind kind : request.kinds()) {
            plans.addAll(synthesizer.plans(kind));
        }
        DataSetWriter writer = new DataSetWriter(root);
        AtomicReference<StorageException> failure = new AtomicReference<>();
        progress.begin("synthesize " + plans.size() + " scans", plans.size());
        workers.forEachChunk(
                plans.size(),
                1,
                (chunk, from, to) -> {
                    progress.throwIfCancelled();
                    if (failure.get() != null) {
                        return;
                    }
                    SyntheticScan scan = synthesizer.render(plans.get(from));
                    try {
                        writer.write(
                                scan.split(),
                                scan.sample(),
                                scan.sample().id().isGood()
                                        ? Optional.empty()
                                        : Optional.of(scan.groundTruth()));
                    } catch (StorageException e) {
                        failure.compareAndSet(null, e);
                    }
                    progress.advance(1);
                });
        if (failure.get() != null) {
            throw failure.get();
        }
        return plans.size();
    }
}
