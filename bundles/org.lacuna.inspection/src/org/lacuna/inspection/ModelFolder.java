package org.lacuna.inspection;

import org.lacuna.core.LacunaException;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.ModelException;
import org.lacuna.core.StorageException;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A folder of inspection models with a registry that says which of them is the current one. Every
 * call looks at the disk anew: not for a UI thread.
 *
 * @param path of the folder
 */
public record ModelFolder(Path path) {
    /** Ending of the files that are listed. */
    public static final String EXTENSION = ".lacuna";

    /**
     * The model that the registry names, with just the content that was promoted.
     *
     * @param promotion that made it the current one
     */
    public record Current(Path file, InspectionModel model, Promotion promotion) {}

    /**
     * What a list says of a model; the model itself may be large.
     *
     * @param id SHA-256
     * @param category kind of part
     * @param goodParts that it learned from
     */
    public record Facts(String id, String category, int goodParts) {}

    /**
     * A file of the folder.
     *
     * @param facts empty when it cannot be read
     * @param problem why it cannot be read; empty when it can
     */
    public record Entry(Path file, Optional<Facts> facts, String problem) {}

    /** The folder in which a model lies. */
    public static ModelFolder of(Path model) {
        return new ModelFolder(model.toAbsolutePath().normalize().getParent());
    }

    /**
     * @return an empty registry where there is no file
     * @throws LacunaException when the file is damaged, or cannot be read
     */
    public ModelRegistry registry() throws ModelException, StorageException {
        Path file = ModelRegistryFile.in(path);
        return Files.exists(file) ? ModelRegistryFile.read(file) : ModelRegistry.empty();
    }

    /**
     * The current model. Never another one: a file whose content is not what was promoted is
     * refused.
     *
     * @throws ModelException when no model was promoted, or the file is not what was promoted
     * @throws StorageException when a file cannot be read
     */
    public Current current() throws ModelException, StorageException {
        Promotion promotion =
                registry()
                        .current()
                        .orElseThrow(
                                () ->
                                        new ModelException(
                                                path
                                                        + ": no current model, expected one that"
                                                        + " was promoted ("
                                                        + ModelRegistryFile.NAME
                                                        + "), or the file of a model"));
        return new Current(path.resolve(promotion.file()), promoted(promotion), promotion);
    }

    private InspectionModel promoted(Promotion promotion) throws ModelException, StorageException {
        Path file = path.resolve(promotion.file());
        InspectionModel model = ModelFile.read(file);
        String found = model.sha256();
        if (!found.equals(promotion.modelId())) {
            throw new ModelException(
                    file
                            + ": model "
                            + found
                            + ", expected "
                            + promotion.modelId()
                            + ", which was promoted: bring that file back, or promote the one that"
                            + " is there");
        }
        return model;
    }

    /**
     * The models of the folder, by name; a file that cannot be read is told with the reason.
     *
     * @throws StorageException when the folder cannot be read
     */
    public List<Entry> list() throws StorageException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(path, "*" + EXTENSION)) {
            found.forEach(files::add);
        } catch (DirectoryIteratorException e) {
            throw StorageException.of(path, "read", e.getCause());
        } catch (IOException e) {
            throw StorageException.of(path, "read", e);
        }
        files.sort(null);
        List<Entry> entries = new ArrayList<>();
        for (Path file : files) {
            try {
                InspectionModel model = ModelFile.read(file);
                Facts facts =
                        new Facts(
                                model.sha256(), model.category(), model.provenance().trainParts());
                entries.add(new Entry(file, Optional.of(facts), ""));
            } catch (LacunaException e) {
                entries.add(new Entry(file, Optional.empty(), e.getMessage()));
            }
        }
        return entries;
    }

    /**
     * Makes a model of the folder the current one.
     *
     * @param file name of the model's file
     * @param user name of the system's user
     * @throws ModelException when the file is no model, is the current one already or for another
     *     kind of part, or the reason is missing or too long
     */
    public Promotion promote(String file, String reason, String user, Instant time)
            throws ModelException, StorageException {
        InspectionModel model = ModelFile.read(path.resolve(file));
        String id = model.sha256();
        return write(
                registry(),
                r -> r.promote(file, id, model.category(), figures(model), reason, user, time));
    }

    /**
     * Makes the model before the current one the current one again.
     *
     * @throws ModelException when there is none, its file is not what was promoted then, or the
     *     reason is missing or too long
     */
    public Promotion rollBack(String reason, String user, Instant time)
            throws ModelException, StorageException {
        ModelRegistry registry = registry();
        Optional<Promotion> before = registry.previous();
        if (before.isPresent()) {
            promoted(before.get());
        }
        return write(registry, r -> r.rollBack(reason, user, time));
    }

    private Promotion write(ModelRegistry registry, UnaryOperator<ModelRegistry> step)
            throws ModelException, StorageException {
        Path file = ModelRegistryFile.in(path);
        try {
            ModelRegistry next = step.apply(registry);
            ModelRegistryFile.write(file, next);
            return next.history().getLast();
        } catch (IllegalArgumentException e) {
            throw new ModelException(file + ": " + e.getMessage(), e);
        }
    }

    /**
     * What a model says of itself, by name: parts that it learned from, and the shares of synthetic
     * defects that it detected.
     */
    public static Map<String, Double> figures(InspectionModel model) {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("good_parts", (double) model.provenance().trainParts());
        figures.put("annotated_parts", (double) model.provenance().annotatedParts());
        model.detection()
                .ifPresent(
                        d -> {
                            for (ModalitySet pattern : d.stopped().keySet()) {
                                figures.put("detected_" + pattern.key(), d.of(pattern));
                            }
                        });
        return figures;
    }
}
