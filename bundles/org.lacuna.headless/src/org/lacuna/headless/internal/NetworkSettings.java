package org.lacuna.headless.internal;

import org.lacuna.core.LacunaException;
import org.lacuna.core.StorageException;
import org.lacuna.features.InstalledExtractors;
import org.lacuna.features.NetworkExtractor;
import org.lacuna.inference.DeviceRequest;
import org.lacuna.inference.ModelDescriptor;
import org.lacuna.inference.ModelLibrary;
import org.lacuna.inference.NetworkOptions;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.util.List;

/** Options that say which networks there are and how they run. */
final class NetworkSettings {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--models",
            paramLabel = "DIR",
            description =
                    "Folder with descriptors of networks of your own (default: what the environment"
                            + " variable "
                            + ModelLibrary.FOLDER_VARIABLE
                            + " names, else .lacuna/models in your home folder).")
    private Path models;

    @Option(
            names = "--device",
            paramLabel = "NAME",
            defaultValue = "auto",
            description =
                    "Where networks run: auto, cpu or cuda:N (default: auto, a CUDA device if the"
                            + " ONNX Runtime at hand can use one).")
    private String device;

    @Option(
            names = "--network-threads",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Threads inside a network (default: 1, as several parts are looked at side by"
                            + " side). Results do not depend on it.")
    private int threads;

    @Option(
            names = "--allow-torchscript",
            description =
                    "Use networks in TorchScript too. Such a file carries code: only for files that"
                            + " you trust (default: they are refused; networks in ONNX format need"
                            + " no such option).")
    private boolean torchScript;

    /**
     * A network that the command line names.
     *
     * @param name a descriptor's file, which ends with {@code .json}, or the id of an installed
     *     network
     * @return to be closed by the caller
     */
    NetworkExtractor network(String name) throws LacunaException {
        if (name.endsWith(".json")) {
            Path file = Path.of(name);
            ModelDescriptor descriptor = ModelDescriptor.read(file);
            return NetworkExtractor.of(
                    descriptor, file.resolveSibling(descriptor.file()), options());
        }
        return InstalledExtractors.of(List.of(), library(), options()).network(name);
    }

    /** The folder for networks of one's own. */
    ModelLibrary library() {
        return new ModelLibrary(List.of(), models == null ? ModelLibrary.defaultFolder() : models);
    }

    NetworkOptions options() {
        if (threads < 1 || threads > NetworkOptions.MAX_THREADS) {
            throw wrong(
                    "--network-threads",
                    Integer.toString(threads),
                    "1.." + NetworkOptions.MAX_THREADS);
        }
        try {
            return new NetworkOptions(DeviceRequest.parse(device), threads, torchScript);
        } catch (IllegalArgumentException e) {
            throw wrong("--device", "'" + device + "'", "auto, cpu or cuda:N");
        }
    }

    /** All extractors: those of installed bundles, and the networks of the folder. */
    InstalledExtractors extractors(Session session) throws StorageException {
        return InstalledExtractors.of(session.services().extractors(), library(), options());
    }

    private ParameterException wrong(String option, String found, String expected) {
        return new ParameterException(
                command.commandLine(),
                "Invalid value for option '" + option + "': " + found + ", expected " + expected);
    }
}
