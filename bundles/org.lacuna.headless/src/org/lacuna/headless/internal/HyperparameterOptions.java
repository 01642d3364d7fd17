package org.lacuna.headless.internal;

import org.lacuna.distillation.DistillationParameters;
import org.lacuna.distillation.Hyperparameters;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Options of teachers and student; {@code lacuna tune} finds values for them. */
final class HyperparameterOptions {
    @Option(
            names = "--teacher-width",
            paramLabel = "N",
            description = "Units of a hidden layer of the teachers, 4 to 1024 (default: 32).")
    private Integer teacherWidth;

    @Option(
            names = "--student-width",
            paramLabel = "N",
            description = "Units of a hidden layer of the student, 4 to 1024 (default: 32).")
    private Integer studentWidth;

    @Option(
            names = "--alpha",
            paramLabel = "X",
            description =
                    "Weight of what the teachers say beside the labels, 0 to 10 (default: 0.3).")
    private Double alpha;

    @Option(
            names = "--temperature",
            paramLabel = "X",
            description =
                    "Temperature at which student and teachers are compared, 0.1 to 100 (default:"
                            + " 5).")
    private Double temperature;

    @Option(
            names = "--modality-dropout",
            paramLabel = "X",
            description =
                    "Share of patches that the student learns from without their image, and the"
                            + " same without their scan, 0 to 0.5 (default: 0.3).")
    private Double modalityDropout;

    /** The parameters with what was given here. */
    DistillationParameters applyTo(DistillationParameters parameters, CommandSpec command) {
        Hyperparameters now = parameters.hyperparameters();
        Hyperparameters wanted =
                new Hyperparameters(
                        width(command, "--teacher-width", teacherWidth, now.teacherWidth()),
                        width(command, "--student-width", studentWidth, now.studentWidth()),
                        value(command, "--alpha", alpha, now.alpha(), 0, Hyperparameters.MAX_ALPHA),
                        value(
                                command,
                                "--temperature",
                                temperature,
                                now.temperature(),
                                Hyperparameters.MIN_TEMPERATURE,
                                Hyperparameters.MAX_TEMPERATURE),
                        value(
                                command,
                                "--modality-dropout",
                                modalityDropout,
                                now.modalityDropout(),
                                0,
                                Hyperparameters.MAX_DROPOUT));
        return wanted.equals(now) ? parameters : parameters.with(wanted);
    }

    private static int width(CommandSpec command, String name, Integer given, int otherwise) {
        if (given == null) {
            return otherwise;
        }
        if (given < Hyperparameters.MIN_WIDTH || given > Hyperparameters.MAX_WIDTH) {
            throw invalid(
                    command,
                    name,
                    given.toString(),
                    Hyperparameters.MIN_WIDTH + ".." + Hyperparameters.MAX_WIDTH);
        }
        return given;
    }

    private static double value(
            CommandSpec command,
            String name,
            Double given,
            double otherwise,
            double low,
            double high) {
        if (given == null) {
            return otherwise;
        }
        if (!(given >= low && given <= high)) {
            throw invalid(
                    command,
                    name,
                    given.toString(),
                    TuningText.number(low) + ".." + TuningText.number(high));
        }
        return given;
    }

    private static ParameterException invalid(
            CommandSpec command, String name, String found, String expected) {
        return new ParameterException(
                command.commandLine(),
                "Invalid value for option '" + name + "': " + found + ", expected " + expected);
    }
}
