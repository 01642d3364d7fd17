package org.lacuna.headless.internal.bench;

import org.lacuna.acquisition.TiffFiles;
import org.lacuna.core.DataException;
import org.lacuna.core.LacunaException;
import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.Workers;
import org.lacuna.synthesis.EdgeSamples;
import org.lacuna.synthesis.PartKind;
import org.lacuna.synthesis.PartSynthesizer;
import org.lacuna.synthesis.ScanPlan;
import org.lacuna.synthesis.SynthesisParameters;
import org.lacuna.voxelization.PointSpacing;
import org.lacuna.voxelization.Points;
import org.lacuna.voxelization.UniformSampler;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A scan to measure with.
 *
 * @param name of the part, or of the file
 * @param cloud the whole scan, background included
 * @param spacing of its points
 * @param edges the true edges, where they are known
 */
record BenchScan(
        String name, OrganizedCloud cloud, PointSpacing spacing, Optional<EdgeSamples> edges) {
    /** Neighbouring pixels further apart than so many spacings lie on different surfaces. */
    private static final double LINK_SPACINGS = 4;

    /**
     * The first good training part of a kind.
     *
     * @param sidePx columns and rows
     */
    static BenchScan synthetic(PartKind kind, int sidePx) {
        PartSynthesizer synthesizer =
                new PartSynthesizer(SynthesisParameters.defaults().withSizePx(sidePx));
        ScanPlan plan = synthesizer.plans(kind).getFirst();
        OrganizedCloud cloud = synthesizer.render(plan).sample().cloud().orElseThrow();
        PointSpacing spacing = PointSpacing.of(cloud).orElseThrow();
        return new BenchScan(kind.key(), cloud, spacing, Optional.of(synthesizer.edges(plan)));
    }

    /**
     * Reads a scan in metres.
     *
     * @throws DataException also when no two neighbouring pixels hold different points
     */
    static BenchScan read(Path file) throws LacunaException {
        OrganizedCloud cloud = TiffFiles.readCloud(file, TiffFiles.METRES);
        Optional<PointSpacing> spacing = PointSpacing.of(cloud);
        if (spacing.isEmpty()) {
            throw DataException.of(
                    file,
                    "no two neighbouring points among " + cloud.validCount(),
                    "a scan of a surface");
        }
        return new BenchScan(
                String.valueOf(file.getFileName()), cloud, spacing.get(), Optional.empty());
    }

    /** What it is called in names of figures: the part's kind, or {@code scan} for a file. */
    String key() {
        return edges.isPresent() ? name : "scan";
    }

    /** Longest link for normals and edges, mm. */
    double linkMm() {
        return LINK_SPACINGS * spacing.medianMm();
    }

    /** The points on their grid; shares memory with the scan. */
    Points points() {
        return Points.of(cloud);
    }

    /** The points alone, as other libraries get them. */
    Points compact() {
        return new UniformSampler(1).sample(points(), Workers.sequential()).points();
    }
}
