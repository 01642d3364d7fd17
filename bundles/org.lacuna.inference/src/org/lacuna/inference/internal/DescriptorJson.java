package org.lacuna.inference.internal;

import com.google.gson.FormattingStyle;
import com.google.gson.stream.JsonWriter;

import org.lacuna.core.ModelException;
import org.lacuna.core.StorageException;
import org.lacuna.inference.ModelDescriptor;
import org.lacuna.inference.ModelDescriptor.ChannelOrder;
import org.lacuna.inference.ModelDescriptor.Engine;
import org.lacuna.inference.ModelDescriptor.Golden;
import org.lacuna.inference.ModelDescriptor.ImageInput;
import org.lacuna.inference.ModelDescriptor.Input;
import org.lacuna.inference.ModelDescriptor.Kind;
import org.lacuna.inference.ModelDescriptor.Layout;
import org.lacuna.inference.ModelDescriptor.Output;
import org.lacuna.inference.ModelDescriptor.PointInput;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Descriptors as JSON (docs/formats.md, 'Model descriptor'). */
public final class DescriptorJson {
    private static final int MAX_BYTES = 1 << 20;

    /** Builds a part of a descriptor; its complaints become errors about the file. */
    private interface Part<T> {
        T make() throws ModelException;
    }

    private DescriptorJson() {}

    /** See {@link ModelDescriptor#read}. */
    public static ModelDescriptor read(Path file) throws ModelException, StorageException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        } catch (IOException e) {
            throw StorageException.of(file, "read", e);
        }
        if (bytes.length > MAX_BYTES) {
            throw new ModelException(
                    file + ": above " + MAX_BYTES + " bytes, expected a model descriptor");
        }
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new ModelException(file + ": no UTF-8 text, expected a model descriptor", e);
        }
        return parse(text, file.toString());
    }

    public static ModelDescriptor parse(String text, String where) throws ModelException {
        return descriptor(StrictJson.parse(text, where));
    }

    private static ModelDescriptor descriptor(StrictJson json) throws ModelException {
        String format = json.text("format");
        if (!format.equals(ModelDescriptor.FORMAT)) {
            throw json.wrong("format", ModelDescriptor.FORMAT);
        }
        Engine engine = engine(json);
        Kind kind = constant(json, "kind", Kind.values());
        String member = kind == Kind.IMAGE ? "image" : "points";
        StrictJson in = json.object(member);
        Input input = kind == Kind.IMAGE ? image(in) : points(in);
        in.end();
        List<Output> outputs = new ArrayList<>();
        for (StrictJson o : json.objects("outputs")) {
            outputs.add(output(o));
        }
        Optional<Golden> golden =
                json.has("golden") ? Optional.of(golden(json.object("golden"))) : Optional.empty();
        ModelDescriptor descriptor =
                checked(
                        json,
                        () ->
                                new ModelDescriptor(
                                        json.text("id"),
                                        engine,
                                        json.text("file"),
                                        json.text("sha256"),
                                        json.text("licence"),
                                        json.text("source"),
                                        input,
                                        outputs,
                                        golden));
        json.end();
        return descriptor;
    }

    private static Engine engine(StrictJson json) throws ModelException {
        String text = json.text("engine");
        List<String> words = new ArrayList<>();
        for (Engine engine : Engine.values()) {
            if (engine.word().equals(text)) {
                return engine;
            }
            words.add(engine.word());
        }
        throw json.wrong("engine", "one of " + String.join(", ", words));
    }

    private static Input image(StrictJson in) throws ModelException {
        return checked(
                in,
                () ->
                        new ImageInput(
                                in.text("input"),
                                in.integer("width"),
                                in.integer("height"),
                                constant(in, "channelOrder", ChannelOrder.values()),
                                in.number("scale"),
                                in.numbers("mean"),
                                in.numbers("std")));
    }

    private static Input points(StrictJson in) throws ModelException {
        return checked(
                in,
                () ->
                        new PointInput(
                                in.text("neighbours"),
                                in.text("centres"),
                                in.integer("groups"),
                                in.integer("groupSize")));
    }

    private static Output output(StrictJson json) throws ModelException {
        Layout layout = constant(json, "layout", Layout.values());
        Output output =
                checked(
                        json,
                        () ->
                                new Output(
                                        json.text("name"),
                                        layout,
                                        layout == Layout.MAP ? 0 : json.integer("classTokens"),
                                        layout == Layout.GROUPS ? 0 : json.integer("gridWidth"),
                                        layout == Layout.GROUPS ? 0 : json.integer("gridHeight"),
                                        json.integer("channels")));
        json.end();
        return output;
    }

    private static Golden golden(StrictJson json) throws ModelException {
        StrictJson values = json.object("values");
        Map<String, List<Double>> byOutput = new LinkedHashMap<>();
        for (String name : values.unread()) {
            byOutput.put(name, values.numbers(name));
        }
        Golden golden =
                checked(
                        json,
                        () -> new Golden(json.whole("seed"), json.number("tolerance"), byOutput));
        json.end();
        return golden;
    }

    private static <T> T checked(StrictJson json, Part<T> part) throws ModelException {
        try {
            return part.make();
        } catch (IllegalArgumentException e) {
            throw new ModelException(json.where() + ": " + Shown.line(e.getMessage(), 300), e);
        }
    }

    private static <E extends Enum<E>> E constant(StrictJson json, String name, E[] constants)
            throws ModelException {
        String text = json.text(name);
        TreeSet<String> words = new TreeSet<>();
        for (E constant : constants) {
            if (word(constant).equals(text)) {
                return constant;
            }
            words.add(word(constant));
        }
        throw json.wrong(name, "one of " + String.join(", ", words));
    }

    /** Colour orders are written as everybody does, the rest in lower case. */
    private static String word(Enum<?> constant) {
        return constant instanceof ChannelOrder
                ? constant.name()
                : constant.name().toLowerCase(Locale.ROOT);
    }

    /** See {@link ModelDescriptor#toJson}. */
    public static String write(ModelDescriptor d) {
        StringWriter text = new StringWriter();
        try (JsonWriter out = new JsonWriter(text)) {
            out.setFormattingStyle(FormattingStyle.PRETTY);
            out.beginObject();
            out.name("format").value(ModelDescriptor.FORMAT);
            out.name("id").value(d.id());
            out.name("kind").value(word(d.kind()));
            out.name("engine").value(d.engine().word());
            out.name("file").value(d.file());
            out.name("sha256").value(d.sha256());
            out.name("licence").value(d.licence());
            out.name("source").value(d.source());
            write(out, d.input());
            out.name("outputs").beginArray();
            for (Output o : d.outputs()) {
                write(out, o);
            }
            out.endArray();
            if (d.golden().isPresent()) {
                write(out, d.golden().get());
            }
            out.endObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory does not fail", e);
        }
        return text.append('\n').toString();
    }

    private static void write(JsonWriter out, Input input) throws IOException {
        switch (input) {
            case ImageInput i -> {
                out.name("image").beginObject();
                out.name("input").value(i.name());
                out.name("width").value(i.width());
                out.name("height").value(i.height());
                out.name("channelOrder").value(word(i.channelOrder()));
                out.name("scale").value(i.scale());
                numbers(out.name("mean"), i.mean());
                numbers(out.name("std"), i.std());
            }
            case PointInput p -> {
                out.name("points").beginObject();
                out.name("neighbours").value(p.neighbours());
                out.name("centres").value(p.centres());
                out.name("groups").value(p.groups());
                out.name("groupSize").value(p.groupSize());
            }
        }
        out.endObject();
    }

    private static void write(JsonWriter out, Output o) throws IOException {
        out.beginObject();
        out.name("name").value(o.name());
        out.name("layout").value(word(o.layout()));
        if (o.layout() != Layout.MAP) {
            out.name("classTokens").value(o.classTokens());
        }
        if (o.layout() != Layout.GROUPS) {
            out.name("gridWidth").value(o.gridWidth());
            out.name("gridHeight").value(o.gridHeight());
        }
        out.name("channels").value(o.channels());
        out.endObject();
    }

    private static void write(JsonWriter out, Golden golden) throws IOException {
        out.name("golden").beginObject();
        out.name("seed").value(golden.seed());
        out.name("tolerance").value(golden.tolerance());
        out.name("values").beginObject();
        for (Map.Entry<String, List<Double>> e : golden.values().entrySet()) {
            numbers(out.name(e.getKey()), e.getValue());
        }
        out.endObject();
        out.endObject();
    }

    private static void numbers(JsonWriter out, List<Double> values) throws IOException {
        out.beginArray();
        for (double v : values) {
            out.value(v);
        }
        out.endArray();
    }
}
