package org.lacuna.report;

import java.time.Instant;
import java.util.Objects;

/**
 * Where a report comes from, for its footer.
 *
 * @param command command line that made it, or what the user did; shown as it is
 * @param data data set or files that were inspected; shown as it is
 * @param softwareVersion version of Lacuna
 * @param created when
 */
public record ReportOrigin(String command, String data, String softwareVersion, Instant created) {
    public ReportOrigin {
        Objects.requireNonNull(command, "command");
        Objects.requireNonNull(data, "data");
        Objects.requireNonNull(softwareVersion, "softwareVersion");
        Objects.requireNonNull(created, "created");
    }
}
