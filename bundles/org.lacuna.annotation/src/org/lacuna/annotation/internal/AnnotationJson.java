package org.lacuna.annotation.internal;

import org.lacuna.annotation.AnnotatedPart;
import org.lacuna.annotation.Annotation;
import org.lacuna.annotation.AnnotationClass;
import org.lacuna.annotation.ClassCatalogue;
import org.lacuna.annotation.GridSize;
import org.lacuna.annotation.Origin;
import org.lacuna.annotation.ReviewState;
import org.lacuna.annotation.RunMask;
import org.lacuna.annotation.Severity;
import org.lacuna.core.DataException;
import org.lacuna.core.Software;
import org.lacuna.core.StorageException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The annotation file (docs/formats.md, 'Annotation file'). */
public final class AnnotationJson {
    public static final String SCHEMA = "lacuna.annotations/1";

    private static final int MAX_TEXT = 100_000;
    private static final String[] NEEDED = {
        "schema", "part", "width", "height", "next_id", "classes", "annotations"
    };

    private final JsonInput in;
    private String part;
    private int width;
    private int height;
    private int nextId;
    private ClassCatalogue classes;
    private final List<Raw> raws = new ArrayList<>();

    private AnnotationJson(JsonInput in) {
        this.in = in;
    }

    /** An annotation before the size of the grid is known. */
    private static final class Raw {
        private String id;
        private String className;
        private Severity severity;
        private ReviewState state;
        private Origin origin;
        private String comment;
        private int area;
        private int[] runs;
    }

    /** The same part gives the same bytes. */
    public static void write(OutputStream to, AnnotatedPart part) throws IOException {
        JsonOutput out = new JsonOutput(to);
        out.raw("{\n").text("schema", SCHEMA).raw(",\n").text("software", Software.VERSION);
        out.raw(",\n").text("part", part.name());
        out.raw(",\n").number("width", part.grid().width());
        out.raw(",\n").number("height", part.grid().height());
        out.raw(",\n").number("next_id", part.nextId());
        out.raw(",\n").name("classes").raw("[");
        String separator = "\n";
        for (AnnotationClass c : part.classes().classes()) {
            out.raw(separator).raw("{").text("name", c.name()).comma();
            out.text("colour", c.colourText()).comma().number("key", c.hotKey()).raw("}");
            separator = ",\n";
        }
        out.raw("],\n").name("annotations").raw("[");
        separator = "\n";
        for (Annotation a : part.annotations()) {
            Annotation.Details d = a.details();
            out.raw(separator).raw("{").text("id", a.id()).comma();
            out.text("class", d.className()).comma();
            out.text("severity", JsonOutput.name(d.severity())).comma();
            out.text("state", JsonOutput.name(d.state())).comma();
            out.text("origin", JsonOutput.name(a.origin())).comma();
            out.text("comment", d.comment()).comma();
            out.number("area_px", a.mask().count()).comma();
            out.numbers("runs", a.mask().runs()).raw("}");
            separator = ",\n";
        }
        out.raw("]\n}\n").flush();
    }

    /**
     * @param file for messages
     * @throws DataException when the bytes are no annotation file
     */
    public static AnnotatedPart read(Path file, byte[] bytes)
            throws DataException, StorageException {
        AnnotatedPart[] result = new AnnotatedPart[1];
        JsonInput.read(
                file,
                new ByteArrayInputStream(bytes),
                in -> result[0] = new AnnotationJson(in).document());
        return result[0];
    }

    private AnnotatedPart document() throws IOException, DataException {
        Set<String> missing = new HashSet<>(Set.of(NEEDED));
        in.object(
                name -> {
                    missing.remove(name);
                    member(name);
                });
        need(missing, NEEDED);
        try {
            GridSize grid = new GridSize(width, height);
            List<Annotation> annotations = new ArrayList<>();
            for (Raw raw : raws) {
                annotations.add(annotation(raw, grid));
            }
            return new AnnotatedPart(part, grid, classes, nextId, annotations);
        } catch (IllegalArgumentException e) {
            throw in.broken(e);
        }
    }

    private void member(String name) throws IOException, DataException {
        switch (name) {
            case "schema" -> {
                String schema = in.text(MAX_TEXT);
                if (!schema.equals(SCHEMA)) {
                    throw in.wrong("schema '" + schema + "'", "'" + SCHEMA + "'");
                }
            }
            case "part" -> part = in.text(MAX_TEXT);
            case "width" -> width = in.integer(1, GridSize.MAX_PIXELS);
            case "height" -> height = in.integer(1, GridSize.MAX_PIXELS);
            case "next_id" -> nextId = in.integer(1, Integer.MAX_VALUE);
            case "classes" -> readClasses();
            case "annotations" ->
                    in.array(
                            index -> {
                                if (index >= AnnotatedPart.MAX_ANNOTATIONS) {
                                    throw in.wrong(
                                            "more annotations",
                                            "at most " + AnnotatedPart.MAX_ANNOTATIONS);
                                }
                                raws.add(readAnnotation());
                            });
            default -> in.skip();
        }
    }

    private void readClasses() throws IOException, DataException {
        List<AnnotationClass> list = new ArrayList<>();
        in.array(
                index -> {
                    if (index >= ClassCatalogue.MAX_CLASSES) {
                        throw in.wrong("more classes", "at most " + ClassCatalogue.MAX_CLASSES);
                    }
                    list.add(readClass());
                });
        try {
            classes = new ClassCatalogue(list);
        } catch (IllegalArgumentException e) {
            throw in.broken(e);
        }
    }

    private AnnotationClass readClass() throws IOException, DataException {
        Set<String> missing = new HashSet<>(Set.of("name", "colour", "key"));
        String[] texts = new String[2];
        int[] key = new int[1];
        in.object(
                name -> {
                    missing.remove(name);
                    switch (name) {
                        case "name" -> texts[0] = in.text(MAX_TEXT);
                        case "colour" -> texts[1] = in.text(MAX_TEXT);
                        case "key" -> key[0] = in.integer(0, 9);
                        default -> in.skip();
                    }
                });
        need(missing, "name", "colour", "key");
        try {
            return new AnnotationClass(texts[0], Colours.parse(texts[1]), key[0]);
        } catch (IllegalArgumentException e) {
            throw in.broken(e);
        }
    }

    private Raw readAnnotation() throws IOException, DataException {
        String[] needed = {
            "id", "class", "severity", "state", "origin", "comment", "area_px", "runs"
        };
        Set<String> missing = new HashSet<>(Set.of(needed));
        Raw raw = new Raw();
        in.object(
                name -> {
                    missing.remove(name);
                    switch (name) {
                        case "id" -> raw.id = in.text(MAX_TEXT);
                        case "class" -> raw.className = in.text(MAX_TEXT);
                        case "severity" -> raw.severity = in.constant(Severity.values());
                        case "state" -> raw.state = in.constant(ReviewState.values());
                        case "origin" -> raw.origin = in.constant(Origin.values());
                        case "comment" -> raw.comment = in.text(MAX_TEXT);
                        case "area_px" -> raw.area = in.integer(0, GridSize.MAX_PIXELS);
                        case "runs" -> {
                            IntList runs = new IntList();
                            in.array(i -> runs.add(in.integer(0, GridSize.MAX_PIXELS)));
                            raw.runs = runs.toArray();
                        }
                        default -> in.skip();
                    }
                });
        need(missing, needed);
        return raw;
    }

    private static Annotation annotation(Raw raw, GridSize grid) {
        try {
            Annotation.Details details =
                    new Annotation.Details(raw.className, raw.severity, raw.comment, raw.state);
            RunMask mask = RunMask.ofRuns(grid, raw.runs);
            if (mask.count() != raw.area) {
                throw new IllegalArgumentException(
                        "runs: " + mask.count() + " pixels, expected " + raw.area + " as area_px");
            }
            return new Annotation(raw.id, details, mask, raw.origin);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("annotation '" + raw.id + "': " + e.getMessage(), e);
        }
    }

    private void need(Set<String> missing, String... order) throws DataException {
        for (String name : order) {
            if (missing.contains(name)) {
                throw in.wrong("no member '" + name + "'", "one");
            }
        }
    }
}
