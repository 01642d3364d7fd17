package org.lacuna.annotation;

import org.lacuna.annotation.internal.CocoReader;
import org.lacuna.annotation.internal.CocoWriter;
import org.lacuna.annotation.internal.CvatReader;
import org.lacuna.annotation.internal.CvatWriter;
import org.lacuna.annotation.internal.LabelMeFile;
import org.lacuna.annotation.internal.Notes;
import org.lacuna.annotation.internal.PartFiles;
import org.lacuna.annotation.internal.PartNames;
import org.lacuna.annotation.internal.TruthMasks;
import org.lacuna.core.AtomicFile;
import org.lacuna.core.DataException;
import org.lacuna.core.Progress;
import org.lacuna.core.StorageException;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads and writes annotations in the files of other programs (docs/formats.md, 'Annotations for
 * other programs'). No way there and back moves a pixel: run lengths and PNG hold masks as they
 * are, and polygons follow pixel borders. What a format cannot hold is told as a note. Paths in
 * files are names here and are never opened. Deterministic.
 */
public final class AnnotationExchange {
    /**
     * @param parts in the order of the file; names differ
     * @param notes what was left out, for people
     */
    public record Imported(List<AnnotatedPart> parts, List<String> notes) {
        public Imported {
            parts = List.copyOf(parts);
            notes = List.copyOf(notes);
        }
    }

    private AnnotationExchange() {}

    /**
     * @param path a file; for formats of one part a file also a folder, whose files are read in the
     *     order of their names
     * @throws DataException when the content cannot be used; names file, place, what was found and
     *     expected
     * @throws StorageException when something cannot be read
     */
    public static Imported read(ExchangeFormat format, Path path, Progress progress)
            throws DataException, StorageException {
        Notes notes = new Notes();
        List<AnnotatedPart> parts = new ArrayList<>();
        switch (format) {
            case COCO, COCO_RLE, COCO_POLYGON ->
                    parts.addAll(CocoReader.read(path, notes, progress));
            case CVAT, CVAT_POLYGON -> parts.addAll(CvatReader.read(path, notes, progress));
            default -> {
                List<Path> files = PartFiles.list(path, format);
                progress.begin("read annotations", files.size());
                PartNames names = new PartNames();
                for (Path file : files) {
                    progress.throwIfCancelled();
                    AnnotatedPart part = read(format, file, notes);
                    parts.add(
                            new AnnotatedPart(
                                    names.unique(part.name()),
                                    part.grid(),
                                    part.classes(),
                                    part.nextId(),
                                    part.annotations()));
                    progress.advance(1);
                }
            }
        }
        return new Imported(parts, notes.list());
    }

    private static AnnotatedPart read(ExchangeFormat format, Path file, Notes notes)
            throws DataException, StorageException {
        return switch (format) {
            case GT -> TruthMasks.read(file);
            case LABELME -> LabelMeFile.read(file, notes);
            default -> {
                AnnotationFile.Latest latest = AnnotationFile.readLatest(file);
                latest.messages().forEach(notes::add);
                yield latest.part();
            }
        };
    }

    /**
     * Writes one file, wholly or not at all.
     *
     * @param parts with different names; for formats of one part a file exactly one
     * @return what the format cannot hold, for people
     * @throws DataException when a mask cannot be written in that format
     */
    public static List<String> writeFile(
            ExchangeFormat format, Path file, List<AnnotatedPart> parts)
            throws DataException, StorageException {
        checkNames(parts);
        if (format.onePart() && parts.size() != 1) {
            throw new IllegalArgumentException(
                    "parts: " + parts.size() + ", expected one for a file of " + format.key());
        }
        Notes notes = new Notes();
        try {
            switch (format) {
                case LACUNA -> AnnotationFile.write(file, parts.getFirst());
                case GT -> TruthMasks.write(file, parts.getFirst(), notes);
                default -> AtomicFile.write(file, out -> write(format, out, parts, notes));
            }
        } catch (TooRaggedException e) {
            throw DataException.of(file, e.getMessage(), "run lengths instead of polygons", e);
        }
        return notes.list();
    }

    /** The tracer's limit, told apart from a caller's bug. */
    private static final class TooRaggedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooRaggedException(IllegalArgumentException cause) {
            super(cause.getMessage(), cause);
        }
    }

    private static void write(
            ExchangeFormat format, OutputStream out, List<AnnotatedPart> parts, Notes notes)
            throws IOException {
        try {
            switch (format) {
                case LABELME -> LabelMeFile.write(out, parts.getFirst(), notes);
                case CVAT, CVAT_POLYGON ->
                        CvatWriter.write(out, parts, format == ExchangeFormat.CVAT_POLYGON, notes);
                default -> CocoWriter.write(out, parts, format, notes);
            }
        } catch (IllegalArgumentException e) {
            throw new TooRaggedException(e);
        }
    }

    /**
     * Writes a file for each part into a folder, named after it. Each file is whole or not there;
     * the folder as a whole is not.
     *
     * @param format of one part a file
     * @return what the format cannot hold, for people
     */
    public static List<String> writeFolder(
            ExchangeFormat format, Path folder, List<AnnotatedPart> parts, Progress progress)
            throws DataException, StorageException {
        checkNames(parts);
        if (!format.onePart()) {
            throw new IllegalArgumentException(
                    "format: " + format.key() + ", expected one with a file for each part");
        }
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw StorageException.of(folder, "written", e);
        }
        Notes notes = new Notes();
        progress.begin("write annotations", parts.size());
        for (AnnotatedPart part : parts) {
            progress.throwIfCancelled();
            Path file = folder.resolve(part.name() + format.extension());
            writeFile(format, file, List.of(part)).forEach(notes::add);
            progress.advance(1);
        }
        return notes.list();
    }

    private static void checkNames(List<AnnotatedPart> parts) {
        Set<String> names = new HashSet<>();
        for (AnnotatedPart part : parts) {
            if (!names.add(part.name())) {
                throw new IllegalArgumentException(
                        "parts: '" + part.name() + "' twice, expected each name once");
            }
        }
    }
}
