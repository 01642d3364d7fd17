package org.lacuna.inference.internal;

import ai.onnxruntime.OrtException;

import java.util.regex.Pattern;

/** Makes one line for the user of what the library throws. */
final class Messages {

    private static final Pattern CODE = Pattern.compile("^Error code - \\w+ - message: ");
    private static final Pattern LOAD = Pattern.compile("^Load model from .*? failed:");

    /** Place and signature in the library's sources. */
    private static final Pattern SOURCE =
            Pattern.compile("^\\S+\\.(?:h|cc|cpp):\\d+ .*?\\) (?=[A-Z])");

    /** What PyTorch's interpreter tells before the error itself: the code that led there. */
    private static final Pattern TRACE =
            Pattern.compile(
                    "(?s)^The following operation failed in the TorchScript.*?\\R\\w*Error: ");

    /** What PyTorch tells after it: native calls. */
    private static final Pattern FRAMES = Pattern.compile("(?s)\\RException raised from .*");

    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final int MAX_LENGTH = 400;

    private Messages() {}

    /** The innermost message, as that one comes from where the fault is. */
    static String of(Throwable thrown) {
        Throwable cause = thrown;
        while (!(cause instanceof OrtException) && cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        if (message == null || message.isBlank()) {
            return cause.getClass().getSimpleName();
        }
        message = TRACE.matcher(message).replaceFirst("");
        message = FRAMES.matcher(message).replaceFirst("");
        message = CODE.matcher(message).replaceFirst("");
        message = LOAD.matcher(message).replaceFirst("");
        message = BLANKS.matcher(message).replaceAll(" ").strip();
        message = SOURCE.matcher(message).replaceFirst("");
        return message.length() > MAX_LENGTH ? message.substring(0, MAX_LENGTH) + " ..." : message;
    }
}
