package org.lacuna.headless.internal;

import org.lacuna.memorybank.ProjectionRule;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads to how many dimensions a user wants features projected. */
final class ProjectionConverter implements ITypeConverter<ProjectionRule> {
    static final String RULES =
            "'default' (of d channels d / 3.5, but never below 64), 'none', 'dim:N', 'ratio:X' (d /"
                    + " X), or 'distortion:X' (as few as keep the relative error of distances at or"
                    + " below X)";

    @Override
    public ProjectionRule convert(String text) {
        try {
            return ProjectionRule.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
