package org.lacuna.inference;

import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The device that the user asks for, in the words {@code auto}, {@code cpu} and {@code cuda:N}.
 *
 * @param index number of the GPU for {@link Kind#CUDA}, from 0; otherwise 0
 */
public record DeviceRequest(Kind kind, int index) {

    /** What is asked for. */
    public enum Kind {
        /** A GPU if the libraries support one and the network opens on it, else the CPU. */
        AUTO,
        /** The CPU. */
        CPU,
        /** The GPU with this index and nothing else: it is an error if that cannot be had. */
        CUDA
    }

    /** {@code auto} */
    public static final DeviceRequest AUTO = new DeviceRequest(Kind.AUTO, 0);

    /** {@code cpu} */
    public static final DeviceRequest CPU = new DeviceRequest(Kind.CPU, 0);

    private static final int MAX_INDEX = 99;

    private static final Pattern CUDA = Pattern.compile("cuda:(0|[1-9][0-9]?)");

    public DeviceRequest {
        Objects.requireNonNull(kind, "kind");
        if (index < 0 || index > MAX_INDEX || (kind != Kind.CUDA && index != 0)) {
            throw new IllegalArgumentException(
                    "index: "
                            + index
                            + " for "
                            + kind
                            + ", expected 0"
                            + (kind == Kind.CUDA ? " to " + MAX_INDEX : ""));
        }
    }

    /** {@code cuda:index} */
    public static DeviceRequest cuda(int index) {
        return new DeviceRequest(Kind.CUDA, index);
    }

    /**
     * The inverse of {@link #toString}.
     *
     * @throws IllegalArgumentException for other words, with a message for the user
     */
    public static DeviceRequest parse(String words) {
        switch (words) {
            case "auto":
                return AUTO;
            case "cpu":
                return CPU;
            default:
                Matcher cuda = CUDA.matcher(words);
                if (!cuda.matches()) {
                    throw new IllegalArgumentException(
                            "device: '" + words + "', expected auto, cpu or cuda:N, like cuda:0");
                }
                return cuda(Integer.parseInt(cuda.group(1)));
        }
    }

    @Override
    public String toString() {
        return switch (kind) {
            case AUTO -> "auto";
            case CPU -> "cpu";
            case CUDA -> "cuda:" + index;
        };
    }
}
