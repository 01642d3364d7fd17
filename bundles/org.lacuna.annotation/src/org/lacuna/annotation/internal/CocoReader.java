package org.lacuna.annotation.internal;

import org.lacuna.annotation.AnnotatedPart;
import org.lacuna.annotation.ClassCatalogue;
import org.lacuna.annotation.GridSize;
import org.lacuna.annotation.RunMask;
import org.lacuna.core.DataException;
import org.lacuna.core.Progress;
import org.lacuna.core.StorageException;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * COCO files: images, categories, and annotations with polygons or run lengths, in any order.
 * Several polygons of an annotation are its pieces: their union. Not thread-safe.
 */
public final class CocoReader {
    private static final long MAX_BYTES = 256L << 20;
    private static final int MAX_ITEMS = 1_000_000;

    /** Coordinates and run lengths of a whole file: 256 MiB of memory. */
    private static final int MAX_NUMBERS = 32 << 20;

    private static final int MAX_TEXT = 100_000;

    /** A number that a double holds exactly. */
    private static final long MAX_ID = 1L << 53;

    private final Path file;
    private final JsonInput in;
    private final Notes notes;
    private final Progress progress;
    private final Map<Long, Image> images = new LinkedHashMap<>();
    private final Map<Long, Category> categories = new LinkedHashMap<>();
    private final List<CocoAnnotation> annotations = new ArrayList<>();
    private int numbers;

    private record Image(String name, int width, int height) {}

    /**
     * @param colour -1 when the file has none
     */
    private record Category(String name, int colour) {}

    private CocoReader(Path file, JsonInput in, Notes notes, Progress progress) {
        this.file = file;
        this.in = in;
        this.notes = notes;
        this.progress = progress;
    }

    /** A part for each image, in the order of the file. */
    public static List<AnnotatedPart> read(Path file, Notes notes, Progress progress)
            throws DataException, StorageException {
        InputFiles.check(file, MAX_BYTES);
        List<AnnotatedPart> parts = new ArrayList<>();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            JsonInput.read(
                    file,
                    in,
                    json -> parts.addAll(new CocoReader(file, json, notes, progress).document()));
        } catch (IOException e) {
            throw StorageException.of(file, "read", e);
        }
        return parts;
    }

    private List<AnnotatedPart> document() throws IOException, DataException {
        boolean[] seen = new boolean[1];
        in.object(
                name -> {
                    switch (name) {
                        case "images" -> in.array(i -> image(i));
                        case "categories" -> in.array(i -> category(i));
                        case "annotations" -> {
                            seen[0] = true;
                            in.array(i -> annotation(i));
                        }
                        default -> in.skip();
                    }
                });
        if (images.isEmpty() || !seen[0]) {
            throw in.wrong(
                    images.isEmpty() ? "no images" : "no member 'annotations'",
                    "a COCO file with images and annotations");
        }
        return parts();
    }

    private void image(int index) throws IOException, DataException {
        checkCount(index, "images");
        long[] id = {-1};
        int[] size = {-1, -1};
        String[] name = {""};
        in.object(
                member -> {
                    switch (member) {
                        case "id" -> id[0] = in.integer(0, MAX_ID);
                        case "width" -> size[0] = in.integer(1, GridSize.MAX_PIXELS);
                        case "height" -> size[1] = in.integer(1, GridSize.MAX_PIXELS);
                        case "file_name" -> name[0] = in.text(MAX_TEXT);
                        default -> in.skip();
                    }
                });
        if (id[0] < 0 || size[0] < 0 || size[1] < 0) {
            throw in.wrong("an image that lacks one of them", "id, width and height");
        }
        if (images.put(id[0], new Image(name[0], size[0], size[1])) != null) {
            throw in.wrong("image " + id[0] + " twice", "each id once");
        }
    }

    private void category(int index) throws IOException, DataException {
        checkCount(index, "categories");
        long[] id = {-1};
        String[] name = new String[1];
        int[] colour = {-1};
        in.object(
                member -> {
                    switch (member) {
                        case "id" -> id[0] = in.integer(0, MAX_ID);
                        case "name" -> name[0] = in.text(MAX_TEXT);
                        case "color" -> colour[0] = colour();
                        default -> in.skip();
                    }
                });
        if (id[0] < 0 || name[0] == null) {
            throw in.wrong("a category that lacks one of them", "id and name");
        }
        if (categories.put(id[0], new Category(name[0], colour[0])) != null) {
            throw in.wrong("category " + id[0] + " twice", "each id once");
        }
    }

    /** Not part of the format; panoptic files have three numbers. Anything else is left alone. */
    private int colour() throws IOException, DataException {
        if (!in.isArray()) {
            in.skip();
            return -1;
        }
        int[] rgb = {0, 0};
        in.array(
                i -> {
                    rgb[0] = rgb[0] << 8 | in.integer(0, 255);
                    rgb[1]++;
                });
        return rgb[1] == 3 ? rgb[0] : -1;
    }

    private void annotation(int index) throws IOException, DataException {
        checkCount(index, "annotations");
        CocoAnnotation raw = new CocoAnnotation();
        in.object(
                member -> {
                    switch (member) {
                        case "id" -> raw.id = in.integer(0, MAX_ID);
                        case "image_id" -> raw.image = in.integer(0, MAX_ID);
                        case "category_id" -> raw.category = in.integer(0, MAX_ID);
                        case "segmentation" -> segmentation(raw);
                        case Extras.MEMBER -> raw.extras = Extras.read(in);
                        default -> in.skip();
                    }
                });
        if (raw.image < 0 || raw.category < 0) {
            throw in.wrong("an annotation that lacks one of them", "image_id and category_id");
        }
        annotations.add(raw);
    }

    private void segmentation(CocoAnnotation raw) throws IOException, DataException {
        if (in.isNull()) {
            in.skip();
        } else if (in.isArray()) {
            raw.polygons = new ArrayList<>();
            in.array(i -> raw.polygons.add(coordinates()));
        } else {
            in.object(
                    member -> {
                        switch (member) {
                            case "size" ->
                                    in.array(
                                            i -> {
                                                int v = in.integer(1, GridSize.MAX_PIXELS);
                                                raw.height = i == 0 ? v : raw.height;
                                                raw.width = i == 1 ? v : raw.width;
                                            });
                            case "counts" -> counts(raw);
                            default -> in.skip();
                        }
                    });
        }
    }

    private double[] coordinates() throws IOException, DataException {
        double[][] values = {new double[8]};
        int[] n = {0};
        in.array(
                i -> {
                    countNumber();
                    if (i == values[0].length) {
                        values[0] = Arrays.copyOf(values[0], 2 * i);
                    }
                    values[0][i] = in.number();
                    n[0]++;
                });
        return Arrays.copyOf(values[0], n[0]);
    }

    private void counts(CocoAnnotation raw) throws IOException, DataException {
        if (in.isText()) {
            // A length takes at least a character.
            raw.compressed = in.text(MAX_NUMBERS);
            return;
        }
        IntList counts = new IntList();
        in.array(
                i -> {
                    countNumber();
                    counts.add(in.integer(0, GridSize.MAX_PIXELS));
                });
        raw.counts = counts.toArray();
    }

    private void countNumber() throws DataException {
        if (++numbers > MAX_NUMBERS) {
            throw in.wrong("more numbers", "at most " + MAX_NUMBERS + " in all masks");
        }
    }

    private void checkCount(int index, String what) throws DataException {
        if (index >= MAX_ITEMS) {
            throw in.wrong("more " + what, "at most " + MAX_ITEMS);
        }
    }

    private List<AnnotatedPart> parts() throws DataException {
        progress.begin("read annotations", annotations.size());
        ClassCatalogue classes = ClassCatalogue.empty();
        PartNames names = new PartNames();
        Map<Long, PartBuilder> parts = new LinkedHashMap<>();
        String where = "categories";
        try {
            for (Category c : categories.values()) {
                classes =
                        c.colour() < 0
                                ? classes.including(c.name())
                                : classes.including(c.name(), c.colour());
            }
            for (Map.Entry<Long, Image> e : images.entrySet()) {
                where = "image " + e.getKey();
                Image image = e.getValue();
                GridSize grid = new GridSize(image.width(), image.height());
                String name = image.name().isEmpty() ? "image-" + e.getKey() : image.name();
                parts.put(e.getKey(), new PartBuilder(names.ofPath(name), grid, classes));
            }
            for (int i = 0; i < annotations.size(); i++) {
                progress.throwIfCancelled();
                CocoAnnotation raw = annotations.set(i, null);
                where = "annotations[" + i + "]" + (raw.id < 0 ? "" : " (id " + raw.id + ")");
                add(parts, raw);
                progress.advance(1);
            }
            where = "";
            return parts.values().stream().map(PartBuilder::build).toList();
        } catch (IllegalArgumentException e) {
            throw new DataException(
                    file + ": " + where + (where.isEmpty() ? "" : ": ") + e.getMessage(), e);
        }
    }

    private void add(Map<Long, PartBuilder> parts, CocoAnnotation raw) {
        PartBuilder part = parts.get(raw.image);
        Category category = categories.get(raw.category);
        if (part == null || category == null) {
            throw new IllegalArgumentException(
                    (part == null ? "image_id: " + raw.image : "category_id: " + raw.category)
                            + ", expected one of the file's");
        }
        Optional<RunMask> mask = raw.mask(part.grid());
        if (mask.isEmpty()) {
            notes.add("coco: an annotation without segmentation is left out");
            return;
        }
        part.add(category.name(), mask.get(), raw.extras);
    }
}
