package org.lacuna.headless.internal;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.GsonBuilder;

import org.lacuna.core.AtomicFile;
import org.lacuna.core.Workers;
import org.lacuna.headless.ExitCode;
import org.lacuna.headless.internal.bench.Benchmark;
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
import java.util.List;
import java.util.Locale;
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
            "  search        nearest neighbours in a memory bank",
            "  voxelization  simplification, normals and descriptors of 200,000 points%n"
        })
final class BenchCommand implements Callable<Integer> {
    private final Session session;

    @Spec private CommandSpec command;

    @Parameters(paramLabel = "NAME", description = "What to measure.")
    private String name;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Also write the figures, as a list of {name, unit, median, min, runs}.")
    private Path json;

    @Mixin private CommonOptions common;

    BenchCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        List<Benchmark> all = Benchmark.all();
        Benchmark benchmark =
                all.stream()
                        .filter(b -> b.name().equals(name))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new ParameterException(
                                                command.commandLine(),
                                                "Unknown benchmark '"
                                                        + name
                                                        + "', expected "
                                                        + String.join(
                                                                ", ",
                                                                all.stream()
                                                                        .map(Benchmark::name)
                                                                        .toList())));
        List<Measurement> figures;
        try (Workers workers = common.workers();
                ConsoleProgress progress = common.progress(session)) {
            figures = benchmark.run(session.services(), progress, workers);
        }
        TextTable table = new TextTable("name", "unit", "median", "min", "runs");
        for (Measurement m : figures) {
            table.row(
                    m.name(),
                    m.unit(),
                    number(m.median()),
                    number(m.min()),
                    Integer.toString(m.runs()));
        }
        session.console().result(benchmark.description());
        session.console().result(table.toString());
        if (json != null) {
            String text =
                    new GsonBuilder()
                                    .setPrettyPrinting()
                                    .setFieldNamingPolicy(
                                            FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES)
                                    .create()
                                    .toJson(figures)
                            + "\n";
            AtomicFile.write(json, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
        }
        return ExitCode.OK.code();
    }

    /** Four significant digits or so: times range from microseconds to minutes. */
    private static String number(double value) {
        int decimals = value >= 1000 ? 0 : value >= 100 ? 1 : value >= 10 ? 2 : 3;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
