package org.lacuna.ui.internal.jobs;

import org.eclipse.core.runtime.ILog;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PartInitException;
import org.lacuna.core.DataSet;
import org.lacuna.ui.TaskProposal;

import java.nio.file.Path;
import java.util.Optional;

/** Trains an inspection model. UI thread. */
final class TrainWizard extends TaskWizard {
    private final TaskProposal proposal;
    private final TrainDataPage data;
    private final TrainParametersPage parameters;
    private final TrainAdvancedPage advanced;

    /**
     * @param shown folder of the data set that is shown now
     */
    TrainWizard(IWorkbenchWindow window, Optional<Path> shown) {
        this(window, TaskProposal.data(shown));
    }

    TrainWizard(IWorkbenchWindow window, TaskProposal proposal) {
        super(window, "train", Messages.Train_title);
        this.proposal = proposal;
        data = new TrainDataPage(proposal, this::estimate);
        parameters = new TrainParametersPage(this::choice, this::estimate);
        advanced = new TrainAdvancedPage(this::estimate);
    }

    @Override
    public void addPages() {
        addPage(data);
        addPage(parameters);
        addPage(advanced);
    }

    private void estimate() {
        if (parameters.getControl() != null && advanced.getControl() != null) {
            parameters.estimate();
        }
    }

    private Optional<TrainChoice> choice() {
        Optional<DataSet> set = data.set();
        Optional<Path> model = data.model();
        if (set.isEmpty() || model.isEmpty()) {
            return Optional.empty();
        }
        return parameters
                .learning(advanced.learning())
                .map(l -> new TrainChoice(set.get(), data.modalitySet(), model.get(), l));
    }

    @Override
    void start() {
        choice().ifPresent(
                        c ->
                                new TrainJob(c, data.dataField().text(), proposal.results())
                                        .schedule());
        showTraining(window());
    }

    /** Brings the training view up, without taking the focus. */
    static void showTraining(IWorkbenchWindow window) {
        try {
            if (window.getActivePage() != null) {
                window.getActivePage().showView(TrainingView.ID, null, IWorkbenchPage.VIEW_VISIBLE);
            }
        } catch (PartInitException e) {
            ILog.get().log(e.getStatus());
        }
    }

    /** For tests. */
    TrainDataPage dataPage() {
        return data;
    }

    TrainParametersPage parametersPage() {
        return parameters;
    }

    TrainAdvancedPage advancedPage() {
        return advanced;
    }
}
