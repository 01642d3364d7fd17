package org.lacuna.install.probe.host;

import org.eclipse.ui.IStartup;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.PlatformUI;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Put into a host by the installation tests: works there for a while as a quality engineer does,
 * writes what was seen, or why it could not go on, and ends the workbench.
 */
public final class HostProbe implements IStartup {
    /**
     * System property: folder with the data set in {@code data}, in which everything is written.
     */
    private static final String FOLDER = "lacuna.probe.folder";

    @Override
    public void earlyStartup() {
        Thread engineer = new Thread(HostProbe::work, "quality engineer");
        engineer.setDaemon(true);
        engineer.start();
    }

    private static void work() {
        Path folder = Path.of(System.getProperty(FOLDER));
        Hands hands = new Hands(PlatformUI.getWorkbench().getDisplay(), folder);
        Engineer engineer = new Engineer(hands, folder);
        try {
            try {
                engineer.work();
                Files.write(folder.resolve("seen.txt"), engineer.seen());
                hands.menu("File", "Exit");
            } catch (RuntimeException | AssertionError e) {
                StringWriter text = new StringWriter();
                e.printStackTrace(new PrintWriter(text, true));
                Files.writeString(folder.resolve("failure.txt"), engineer.seen() + "\n" + text);
                hands.shot("failure.png");
                IWorkbench workbench = PlatformUI.getWorkbench();
                workbench.getDisplay().asyncExec(workbench::close);
            }
        } catch (IOException e) {
            // The test misses the file.
            throw new IllegalStateException(e);
        }
    }
}
