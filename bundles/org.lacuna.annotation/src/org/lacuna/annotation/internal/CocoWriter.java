package org.lacuna.annotation.internal;

import org.lacuna.annotation.AnnotatedPart;
import org.lacuna.annotation.Annotation;
import org.lacuna.annotation.AnnotationClass;
import org.lacuna.annotation.ExchangeFormat;
import org.lacuna.annotation.MaskPolygons;
import org.lacuna.annotation.RunMask;
import org.lacuna.core.Software;

import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes COCO files: one item a line, ids from 1. The same parts give the same bytes. */
public final class CocoWriter {
    private CocoWriter() {}

    /**
     * @param format one of the three COCO formats
     */
    public static void write(
            OutputStream to, List<AnnotatedPart> parts, ExchangeFormat format, Notes notes)
            throws IOException {
        Map<String, Integer> categories = new LinkedHashMap<>();
        Map<String, AnnotationClass> classes = new LinkedHashMap<>();
        for (AnnotatedPart part : parts) {
            for (AnnotationClass c : part.classes().classes()) {
                categories.putIfAbsent(c.name(), categories.size() + 1);
                AnnotationClass first = classes.putIfAbsent(c.name(), c);
                if (first != null && first.colour() != c.colour()) {
                    notes.add("coco: a class has different colours, the first is kept");
                }
                if (c.hotKey() > 0) {
                    notes.add("coco: the hot key of a class is not kept");
                }
            }
        }
        JsonOutput out = new JsonOutput(to);
        out.raw("{\n").name("info").raw("{").text("description", "Lacuna annotations").comma();
        out.text("version", Software.VERSION).raw("},\n").name("licenses").raw("[],\n");
        images(out, parts);
        out.name("categories").raw("[");
        String separator = "\n";
        for (AnnotationClass c : classes.values()) {
            out.raw(separator).raw("{").number("id", categories.get(c.name())).comma();
            out.text("name", c.name()).comma().text("supercategory", "").comma();
            int rgb = c.colour();
            out.numbers("color", new int[] {rgb >> 16, rgb >> 8 & 0xff, rgb & 0xff}).raw("}");
            separator = ",\n";
        }
        out.raw("],\n").name("annotations").raw("[");
        separator = "\n";
        int id = 1;
        for (int i = 0; i < parts.size(); i++) {
            for (Annotation a : parts.get(i).annotations()) {
                out.raw(separator).raw("{").number("id", id++).comma();
                out.number("image_id", i + 1L).comma();
                out.number("category_id", categories.get(a.className())).comma();
                mask(out, a.mask(), format, notes);
                Extras.of(a).write(out);
                out.raw("}");
                separator = ",\n";
            }
        }
        out.raw("]\n}\n").flush();
    }

    private static void images(JsonOutput out, List<AnnotatedPart> parts) throws IOException {
        out.name("images").raw("[");
        String separator = "\n";
        for (int i = 0; i < parts.size(); i++) {
            AnnotatedPart part = parts.get(i);
            out.raw(separator).raw("{").number("id", i + 1L).comma();
            out.number("width", part.grid().width()).comma();
            out.number("height", part.grid().height()).comma();
            out.text("file_name", part.name() + ".png").raw("}");
            separator = ",\n";
        }
        out.raw("],\n");
    }

    private static void mask(JsonOutput out, RunMask mask, ExchangeFormat format, Notes notes)
            throws IOException {
        RunMask.Bounds box = mask.isEmpty() ? new RunMask.Bounds(0, 0, 0, 0) : mask.bounds();
        out.number("area", mask.count()).comma();
        out.numbers("bbox", new int[] {box.column(), box.row(), box.width(), box.height()});
        out.comma().number("iscrowd", 0).comma().name("segmentation");
        // No polygons mean 'no mask' to readers, ours included.
        if (format == ExchangeFormat.COCO_POLYGON && !mask.isEmpty()) {
            polygons(out, MaskPolygons.pieces(mask));
        } else {
            if (format == ExchangeFormat.COCO_POLYGON) {
                notes.add("coco: an annotation without pixels is written as run lengths");
            }
            int[] counts = CocoRle.counts(mask);
            out.raw("{");
            out.numbers("size", new int[] {mask.grid().height(), mask.grid().width()}).comma();
            if (format == ExchangeFormat.COCO_RLE) {
                out.numbers("counts", counts);
            } else {
                out.text("counts", CocoRle.compress(counts));
            }
            out.raw("}");
        }
        out.comma();
    }

    private static void polygons(JsonOutput out, List<int[]> pieces) throws IOException {
        out.raw("[");
        String separator = "";
        for (int[] piece : pieces) {
            out.raw(separator).raw("[");
            for (int k = 0; k < piece.length; k++) {
                out.raw(k == 0 ? "" : ",").raw(Integer.toString(piece[k]));
            }
            out.raw("]");
            separator = ",";
        }
        out.raw("]");
    }
}
