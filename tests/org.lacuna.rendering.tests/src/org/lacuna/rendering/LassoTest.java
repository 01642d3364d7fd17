package org.lacuna.rendering;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lacuna.core.PixelMask;

import java.util.Optional;

class LassoTest {
    private static final ViewSize SIZE = new ViewSize(500, 400);
    private static final Lasso ALL =
            new Lasso(new double[] {-9, 600, 600, -9}, new double[] {-9, -9, 500, 500});

    private static PixelMask select(PointCloudScene scene, Camera camera, Lasso lasso) {
        Frame frame = Surfaces.render(scene, camera, SIZE, RenderOptions.defaults());
        return lasso.select(frame, PointColours.plain(scene, -1));
    }

    @ParameterizedTest
    @EnumSource(Projection.class)
    void rectangleFromAbove_isARectangleOfTheScan(Projection projection) {
        PointCloudScene scene = Surfaces.scene(101, 81, (x, y) -> 0);
        Camera camera = Camera.of(scene.bounds(), SIZE).withProjection(projection);
        ViewTransform t = camera.in(SIZE);
        // Half way between points, from (-10.25, -5.25) to (10.25, 5.25) mm.
        double z = Surfaces.DISTANCE_MM;
        ViewTransform.Projected a = t.project(new Vector3(-10.25, -5.25, z));
        ViewTransform.Projected b = t.project(new Vector3(10.25, 5.25, z));
        PixelMask mask =
                select(
                        scene,
                        camera,
                        new Lasso(
                                new double[] {a.xPx(), b.xPx(), b.xPx(), a.xPx()},
                                new double[] {a.yPx(), a.yPx(), b.yPx(), b.yPx()}));
        for (int row = 0; row < 81; row++) {
            for (int column = 0; column < 101; column++) {
                boolean inside = Math.abs(column - 50) <= 20 && Math.abs(row - 40) <= 10;
                assertEquals(inside, mask.get(column, row), column + ", " + row);
            }
        }
    }

    @Test
    void hiddenSurface_isNotSelected_andTheVisibleOneIsWhole() {
        PointCloudScene scene = Surfaces.scene(120, 200, Surfaces::ridge);
        double elevation = Math.toRadians(30);
        Camera camera =
                Camera.of(scene.bounds(), SIZE)
                        .withProjection(Projection.ORTHOGRAPHIC)
                        .orbit(0, elevation - Math.PI / 2)
                        .fit(scene.bounds(), SIZE);
        PixelMask mask = select(scene, camera, ALL);
        int hidden = 0;
        for (int row = 0; row < 200; row++) {
            double y = (row - 99.5) * Surfaces.SPACING_MM;
            // Towards the camera, which stands at positive y: by how much the ridge overtops.
            double overtops = Double.NEGATIVE_INFINITY;
            for (double d = 0.5; d < 60; d += 0.05) {
                double sight = Surfaces.ridge(0, y) + d * Math.tan(elevation);
                overtops = Math.max(overtops, Surfaces.ridge(0, y + d) - sight);
            }
            if (overtops < -2 * Surfaces.SPACING_MM) {
                assertTrue(mask.get(60, row), "visible row " + row);
            } else if (overtops > 5 * Surfaces.SPACING_MM) {
                assertFalse(mask.get(60, row), "hidden row " + row);
                hidden++;
            }
        }
        assertTrue(hidden > 20, hidden + " hidden rows");
    }

    @Test
    void farAway_pixelsThatShowManyPoints_selectThemAll() {
        PointCloudScene scene = Surfaces.scene(300, 300, (x, y) -> 0.3 * x);
        Camera camera = Camera.of(scene.bounds(), SIZE).zoom(0.05).orbit(0.2, -0.5);
        assertEquals(scene.size(), select(scene, camera, ALL).count());
    }

    @Test
    void loopThatCrossesItself_leavesOutWhatIsTwiceInside() {
        PointCloudScene scene = Surfaces.scene(201, 201, (x, y) -> 0);
        Camera camera = Camera.of(scene.bounds(), SIZE).zoom(0.9);
        // Two turns around the middle: an outer square, then an inner one.
        Lasso lasso =
                new Lasso(
                        new double[] {150, 350, 350, 150, 150, 200, 300, 300, 200, 200},
                        new double[] {100, 100, 300, 300, 100, 150, 150, 250, 250, 150});
        PixelMask mask = select(scene, camera, lasso);
        assertFalse(mask.get(100, 100));
        int column = scene.pixel(point(scene, camera, 175, 200)) % 201;
        assertTrue(mask.get(column, 100));
    }

    private static int point(PointCloudScene scene, Camera camera, double x, double y) {
        Frame frame = Surfaces.render(scene, camera, SIZE, RenderOptions.defaults());
        return Pick.at(frame, x, y, 2).orElseThrow().point();
    }

    @Test
    void clippedAndTransparentPoints_areNotSelected() {
        PointCloudScene scene = Surfaces.scene(101, 81, (x, y) -> 0);
        Camera camera = Camera.of(scene.bounds(), SIZE).zoom(0.9);
        Box box = new Box(new Vector3(-100, -100, 0), new Vector3(0, 100, 1000));
        int[] argb = PointColours.plain(scene, -1);
        argb[5] = 0;
        Frame frame =
                Surfaces.render(
                        scene,
                        argb,
                        camera,
                        SIZE,
                        RenderOptions.defaults().withClip(Optional.of(box)));
        PixelMask mask = ALL.select(frame, argb);
        assertFalse(mask.get(scene.pixel(5)));
        assertTrue(mask.get(0, 40));
        assertTrue(mask.get(50, 40));
        assertFalse(mask.get(51, 40));
    }

    @Test
    void linesWithoutAnInside_selectNothing() {
        PointCloudScene scene = Surfaces.scene(20, 20, (x, y) -> 0);
        Camera camera = Camera.of(scene.bounds(), SIZE);
        for (int n = 0; n < 3; n++) {
            double[] corners = new double[n];
            corners = n == 2 ? new double[] {1, 399} : corners;
            assertEquals(0, select(scene, camera, new Lasso(corners, corners)).count());
        }
    }

    @Test
    void wrongLinesAndScenes_areRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Lasso(new double[2], new double[3]));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Lasso(new double[] {Double.NaN}, new double[1]));
        PointCloudScene loose = Surfaces.scene(new float[1], new float[1], new float[1]);
        Frame frame =
                Surfaces.render(
                        loose, Camera.of(loose.bounds(), SIZE), SIZE, RenderOptions.defaults());
        assertThrows(IllegalArgumentException.class, () -> ALL.select(frame, new int[1]));
        PointCloudScene scene = Surfaces.scene(2, 2, (x, y) -> 0);
        Frame other =
                Surfaces.render(
                        scene, Camera.of(scene.bounds(), SIZE), SIZE, RenderOptions.defaults());
        assertThrows(IllegalArgumentException.class, () -> ALL.select(other, new int[3]));
    }
}
