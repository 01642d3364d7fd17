package org.lacuna.headless.internal;

import org.lacuna.acquisition.DataSetWriter;
import org.lacuna.core.CancelledException;
import org.lacuna.core.Progress;
import org.lacuna.core.StorageException;
import org.lacuna.core.Workers;
import org.lacuna.synthesis.PartKind;
import org.lacuna.synthesis.PartSynthesizer;
import org.lacuna.synthesis.ScanPlan;
import org.lacuna.synthesis.SynthesisParameters;
import org.lacuna.synthesis.SyntheticScan;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Renders synthetic scans and writes them as a data set. */
public final class Synthesis {
    private Synthesis() {}

    /**
     * @param root folder of the categories
     * @return number of scans written
     * @throws CancelledException when the user asked to stop
     */
    public static int write(
            Path root,
            SynthesisParameters parameters,
            List<PartKind> kinds,
            Progress progress,
            Workers workers)
            throws StorageException {
        PartSynthesizer synthesizer = new PartSynthesizer(parameters);
        List<ScanPlan> plans = new ArrayList<>();
        for (PartKind kind : kinds) {
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
