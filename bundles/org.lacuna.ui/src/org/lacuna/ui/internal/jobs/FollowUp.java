package org.lacuna.ui.internal.jobs;

import org.eclipse.ui.IWorkbenchWindow;

import java.util.function.Consumer;

/**
 * Something that can be done after a job.
 *
 * @param label of the button, with mnemonic
 * @param action on the UI thread
 */
record FollowUp(String label, Consumer<IWorkbenchWindow> action) {}
