package org.lacuna.acquisition;

import org.lacuna.acquisition.internal.FileSample;
import org.lacuna.acquisition.internal.Folders;
import org.lacuna.core.DataException;
import org.lacuna.core.Modality;
import org.lacuna.core.SampleId;
import org.lacuna.core.SampleSource;
import org.lacuna.core.Split;
import org.lacuna.core.StorageException;

import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes samples of single files, as given on a command line. */
public final class SampleFiles {
    /** Category of a file that lies in no data set. */
    public static final String CATEGORY = "files";

    /** Defect of a file that lies in no data set. */
    public static final String DEFECT = "unknown";

    private SampleFiles() {}

    /**
     * Pairs images (PNG, JPEG) and clouds (TIFF, metres) of the same part. Two of the given files
     * are a pair if their names without extension are the same and they lie in one folder, or in
     * sibling folders {@code rgb} and {@code xyz}. A file without partner is a sample with one
     * modality; a partner that is not given is not looked for.
     *
     * <p>A path of the shape {@code <category>/train|validation|test/<defect>/rgb|xyz/NAME} gives
     * category, defect and, if there, the mask in {@code gt}; any other has {@link #CATEGORY} and
     * {@link #DEFECT}. Where two samples would get the same id, the later ones get the suffix
     * {@code -2}, {@code -3} and so on.
     *
     * @return samples in the order in which their first file was given
     * @throws DataException when a file is of another kind or two files are the same modality of
     *     one part
     * @throws StorageException when a file does not exist
     */
    public static List<SampleSource> pair(List<Path> files) throws DataException, StorageException {
        Map<Path, Map<Modality, Path>> parts = new LinkedHashMap<>();
        for (Path file : files) {
            Modality modality = modalityOf(file);
            Map<Modality, Path> part =
                    parts.computeIfAbsent(
                            keyOf(file, modality), k -> new EnumMap<>(Modality.class));
            Path other = part.putIfAbsent(modality, file);
            if (other != null) {
                throw DataException.of(
                        file,
                        "a second " + modality.label() + " file of the same part as " + other,
                        "one of each modality");
            }
        }
        Map<SampleId, Integer> taken = new HashMap<>();
        List<SampleSource> sources = new ArrayList<>();
        for (Map<Modality, Path> part : parts.values()) {
            Path first = part.values().iterator().next();
            SampleId id = idOf(first);
            int times = taken.merge(id, 1, Integer::sum);
            if (times > 1) {
                id = new SampleId(id.category(), id.defect(), id.name() + "-" + times);
            }
            sources.add(
                    new FileSample(
                            id,
                            part,
                            maskOf(first),
                            cloud -> TiffFiles.readCloud(cloud, TiffFiles.METRES)));
        }
        return List.copyOf(sources);
    }

    /**
     * A part of which the files are known, without mask.
     *
     * @param files an image (PNG, JPEG), a cloud (TIFF, metres) or both
     */
    public static SampleSource of(SampleId id, Map<Modality, Path> files) {
        return new FileSample(
                id, files, Optional.empty(), cloud -> TiffFiles.readCloud(cloud, TiffFiles.METRES));
    }

    private static Modality modalityOf(Path file) throws DataException, StorageException {
        if (Files.isDirectory(file)) {
            throw DataException.of(file, "a folder", "an image (PNG, JPEG) or a cloud (TIFF)");
        }
        if (!Files.exists(file)) {
            throw StorageException.of(file, "read", new NoSuchFileException(file.toString()));
        }
        String extension = Folders.extension(file);
        if (MvtecFormat.IMAGE_EXTENSIONS.contains(extension)) {
            return Modality.RGB;
        }
        if (MvtecFormat.CLOUD_EXTENSIONS.contains(extension)) {
            return Modality.XYZ;
        }
        throw DataException.of(
                file,
                "a file of another kind",
                "an image (.png, .jpg, .jpeg) or a cloud (.tiff, .tif)");
    }

    /** The path with the modality's folder and the extension taken out. */
    private static Path keyOf(Path file, Modality modality) {
        Path absolute = file.toAbsolutePath().normalize();
        Path folder = absolute.getParent();
        if (String.valueOf(folder.getFileName()).equals(modality.key())) {
            folder = folder.getParent().resolve("*");
        }
        return folder.resolve(Folders.stem(absolute));
    }

    private static SampleId idOf(Path file) {
        Path path = file.toAbsolutePath().normalize();
        String stem = Folders.stem(path);
        int n = path.getNameCount();
        if (n >= 5
                && isModality(path.getName(n - 2))
                && Arrays.stream(Split.values())
                        .anyMatch(s -> s.key().equals(path.getName(n - 4).toString()))) {
            return new SampleId(
                    path.getName(n - 5).toString(), path.getName(n - 3).toString(), stem);
        }
        return new SampleId(CATEGORY, DEFECT, stem);
    }

    private static boolean isModality(Path folder) {
        String name = folder.toString();
        return name.equals(Modality.RGB.key()) || name.equals(Modality.XYZ.key());
    }

    private static Optional<Path> maskOf(Path file) {
        Path folder = file.toAbsolutePath().normalize().getParent();
        if (folder.getFileName() == null || !isModality(folder.getFileName())) {
            return Optional.empty();
        }
        Path mask = folder.resolveSibling(MvtecFormat.TRUTH).resolve(Folders.stem(file) + ".png");
        return Files.isRegularFile(mask) ? Optional.of(mask) : Optional.empty();
    }
}
