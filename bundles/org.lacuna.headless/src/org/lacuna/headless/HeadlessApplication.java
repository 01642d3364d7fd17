package org.lacuna.headless;

import org.eclipse.equinox.app.IApplication;
import org.eclipse.equinox.app.IApplicationContext;
import org.lacuna.core.DataSetFormat;
import org.lacuna.core.FeatureExtractor;
import org.lacuna.core.InspectionSink;
import org.lacuna.headless.internal.Cancellation;
import org.lacuna.headless.internal.Console;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/**
 * The Equinox application {@code org.lacuna.headless}: the command line with the services of all
 * installed bundles. SIGINT and SIGTERM cancel the command; the process then ends with {@link
 * ExitCode#CANCELLED} as soon as the half-written result is taken back.
 */
public final class HeadlessApplication implements IApplication {
    /** The longest that a signal waits for the command to end by itself. */
    private static final Duration PATIENCE = Duration.ofMillis(600);

    private static final int NOT_FINISHED = -1;

    private final Cancellation cancellation = new Cancellation();

    /**
     * @return number of an {@link ExitCode}, as {@code Integer}: the exit status of the process
     */
    @Override
    public Object start(IApplicationContext context) {
        // Images are read and written without a window system, whatever DISPLAY says.
        System.setProperty("java.awt.headless", "true");
        String[] args = (String[]) context.getArguments().get(IApplicationContext.APPLICATION_ARGS);
        Thread onSignal = new Thread(this::stopAndHalt, "lacuna-signal");
        Runtime.getRuntime().addShutdownHook(onSignal);
        int code = ExitCode.INTERNAL.code();
        try (PrintStream out =
                new PrintStream(
                        new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8)) {
            Console console = new Console(out, System.err, Console.standardErrorIsTerminal());
            code =
                    new CommandLineApp(HeadlessApplication::services, console, cancellation)
                            .run(args);
        } finally {
            cancellation.finished(code);
            removeHook(onSignal);
        }
        return code;
    }

    /** The framework goes down: cancels the command and waits until it has cleaned up. */
    @Override
    public void stop() {
        cancellation.cancel();
        if (cancellation.awaitFinished(PATIENCE, NOT_FINISHED) == NOT_FINISHED) {
            cancellation.abandon();
        }
    }

    /**
     * A signal's exit status would be 128 + its number; only {@code halt} can still choose another
     * one.
     */
    private void stopAndHalt() {
        cancellation.cancel();
        int code = cancellation.awaitFinished(PATIENCE, NOT_FINISHED);
        if (code == NOT_FINISHED) {
            cancellation.abandon();
            System.err.println(CommandLineApp.CANCELLED);
            code = ExitCode.CANCELLED.code();
        }
        Runtime.getRuntime().halt(code);
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The signal has come: the hook runs and ends the process.
        }
    }

    private static Services services() {
        Bundle bundle = FrameworkUtil.getBundle(HeadlessApplication.class);
        BundleContext context = bundle == null ? null : bundle.getBundleContext();
        Services embedded = Services.embedded();
        return context == null
                ? embedded
                : embedded.plus(
                        registered(context, FeatureExtractor.class),
                        registered(context, DataSetFormat.class),
                        registered(context, InspectionSink.class));
    }

    /** The services there are when the command starts; a command is too short to follow changes. */
    private static <T> List<T> registered(BundleContext context, Class<T> type) {
        try {
            Collection<ServiceReference<T>> references = context.getServiceReferences(type, null);
            return references.stream()
                    .sorted((a, b) -> b.compareTo(a))
                    .map(context::getService)
                    .filter(s -> s != null)
                    .toList();
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("no filter was given", e);
        }
    }
}
