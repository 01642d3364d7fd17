package org.lacuna.voxelization;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.Workers;

class DynamicVoxelizerTargetTest {
    private static final double TARGET = 0.919;
    private static final int SIDE = 200;

    /** A waved surface with a step. */
    private static OrganizedCloud scan() {
        return TestScans.depth(
                SIDE,
                SIDE,
                0.3,
                0,
                0,
                (x, y) -> 500 + Math.sin(x / 20.0) + (y <= SIDE / 2 ? 0 : 4));
    }

    private static float[] outlines(OrganizedCloud scan) {
        SurfaceField normals = new SurfaceNormals(1.5).compute(scan, Workers.sequential());
        return new EdgeResponse().withOutlines().compute(normals, Workers.sequential());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.25, 1, 4})
    void target_isHit_howeverMuchDensityCounts(double alpha) {
        OrganizedCloud scan = scan();
        for (EdgeRetention edges : EdgeRetention.values()) {
            SampledCloud left =
                    new DynamicVoxelizer(
                                    new DynamicVoxelParameters(
                                            new VoxelSizing.Target(TARGET), alpha, edges, 0.05))
                            .sample(scan, outlines(scan), Workers.sequential());
            assertEquals(TARGET, left.simplification(scan.size()), 0.01 * TARGET, edges.name());
        }
    }

    @Test
    void solved_hasSizes_andGivesTheSame() {
        OrganizedCloud scan = scan();
        float[] response = outlines(scan);
        Workers one = Workers.sequential();
        DynamicVoxelizer paper = new DynamicVoxelizer(DynamicVoxelParameters.paper());
        DynamicVoxelizer solved = paper.solved(scan, response, one);
        assertInstanceOf(VoxelSizing.Fixed.class, solved.parameters().sizing());
        SampledCloud expected = paper.sample(scan, response, one);
        SampledCloud actual = solved.sample(scan, response, one);
        assertArrayEquals(expected.points().x(), actual.points().x());
        assertArrayEquals(expected.points().z(), actual.points().z());
        assertArrayEquals(expected.source(), actual.source());
        Points points = Points.of(scan);
        assertArrayEquals(
                paper.sample(points, one).pointOf(),
                paper.solved(points, one).sample(points, one).pointOf());
    }

    @Test
    void solved_ofNothing_isAnySize() {
        Points none = new Points(new float[0], new float[0], new float[0]);
        DynamicVoxelizer solved =
                new DynamicVoxelizer(DynamicVoxelParameters.paper())
                        .solved(none, Workers.sequential());
        assertEquals(0, solved.sample(none, Workers.sequential()).size());
    }
}
