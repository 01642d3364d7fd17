package org.lacuna.headless.internal.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacuna.acquisition.TiffFiles;
import org.lacuna.core.DataException;
import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.Progress;
import org.lacuna.core.StorageException;
import org.lacuna.core.Workers;
import org.lacuna.headless.Services;
import org.lacuna.synthesis.PartKind;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

class VoxelizationBenchmarkTest {
    private static final List<String> ROWS =
            List.of(
                    "points-in",
                    "dynamic-points-out",
                    "dynamic",
                    "dynamic+edges",
                    "normals",
                    "normals-unorganized",
                    "edges",
                    "fpfh",
                    "idw",
                    "grid",
                    "random",
                    "uniform",
                    "fps1024",
                    "fps1024-plain",
                    "representatives",
                    "target");
    private static final List<String> SAMPLERS =
            List.of("grid", "random", "uniform", "fps", "dynamic", "dynamic+edges");

    @TempDir Path temp;

    private static BenchmarkResult run(Path scan) throws Exception {
        return VoxelizationBenchmark.hasty()
                .run(
                        Services.embedded(),
                        BenchmarkOptions.of(Optional.of(scan), false),
                        Progress.NONE,
                        Workers.sequential());
    }

    private static Stopwatch hasty() {
        return new Stopwatch(Progress.NONE, 1, 0);
    }

    private static double value(List<Measurement> figures, String name) {
        return figures.stream().filter(m -> m.name().equals(name)).findFirst().orElseThrow().min();
    }

    @Test
    void scan_givesEveryRowAndEverySampler_butNoEdgeRetention() throws Exception {
        Path file = temp.resolve("part.tiff");
        BenchScan part = BenchScan.synthetic(PartKind.SINTERED_GEAR, 96);
        TiffFiles.writeCloud(file, part.cloud(), TiffFiles.METRES);
        BenchmarkResult result = run(file);
        assertEquals(ROWS, result.figures().stream().map(Measurement::name).toList());
        double points = part.cloud().validCount();
        assertEquals(points, value(result.figures(), "points-in"));
        assertEquals(0.081 * points, value(result.figures(), "dynamic-points-out"), 0.01 * points);
        for (String sampler : SAMPLERS) {
            String prefix = "table6.scan." + sampler + ".";
            double simplification = value(result.tabled(), prefix + "simplification");
            assertEquals(0.919, simplification, 0.01, sampler);
            assertTrue(value(result.tabled(), prefix + "surface-error-rms") > 0);
            assertTrue(result.text().contains("\n" + sampler + " "), result.text());
        }
        assertEquals(ROWS.size() + 5 * SAMPLERS.size(), result.all().size());
        assertTrue(result.text().contains("part.tiff: "), result.text());
    }

    @Test
    void syntheticScan_knowsItsEdges() throws Exception {
        BenchScan part = BenchScan.synthetic(PartKind.MACHINED_BRACKET, 160);
        SamplerTable table = new SamplerTable(part, hasty(), Workers.sequential());
        table.measure();
        String prefix = "table6.machined-bracket.";
        for (String sampler : SAMPLERS) {
            double share = value(table.figures(), prefix + sampler + ".edge-retention-of-scan");
            assertTrue(share > 0.5 && share <= 1.0001, sampler + ": " + share);
        }
        assertTrue(
                value(table.figures(), prefix + "dynamic+edges.edge-retention")
                        > value(table.figures(), prefix + "random.edge-retention"));
    }

    @Test
    void scanWithoutASurface_andNoScan_areTheFilesFault() throws Exception {
        int side = 8;
        float[] nothing = new float[side * side];
        Arrays.fill(nothing, Float.NaN);
        Path file = temp.resolve("empty.tiff");
        TiffFiles.writeCloud(
                file,
                new OrganizedCloud(side, side, nothing, nothing.clone(), nothing.clone()),
                TiffFiles.METRES);
        DataException error = assertThrows(DataException.class, () -> run(file));
        assertTrue(error.getMessage().contains("empty.tiff"), error.getMessage());
        assertThrows(StorageException.class, () -> run(temp.resolve("gone.tiff")));
    }

    @Test
    void scaling_givesTimesAndSlopes_andSaysWhatDoesNotFit() throws Exception {
        BenchmarkResult result =
                new ScalingRows(hasty(), Progress.NONE, Workers.sequential())
                        .measure(List.of(400, 1600, 10_000_000), 100L << 20);
        List<String> names = result.figures().stream().map(Measurement::name).toList();
        for (String kernel : List.of("dynamic", "normals", "grid")) {
            String prefix = "scaling." + kernel + ".";
            assertTrue(names.contains(prefix + "400"), names.toString());
            assertTrue(names.contains(prefix + "1600"), names.toString());
            assertTrue(names.contains(prefix + "slope"), names.toString());
        }
        assertFalse(names.stream().anyMatch(n -> n.contains("0000000")), names.toString());
        assertTrue(result.text().startsWith("10,000,000 points left out: "), result.text());
    }

    @Test
    void peakMemory_countsAtLeastTheResult() throws Exception {
        int bytes = 64 << 20;
        assertTrue(new PeakMemory().of(() -> new byte[bytes]) >= bytes);
    }

    @Test
    void millisOfUse_getsSomethingFreshEachTime() throws Exception {
        int[] made = new int[1];
        double[] millis =
                new Stopwatch(Progress.NONE, 3, 0)
                        .millisOfUse(
                                () -> ++made[0],
                                fresh -> {
                                    assertEquals(made[0], fresh);
                                    return fresh;
                                });
        assertEquals(3, millis.length);
        assertEquals(3 + 2, made[0]);
    }
}
