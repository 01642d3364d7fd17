package org.lacuna.ui.projects.internal;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.ImageLoader;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.lacuna.acquisition.DataSetWriter;
import org.lacuna.acquisition.DataSets;
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
import org.lacuna.ui.LacunaPerspective;
import org.lacuna.ui.NetworkPreferences;
import org.lacuna.ui.WorkbenchExtractors;
import org.lacuna.workflow.MemoryGate;
import org.lacuna.workflow.TrainingRequest;
import org.lacuna.workflow.TrainingTask;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A workbench with small synthetic parts, and someone in front of it. UI thread. */
final class Stage {
    static final String CATEGORY = PartKind.values()[0].key();
    static final int TRAIN_PARTS = 6;

    private static final int SIDE = 128;
    private static final long PATIENCE_NANOS = 120_000_000_000L;
    private static final long DRAWING_NANOS = 700_000_000L;

    private Stage() {}

    static IWorkbenchWindow window() {
        return PlatformUI.getWorkbench().getActiveWorkbenchWindow() != null
                ? PlatformUI.getWorkbench().getActiveWorkbenchWindow()
                : PlatformUI.getWorkbench().getWorkbenchWindows()[0];
    }

    static IWorkbenchPage page() {
        return window().getActivePage();
    }

    /** An empty workspace, and the perspective as it comes. */
    static void set() throws Exception {
        for (IProject p : ResourcesPlugin.getWorkspace().getRoot().getProjects()) {
            p.delete(true, true, new NullProgressMonitor());
        }
        PlatformUI.getWorkbench().showPerspective(LacunaPerspective.ID, window());
        page().resetPerspective();
    }

    /** Lets events be handled until the condition holds. */
    static void await(String what, BooleanSupplier condition) {
        Display display = Display.getCurrent();
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "120 s waited for: " + what);
            if (!display.readAndDispatch()) {
                display.timerExec(20, () -> {});
                display.sleep();
            }
        }
    }

    static Optional<Shell> shell(String title) {
        for (Shell s : Display.getCurrent().getShells()) {
            if (!s.isDisposed() && s.getText().equals(title)) {
                return Optional.of(s);
            }
        }
        return Optional.empty();
    }

    static void closeDialogs() {
        for (Shell s : Display.getCurrent().getShells()) {
            if (!s.isDisposed() && s.getParent() != null && !s.getText().isEmpty()) {
                s.close();
            }
        }
    }

    static <T extends Control> List<T> controls(Composite parent, Class<T> type) {
        List<T> all = new ArrayList<>();
        for (Control c : parent.getChildren()) {
            if (type.isInstance(c)) {
                all.add(type.cast(c));
            }
            if (c instanceof Composite inner) {
                all.addAll(controls(inner, type));
            }
        }
        return all;
    }

    /** Writes a window as it is to a file for people to look at, and gives its pixels. */
    static ImageData shot(Shell shell, String name) throws Exception {
        Display display = shell.getDisplay();
        shell.setActive();
        long end = System.nanoTime() + DRAWING_NANOS;
        while (System.nanoTime() < end) {
            if (!display.readAndDispatch()) {
                Thread.sleep(10);
            }
        }
        Image image = new Image(display, shell.getClientArea().width, shell.getClientArea().height);
        GC gc = new GC(shell);
        gc.copyArea(image, 0, 0);
        gc.dispose();
        ImageLoader loader = new ImageLoader();
        loader.data = new ImageData[] {image.getImageData()};
        image.dispose();
        Path target = Files.createDirectories(Path.of("target"));
        loader.save(target.resolve(name).toString(), SWT.IMAGE_PNG);
        return loader.data[0];
    }

    /** A data set of one category with good and defective parts. */
    static Path data(Path folder) throws Exception {
        PartSynthesizer synthesizer =
                new PartSynthesizer(new SynthesisParameters(SIDE, SIDE, TRAIN_PARTS, 3, 2, 1, 7));
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

    /** The extractors that are quick. */
    static void quickExtractors(Path folder) {
        new NetworkPreferences(
                        folder.resolve("networks"),
                        new NetworkOptions(DeviceRequest.AUTO, 1),
                        "filter-bank-1",
                        "fpfh-shape-1")
                .write();
    }

    /** Memory banks alone: the quickest model. */
    static Path train(Path data, Path file, long seed) throws Exception {
        NetworkPreferences preferences = NetworkPreferences.read();
        try (InstalledExtractors installed = WorkbenchExtractors.open(preferences);
                Workers workers = Workers.allProcessors()) {
            InspectionParameters parameters =
                    WorkbenchExtractors.trainingParameters(preferences, installed)
                            .withoutStudent()
                            .withSeed(seed);
            new TrainingTask(
                            new TrainingRequest(
                                    DataSets.standard().open(data, List.of()).getFirst(),
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
}
