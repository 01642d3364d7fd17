package org.lacuna.ui.internal.jobs;

import org.eclipse.jface.dialogs.IDialogSettings;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Spinner;
import org.eclipse.swt.widgets.Text;

/** The parameters of learning that most people may want to change. UI thread. */
final class LearningFields {
    private static final String DISTILLATION = "distillation";
    private static final String SEED = "seed";
    private static final String THREADS = "threads";
    private static final int MAX_THREADS = 1024;

    private final Button distillation;
    private final Text seed;
    private final Spinner threads;

    /**
     * @param page on which they are
     * @param settings with the last values
     */
    LearningFields(TaskPage page, Composite area, IDialogSettings settings) {
        TrainChoice.Learning defaults = TrainChoice.Learning.defaults();
        distillation =
                page.check(
                        area,
                        Messages.Common_distillation,
                        TaskPage.get(settings, DISTILLATION, defaults.distillation()));
        page.help(area, Messages.Common_distillationHelp);
        TaskPage.label(area, Messages.Common_seed);
        seed = new Text(area, SWT.BORDER | SWT.SINGLE);
        seed.setText(TaskPage.get(settings, SEED, Long.toString(defaults.seed())));
        GridData data = new GridData(SWT.LEFT, SWT.CENTER, false, false, 2, 1);
        data.widthHint = 160;
        seed.setLayoutData(data);
        seed.addModifyListener(e -> page.touched());
        page.help(area, Messages.Common_seedHelp);
        threads =
                page.spinner(
                        area,
                        Messages.Common_threads,
                        TaskPage.get(settings, THREADS, defaults.threads()),
                        1,
                        MAX_THREADS,
                        1);
        page.help(area, Messages.Common_threadsHelp);
    }

    Check check() {
        try {
            Long.parseLong(seed.getText().strip());
            return Check.OK;
        } catch (NumberFormatException e) {
            return Check.problem(NLS.bind(Messages.Common_seedWrong, seed.getText()));
        }
    }

    /** The rest with these values; only when {@link #check} finds nothing. */
    TrainChoice.Learning applyTo(TrainChoice.Learning rest) {
        return rest.with(
                distillation.getSelection(),
                Long.parseLong(seed.getText().strip()),
                threads.getSelection());
    }

    void remember(IDialogSettings settings) {
        settings.put(DISTILLATION, distillation.getSelection());
        settings.put(SEED, seed.getText().strip());
        settings.put(THREADS, threads.getSelection());
    }

    /** For tests. */
    Text seed() {
        return seed;
    }

    Spinner threads() {
        return threads;
    }

    Button distillation() {
        return distillation;
    }
}
