package org.lacuna.headless.internal;

import org.lacuna.memorybank.Metric;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import java.util.Locale;

/** Reads {@code euclidean} or {@code cosine}. */
final class MetricConverter implements ITypeConverter<Metric> {
    @Override
    public Metric convert(String text) {
        for (Metric metric : Metric.values()) {
            if (name(metric).equals(text.toLowerCase(Locale.ROOT))) {
                return metric;
            }
        }
        throw new TypeConversionException("'" + text + "', expected euclidean or cosine");
    }

    /** As on the command line. */
    static String name(Metric metric) {
        return metric.name().toLowerCase(Locale.ROOT);
    }
}
