package org.lacuna.ui.internal.jobs;

import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.wizard.WizardDialog;
import org.eclipse.ui.IWorkbenchWindow;
import org.lacuna.ui.PartItem;
import org.lacuna.ui.PartsView;
import org.lacuna.ui.TaskProposal;
import org.lacuna.ui.internal.thresholds.Trial;
import org.lacuna.workflow.RunRecord;

import java.util.List;
import java.util.Optional;

/**
 * Makes parts that turned out to be good normal for a model, after a look at what changes. UI
 * thread.
 */
final class LearnWizard extends TaskWizard {
    private final LearnPartsPage parts;
    private final LearnPreviewPage preview = new LearnPreviewPage();
    private Optional<LearnChoice> looked = Optional.empty();

    /** The model that inspected the listed parts is the one to learn. */
    LearnWizard(IWorkbenchWindow window) {
        this(window, TaskProposal.data(Optional.empty()));
    }

    /** The proposal's model is the one to learn; its parts are always those of the list. */
    LearnWizard(IWorkbenchWindow window, TaskProposal proposal) {
        super(window, "learn", Messages.Learn_title);
        setNeedsProgressMonitor(true);
        Trial list = window.getService(Trial.class);
        parts =
                new LearnPartsPage(
                        list.parts(),
                        selected(window),
                        proposal.model().or(() -> list.folder().flatMap(RunRecord::modelFile)));
    }

    private static List<PartItem> selected(IWorkbenchWindow window) {
        return window.getSelectionService().getSelection(PartsView.ID)
                        instanceof IStructuredSelection s
                ? ((List<?>) s.toList())
                        .stream()
                                .filter(PartItem.class::isInstance)
                                .map(PartItem.class::cast)
                                .toList()
                : List.of();
    }

    @Override
    public void addPages() {
        addPage(parts);
        addPage(preview);
    }

    /** The second page comes up with what was found out, or not at all. */
    @Override
    WizardDialog dialog() {
        WizardDialog dialog = super.dialog();
        dialog.addPageChangingListener(
                e -> {
                    if (e.getTargetPage() == preview) {
                        e.doit = look();
                    }
                });
        return dialog;
    }

    private boolean look() {
        Optional<LearnChoice> now = parts.choice();
        if (now.isEmpty()) {
            return false;
        }
        if (isLooked(now.get())) {
            return true;
        }
        looked = preview.look(now.get()) ? now : Optional.empty();
        if (looked.isEmpty()) {
            parts.refuse(now.get(), preview.failure());
        }
        return looked.isPresent();
    }

    private boolean isLooked(LearnChoice choice) {
        return looked.map(l -> l.isLike(choice)).orElse(false);
    }

    @Override
    public boolean canFinish() {
        return parts.getControl() != null
                && parts.choice().map(this::isLooked).orElse(false)
                && super.canFinish();
    }

    @Override
    void start() {
        preview.result().ifPresent(r -> new LearnJob(r, parts.out()).schedule());
    }

    /** For tests. */
    LearnPartsPage partsPage() {
        return parts;
    }

    LearnPreviewPage previewPage() {
        return preview;
    }
}
