package org.lacuna.ui.internal.annotating;

import org.lacuna.annotation.AnnotationFile;
import org.lacuna.core.Modality;
import org.lacuna.core.SampleId;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * Where the annotations of a part lie, whichever result folder or data set it was opened from: one
 * folder for each category of a data set, one file for each part.
 *
 * @param home folder of the category: what the choice of a folder is remembered for
 * @param name of the part in its files, unlike that of any other part of the category
 */
public record AnnotationPlace(Path home, String name) {
    /** Folders that only say what is in the files. */
    private static final Set<String> KINDS = Set.of("rgb", "xyz", "data");

    public AnnotationPlace {
        Objects.requireNonNull(home, "home");
        Objects.requireNonNull(name, "name");
    }

    /**
     * @param files of the part, at least one
     */
    public static AnnotationPlace of(SampleId id, Map<Modality, Path> files) {
        Collection<Path> ordered = new TreeMap<>(files).values();
        Path file = ordered.iterator().next().toAbsolutePath().normalize();
        Path folder = file.getParent();
        for (Path home = folder; home != null; home = home.getParent()) {
            if (home.getFileName() != null && home.endsWith(id.category())) {
                return new AnnotationPlace(home, name(home.relativize(folder), id));
            }
        }
        return new AnnotationPlace(folder, id.defect() + "_" + id.name());
    }

    private static String name(Path folders, SampleId id) {
        StringBuilder name = new StringBuilder();
        for (Path folder : folders) {
            String text = folder.toString();
            if (!text.isEmpty() && !KINDS.contains(text)) {
                name.append(text).append('_');
            }
        }
        return name.append(id.name()).toString();
    }

    /** Beside the category, since what is in it belongs to the data set. */
    public Path usualFolder() {
        Path last = home.getFileName();
        return last == null
                ? home.resolve("annotations")
                : home.resolveSibling(last + "-annotations");
    }

    public Path file(Path folder) {
        return folder.resolve(name + AnnotationFile.EXTENSION);
    }
}
