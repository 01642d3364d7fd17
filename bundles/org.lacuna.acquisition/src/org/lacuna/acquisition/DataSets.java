package org.lacuna.acquisition;

import org.lacuna.acquisition.internal.Folders;
import org.lacuna.core.DataException;
import org.lacuna.core.DataSet;
import org.lacuna.core.DataSetFormat;
import org.lacuna.core.StorageException;

import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Opens data sets by trying the known formats. Thread-safe. */
public final class DataSets {
    private static final int SHOWN_NAMES = 12;

    private final List<DataSetFormat> formats;

    /**
     * @param formats in the order in which they are tried
     */
    public DataSets(List<DataSetFormat> formats) {
        this.formats = List.copyOf(formats);
    }

    /** With the formats of this bundle, for use without OSGi. */
    public static DataSets standard() {
        return new DataSets(List.of(new MvtecFormat(), new EyecandiesFormat()));
    }

    /**
     * Opens a folder that is one category, or a root folder with categories in it. Lists files, but
     * reads none.
     *
     * @param categories names of the wanted categories; empty for all
     * @return one data set a category, sorted by category, at least one
     * @throws DataException when no category is there, when a wanted one is not, or when the layout
     *     of one is broken; says what was found
     * @throws StorageException when the folder does not exist or cannot be listed
     */
    public List<DataSet> open(Path root, List<String> categories)
            throws DataException, StorageException {
        if (!Files.exists(root)) {
            throw StorageException.of(root, "read", new NoSuchFileException(root.toString()));
        }
        if (!Files.isDirectory(root)) {
            throw DataException.of(root, "a file", "a folder with a data set");
        }
        TreeMap<String, Path> found = new TreeMap<>();
        if (formatOf(root) != null) {
            found.put(nameOf(root), root);
        } else {
            for (Path folder : Folders.subfolders(root)) {
                if (formatOf(folder) != null) {
                    found.put(nameOf(folder), folder);
                }
            }
        }
        if (found.isEmpty()) {
            throw DataException.of(root, "holds " + contents(root), "a data set: " + layouts());
        }
        for (String wanted : categories) {
            if (!found.containsKey(wanted)) {
                throw DataException.of(
                        root,
                        "no category '" + wanted + "'",
                        "one of " + String.join(", ", found.keySet()));
            }
        }
        List<DataSet> sets = new ArrayList<>();
        for (var entry : found.entrySet()) {
            if (categories.isEmpty() || categories.contains(entry.getKey())) {
                sets.add(formatOf(entry.getValue()).open(entry.getValue()));
            }
        }
        return List.copyOf(sets);
    }

    private DataSetFormat formatOf(Path folder) {
        for (DataSetFormat format : formats) {
            if (format.recognises(folder)) {
                return format;
            }
        }
        return null;
    }

    private String layouts() {
        return formats.stream().map(DataSetFormat::name).collect(Collectors.joining(" or "))
                + " layout, as one category or as a folder of categories";
    }

    private static String contents(Path root) throws StorageException {
        List<String> names = new ArrayList<>();
        Folders.subfolders(root).forEach(p -> names.add(p.getFileName() + "/"));
        Folders.files(root).forEach(p -> names.add(p.getFileName().toString()));
        if (names.isEmpty()) {
            return "nothing";
        }
        String shown = String.join(", ", names.subList(0, Math.min(SHOWN_NAMES, names.size())));
        return names.size() > SHOWN_NAMES
                ? shown + " and " + (names.size() - SHOWN_NAMES) + " more"
                : shown;
    }

    /** Name of a folder, also of {@code .} and of a drive's root. */
    static String nameOf(Path folder) {
        Path name = folder.toAbsolutePath().normalize().getFileName();
        return name == null ? "data" : name.toString();
    }
}
