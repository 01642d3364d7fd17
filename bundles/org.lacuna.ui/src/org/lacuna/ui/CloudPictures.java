package org.lacuna.ui;

import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.IPath;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.ImageTransfer;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.ImageLoader;
import org.eclipse.swt.widgets.FileDialog;
import org.lacuna.core.SampleId;
import org.lacuna.ui.internal.cloud.Messages;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Pictures of the cloud view with legend, scale and measurement, as PNG file or in the clipboard.
 */
final class CloudPictures {
    private final CloudCanvas canvas;
    private final Consumer<String> statusLine;

    CloudPictures(CloudCanvas canvas, Consumer<String> statusLine) {
        this.canvas = canvas;
        this.statusLine = statusLine;
    }

    /** Asks for a file and writes the picture there. */
    void save() {
        Optional<ImageData> picture = canvas.picture();
        if (picture.isEmpty()) {
            statusLine.accept(Messages.Picture_none);
            return;
        }
        FileDialog dialog = new FileDialog(canvas.getShell(), SWT.SAVE);
        dialog.setText(Messages.Picture_title);
        dialog.setFilterExtensions(new String[] {"*.png"});
        dialog.setFilterNames(new String[] {Messages.Picture_png});
        dialog.setFileName(canvas.shownPart().map(p -> name(p.id())).orElse("cloud") + ".png");
        dialog.setOverwrite(true);
        String file = dialog.open();
        if (file != null) {
            save(picture.get(), Path.of(file));
        }
    }

    private static String name(SampleId id) {
        return id.toString().replaceAll("[^A-Za-z0-9._-]+", "_");
    }

    /** Writes a picture in a job; the file appears when it is whole. */
    Job save(ImageData picture, Path file) {
        Path target =
                "png".equalsIgnoreCase(IPath.fromPath(file).getFileExtension())
                        ? file
                        : file.resolveSibling(file.getFileName() + ".png");
        Job job =
                Job.create(
                        NLS.bind(Messages.Picture_job, target.getFileName()),
                        (ICoreRunnable)
                                monitor -> {
                                    IStatus status = write(picture, target);
                                    if (!status.isOK()) {
                                        throw new org.eclipse.core.runtime.CoreException(status);
                                    }
                                    canvas.later(
                                            () ->
                                                    statusLine.accept(
                                                            NLS.bind(
                                                                    Messages.Picture_saved,
                                                                    target)));
                                });
        job.setUser(true);
        job.schedule();
        return job;
    }

    private static IStatus write(ImageData picture, Path target) {
        Path part = null;
        try {
            ImageLoader loader = new ImageLoader();
            loader.data = new ImageData[] {picture};
            ByteArrayOutputStream png = new ByteArrayOutputStream();
            loader.save(png, SWT.IMAGE_PNG);
            part = Files.createTempFile(target.toAbsolutePath().getParent(), ".picture", ".part");
            Files.write(part, png.toByteArray());
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
            return Status.OK_STATUS;
        } catch (IOException e) {
            delete(part);
            return Status.error(
                    NLS.bind(
                            Messages.Picture_failed,
                            target,
                            e.getClass().getSimpleName() + " " + e.getMessage()));
        }
    }

    private static void delete(Path part) {
        try {
            if (part != null) {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            // The folder went away with it.
            part.toFile().deleteOnExit();
        }
    }

    /** Puts the picture into the clipboard. */
    void copy() {
        Optional<ImageData> picture = canvas.picture();
        picture.ifPresent(
                data -> {
                    Clipboard clipboard = new Clipboard(canvas.getDisplay());
                    clipboard.setContents(
                            new Object[] {data}, new Transfer[] {ImageTransfer.getInstance()});
                    clipboard.dispose();
                });
        statusLine.accept(picture.isPresent() ? Messages.Picture_copied : Messages.Picture_none);
    }
}
