package org.lacuna.annotation.internal;

import org.lacuna.annotation.Annotation;
import org.lacuna.annotation.GridSize;
import org.lacuna.annotation.Origin;
import org.lacuna.annotation.ReviewState;
import org.lacuna.annotation.RunMask;
import org.lacuna.annotation.Severity;
import org.lacuna.annotation.Shapes;

import java.util.Arrays;
import java.util.Optional;

/**
 * One shape of a CVAT file. Throws {@link IllegalArgumentException} with the rule that is broken.
 * Not thread-safe.
 */
final class CvatShape {
    /** Attributes of an element. */
    @FunctionalInterface
    interface Attributes {
        String get(String name, String otherwise);
    }

    private final String label;
    private final RunMask mask;
    private final boolean piece;
    private String id = "";
    private Severity severity = Severity.UNRATED;
    private ReviewState state = ReviewState.DRAFT;
    private Origin origin = Origin.IMPORTED;
    private String comment = "";

    private CvatShape(String label, RunMask mask, boolean piece) {
        this.label = label;
        this.mask = mask;
        this.piece = piece;
    }

    /**
     * @return empty for shapes that are no area
     */
    static Optional<CvatShape> create(String element, GridSize grid, Attributes attributes) {
        RunMask mask;
        switch (element) {
            case "mask" -> mask = mask(grid, attributes);
            case "polygon" -> mask = Shapes.polygon(grid, points(attributes.get("points", "")));
            case "box" -> {
                if (number("rotation", attributes.get("rotation", "0")) != 0) {
                    return Optional.empty();
                }
                mask =
                        Shapes.rectangle(
                                grid,
                                number("xtl", attributes.get("xtl", "")),
                                number("ytl", attributes.get("ytl", "")),
                                number("xbr", attributes.get("xbr", "")),
                                number("ybr", attributes.get("ybr", "")));
            }
            default -> {
                return Optional.empty();
            }
        }
        boolean piece = element.equals("polygon") && !attributes.get("group_id", "").isEmpty();
        return Optional.of(new CvatShape(attributes.get("label", ""), mask, piece));
    }

    /** Run lengths inside a rectangle of the grid, row by row. */
    private static RunMask mask(GridSize grid, Attributes attributes) {
        int left = integer("left", attributes.get("left", ""), grid.width() - 1);
        int top = integer("top", attributes.get("top", ""), grid.height() - 1);
        int width = integer("width", attributes.get("width", ""), grid.width() - left);
        int height = integer("height", attributes.get("height", ""), grid.height() - top);
        // GridSize refuses an empty rectangle.
        int pixels = new GridSize(width, height).pixels();
        MaskBuilder builder = new MaskBuilder(grid);
        String rle = attributes.get("rle", "");
        int at = 0;
        boolean set = false;
        for (int from = 0; from < rle.length(); set = !set) {
            int comma = rle.indexOf(',', from);
            int end = comma < 0 ? rle.length() : comma;
            int count = integer("rle", rle.substring(from, end).strip(), pixels - at);
            if (set) {
                for (int p = at; p < at + count; ) {
                    int row = p / width;
                    int to = Math.min(at + count, (row + 1) * width);
                    builder.span(top + row, left + p - row * width, left + to - row * width);
                    p = to;
                }
            }
            at += count;
            from = end + 1;
        }
        // CVAT's own files go on to the last pixel, others end with the last one that is set.
        if (at != pixels && (at == 0 || set)) {
            throw new IllegalArgumentException(
                    "rle: lengths that add up to " + at + ", expected " + pixels);
        }
        return builder.build();
    }

    private static double[] points(String text) {
        IntList ends = new IntList();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == ',' || text.charAt(i) == ';') {
                ends.add(i);
            }
        }
        ends.add(text.length());
        double[] xy = new double[ends.size()];
        int from = 0;
        for (int i = 0; i < xy.length; i++) {
            int end = ends.get(i);
            char separator = i % 2 == 0 ? ',' : ';';
            if (end < text.length() && text.charAt(end) != separator) {
                throw new IllegalArgumentException(
                        "points: '" + separator + "' missing before " + end + ", expected x,y;x,y");
            }
            xy[i] = number("points", text.substring(from, end));
            from = end + 1;
        }
        return xy;
    }

    private static double number(String name, String text) {
        String number = text.strip();
        if (number.length() > 64
                || !number.matches("[-+]?[0-9]+(\\.[0-9]*)?([eE][-+]?[0-9]{1,3})?")) {
            throw new IllegalArgumentException(
                    name + ": '" + shown(number) + "', expected a number");
        }
        return Double.parseDouble(number);
    }

    private static int integer(String name, String text, int most) {
        if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) > most) {
            throw new IllegalArgumentException(
                    name + ": '" + shown(text) + "', expected 0.." + most);
        }
        return Integer.parseInt(text);
    }

    static String shown(String text) {
        return text.length() > 40 ? text.substring(0, 37) + "..." : text;
    }

    /** Attributes of other people's labels may have our names and other values: those stay out. */
    void attribute(String name, String value) {
        switch (name) {
            case CvatWriter.SEVERITY -> severity = constant(Severity.values(), value, severity);
            case CvatWriter.STATE -> state = constant(ReviewState.values(), value, state);
            case CvatWriter.ORIGIN -> origin = constant(Origin.values(), value, origin);
            case CvatWriter.COMMENT ->
                    comment = Texts.cleaned(value, Annotation.Details.MAX_COMMENT);
            case CvatWriter.ID -> id = value;
            default -> {
                // Not ours.
            }
        }
    }

    private static <E extends Enum<E>> E constant(E[] values, String text, E otherwise) {
        return Arrays.stream(values)
                .filter(v -> JsonOutput.name(v).equals(text))
                .findFirst()
                .orElse(otherwise);
    }

    String label() {
        return label;
    }

    RunMask mask() {
        return mask;
    }

    /** Whether it may be one of several polygons of an annotation. */
    boolean isPiece() {
        return piece;
    }

    Extras extras() {
        return new Extras(id, severity, state, origin, comment);
    }
}
