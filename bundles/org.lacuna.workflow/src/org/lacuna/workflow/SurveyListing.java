package org.lacuna.workflow;

import org.lacuna.core.Modality;
import org.lacuna.core.Split;
import org.lacuna.core.StorageException;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Lists a category in the layout of MVTec 3D-AD without refusing anything: where opening the data
 * set ends at the first file that does not belong, this tells of all of them.
 */
final class SurveyListing {
    private static final String MASKS = "gt";
    private static final Map<Modality, Set<String>> EXTENSIONS =
            Map.of(
                    Modality.RGB, Set.of("png", "jpg", "jpeg"),
                    Modality.XYZ, Set.of("tiff", "tif"));
    private static final Set<String> LITTER = Set.of("thumbs.db", "desktop.ini");

    private SurveyListing() {}

    /** A part while its files are gathered. */
    private static final class Gathered {
        private final Map<Modality, Path> files = new EnumMap<>(Modality.class);
        private final List<Path> others = new ArrayList<>();
        private final List<Finding> findings = new ArrayList<>();
        private Optional<Path> mask = Optional.empty();
    }

    static List<SurveyedPart> of(Path category) throws StorageException {
        List<SurveyedPart> parts = new ArrayList<>();
        for (Split split : Split.values()) {
            for (Path defect : children(category.resolve(split.key()), true)) {
                String group = split.key() + "/" + defect.getFileName();
                gather(defect, split, defect.getFileName().toString().equals("good"))
                        .forEach(
                                (name, g) ->
                                        parts.add(
                                                new SurveyedPart(
                                                        category,
                                                        group,
                                                        name,
                                                        g.files,
                                                        g.mask,
                                                        g.others,
                                                        "",
                                                        g.findings)));
            }
        }
        return withMissing(parts);
    }

    private static Map<String, Gathered> gather(Path defect, Split split, boolean good)
            throws StorageException {
        Map<String, Gathered> parts = new TreeMap<>();
        for (Modality modality : Modality.values()) {
            for (Path file : children(defect.resolve(modality.key()), false)) {
                Gathered part = parts.computeIfAbsent(stem(file), n -> new Gathered());
                if (!EXTENSIONS.get(modality).contains(extension(file))) {
                    part.others.add(file);
                    part.findings.add(new Finding(Finding.Kind.FOREIGN_FILE, shown(file)));
                } else if (part.files.putIfAbsent(modality, file) != null) {
                    part.others.add(file);
                    part.findings.add(new Finding(Finding.Kind.SECOND_FILE, shown(file)));
                }
            }
        }
        for (Path file : children(defect.resolve(MASKS), false)) {
            Gathered part = parts.computeIfAbsent(stem(file), n -> new Gathered());
            if (!extension(file).equals("png")) {
                part.others.add(file);
                part.findings.add(new Finding(Finding.Kind.FOREIGN_FILE, shown(file)));
            } else {
                part.mask = Optional.of(file);
            }
        }
        for (Gathered part : parts.values()) {
            if (part.files.isEmpty() && part.mask.isPresent()) {
                part.findings.add(
                        new Finding(Finding.Kind.MASK_WITHOUT_PART, shown(part.mask.get())));
            }
            boolean judged = split == Split.TEST && !good && !part.files.isEmpty();
            if (judged && part.mask.isEmpty()) {
                part.findings.add(new Finding(Finding.Kind.MISSING_MASK, ""));
            }
        }
        return parts;
    }

    /** A modality is missing where other parts of the category have it. */
    private static List<SurveyedPart> withMissing(List<SurveyedPart> parts) {
        Map<Modality, Boolean> usual = new HashMap<>();
        for (Modality m : Modality.values()) {
            usual.put(m, parts.stream().anyMatch(p -> p.files().containsKey(m)));
        }
        List<SurveyedPart> told = new ArrayList<>();
        for (SurveyedPart part : parts) {
            SurveyedPart p = part;
            for (Modality m : Modality.values()) {
                if (usual.get(m) && !p.files().containsKey(m) && !p.files().isEmpty()) {
                    p =
                            p.plus(
                                    new Finding(
                                            m == Modality.RGB
                                                    ? Finding.Kind.MISSING_RGB
                                                    : Finding.Kind.MISSING_XYZ,
                                            ""));
                }
            }
            told.add(p);
        }
        return told;
    }

    /** Sorted, without what operating systems scatter about; none when the folder is not there. */
    static List<Path> children(Path folder, boolean folders) throws StorageException {
        List<Path> found = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return found;
        }
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            for (Path path : stream) {
                String name = path.getFileName().toString();
                if (!name.startsWith(".")
                        && !LITTER.contains(name.toLowerCase(Locale.ROOT))
                        && Files.isDirectory(path) == folders) {
                    found.add(path);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw StorageException.of(folder, "read", e.getCause());
        } catch (IOException e) {
            throw StorageException.of(folder, "read", e);
        }
        found.sort(null);
        return found;
    }

    private static String shown(Path file) {
        return file.getParent().getFileName() + "/" + file.getFileName();
    }

    private static String stem(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    static String extension(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(dot + 1).toLowerCase(Locale.ROOT) : "";
    }
}
