package org.lacuna.annotation.internal;

import org.lacuna.acquisition.ImageFiles;
import org.lacuna.annotation.AnnotatedPart;
import org.lacuna.annotation.Annotation;
import org.lacuna.annotation.ClassCatalogue;
import org.lacuna.annotation.ExchangeFormat;
import org.lacuna.annotation.Origin;
import org.lacuna.annotation.ReviewState;
import org.lacuna.annotation.RunMask;
import org.lacuna.annotation.Severity;
import org.lacuna.core.DataException;
import org.lacuna.core.PixelMask;
import org.lacuna.core.StorageException;

import java.nio.file.Path;

/**
 * Ground-truth masks as in MVTec 3D-AD: {@code DEFECT/gt/NAME.png}, 0 where the part is good. One
 * mask a part, so all annotations become one, and one annotation comes back.
 */
public final class TruthMasks {
    private static final String FOLDER = "gt";
    private static final String CLASS = "defect";

    private TruthMasks() {}

    /** The class is the defect's folder, if the file lies in the layout, else {@code defect}. */
    public static AnnotatedPart read(Path file) throws DataException, StorageException {
        PixelMask pixels = ImageFiles.readMask(file);
        try {
            RunMask mask = RunMask.of(pixels);
            PartBuilder part =
                    new PartBuilder(
                            PartFiles.partOf(file, ExchangeFormat.GT),
                            mask.grid(),
                            ClassCatalogue.empty());
            if (!mask.isEmpty()) {
                part.add(className(file), mask, Extras.none());
            }
            return part.build();
        } catch (IllegalArgumentException e) {
            throw new DataException(file + ": " + e.getMessage(), e);
        }
    }

    private static String className(Path file) {
        Path folder = file.toAbsolutePath().normalize().getParent();
        boolean layout =
                folder.getNameCount() > 1 && folder.getFileName().toString().equals(FOLDER);
        return layout ? PartNames.clean(folder.getParent().getFileName().toString()) : CLASS;
    }

    /** All but rejected annotations. */
    public static void write(Path file, AnnotatedPart part, Notes notes) throws StorageException {
        ImageFiles.writeMask(file, part.truth().toPixelMask());
        for (Annotation a : part.annotations()) {
            if (a.details().state() == ReviewState.REJECTED) {
                notes.add("gt: a rejected annotation is left out");
                continue;
            }
            notes.add("gt: class, id, state and origin of an annotation are not kept");
            if (a.details().severity() != Severity.UNRATED) {
                notes.add("gt: the severity of an annotation is not kept");
            }
            if (!a.details().comment().isEmpty()) {
                notes.add("gt: the comment of an annotation is not kept");
            }
            if (a.origin() == Origin.REGION && a.details().state() == ReviewState.DRAFT) {
                notes.add("gt: a region of a verdict that nobody has reviewed is written");
            }
        }
        if (part.annotations().size() > 1) {
            notes.add("gt: the annotations of a part become one mask");
        }
    }
}
