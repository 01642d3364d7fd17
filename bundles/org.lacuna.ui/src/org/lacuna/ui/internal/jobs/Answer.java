package org.lacuna.ui.internal.jobs;

import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.jface.operation.IRunnableWithProgress;
import org.eclipse.jface.wizard.IWizardContainer;
import org.eclipse.osgi.util.NLS;
import org.lacuna.core.CancelledException;
import org.lacuna.core.LacunaException;

import java.lang.reflect.InvocationTargetException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What a wizard wanted to know before it goes on.
 *
 * @param value empty when it is not known
 * @param failure why not, for the user; empty before it was asked for
 */
record Answer<T>(Optional<T> value, String failure) {
    /** Finds it out, on a thread of its own. */
    @FunctionalInterface
    interface Work<T> {
        /**
         * @throws CancelledException when the user asked to stop
         */
        T run(IProgressMonitor monitor) throws LacunaException;
    }

    static <T> Answer<T> none() {
        return new Answer<>(Optional.empty(), "");
    }

    /**
     * Finds it out with progress in the wizard, which stays usable for Cancel. A bug goes to the
     * log, too. UI thread.
     *
     * @param cancelled what to say when the user stops it
     */
    static <T> Answer<T> ask(IWizardContainer wizard, Work<T> work, String cancelled) {
        AtomicReference<T> found = new AtomicReference<>();
        IRunnableWithProgress asking =
                monitor -> {
                    try {
                        found.set(work.run(monitor));
                    } catch (LacunaException e) {
                        throw new InvocationTargetException(e);
                    } catch (CancelledException e) {
                        throw new InterruptedException();
                    } finally {
                        monitor.done();
                    }
                };
        try {
            wizard.run(true, true, asking);
            return new Answer<>(Optional.of(found.get()), "");
        } catch (InterruptedException e) {
            return new Answer<>(Optional.empty(), cancelled);
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause();
            if (cause instanceof LacunaException) {
                return new Answer<>(Optional.empty(), cause.getMessage());
            }
            ILog.get().error(String.valueOf(cause), cause);
            return new Answer<>(Optional.empty(), NLS.bind(Messages.Common_internal, cause));
        }
    }
}
