package org.lacuna.annotation.internal;

import org.lacuna.annotation.AnnotatedPart;
import org.lacuna.annotation.Annotation;
import org.lacuna.annotation.AnnotationClass;
import org.lacuna.annotation.GridSize;
import org.lacuna.annotation.MaskPolygons;
import org.lacuna.annotation.Origin;
import org.lacuna.annotation.ReviewState;
import org.lacuna.annotation.RunMask;
import org.lacuna.annotation.Severity;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes 'CVAT for images 1.1'. What CVAT has no place for goes into attributes of the labels,
 * which the head of the file declares. The same parts give the same bytes.
 */
public final class CvatWriter {
    static final String SEVERITY = "severity";
    static final String STATE = "state";
    static final String ORIGIN = "origin";
    static final String COMMENT = "comment";
    static final String ID = "lacuna_id";

    private final Writer out;
    private final boolean polygons;
    private final Notes notes;
    private int group = 1;

    private CvatWriter(Writer out, boolean polygons, Notes notes) {
        this.out = out;
        this.polygons = polygons;
        this.notes = notes;
    }

    /**
     * @param polygons whether masks are written as polygons and not as run lengths
     */
    public static void write(
            OutputStream to, List<AnnotatedPart> parts, boolean polygons, Notes notes)
            throws IOException {
        Writer out = new BufferedWriter(new OutputStreamWriter(to, StandardCharsets.UTF_8));
        new CvatWriter(out, polygons, notes).document(parts);
        out.flush();
    }

    private void document(List<AnnotatedPart> parts) throws IOException {
        out.write("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<annotations>\n");
        out.write("<version>1.1</version>\n<meta>\n<task>\n<name>Lacuna annotations</name>\n");
        out.write("<size>" + parts.size() + "</size>\n<mode>annotation</mode>\n<labels>\n");
        Map<String, AnnotationClass> classes = new LinkedHashMap<>();
        for (AnnotatedPart part : parts) {
            for (AnnotationClass c : part.classes().classes()) {
                AnnotationClass first = classes.putIfAbsent(c.name(), c);
                if (first != null && first.colour() != c.colour()) {
                    notes.add("cvat: a class has different colours, the first is kept");
                }
                if (c.hotKey() > 0) {
                    notes.add("cvat: the hot key of a class is not kept");
                }
            }
        }
        for (AnnotationClass c : classes.values()) {
            out.write("<label>\n<name>" + text(c.name()) + "</name>\n");
            out.write("<color>" + c.colourText() + "</color>\n<type>any</type>\n<attributes>\n");
            choice(SEVERITY, Severity.values());
            choice(STATE, ReviewState.values());
            choice(ORIGIN, Origin.values());
            attribute(COMMENT, "text", "", "");
            attribute(ID, "text", "", "");
            out.write("</attributes>\n</label>\n");
        }
        out.write("</labels>\n</task>\n</meta>\n");
        for (int i = 0; i < parts.size(); i++) {
            AnnotatedPart part = parts.get(i);
            out.write("<image id=\"" + i + "\" name=\"" + text(part.name()) + ".png\" width=\"");
            out.write(part.grid().width() + "\" height=\"" + part.grid().height() + "\">\n");
            for (Annotation a : part.annotations()) {
                annotation(a);
            }
            out.write("</image>\n");
        }
        out.write("</annotations>\n");
    }

    private void choice(String name, Enum<?>[] values) throws IOException {
        attribute(
                name,
                "select",
                JsonOutput.name(values[0]),
                Arrays.stream(values).map(JsonOutput::name).collect(Collectors.joining("\n")));
    }

    private void attribute(String name, String type, String initial, String values)
            throws IOException {
        out.write("<attribute>\n<name>" + name + "</name>\n<mutable>False</mutable>\n");
        out.write("<input_type>" + type + "</input_type>\n<default_value>" + initial);
        out.write("</default_value>\n<values>" + values + "</values>\n</attribute>\n");
    }

    private void annotation(Annotation a) throws IOException {
        if (a.mask().isEmpty()) {
            notes.add("cvat: an annotation without pixels is left out");
            return;
        }
        if (!polygons) {
            open("mask", a);
            mask(a.mask());
            close("mask", a);
            return;
        }
        List<int[]> pieces = MaskPolygons.pieces(a.mask());
        for (int[] piece : pieces) {
            open("polygon", a);
            out.write(" points=\"");
            for (int k = 0; k < piece.length; k += 2) {
                out.write((k == 0 ? "" : ";") + piece[k] + "," + piece[k + 1]);
            }
            out.write('"');
            if (pieces.size() > 1) {
                out.write(" group_id=\"" + group + "\"");
            }
            close("polygon", a);
        }
        group++;
    }

    private void open(String element, Annotation a) throws IOException {
        String source = a.origin() == Origin.REGION ? "auto" : "manual";
        out.write("<" + element + " label=\"" + text(a.className()) + "\" source=\"" + source);
        out.write("\" occluded=\"0\" z_order=\"0\"");
    }

    private void close(String element, Annotation a) throws IOException {
        out.write(">\n");
        value(SEVERITY, JsonOutput.name(a.details().severity()));
        value(STATE, JsonOutput.name(a.details().state()));
        value(ORIGIN, JsonOutput.name(a.origin()));
        value(COMMENT, a.details().comment());
        value(ID, a.id());
        out.write("</" + element + ">\n");
    }

    private void value(String name, String value) throws IOException {
        out.write("<attribute name=\"" + name + "\">" + text(value) + "</attribute>\n");
    }

    /** Run lengths inside the bounding box, row by row, pixels that are not set first. */
    private void mask(RunMask mask) throws IOException {
        RunMask.Bounds box = mask.bounds();
        MaskBuilder inside = new MaskBuilder(new GridSize(box.width(), box.height()));
        mask.forEachSpan(
                (row, from, to) ->
                        inside.span(row - box.row(), from - box.column(), to - box.column()));
        String separator = " rle=\"";
        for (int count : CocoRle.counts(inside.build().runs(), box.width() * box.height())) {
            out.write(separator + count);
            separator = ", ";
        }
        out.write("\" left=\"" + box.column() + "\" top=\"" + box.row() + "\" width=\"");
        out.write(box.width() + "\" height=\"" + box.height() + "\"");
    }

    private static String text(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
