package org.lacuna.annotation.internal;

import org.lacuna.annotation.AnnotatedPart;
import org.lacuna.annotation.Annotation;
import org.lacuna.annotation.ClassCatalogue;
import org.lacuna.annotation.ExchangeFormat;
import org.lacuna.annotation.GridSize;
import org.lacuna.annotation.MaskPolygons;
import org.lacuna.annotation.RunMask;
import org.lacuna.annotation.Shapes;
import org.lacuna.core.DataException;
import org.lacuna.core.StorageException;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * LabelMe files: one image each, with polygons and rectangles. Shapes of one label that share a
 * {@code group_id} are pieces of one annotation, as LabelMe's own converters take them. The image,
 * inside the file or beside it, is not looked at. Not thread-safe.
 */
public final class LabelMeFile {
    /** The newest format that was looked at; LabelMe does not refuse others. */
    private static final String VERSION = "5.5.0";

    private static final long MAX_BYTES = 256L << 20;
    private static final int MAX_TEXT = 100_000;
    private static final int MAX_SHAPES = 1_000_000;
    private static final int MAX_NUMBERS = 32 << 20;

    private final Path file;
    private final JsonInput in;
    private final Notes notes;
    private final List<Shape> shapes = new ArrayList<>();
    private int width = -1;
    private int height = -1;
    private int numbers;

    private static final class Shape {
        private String label;
        private String type = "polygon";
        private long group = -1;
        private double[] xy = new double[0];
        private String description = "";
        private Extras extras = Extras.none();
    }

    private LabelMeFile(Path file, JsonInput in, Notes notes) {
        this.file = file;
        this.in = in;
        this.notes = notes;
    }

    public static AnnotatedPart read(Path file, Notes notes)
            throws DataException, StorageException {
        InputFiles.check(file, MAX_BYTES);
        AnnotatedPart[] part = new AnnotatedPart[1];
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            JsonInput.read(
                    file, in, json -> part[0] = new LabelMeFile(file, json, notes).document());
        } catch (IOException e) {
            throw StorageException.of(file, "read", e);
        }
        return part[0];
    }

    private AnnotatedPart document() throws IOException, DataException {
        boolean[] seen = new boolean[1];
        in.object(
                name -> {
                    switch (name) {
                        case "shapes" -> {
                            seen[0] = true;
                            in.array(i -> shape(i));
                        }
                        case "imageWidth" -> width = in.integer(1, GridSize.MAX_PIXELS);
                        case "imageHeight" -> height = in.integer(1, GridSize.MAX_PIXELS);
                        default -> in.skip();
                    }
                });
        if (!seen[0] || width < 0 || height < 0) {
            throw in.wrong(
                    "no LabelMe file, or one without the size of its image",
                    "the members shapes, imageWidth and imageHeight");
        }
        String where = "";
        try {
            PartBuilder part =
                    new PartBuilder(
                            PartFiles.partOf(file, ExchangeFormat.LABELME),
                            new GridSize(width, height),
                            ClassCatalogue.empty());
            Map<String, Integer> groups = new HashMap<>();
            for (int i = 0; i < shapes.size(); i++) {
                where = "shapes[" + i + "]: ";
                add(part, groups, shapes.get(i));
            }
            where = "";
            return part.build();
        } catch (IllegalArgumentException e) {
            throw new DataException(file + ": " + where + e.getMessage(), e);
        }
    }

    private void shape(int index) throws IOException, DataException {
        if (index >= MAX_SHAPES) {
            throw in.wrong("more shapes", "at most " + MAX_SHAPES);
        }
        Shape s = new Shape();
        in.object(
                name -> {
                    if (in.isNull()) {
                        in.skip();
                        return;
                    }
                    switch (name) {
                        case "label" -> s.label = in.text(MAX_TEXT);
                        case "shape_type" -> s.type = in.text(MAX_TEXT);
                        case "group_id" -> s.group = in.integer(0, 1L << 53);
                        case "description" -> s.description = in.text(MAX_TEXT);
                        case "points" -> s.xy = points();
                        case Extras.MEMBER -> s.extras = Extras.read(in);
                        default -> in.skip();
                    }
                });
        if (s.label == null) {
            throw in.wrong("a shape without label", "one");
        }
        shapes.add(s);
    }

    private double[] points() throws IOException, DataException {
        List<double[]> points = new ArrayList<>();
        in.array(
                i -> {
                    double[] p = new double[2];
                    int[] n = {0};
                    numbers += 2;
                    if (numbers > MAX_NUMBERS) {
                        throw in.wrong("more points", "at most " + MAX_NUMBERS / 2);
                    }
                    in.array(
                            k -> {
                                double v = in.number();
                                if (k < 2) {
                                    p[k] = v;
                                }
                                n[0]++;
                            });
                    if (n[0] != 2) {
                        throw in.wrong("a point of " + n[0] + " numbers", "x and y");
                    }
                    points.add(p);
                });
        return points.stream().flatMapToDouble(Arrays::stream).toArray();
    }

    private void add(PartBuilder part, Map<String, Integer> groups, Shape s) {
        RunMask mask;
        switch (s.type) {
            case "polygon" -> mask = Shapes.polygon(part.grid(), s.xy);
            case "rectangle" -> {
                if (s.xy.length != 4) {
                    throw new IllegalArgumentException(
                            "points: " + s.xy.length / 2 + ", expected 2 for a rectangle");
                }
                mask = Shapes.rectangle(part.grid(), s.xy[0], s.xy[1], s.xy[2], s.xy[3]);
            }
            default -> {
                notes.add("labelme: a shape that is no polygon or rectangle is left out");
                return;
            }
        }
        Integer known = s.group < 0 ? null : groups.get(s.group + " " + s.label);
        if (known != null) {
            part.extend(known, mask);
            return;
        }
        if (s.group >= 0) {
            groups.put(s.group + " " + s.label, part.size());
        }
        // Where a person has changed the text in LabelMe, theirs is the newer one.
        String comment = Texts.cleaned(s.description, Annotation.Details.MAX_COMMENT);
        part.add(s.label, mask, s.extras.withComment(comment));
    }

    /** One shape for each piece of an annotation. */
    private static void writePieces(
            JsonOutput out, Annotation a, List<int[]> pieces, int group, String first)
            throws IOException {
        String separator = first;
        for (int[] xy : pieces) {
            out.raw(separator).raw("{").text("label", a.className()).comma();
            out.name("points").raw("[");
            for (int k = 0; k < xy.length; k += 2) {
                out.raw(k == 0 ? "[" : ",[").raw(xy[k] + "," + xy[k + 1]).raw("]");
            }
            out.raw("]").comma().name("group_id").raw(pieces.size() > 1 ? "" + group : "null");
            out.comma().text("description", a.details().comment());
            out.comma().text("shape_type", "polygon").comma().name("flags").raw("{}").comma();
            out.name("mask").raw("null").comma();
            Extras.of(a).write(out);
            out.raw("}");
            separator = ",\n";
        }
    }

    /** The same part gives the same bytes. */
    public static void write(OutputStream to, AnnotatedPart part, Notes notes) throws IOException {
        JsonOutput out = new JsonOutput(to);
        out.raw("{\n").text("version", VERSION).raw(",\n").name("flags").raw("{},\n");
        out.name("shapes").raw("[");
        String separator = "\n";
        int group = 1;
        for (Annotation a : part.annotations()) {
            if (a.mask().isEmpty()) {
                notes.add("labelme: an annotation without pixels is left out");
                continue;
            }
            writePieces(out, a, MaskPolygons.pieces(a.mask()), group++, separator);
            separator = ",\n";
        }
        if (!part.classes().classes().isEmpty()) {
            notes.add("labelme: colours and hot keys of classes are not kept");
        }
        out.raw("],\n").text("imagePath", part.name() + ".png").raw(",\n");
        out.name("imageData").raw("null,\n");
        out.number("imageHeight", part.grid().height()).raw(",\n");
        out.number("imageWidth", part.grid().width()).raw("\n}\n").flush();
    }
}
