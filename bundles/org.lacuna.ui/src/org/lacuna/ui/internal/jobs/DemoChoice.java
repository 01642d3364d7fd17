package org.lacuna.ui.internal.jobs;

import org.lacuna.workflow.SynthesisRequest;

import java.nio.file.Path;

/**
 * What the user asked for.
 *
 * @param request which parts
 * @param folder where they go
 */
record DemoChoice(SynthesisRequest request, Path folder) {}
