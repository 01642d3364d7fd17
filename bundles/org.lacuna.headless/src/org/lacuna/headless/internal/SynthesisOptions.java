package org.lacuna.headless.internal;

import org.lacuna.synthesis.PartKind;
import org.lacuna.synthesis.SynthesisParameters;
import org.lacuna.workflow.SynthesisRequest;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Options that decide what is synthesized. */
final class SynthesisOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Seed of shapes, textures, poses and noise (default: 1).")
    private Long seed;

    @Option(
            names = "--size",
            paramLabel = "PX",
            description = "Columns and rows of a scan, 64..4096 (default: 400).")
    private Integer sizePx;

    @Option(
            names = "--parts",
            paramLabel = "N",
            description =
                    "Good training parts of each category; the others follow in proportion"
                            + " (default: 24).")
    private Integer parts;

    @Option(
            names = "--category",
            paramLabel = "NAME",
            description = "Only this category; may be given several times (default: all).")
    private List<String> categories = new ArrayList<>();

    SynthesisRequest request() {
        return new SynthesisRequest(parameters(), kinds());
    }

    private SynthesisParameters parameters() {
        SynthesisParameters p = SynthesisParameters.defaults();
        p = seed == null ? p : p.withSeed(seed);
        p = sizePx == null ? p : checked("--size", sizePx, p::withSizePx);
        return parts == null ? p : checked("--parts", parts, p::withParts);
    }

    private SynthesisParameters checked(
            String option, int value, IntFunction<SynthesisParameters> setter) {
        try {
            return setter.apply(value);
        } catch (IllegalArgumentException e) {
            String range = e.getMessage().replaceFirst(".*, expected", "expected");
            throw new ParameterException(
                    command.commandLine(),
                    "Invalid value for option '" + option + "': " + value + ", " + range);
        }
    }

    private List<PartKind> kinds() {
        List<PartKind> kinds = new ArrayList<>();
        for (PartKind kind : PartKind.values()) {
            if (categories.isEmpty() || categories.contains(kind.key())) {
                kinds.add(kind);
            }
        }
        for (String name : categories) {
            if (kinds.stream().noneMatch(k -> k.key().equals(name))) {
                List<String> names = new ArrayList<>();
                for (PartKind kind : PartKind.values()) {
                    names.add(kind.key());
                }
                throw new ParameterException(
                        command.commandLine(),
                        "Unknown category '" + name + "', expected " + String.join(", ", names));
            }
        }
        return kinds;
    }
}
