package org.lacuna.ui.internal.jobs;

import org.lacuna.acquisition.DataSetWriter;
import org.lacuna.acquisition.DataSets;
import org.lacuna.core.DataSet;
import org.lacuna.core.Progress;
import org.lacuna.core.Workers;
import org.lacuna.features.InstalledExtractors;
import org.lacuna.inference.DeviceRequest;
import org.lacuna.inference.NetworkOptions;
import org.lacuna.inspection.InspectionParameters;
import org.lacuna.synthesis.PartKind;
import org.lacuna.synthesis.PartSynthesizer;
import org.lacuna.synthesis.ScanPlan;
import org.lacuna.synthesis.SynthesisParameters;
import org.lacuna.synthesis.SyntheticScan;
import org.lacuna.ui.NetworkPreferences;
import org.lacuna.ui.WorkbenchExtractors;
import org.lacuna.workflow.MemoryGate;
import org.lacuna.workflow.TrainingRequest;
import org.lacuna.workflow.TrainingTask;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Small synthetic parts, and a model that knows them. */
public final class TestParts {
    public static final String CATEGORY = PartKind.values()[0].key();
    public static final int SIDE = 128;

    private TestParts() {}

    /** The extractors that are quick, and a folder of networks that is not there. */
    public static NetworkPreferences quick(Path folder) {
        return new NetworkPreferences(
                folder.resolve("networks"),
                new NetworkOptions(DeviceRequest.AUTO, 1),
                "filter-bank-1",
                "fpfh-shape-1");
    }

    /**
     * @param train good training parts
     * @return the folder
     */
    public static Path write(Path folder, int train) throws Exception {
        PartSynthesizer synthesizer =
                new PartSynthesizer(new SynthesisParameters(SIDE, SIDE, train, 3, 2, 1, 7));
        DataSetWriter writer = new DataSetWriter(folder);
        for (ScanPlan plan : synthesizer.plans(PartKind.values()[0])) {
            SyntheticScan scan = synthesizer.render(plan);
            writer.write(
                    scan.split(),
                    scan.sample(),
                    scan.sample().id().isGood()
                            ? Optional.empty()
                            : Optional.of(scan.groundTruth()));
        }
        return folder;
    }

    public static DataSet open(Path folder) throws Exception {
        return DataSets.standard().open(folder, List.of()).getFirst();
    }

    /** Memory banks alone: the quickest model. */
    public static Path train(Path data, Path file) throws Exception {
        NetworkPreferences preferences = NetworkPreferences.read();
        try (InstalledExtractors installed = WorkbenchExtractors.open(preferences);
                Workers workers = Workers.allProcessors()) {
            InspectionParameters parameters =
                    WorkbenchExtractors.trainingParameters(preferences, installed).withoutStudent();
            new TrainingTask(
                            new TrainingRequest(
                                    open(data),
                                    parameters,
                                    file,
                                    false,
                                    Optional.empty(),
                                    Optional.empty()),
                            installed,
                            MemoryGate.STRICT)
                    .run(Progress.NONE, workers);
        }
        return file;
    }

    public static void copyTree(Path from, Path to) throws Exception {
        try (var walk = Files.walk(from)) {
            for (Path p : walk.toList()) {
                Path target = to.resolve(from.relativize(p).toString());
                if (Files.isDirectory(p)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(p, target);
                }
            }
        }
    }
}
