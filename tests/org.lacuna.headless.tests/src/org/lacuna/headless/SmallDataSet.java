package org.lacuna.headless;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The data set that the tests of whole commands work on: one category, 128 x 128 pixels. */
final class SmallDataSet {
    static final String KIND = "machined-bracket";
    static final int SIDE = 128;

    private SmallDataSet() {}

    /** Makes it below the folder, by way of the command line; the same for any options. */
    static Path make(Path folder, Object... options) {
        List<Object> args =
                new ArrayList<>(
                        List.of(
                                "synthesize",
                                "--out",
                                folder,
                                "--size",
                                SIDE,
                                "--parts",
                                4,
                                "--seed",
                                7,
                                "--category",
                                KIND));
        args.addAll(List.of(options));
        Cli made = Cli.run(args.toArray());
        assertEquals(0, made.code(), made.err());
        return folder;
    }
}
