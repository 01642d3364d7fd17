package org.lacuna.synthesis.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lacuna.core.SeededRandom;
import org.lacuna.synthesis.EdgeSamples;
import org.lacuna.synthesis.PartKind;

import java.util.Optional;
import java.util.function.DoubleBinaryOperator;

class SurfaceEdgesTest {
    private static final double WALL = 0.25;
    private static final double HALF = 25;
    private static final double TOP = 8;

    private static DoubleBinaryOperator turned(DoubleBinaryOperator surface, double angle) {
        double c = Math.cos(angle);
        double s = Math.sin(angle);
        return (x, y) -> surface.applyAsDouble(c * x + s * y, c * y - s * x);
    }

    /** A square block with vertical walls. */
    private static double block(double x, double y) {
        double d = Math.max(Math.abs(x), Math.abs(y)) - HALF;
        return TOP * Sdf.clamp(0.5 - d / WALL, 0, 1);
    }

    /** A plate with a round hole, wider than the field. */
    private static DoubleBinaryOperator hole(double radius, double depth) {
        return (x, y) -> depth * Sdf.clamp(0.5 + (Math.hypot(x, y) - radius) / WALL, 0, 1);
    }

    /** A roof, 40 mm long, whose sides rise with that angle; its ends fade out softly. */
    private static DoubleBinaryOperator roof(double degrees) {
        double slope = Math.tan(Math.toRadians(degrees));
        return (x, y) -> 30 + slope * -Math.abs(x) * Sdf.smooth(40, 20, Math.abs(y));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.03, 0.2, 0.46, 0.785398, 1.2})
    void find_block_givesItsTopEdgeAndItsFoot_howeverItLies(double angle) {
        EdgeList edges = new SurfaceEdges(turned(SurfaceEdgesTest::block, angle)).find();
        double top = 0;
        double foot = 0;
        for (int i = 0; i < edges.count; i++) {
            if (edges.z[i] > TOP / 2) {
                top += edges.lengthMm[i];
                assertEquals(TOP, edges.z[i], 0.3);
            } else {
                foot += edges.lengthMm[i];
                assertEquals(0, edges.z[i], 0.3);
            }
        }
        double perimeter = 8 * HALF;
        assertEquals(perimeter, top, 0.02 * perimeter);
        assertEquals(perimeter, foot, 0.02 * perimeter);
    }

    @Test
    void find_block_pointsLieOnItsOutline() {
        EdgeList edges = new SurfaceEdges(SurfaceEdgesTest::block).find();
        for (int i = 0; i < edges.count; i++) {
            double d = Math.max(Math.abs(edges.x[i]), Math.abs(edges.y[i])) - HALF;
            // Half the wall and half a cell; more only in the rounded corners.
            assertTrue(Math.abs(d) < 0.3, "off by " + d);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1.5, 3, 12})
    void find_hole_givesItsCircumferenceAboveAndBelow(double radius) {
        double length = 2 * Math.PI * radius;
        double found = new SurfaceEdges(hole(radius, 5)).find().totalMm();
        assertEquals(2 * length, found, 0.03 * 2 * length);
    }

    @Test
    void find_lowStep_countsAsTwoCreases() {
        double length = 2 * Math.PI * 10;
        double found = new SurfaceEdges(hole(10, 0.5)).find().totalMm();
        assertEquals(2 * length, found, 0.03 * 2 * length);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3, 0.785398})
    void find_roof_givesItsRidgeOnly(double angle) {
        // 50 degrees between the sides, and above 35 as long as the ends have not faded too much.
        EdgeList edges = new SurfaceEdges(turned(roof(25), angle)).find();
        double fadedTo = Math.tan(Math.toRadians(17.5)) / Math.tan(Math.toRadians(25));
        double end = 20;
        while (Sdf.smooth(40, 20, end) > fadedTo) {
            end += 0.01;
        }
        // Where it fades below the threshold is known to a degree only.
        assertEquals(2 * end, edges.totalMm(), 0.06 * 2 * end);
        for (int i = 0; i < edges.count; i++) {
            assertEquals(30, edges.z[i], 0.05);
        }
    }

    @Test
    void find_hollowRoof_givesTheSame() {
        double bulging = new SurfaceEdges(roof(25)).find().totalMm();
        DoubleBinaryOperator roof = roof(25);
        double hollow = new SurfaceEdges((x, y) -> 60 - roof.applyAsDouble(x, y)).find().totalMm();
        assertEquals(bulging, hollow, 0.01 * bulging);
    }

    @Test
    void find_gentleTurnsAndRoundSurfaces_areNoEdges() {
        assertEquals(0, new SurfaceEdges(roof(16)).find().count);
        DoubleBinaryOperator hill = (x, y) -> 15 * Math.exp(-(x * x + y * y) / 200);
        assertEquals(0, new SurfaceEdges(hill).find().count);
    }

    @Test
    void longerThan_crumbsBesideALine_keepsTheLine() {
        EdgeList edges = new EdgeList();
        for (int i = 0; i < 40; i++) {
            edges.add(0.1 * i, 0.1 * i, 0, 0.14); // 5.6 mm in a row
            if (i < 10) {
                edges.add(0.1 * i, 20, 0, 0.1); // 1 mm
            }
        }
        EdgeList kept = new EdgeChains(501, 0.1).longerThan(2.5, edges);
        assertEquals(40, kept.count);
        assertEquals(5.6, kept.totalMm(), 1e-9);
        assertEquals(50, new EdgeChains(501, 0.1).longerThan(0.5, edges).count);
    }

    @ParameterizedTest
    @EnumSource(PartKind.class)
    void find_partTurned_keepsTheLength(PartKind kind) {
        Part part = Part.create(kind, new SeededRandom(4), WALL);
        DoubleBinaryOperator surface =
                HeightField.heightMm(
                        new Specimen(part, Optional.empty()), new Pose(part, new SeededRandom(1)));
        double straight = new SurfaceEdges(surface).find().totalMm();
        double turned = new SurfaceEdges(turned(surface, 0.6)).find().totalMm();
        assertEquals(straight, turned, 0.03 * straight);
        assertTrue(straight > 500, "only " + straight + " mm");
    }

    @Test
    void select_block_showsItsTopAndTheFootOnTheCamerasSide() {
        SurfaceEdges edges = new SurfaceEdges(SurfaceEdgesTest::block);
        Rig rig = new Rig(400, 400, new SeededRandom(2));
        EdgeSamples seen = new EdgeView(rig, edges.field()).select(edges.find());
        double expected = 8 * HALF + 2 * HALF;
        assertEquals(expected, seen.totalMm(), 0.03 * expected);
    }

    @Test
    void select_points_comeInTheCamerasFrame() {
        EdgeList one = new EdgeList();
        one.add(12, -7, 3, 1);
        Rig rig = new Rig(400, 400, new SeededRandom(2));
        HeightField table = HeightField.of((x, y) -> 0, 0.4);
        EdgeSamples seen = new EdgeView(rig, table).select(one);
        double depth = seen.z()[0];
        double rayY = seen.y()[0] / depth;
        assertEquals(12, seen.x()[0]);
        assertEquals(-7, rig.cameraY + rig.worldY(rayY) * depth, 1e-3);
        assertEquals(3, rig.cameraZ + rig.worldZ(rayY) * depth, 1e-3);
    }

    @Test
    void select_outsideTheImage_isDropped() {
        EdgeList one = new EdgeList();
        one.add(75, 0, 0, 1);
        HeightField table = HeightField.of((x, y) -> 0, 0.4);
        SeededRandom random = new SeededRandom(2);
        assertEquals(0, new EdgeView(new Rig(400, 400, random), table).select(one).size());
        assertEquals(1, new EdgeView(new Rig(500, 400, random), table).select(one).size());
    }
}
