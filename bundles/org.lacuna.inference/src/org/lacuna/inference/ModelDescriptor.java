package org.lacuna.inference;

import org.lacuna.core.ModelException;
import org.lacuna.core.StorageException;
import org.lacuna.inference.internal.DescriptorJson;
import org.lacuna.inference.internal.Fingerprint;

import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What Lacuna has to know to use a network as a feature extractor: which file, what goes in, what
 * comes out (docs/formats.md, 'Model descriptor'). Says nothing about how good the network is, and
 * nothing in it is trusted: {@link ModelCheck} holds it against the file.
 *
 * <p>Immutable and thread-safe.
 *
 * @param id name for people, the command line and folders: lower-case letters, digits, {@code . _
 *     -}, at most 64
 * @param engine what runs the network, and so the format of its file
 * @param file name of the network file beside the descriptor: a plain name that ends as the engine
 *     asks for, never a path
 * @param sha256 SHA-256 of that file, 64 lower-case hexadecimal digits
 * @param licence what the weights may be used for, one line, e.g. an SPDX name
 * @param source where they come from, one line
 * @param input what the network sees
 * @param outputs what is taken from it, in the order in which features are joined; 1 to 16
 * @param golden what it has to give for a known input; empty: not compared
 */
public record ModelDescriptor(
        String id,
        Engine engine,
        String file,
        String sha256,
        String licence,
        String source,
        Input input,
        List<Output> outputs,
        Optional<Golden> golden) {
    /** The format that this version reads and writes. */
    public static final String FORMAT = "lacuna-model-1";

    /** Most features a patch, over all outputs. */
    public static final int MAX_CHANNELS = 16384;

    private static final int MAX_OUTPUTS = 16;
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
    private static final Pattern FILE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    /** What runs a network. */
    public enum Engine {
        /** ONNX Runtime, with files in ONNX format. */
        ONNX_RUNTIME("onnxruntime", List.of(".onnx")),

        /**
         * PyTorch, with TorchScript files. Those do not name what goes in and comes out: inputs are
         * {@code 0}, {@code 1} by their place among the arguments of {@code forward}; outputs are
         * named by their place in what it returns, or by key where that is a dictionary.
         */
        TORCHSCRIPT("torchscript", List.of(".pt", ".ts"));

        private final String word;
        private final List<String> endings;

        Engine(String word, List<String> endings) {
            this.word = word;
            this.endings = endings;
        }

        /** As descriptors name it. */
        public String word() {
            return word;
        }

        /** What names of its files end with. */
        public List<String> endings() {
            return endings;
        }
    }

    /** What kind of data a network sees. */
    public enum Kind {
        /** A colour image. */
        IMAGE,
        /** Groups of points. */
        POINTS
    }

    /** What a network sees. */
    public sealed interface Input permits ImageInput, PointInput {
        Kind kind();

        /** Shape of each tensor, by name. */
        Map<String, List<Integer>> shapes();
    }

    /** Order of the colour channels. */
    public enum ChannelOrder {
        RGB,
        BGR
    }

    /**
     * One image as a tensor of {@code 1 x 3 x height x width}: {@code (v * scale - mean[c]) /
     * std[c]} with v in [0, 1], c counted in the network's channel order.
     *
     * @param name of the graph's input
     * @param width pixels, 8 to 4096
     * @param height pixels, 8 to 4096
     * @param channelOrder of the tensor
     * @param scale 1 or 255 as a rule; above 0
     * @param mean three finite numbers
     * @param std three numbers above 0
     */
    public record ImageInput(
            String name,
            int width,
            int height,
            ChannelOrder channelOrder,
            double scale,
            List<Double> mean,
            List<Double> std)
            implements Input {
        public ImageInput {
            checkName("input", name);
            checkRange("width", width, 8, 4096);
            checkRange("height", height, 8, 4096);
            Objects.requireNonNull(channelOrder, "channelOrder");
            checkPositive("scale", scale);
            mean = List.copyOf(mean);
            std = List.copyOf(std);
            checkLength("mean", mean.size(), 3);
            checkLength("std", std.size(), 3);
            for (int c = 0; c < 3; c++) {
                if (!Double.isFinite(mean.get(c))) {
                    throw wrong("mean[" + c + "]", mean.get(c), "a finite number");
                }
                checkPositive("std[" + c + "]", std.get(c));
            }
        }

        @Override
        public Kind kind() {
            return Kind.IMAGE;
        }

        public List<Integer> shape() {
            return List.of(1, 3, height, width);
        }

        @Override
        public Map<String, List<Integer>> shapes() {
            return Map.of(name, shape());
        }

        /**
         * Makes the network's numbers of an image of the right size.
         *
         * @param rgb {@code height * width * 3} values in [0, 1], interleaved
         * @param tensor gets {@code 3 * height * width} values from {@code at} on
         */
        public void normalise(float[] rgb, float[] tensor, int at) {
            int pixels = width * height;
            if (rgb.length != 3 * pixels || tensor.length - at < 3 * pixels) {
                throw wrong("rgb", rgb.length + " values", 3 * pixels + ", and room for them");
            }
            for (int c = 0; c < 3; c++) {
                int from = channelOrder == ChannelOrder.RGB ? c : 2 - c;
                double centre = mean.get(c);
                double spread = std.get(c);
                for (int p = 0; p < pixels; p++) {
                    tensor[at + c * pixels + p] =
                            (float) ((rgb[3 * p + from] * scale - centre) / spread);
                }
            }
        }
    }

    /**
     * Groups of points, as Point-MAE takes them (Pang et al. 2022, 3.1): {@code 1 x groups x
     * groupSize x 3} coordinates relative to the group's centre and {@code 1 x groups x 3} centres,
     * in a frame in which the cloud has its centroid at 0 and radius 1.
     *
     * @param neighbours name of the input for the groups
     * @param centres name of the input for the centres
     * @param groups 1 to 65536
     * @param groupSize points a group, 1 to 4096; at most 2^24 points in all
     */
    public record PointInput(String neighbours, String centres, int groups, int groupSize)
            implements Input {
        private static final int MAX_POINTS = 1 << 24;

        public PointInput {
            checkName("neighbours", neighbours);
            checkName("centres", centres);
            checkRange("groups", groups, 1, 65536);
            checkRange("groupSize", groupSize, 1, 4096);
            if ((long) groups * groupSize > MAX_POINTS) {
                throw wrong(
                        "groups * groupSize", (long) groups * groupSize, "at most " + MAX_POINTS);
            }
            if (neighbours.equals(centres)) {
                throw wrong("centres", centres, "another name than neighbours");
            }
        }

        @Override
        public Kind kind() {
            return Kind.POINTS;
        }

        public List<Integer> neighboursShape() {
            return List.of(1, groups, groupSize, 3);
        }

        public List<Integer> centresShape() {
            return List.of(1, groups, 3);
        }

        @Override
        public Map<String, List<Integer>> shapes() {
            return Map.of(neighbours, neighboursShape(), centres, centresShape());
        }
    }

    /** How an output lies in memory. */
    public enum Layout {
        /** {@code 1 x (classTokens + gridHeight * gridWidth) x channels}, tokens row by row. */
        TOKENS,
        /** {@code 1 x channels x gridHeight x gridWidth}. */
        MAP,
        /** {@code 1 x (classTokens + groups) x channels}; the only one for points. */
        GROUPS
    }

    /**
     * One output that becomes features.
     *
     * @param name of the graph's output
     * @param classTokens leading tokens that belong to no place and are dropped, 0 to 64; 0 for
     *     {@link Layout#MAP}
     * @param gridWidth columns of the grid, 1 to 1024; 0 for {@link Layout#GROUPS}
     * @param gridHeight rows of the grid, 1 to 1024; 0 for {@link Layout#GROUPS}
     * @param channels features a place, 1 to {@value ModelDescriptor#MAX_CHANNELS}
     */
    public record Output(
            String name,
            Layout layout,
            int classTokens,
            int gridWidth,
            int gridHeight,
            int channels) {
        public Output {
            checkName("name", name);
            checkRange("classTokens", classTokens, 0, layout == Layout.MAP ? 0 : 64);
            int least = layout == Layout.GROUPS ? 0 : 1;
            int most = layout == Layout.GROUPS ? 0 : 1024;
            checkRange("gridWidth", gridWidth, least, most);
            checkRange("gridHeight", gridHeight, least, most);
            checkRange("channels", channels, 1, MAX_CHANNELS);
        }

        public static Output tokens(
                String name, int classTokens, int gridWidth, int gridHeight, int channels) {
            return new Output(name, Layout.TOKENS, classTokens, gridWidth, gridHeight, channels);
        }

        public static Output map(String name, int gridWidth, int gridHeight, int channels) {
            return new Output(name, Layout.MAP, 0, gridWidth, gridHeight, channels);
        }

        public static Output groups(String name, int classTokens, int channels) {
            return new Output(name, Layout.GROUPS, classTokens, 0, 0, channels);
        }
    }

    /**
     * What the network has to give for a known input (docs/formats.md, 'Golden output').
     *
     * @param seed of the input
     * @param tolerance largest difference, as a share of the largest absolute value among the
     *     stored ones of that output; above 0, at most 0.1
     * @param values for each output, by name, its values at evenly spaced places
     */
    public record Golden(long seed, double tolerance, Map<String, List<Double>> values) {
        /** Numbers stored for an output, or all where it has fewer. */
        public static final int PLACES = 32;

        public Golden {
            if (!(tolerance > 0 && tolerance <= 0.1)) {
                throw wrong("tolerance", tolerance, "above 0, at most 0.1");
            }
            Map<String, List<Double>> copy = new LinkedHashMap<>();
            values.forEach((name, list) -> copy.put(name, List.copyOf(list)));
            copy.forEach(Golden::checkValues);
            values = Collections.unmodifiableMap(copy);
        }

        private static void checkValues(String name, List<Double> list) {
            boolean some = false;
            for (double v : list) {
                if (!Double.isFinite(v)) {
                    throw wrong("values of " + name, v, "finite numbers");
                }
                some |= v != 0;
            }
            if (!some) {
                throw wrong("values of " + name, "all 0 or none", "at least one other than 0");
            }
        }

        /**
         * Where the stored values lie in an output of {@code size} values, row-major: the first,
         * the last and those evenly between them, rounded down.
         */
        public static int[] places(int size) {
            int[] places = new int[Math.min(PLACES, size)];
            for (int k = 1; k < places.length; k++) {
                places[k] = (int) ((long) k * (size - 1) / (places.length - 1));
            }
            return places;
        }
    }

    public ModelDescriptor {
        checkPattern("id", id, ID, "lower-case letters, digits, '.', '_' or '-', at most 64");
        Objects.requireNonNull(engine, "engine");
        checkFile(engine, file);
        checkPattern("sha256", sha256, SHA256, "64 lower-case hexadecimal digits");
        checkLine("licence", licence);
        checkLine("source", source);
        Objects.requireNonNull(input, "input");
        Objects.requireNonNull(golden, "golden");
        if (engine == Engine.TORCHSCRIPT) {
            checkPlaces(input);
        }
        outputs = List.copyOf(outputs);
        checkRange("outputs", outputs.size(), 1, MAX_OUTPUTS);
        Set<String> names = new HashSet<>();
        long channels = 0;
        for (Output o : outputs) {
            if (!names.add(o.name())) {
                throw wrong("outputs", o.name() + " twice", "different names");
            }
            if ((o.layout() == Layout.GROUPS) != (input.kind() == Kind.POINTS)) {
                throw wrong(
                        "layout of output " + o.name(),
                        o.layout(),
                        input.kind() == Kind.POINTS ? "GROUPS for points" : "TOKENS or MAP");
            }
            channels += o.channels();
        }
        if (channels > MAX_CHANNELS) {
            throw wrong("channels of all outputs", channels, "at most " + MAX_CHANNELS);
        }
        for (Output o : outputs) {
            if (size(input, o) > Integer.MAX_VALUE / Float.BYTES) {
                throw wrong("size of output " + o.name(), size(input, o), "at most 2^29 values");
            }
        }
        if (golden.isPresent()) {
            checkGolden(golden.get(), input, outputs, names);
        }
    }

    /** Of a network in ONNX format. */
    public ModelDescriptor(
            String id,
            String file,
            String sha256,
            String licence,
            String source,
            Input input,
            List<Output> outputs,
            Optional<Golden> golden) {
        this(id, Engine.ONNX_RUNTIME, file, sha256, licence, source, input, outputs, golden);
    }

    private static void checkFile(Engine engine, String file) {
        if (!FILE.matcher(file).matches() || engine.endings().stream().noneMatch(file::endsWith)) {
            throw wrong(
                    "file",
                    "'" + file + "'",
                    "a plain file name that ends with "
                            + String.join(" or ", engine.endings())
                            + ", without folders");
        }
    }

    /** TorchScript knows arguments by their place alone. */
    private static void checkPlaces(Input input) {
        Set<String> names = input.shapes().keySet();
        for (int k = 0; k < names.size(); k++) {
            if (!names.contains(Integer.toString(k))) {
                throw wrong(
                        "names of inputs",
                        new TreeSet<>(names),
                        names.size() == 1
                                ? "0 for TorchScript, the argument's place"
                                : "0 and 1 for TorchScript, the arguments' places");
            }
        }
    }

    private static void checkGolden(
            Golden golden, Input input, List<Output> outputs, Set<String> names) {
        if (!golden.values().keySet().equals(names)) {
            throw wrong("golden outputs", golden.values().keySet(), names.toString());
        }
        for (Output o : outputs) {
            checkLength(
                    "golden values of " + o.name(),
                    golden.values().get(o.name()).size(),
                    (int) Math.min(Golden.PLACES, size(input, o)));
        }
    }

    /**
     * @param json a descriptor
     * @throws ModelException when it is none, or of another format; names the member
     * @throws StorageException when the file cannot be read
     */
    public static ModelDescriptor read(Path json) throws ModelException, StorageException {
        return DescriptorJson.read(json);
    }

    /**
     * @param json text of a descriptor
     * @param where the name of its file, for messages
     * @throws ModelException as {@link #read}
     */
    public static ModelDescriptor parse(String json, String where) throws ModelException {
        return DescriptorJson.parse(json, where);
    }

    /** The descriptor as JSON, as {@link #read} reads it. */
    public String toJson() {
        return DescriptorJson.write(this);
    }

    public Kind kind() {
        return input.kind();
    }

    /** Features a patch: those of all outputs, joined. */
    public int channels() {
        return outputs.stream().mapToInt(Output::channels).sum();
    }

    /** Names of the outputs, in order. */
    public List<String> outputNames() {
        return outputs.stream().map(Output::name).toList();
    }

    /** Shape that an output of this descriptor must have, for one part. */
    public List<Integer> shape(Output output) {
        return switch (output.layout()) {
            case TOKENS ->
                    List.of(
                            1,
                            output.classTokens() + output.gridHeight() * output.gridWidth(),
                            output.channels());
            case MAP -> List.of(1, output.channels(), output.gridHeight(), output.gridWidth());
            case GROUPS -> List.of(1, output.classTokens() + groups(input), output.channels());
        };
    }

    /**
     * SHA-256 over the network file's hash and all that changes features: input and outputs, not
     * the name, licence or golden output. 64 hexadecimal digits.
     */
    public String fingerprint() {
        return Fingerprint.of(this);
    }

    /**
     * Name of the extractor that this network makes: {@code <id>@<first 12 digits of the
     * fingerprint>}, so that an inspection model trained with another file is refused.
     */
    public String extractorId() {
        return id + "@" + fingerprint().substring(0, 12);
    }

    private static int groups(Input input) {
        return input instanceof PointInput p ? p.groups() : 0;
    }

    private static long size(Input input, Output o) {
        long places =
                o.layout() == Layout.GROUPS ? groups(input) : (long) o.gridWidth() * o.gridHeight();
        return (o.classTokens() + places) * o.channels();
    }

    private static void checkName(String field, String name) {
        if (name.isEmpty() || name.length() > 256 || name.chars().anyMatch(c -> c < ' ')) {
            throw wrong(field, "'" + name + "'", "a name of 1 to 256 characters");
        }
    }

    private static void checkLine(String field, String line) {
        if (line.isBlank() || line.length() > 500 || line.chars().anyMatch(c -> c < ' ')) {
            throw wrong(field, "'" + line + "'", "one line of 1 to 500 characters");
        }
    }

    private static void checkPattern(String field, String value, Pattern pattern, String what) {
        if (!pattern.matcher(value).matches()) {
            throw wrong(field, "'" + value + "'", what);
        }
    }

    private static void checkRange(String field, int value, int least, int most) {
        if (value < least || value > most) {
            throw wrong(field, value, least == most ? "" + least : least + ".." + most);
        }
    }

    private static void checkLength(String field, int length, int expected) {
        if (length != expected) {
            throw wrong(field, length + " numbers", "" + expected);
        }
    }

    private static void checkPositive(String field, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw wrong(field, value, "finite and above 0");
        }
    }

    private static IllegalArgumentException wrong(String field, Object found, String expected) {
        return new IllegalArgumentException(field + ": " + found + ", expected " + expected);
    }
}
