package org.lacuna.headless;

import org.lacuna.core.DataException;
import org.lacuna.core.LacunaException;
import org.lacuna.core.ModelException;
import org.lacuna.core.StorageException;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a command ended. The numbers are a contract with scripts and controllers: they never change
 * their meaning. 0 is given only when everything asked for was done and, for {@code inspect}, every
 * part is OK on complete data.
 */
public enum ExitCode {
    /** Done; every inspected part is OK. */
    OK(0, "done, and every part is OK, on complete data"),
    /** At least one part is NOK. */
    NOK_FOUND(1, "at least one part is NOK"),
    /** No part is NOK, at least one needs a look. */
    REVIEW_ONLY(2, "no part is NOK, at least one needs review"),
    /** No part is NOK or in review, but the data of at least one were not complete. */
    DEGRADED(
            3,
            "no part is NOK or in review, but a modality (or a piece) of at least one part"
                    + " was missing, or a part could not be inspected"),
    /** The command line makes no sense. */
    USAGE(10, "the command line is wrong, or the output folder is not ours to replace"),
    /** Input data are damaged or do not fit. */
    BAD_INPUT(11, "input data are damaged, missing or do not fit together"),
    /** The inspection model cannot be used. */
    BAD_MODEL(12, "the inspection model is damaged, of another version or does not fit"),
    /** Reading or writing failed. */
    IO(13, "a file or folder cannot be read or written"),
    /** Interrupted by the user. */
    CANCELLED(14, "cancelled (Ctrl-C, SIGTERM); no half result is left"),
    /** A bug, or out of memory. */
    INTERNAL(20, "internal error; a log file is named");

    private final int code;
    private final String meaning;

    ExitCode(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    /** The number that the process returns. */
    public int code() {
        return code;
    }

    /** What it means, for help texts. */
    public String meaning() {
        return meaning;
    }

    /** The code for an error of the world outside. */
    public static ExitCode of(LacunaException error) {
        return switch (error) {
            case DataException e -> BAD_INPUT;
            case ModelException e -> BAD_MODEL;
            case StorageException e -> IO;
        };
    }

    /**
     * Codes with their meanings, as help texts list them.
     *
     * @param verdicts whether the command gives verdicts, and so the codes for them
     */
    static Map<String, String> table(boolean verdicts) {
        Map<String, String> table = new LinkedHashMap<>();
        for (ExitCode c : values()) {
            if (verdicts || c == OK || c.code >= USAGE.code) {
                table.put(String.format("%2d", c.code), verdicts || c != OK ? c.meaning : "done");
            }
        }
        return table;
    }
}
