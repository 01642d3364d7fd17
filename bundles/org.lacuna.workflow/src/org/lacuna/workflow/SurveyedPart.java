package org.lacuna.workflow;

import org.lacuna.core.Modality;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A part of a data set as its files are, whole or not.
 *
 * @param category folder of the category
 * @param group split and defect, e.g. {@code test/scratch}
 * @param name of the part
 * @param files its image and scan
 * @param mask its ground truth
 * @param others files that belong to no part, or a second time to this one
 * @param size of its grid for people, e.g. {@code 800 x 600}; empty when nothing could be read
 * @param findings what is wrong with it
 */
public record SurveyedPart(
        Path category,
        String group,
        String name,
        Map<Modality, Path> files,
        Optional<Path> mask,
        List<Path> others,
        String size,
        List<Finding> findings) {
    public SurveyedPart {
        Objects.requireNonNull(category, "category");
        Objects.requireNonNull(group, "group");
        Objects.requireNonNull(name, "name");
        files = Map.copyOf(files);
        Objects.requireNonNull(mask, "mask");
        others = List.copyOf(others);
        Objects.requireNonNull(size, "size");
        findings = List.copyOf(findings);
    }

    /** Whether work with the part fails or misleads. */
    public boolean hasError() {
        return findings.stream().anyMatch(f -> f.kind().isError());
    }

    /** Every file that leaves with the part. */
    public List<Path> allFiles() {
        List<Path> all = new ArrayList<>(files.values());
        mask.ifPresent(all::add);
        all.addAll(others);
        return List.copyOf(all);
    }

    SurveyedPart with(String newSize, List<Finding> newFindings) {
        return new SurveyedPart(category, group, name, files, mask, others, newSize, newFindings);
    }

    SurveyedPart plus(Finding finding) {
        List<Finding> more = new ArrayList<>(findings);
        more.add(finding);
        return with(size, more);
    }

    @Override
    public String toString() {
        return category.getFileName() + "/" + group + "/" + name;
    }
}
