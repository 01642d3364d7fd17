package org.lacuna.workflow;

import org.lacuna.core.StorageException;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes parts out of a data set without deleting anything: their files move to the folder {@code
 * left-out} of their category, which no layout looks into, under the same path as before. To take
 * them back, move them back.
 */
public final class LeaveOut {
    /** Folder in a category that receives the files. */
    public static final String FOLDER = "left-out";

    private LeaveOut() {}

    private record Move(Path from, Path to) {}

    /**
     * All or none: what was moved goes back when a file cannot be.
     *
     * @throws StorageException when a file cannot be moved, or one is in its place already
     */
    public static void apply(List<SurveyedPart> parts) throws StorageException {
        List<Move> done = new ArrayList<>();
        for (SurveyedPart part : parts) {
            for (Path file : part.allFiles()) {
                Path target =
                        part.category().resolve(FOLDER).resolve(part.category().relativize(file));
                try {
                    Files.createDirectories(target.getParent());
                    Files.move(file, target);
                    done.add(new Move(file, target));
                } catch (IOException e) {
                    takeBack(done);
                    throw StorageException.of(file, "moved to " + target, e);
                }
            }
        }
        for (Move move : done) {
            removeEmpty(move.from().getParent(), 2);
        }
    }

    private static void takeBack(List<Move> done) {
        for (Move move : done.reversed()) {
            try {
                Files.move(move.to(), move.from());
            } catch (IOException e) {
                // The error that led here is the one to tell; the file is whole where it is.
            }
        }
    }

    /** An empty defect folder would be one without a part, which is an error. */
    private static void removeEmpty(Path folder, int levels) throws StorageException {
        Path p = folder;
        for (int i = 0; i < levels; i++, p = p.getParent()) {
            try {
                Files.deleteIfExists(p);
            } catch (DirectoryNotEmptyException e) {
                return;
            } catch (IOException e) {
                throw StorageException.of(p, "removed", e);
            }
        }
    }
}
