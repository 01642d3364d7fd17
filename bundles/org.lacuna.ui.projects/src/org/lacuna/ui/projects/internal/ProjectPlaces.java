package org.lacuna.ui.projects.internal;

import org.eclipse.core.resources.IContainer;
import org.eclipse.core.resources.ResourcesPlugin;
import org.lacuna.ui.OutputPlaces;
import org.lacuna.ui.projects.LacunaProject;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Output of what lies in a project goes into the same project. UI thread. */
final class ProjectPlaces implements OutputPlaces {
    @Override
    public Optional<Path> resultsOf(Path model, Optional<Path> data) {
        return around(model)
                .map(
                        p ->
                                p.free(
                                        LacunaProject.RESULTS,
                                        data.map(ProjectPlaces::name).orElse("results"),
                                        ""));
    }

    @Override
    public Optional<Path> reportOf(Path results) {
        return around(results).map(p -> p.free(LacunaProject.REPORTS, name(results), ""));
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    /** By the folder, which the workspace knows also before it has noticed what is new in it. */
    private static Optional<LacunaProject> around(Path output) {
        Path folder = output.toAbsolutePath().normalize().getParent();
        IContainer[] known =
                folder == null
                        ? new IContainer[0]
                        : ResourcesPlugin.getWorkspace()
                                .getRoot()
                                .findContainersForLocationURI(folder.toUri());
        return Arrays.stream(known).flatMap(c -> LacunaProject.of(c).stream()).findFirst();
    }
}
