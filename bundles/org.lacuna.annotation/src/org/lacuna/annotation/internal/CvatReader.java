package org.lacuna.annotation.internal;

import org.lacuna.annotation.AnnotatedPart;
import org.lacuna.annotation.ClassCatalogue;
import org.lacuna.annotation.GridSize;
import org.lacuna.core.DataException;
import org.lacuna.core.Progress;
import org.lacuna.core.StorageException;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads 'CVAT for images 1.1': masks, polygons and boxes of images; other shapes are left out, and
 * so are the tracks of videos. Document types and entities of one's own are refused. Not
 * thread-safe.
 */
public final class CvatReader {
    private static final long MAX_BYTES = 256L << 20;
    private static final int BYTE_ORDER_MARK = 0xfeff;
    private static final int MAX_DEPTH = 32;
    private static final int MAX_TEXT = 1 << 20;

    private final Path file;
    private final XMLStreamReader xml;
    private final Notes notes;
    private final Progress progress;
    private final PartNames names = new PartNames();
    private final List<AnnotatedPart> parts = new ArrayList<>();
    private final Deque<String> path = new ArrayDeque<>();
    private ClassCatalogue classes = ClassCatalogue.empty();
    private String labelName = "";
    private boolean isCvat;

    /** The image and the shape that are being read; null outside. */
    private PartBuilder part;

    private CvatShape shape;

    /** Index of the annotation that a polygon's further pieces belong to, by our own id. */
    private final Map<String, Integer> pieces = new HashMap<>();

    private CvatReader(Path file, XMLStreamReader xml, Notes notes, Progress progress) {
        this.file = file;
        this.xml = xml;
        this.notes = notes;
        this.progress = progress;
    }

    /** A part for each image, in the order of the file. */
    public static List<AnnotatedPart> read(Path file, Notes notes, Progress progress)
            throws DataException, StorageException {
        InputFiles.check(file, MAX_BYTES);
        // The platform's own: which parser comes along on a class path is nobody's choice.
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setXMLResolver(
                (publicId, systemId, base, namespace) -> {
                    throw new XMLStreamException("an external entity");
                });
        progress.begin("read annotations", 0);
        // Decoded here, since the parser prints to standard error about bytes that are no UTF-8.
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            in.mark(1);
            if (in.read() != BYTE_ORDER_MARK) {
                in.reset();
            }
            XMLStreamReader xml = factory.createXMLStreamReader(in);
            try {
                return new CvatReader(file, xml, notes, progress).document();
            } finally {
                xml.close();
            }
        } catch (XMLStreamException e) {
            Location at = e.getLocation();
            String place =
                    at == null
                            ? ""
                            : "line "
                                    + at.getLineNumber()
                                    + ", column "
                                    + at.getColumnNumber()
                                    + ": ";
            throw DataException.of(file, place + "broken XML (" + reason(e) + ")", "XML", e);
        } catch (CharacterCodingException e) {
            throw DataException.of(file, "bytes that are no UTF-8", "UTF-8", e);
        } catch (IOException e) {
            throw StorageException.of(file, "read", e);
        }
    }

    /** The parser's messages are of two lines, the second one with the reason. */
    private static String reason(XMLStreamException e) {
        String text = String.valueOf(e.getMessage());
        int at = text.indexOf("Message: ");
        return (at < 0 ? text : text.substring(at + "Message: ".length())).strip();
    }

    private List<AnnotatedPart> document() throws XMLStreamException, DataException {
        try {
            while (xml.hasNext()) {
                switch (xml.next()) {
                    case XMLStreamConstants.DTD ->
                            throw wrong("a document type", "a file without one");
                    case XMLStreamConstants.ENTITY_REFERENCE ->
                            throw wrong("an entity of its own", "none");
                    case XMLStreamConstants.START_ELEMENT -> start(xml.getLocalName());
                    case XMLStreamConstants.END_ELEMENT -> end(xml.getLocalName());
                    default -> {
                        // Text that matters is read with its element.
                    }
                }
            }
        } catch (IllegalArgumentException e) {
            throw new DataException(file + ": " + place() + e.getMessage(), e);
        }
        if (!isCvat) {
            throw wrong("no element 'annotations'", "a file of CVAT");
        }
        return parts;
    }

    private void start(String name) throws XMLStreamException, DataException {
        if (path.size() >= MAX_DEPTH) {
            throw wrong("more than " + MAX_DEPTH + " levels of elements", "at most as many");
        }
        isCvat |= path.isEmpty() && name.equals("annotations");
        if (path.isEmpty() && !isCvat) {
            throw wrong("element '" + name + "'", "'annotations'");
        }
        String parent = path.isEmpty() ? "" : path.peek();
        if (shape != null) {
            if (name.equals("attribute") && path.size() == 3) {
                String attribute = attribute("name", "");
                shape.attribute(attribute, text());
                return;
            }
        } else if (part != null) {
            CvatShape.create(name, part.grid(), this::attribute)
                    .ifPresentOrElse(
                            s -> shape = s,
                            () ->
                                    notes.add(
                                            "cvat: a shape that is no mask, polygon or upright box"
                                                    + " is left out"));
            if (shape == null) {
                skip();
                return;
            }
        } else if (name.equals("image") && path.size() == 1) {
            image();
        } else if (name.equals("track") && path.size() == 1) {
            notes.add("cvat: a track of a video is left out");
            skip();
            return;
        } else if (parent.equals("label") && path.contains("meta")) {
            if (name.equals("name")) {
                labelName = text();
                classes = classes.including(labelName);
                return;
            }
            if (name.equals("color")) {
                colour(text());
                return;
            }
        }
        path.push(name);
    }

    private void end(String name) {
        path.pop();
        if (shape != null && path.size() == 2) {
            add();
            shape = null;
        } else if (part != null && name.equals("image") && path.size() == 1) {
            parts.add(part.build());
            part = null;
        } else if (name.equals("label")) {
            labelName = "";
        }
    }

    private void image() throws DataException {
        progress.throwIfCancelled();
        int width = number("width");
        int height = number("height");
        String name = attribute("name", "image-" + parts.size());
        part = new PartBuilder(names.ofPath(name), new GridSize(width, height), classes);
        pieces.clear();
        progress.advance(1);
    }

    private void add() {
        String id = shape.extras().id();
        Integer known = id.isEmpty() ? null : pieces.get(id + " " + shape.label());
        if (shape.isPiece() && known != null) {
            part.extend(known, shape.mask());
            return;
        }
        if (shape.isPiece() && !id.isEmpty()) {
            pieces.put(id + " " + shape.label(), part.size());
        }
        part.add(shape.label(), shape.mask(), shape.extras());
    }

    /** Replaces the class just named by one in its colour. */
    private void colour(String text) {
        if (Colours.isColour(text) && !labelName.isEmpty()) {
            ClassCatalogue coloured = ClassCatalogue.empty();
            for (var c : classes.classes()) {
                int colour = c.name().equals(labelName) ? Colours.parse(text) : c.colour();
                coloured = coloured.including(c.name(), colour);
            }
            classes = coloured;
        }
    }

    private int number(String name) throws DataException {
        String text = attribute(name, "");
        if (!text.matches("[1-9][0-9]{0,8}")) {
            throw wrong(
                    "attribute " + name + " '" + CvatShape.shown(text) + "'",
                    "1.." + GridSize.MAX_PIXELS);
        }
        return Integer.parseInt(text);
    }

    private String attribute(String name, String otherwise) {
        String value = xml.getAttributeValue(null, name);
        return value == null ? otherwise : value;
    }

    /** The text of the element that has begun, which is then at its end. */
    private String text() throws XMLStreamException, DataException {
        String text = xml.getElementText();
        if (text.length() > MAX_TEXT) {
            throw wrong("a text of " + text.length() + " characters", "at most " + MAX_TEXT);
        }
        return text;
    }

    /** Goes to the end of the element that has begun. */
    private void skip() throws XMLStreamException, DataException {
        int depth = 1;
        while (depth > 0) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT && ++depth > MAX_DEPTH) {
                throw wrong("more than " + MAX_DEPTH + " levels of elements", "at most as many");
            }
            depth -= event == XMLStreamConstants.END_ELEMENT ? 1 : 0;
        }
    }

    private DataException wrong(String found, String expected) {
        return DataException.of(file, place() + found, expected);
    }

    private String place() {
        Location at = xml.getLocation();
        return "line " + at.getLineNumber() + ", column " + at.getColumnNumber() + ": ";
    }
}
