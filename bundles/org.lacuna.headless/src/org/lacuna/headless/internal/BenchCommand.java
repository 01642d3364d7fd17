package org.lacuna.headless.internal;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.GsonBuilder;

import org.lacuna.core.AtomicFile;
import org.lacuna.core.LacunaException;
import org.lacuna.core.StorageException;
import org.lacuna.core.Workers;
import org.lacuna.features.EmbeddedExtractors;
import org.lacuna.features.InstalledExtractors;
import org.lacuna.features.NetworkExtractor;
import org.lacuna.headless.ExitCode;
import org.lacuna.headless.internal.bench.Benchmark;
import org.lacuna.headless.internal.bench.BenchmarkOptions;
import org.lacuna.headless.internal.bench.BenchmarkResult;
import org.lacuna.headless.internal.bench.CloudViewBenchmark;
import org.lacuna.headless.internal.bench.Measurement;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code lacuna bench}. */
@Command(
        name = "bench",
        sortOptions = false,
        header = "Measures speed on this machine.",
        description = {
            "%nNAME is one of:",
            "  pipeline      each stage of inspect, and parts per second",
            "  metrics       AUROC and AUPRO on 110 maps of 600 x 800 pixels",
            "  memorybank    nearest neighbours in memory banks; with --data, what a compact",
            "                bank costs in accuracy",
            "  learning      what 'learn' does to other parts, good and defective, by its",
            "                limits, on the parts of --data",
            "  voxelization  each kernel on one scan of 220,000 points, and what is left of",
            "                edges and surface by each way to reduce it; on one thread unless",
            "                --threads is given",
            "  extractors    what describes colour images: figures, time and size of each, on",
            "                the parts of --data",
            "  networks      one network: time of a run against ONNX Runtime's own call, and",
            "                memory before and after many runs",
            "  cloudview     pictures of point clouds without a graphics card: frames a second",
            "                while the view turns, and time to prepare a cloud%n"
        })
final class BenchCommand implements Callable<Integer> {
    private static final int DEFAULT_IMAGES = 1000;
    private static final int MAX_IMAGES = 1_000_000;

    private final Session session;

    @Spec private CommandSpec command;

    @Parameters(paramLabel = "NAME", description = "What to measure.")
    private String name;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Also write the figures, as a list of {name, unit, median, min, runs}.")
    private Path json;

    @Option(
            names = "--scan",
            paramLabel = "FILE",
            description =
                    "For voxelization: a scan as TIFF with x, y and z in metres, instead of a"
                            + " synthetic one.")
    private Path scan;

    @Option(
            names = "--scaling",
            description =
                    "For voxelization: instead, time and memory against 10,000 to 10 million"
                            + " points.")
    private boolean scaling;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "For extractors, learning and memorybank: the data set, one category or a"
                            + " folder of categories.")
    private Path data;

    @Option(
            names = "--category",
            paramLabel = "NAME",
            description =
                    "For --data: only this category; may be given several times (default: all).")
    private List<String> categories = new ArrayList<>();

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            description =
                    "For networks: descriptor (a .json file), or the id of an installed network"
                            + " (default: "
                            + EmbeddedExtractors.RGB_NETWORK
                            + ", the one that ships with Lacuna).")
    private String model;

    @Option(
            names = "--images",
            paramLabel = "N",
            description =
                    "For networks: runs between the two looks at memory (default: "
                            + DEFAULT_IMAGES
                            + ").")
    private Integer images;

    @Option(
            names = "--points",
            paramLabel = "N",
            split = ",",
            description =
                    "For cloudview: sizes of the clouds; may be given several times (default:"
                            + " 217000,1000000,5000000).")
    private List<Integer> points = new ArrayList<>();

    @Mixin private NetworkSettings networks;

    @Mixin private CommonOptions common;

    BenchCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        Benchmark benchmark = benchmark();
        checkUse(benchmark);
        BenchmarkResult result;
        String description;
        try (InstalledExtractors installed = networks.extractors(session);
                NetworkExtractor network = benchmark.takesNetworks() ? network() : null;
                Workers workers = workers(benchmark);
                ConsoleProgress progress = common.progress(session)) {
            BenchmarkOptions options = options(benchmark, network, installed);
            description = benchmark.description(options);
            result =
                    benchmark.run(
                            session.services().withExtractors(installed.all()),
                            options,
                            progress,
                            workers);
        }
        session.console().result(description);
        if (!result.figures().isEmpty()) {
            session.console().result(table(result.figures()).toString());
        }
        if (!result.text().isEmpty()) {
            session.console().result(result.text());
        }
        if (json != null) {
            write(result.all());
        }
        return ExitCode.OK.code();
    }

    private NetworkExtractor network() throws LacunaException {
        return networks.network(model == null ? EmbeddedExtractors.RGB_NETWORK : model);
    }

    private BenchmarkOptions options(
            Benchmark benchmark, NetworkExtractor network, InstalledExtractors installed)
            throws LacunaException {
        BenchmarkOptions options = options(network);
        return benchmark.trains()
                ? options.withParameters(TrainingOptions.defaults(installed, session))
                : options;
    }

    private BenchmarkOptions options(NetworkExtractor network) throws LacunaException {
        if (network != null) {
            return BenchmarkOptions.of(network, images == null ? DEFAULT_IMAGES : images);
        }
        if (!points.isEmpty()) {
            return BenchmarkOptions.none().withPoints(points);
        }
        return data == null
                ? BenchmarkOptions.of(Optional.ofNullable(scan), scaling)
                : BenchmarkOptions.of(DataFolders.all(session, data, categories));
    }

    private Benchmark benchmark() {
        List<Benchmark> all = Benchmark.all();
        return all.stream()
                .filter(b -> b.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                wrong(
                                        "Unknown benchmark '"
                                                + name
                                                + "', expected "
                                                + String.join(
                                                        ", ",
                                                        all.stream()
                                                                .map(Benchmark::name)
                                                                .toList())));
    }

    private void checkUse(Benchmark benchmark) {
        if (!benchmark.takesScans() && (scan != null || scaling)) {
            throw wrong("--scan and --scaling belong to voxelization");
        }
        if (benchmark.needsData() && data == null) {
            throw wrong(benchmark.name() + " needs --data DIR");
        }
        if (data == null && !categories.isEmpty()) {
            throw wrong("--category belongs to --data");
        }
        if (!benchmark.takesData() && (data != null || !categories.isEmpty())) {
            throw wrong("--data and --category belong to extractors, learning and memorybank");
        }
        if (!benchmark.takesNetworks() && (model != null || images != null)) {
            throw wrong("--model and --images belong to networks");
        }
        if (images != null && (images < 1 || images > MAX_IMAGES)) {
            throw wrong(
                    "Invalid value for option '--images': "
                            + images
                            + ", expected 1.."
                            + MAX_IMAGES);
        }
        if (!benchmark.takesPoints() && !points.isEmpty()) {
            throw wrong("--points belongs to cloudview");
        }
        for (int n : points) {
            if (n < 1 || n > CloudViewBenchmark.MAX_POINTS) {
                throw wrong(
                        "Invalid value for option '--points': "
                                + n
                                + ", expected 1.."
                                + CloudViewBenchmark.MAX_POINTS);
            }
        }
        if (scan != null && scaling) {
            throw wrong("--scan and --scaling exclude each other");
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(command.commandLine(), message);
    }

    private Workers workers(Benchmark benchmark) {
        return benchmark.oneThread() && !common.hasThreads()
                ? Workers.sequential()
                : common.workers();
    }

    private static TextTable table(List<Measurement> figures) {
        TextTable table = new TextTable("name", "unit", "median", "min", "runs");
        for (Measurement m : figures) {
            table.row(
                    m.name(),
                    m.unit(),
                    number(m.median()),
                    number(m.min()),
                    Integer.toString(m.runs()));
        }
        return table;
    }

    private void write(List<Measurement> figures) throws StorageException {
        String text =
                new GsonBuilder()
                                .setPrettyPrinting()
                                .setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES)
                                .create()
                                .toJson(figures)
                        + "\n";
        AtomicFile.write(json, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Four significant digits or so: times range from microseconds to minutes. */
    private static String number(double value) {
        int decimals = value >= 1000 ? 0 : value >= 100 ? 1 : value >= 10 ? 2 : 3;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
