package org.lacuna.headless.internal;

import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Shows how long the tasks of a command took. */
final class TaskTimes {
    private TaskTimes() {}

    /** Tasks of the same name are added up. */
    static String table(List<ConsoleProgress.TaskTime> times) {
        Map<String, DoubleSummaryStatistics> byName = new LinkedHashMap<>();
        for (ConsoleProgress.TaskTime t : times) {
            byName.computeIfAbsent(t.name(), n -> new DoubleSummaryStatistics())
                    .accept(t.seconds());
        }
        double all = times.stream().mapToDouble(ConsoleProgress.TaskTime::seconds).sum();
        TextTable table = new TextTable("task", "times", "seconds", "share");
        byName.forEach((name, t) -> table.row(cells(name, t.getCount(), t.getSum(), all)));
        return table.row(cells("all", times.size(), all, all)).toString();
    }

    private static String[] cells(String name, long count, double seconds, double all) {
        return new String[] {
            name,
            Long.toString(count),
            String.format(Locale.ROOT, "%.2f", seconds),
            String.format(Locale.ROOT, "%.1f %%", all > 0 ? 100 * seconds / all : 0)
        };
    }
}
