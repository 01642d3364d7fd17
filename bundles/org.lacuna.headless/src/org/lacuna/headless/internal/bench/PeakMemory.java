package org.lacuna.headless.internal.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;

/**
 * How much heap an operation needs at most beyond what was in use before: the sum of the peaks of
 * the heap's pools. Garbage that was not yet collected counts, so it is an upper bound; collection
 * just before keeps it close.
 */
final class PeakMemory {
    private final List<MemoryPoolMXBean> pools =
            ManagementFactory.getMemoryPoolMXBeans().stream()
                    .filter(p -> p.getType() == MemoryType.HEAP)
                    .toList();

    /** Bytes that the operation needed at its peak, its result included; at least 0. */
    long of(Stopwatch.Operation operation) throws Exception {
        System.gc();
        long before = sum(pools.stream().map(MemoryPoolMXBean::getUsage).toList());
        pools.forEach(MemoryPoolMXBean::resetPeakUsage);
        Object result = operation.run();
        long peak = sum(pools.stream().map(MemoryPoolMXBean::getPeakUsage).toList());
        if (result == null) {
            throw new IllegalStateException("operation: gave null, expected a result");
        }
        return Math.max(0, peak - before);
    }

    private static long sum(List<MemoryUsage> usages) {
        return usages.stream().mapToLong(MemoryUsage::getUsed).sum();
    }
}
