package org.lacuna.ui.projects.internal;

import org.eclipse.core.resources.IContainer;
import org.eclipse.core.resources.IFolder;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.IWorkspace;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IPath;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.osgi.util.NLS;
import org.eclipse.ui.ide.IDE;
import org.lacuna.ui.projects.LacunaProject;
import org.lacuna.workflow.SurveyedPart;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The markers of a project's problems, at most {@link #LIMIT} of a source. Any thread but UI. */
final class ProblemMarkers {
    /** More than these nobody reads, and each costs the view and the workspace something. */
    static final int LIMIT = 200;

    private static final String SOURCE = "source";
    private static final String CATEGORY = "category";
    private static final String GROUP = "group";
    private static final String NAME = "name";
    private static final String FILES = "files";

    private final IProject project;

    ProblemMarkers(LacunaProject project) {
        this.project = project.project();
    }

    /** Puts markers in place of the earlier ones of the source, as one change. */
    void replace(CheckJob.Source source, List<Problem> problems, IProgressMonitor monitor)
            throws CoreException {
        List<Problem> ordered = new ArrayList<>(problems);
        ordered.sort(Comparator.comparing(p -> !p.error()));
        project.getWorkspace()
                .run(
                        m -> {
                            for (IMarker old : of(project)) {
                                if (source.name().equals(old.getAttribute(SOURCE, ""))) {
                                    old.delete();
                                }
                            }
                            for (Problem p : ordered.subList(0, Math.min(LIMIT, ordered.size()))) {
                                mark(source, p);
                            }
                            if (ordered.size() > LIMIT) {
                                markMore(source, ordered.subList(LIMIT, ordered.size()));
                            }
                        },
                        // Markers need no rule, so nobody waits.
                        null,
                        IWorkspace.AVOID_UPDATE,
                        monitor);
    }

    /** All markers of checks in a project. */
    static List<IMarker> of(IProject project) throws CoreException {
        return Arrays.asList(
                project.findMarkers(LacunaProject.PROBLEM, true, IResource.DEPTH_INFINITE));
    }

    private void mark(CheckJob.Source source, Problem problem) throws CoreException {
        Map<String, Object> attributes = new HashMap<>();
        attributes.put(SOURCE, source.name());
        attributes.put(IMarker.SEVERITY, severity(problem));
        attributes.put(IMarker.MESSAGE, problem.message());
        attributes.put(IDE.EDITOR_ID_ATTR, ProblemLauncher.ID);
        if (!problem.place().isEmpty()) {
            attributes.put(IMarker.LOCATION, problem.place());
        }
        problem.part().ifPresent(p -> put(attributes, p));
        resource(problem.file()).createMarker(LacunaProject.PROBLEM, attributes);
    }

    private void markMore(CheckJob.Source source, List<Problem> more) throws CoreException {
        project.createMarker(
                LacunaProject.PROBLEM,
                Map.of(
                        SOURCE,
                        source.name(),
                        IMarker.SEVERITY,
                        severity(more.getFirst()),
                        IMarker.MESSAGE,
                        NLS.bind(Messages.Problem_more, more.size())));
    }

    private static int severity(Problem problem) {
        return problem.error() ? IMarker.SEVERITY_ERROR : IMarker.SEVERITY_WARNING;
    }

    private static void put(Map<String, Object> attributes, SurveyedPart part) {
        attributes.put(CATEGORY, part.category().toString());
        attributes.put(GROUP, part.group());
        attributes.put(NAME, part.name());
        attributes.put(
                FILES, String.join("\n", part.allFiles().stream().map(Path::toString).toList()));
    }

    /** The part that a marker is about, with the files it had; empty when it is about none. */
    static Optional<SurveyedPart> part(IMarker marker) {
        String category = marker.getAttribute(CATEGORY, "");
        String files = marker.getAttribute(FILES, "");
        if (category.isEmpty() || files.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new SurveyedPart(
                        Path.of(category),
                        marker.getAttribute(GROUP, ""),
                        marker.getAttribute(NAME, ""),
                        Map.of(),
                        Optional.empty(),
                        files.lines().map(Path::of).toList(),
                        "",
                        List.of()));
    }

    /** What the workspace has for a path: itself, or the nearest folder around it. */
    private IResource resource(Path file) {
        for (IFolder folder : new LacunaProject(project).dataSets()) {
            Optional<Path> place = LacunaProject.path(folder);
            if (place.isPresent() && file.startsWith(place.get())) {
                return inside(folder, place.get().relativize(file));
            }
        }
        Path place = LacunaProject.path(project).orElseThrow();
        return file.startsWith(place) ? inside(project, place.relativize(file)) : project;
    }

    private static IResource inside(IContainer folder, Path relative) {
        for (Path p = relative; p != null && !p.toString().isEmpty(); p = p.getParent()) {
            IResource member = folder.findMember(IPath.fromOSString(p.toString()));
            if (member != null) {
                return member;
            }
        }
        return folder;
    }
}
