package org.lacuna.ui.internal.jobs;

import org.eclipse.core.runtime.ILog;
import org.lacuna.ui.OutputPlaces;
import org.lacuna.ui.TaskProposal;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/** What the wizard is to propose that follows a task: output goes where its source belongs. */
final class Proposals {
    private Proposals() {}

    /**
     * For an inspection with a model. UI thread.
     *
     * @param otherwise folder of results where nobody knows a place for them
     */
    static TaskProposal inspect(Path model, Optional<Path> data, Optional<Path> otherwise) {
        return TaskProposal.data(data)
                .withModel(Optional.of(model))
                .withResults(ask(places -> places.resultsOf(model, data)).or(() -> otherwise));
    }

    /** For an export of results. UI thread. */
    static TaskProposal export(Optional<Path> results) {
        return new TaskProposal(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                results,
                results.flatMap(r -> ask(places -> places.reportOf(r))));
    }

    /** The first answer. Looked up each time: plug-ins start when they are first used. */
    private static Optional<Path> ask(Function<OutputPlaces, Optional<Path>> question) {
        BundleContext context = FrameworkUtil.getBundle(Proposals.class).getBundleContext();
        try {
            for (ServiceReference<OutputPlaces> reference :
                    context.getServiceReferences(OutputPlaces.class, null)) {
                OutputPlaces places = context.getService(reference);
                Optional<Path> answer = places == null ? Optional.empty() : question.apply(places);
                context.ungetService(reference);
                if (answer.isPresent()) {
                    return answer;
                }
            }
        } catch (InvalidSyntaxException e) {
            // There is no filter that could be wrong.
            ILog.get().error(e.getMessage(), e);
        }
        return Optional.empty();
    }
}
