package org.lacuna.ui.internal.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lacuna.rendering.Box;
import org.lacuna.rendering.Camera;
import org.lacuna.rendering.Projection;
import org.lacuna.rendering.StandardView;
import org.lacuna.rendering.Vector3;
import org.lacuna.rendering.ViewSize;
import org.lacuna.rendering.ViewTransform;

import java.util.stream.IntStream;

/** Faces of the clip box in pictures from many sides. */
class ClipFaceTest {
    private static final Box BOX = new Box(new Vector3(-20, 5, 200), new Vector3(30, 45, 240));
    private static final ViewSize SIZE = new ViewSize(800, 600);

    private static Camera camera(Projection projection) {
        return Camera.of(BOX, SIZE).withProjection(projection);
    }

    private static Vector3 along(int face, double outwardMm) {
        double d = face % 2 == 0 ? -outwardMm : outwardMm;
        return new Vector3(face / 2 == 0 ? d : 0, face / 2 == 1 ? d : 0, face / 2 == 2 ? d : 0);
    }

    @ParameterizedTest
    @EnumSource(Projection.class)
    void outwardMm_isTheInverseOfTheProjection_fromEverySide(Projection projection) {
        int checked = 0;
        for (int turn = 0; turn < 12; turn++) {
            for (int tilt = 0; tilt < 6; tilt++) {
                ViewTransform view =
                        camera(projection).orbit(turn * 0.5 + 0.1, -tilt * 0.3 - 0.15).in(SIZE);
                for (int i = 0; i < ClipFace.COUNT; i++) {
                    ClipFace face = new ClipFace(i, BOX, view);
                    if (isAlongTheView(face, view)) {
                        continue;
                    }
                    for (double mm : new double[] {-30, -0.1, 0, 7.5, 20}) {
                        ViewTransform.Projected p = view.project(face.middle().plus(along(i, mm)));
                        assertEquals(mm, face.outwardMm(p.xPx(), p.yPx()), 1e-6);
                        checked++;
                    }
                }
            }
        }
        assertTrue(checked > 1500, "cases: " + checked);
    }

    /** Also past the point where, in perspective, the normal vanishes. */
    @ParameterizedTest
    @EnumSource(Projection.class)
    void theFartherTheMouse_theFartherTheFace(Projection projection) {
        int checked = 0;
        for (int turn = 0; turn < 12; turn++) {
            ViewTransform view = camera(projection).orbit(turn * 0.5 + 0.1, -0.9).in(SIZE);
            for (int i = 0; i < ClipFace.COUNT; i++) {
                ClipFace face = new ClipFace(i, BOX, view);
                if (isAlongTheView(face, view)) {
                    continue;
                }
                ViewTransform.Projected from = face.handle();
                ViewTransform.Projected to = view.project(face.middle().plus(along(i, 1)));
                double length = Math.hypot(to.xPx() - from.xPx(), to.yPx() - from.yPx());
                double before = Double.NEGATIVE_INFINITY;
                for (int px = -4000; px <= 4000; px += 50) {
                    double x = from.xPx() + px * (to.xPx() - from.xPx()) / length;
                    double y = from.yPx() + px * (to.yPx() - from.yPx()) / length;
                    double mm = face.outwardMm(x, y);
                    assertTrue(mm >= before - 1e-6, turn + ", " + i + ", " + px + ": " + mm);
                    before = mm;
                    checked++;
                }
            }
        }
        assertTrue(checked > 5000, "cases: " + checked);
    }

    /** Whether the normal is so short in the picture that it is no direction there. */
    private static boolean isAlongTheView(ClipFace face, ViewTransform view) {
        ViewTransform.Projected end = view.project(face.middle().plus(along(face.face(), 1)));
        ViewTransform.Projected middle = face.handle();
        double px = Math.hypot(end.xPx() - middle.xPx(), end.yPx() - middle.yPx());
        return px * view.footprintMm(middle.depthMm()) < 0.3;
    }

    @ParameterizedTest
    @EnumSource(Projection.class)
    void faceThatLooksAtTheEye_comesNearerWhenDraggedUp(Projection projection) {
        ViewTransform view = camera(projection).view(StandardView.TOP).in(SIZE);
        ClipFace near = new ClipFace(4, BOX, view);
        ViewTransform.Projected p = near.handle();
        double mm = view.footprintMm(p.depthMm());
        assertEquals(10 * mm, near.outwardMm(p.xPx(), p.yPx() - 10), 1e-9);
        assertEquals(-10 * mm, near.outwardMm(p.xPx() + 40, p.yPx() + 10), 1e-9);
        ClipFace far = new ClipFace(5, BOX, view);
        ViewTransform.Projected q = far.handle();
        assertTrue(far.outwardMm(q.xPx(), q.yPx() - 10) < 0, "its outside is away from the eye");
    }

    @ParameterizedTest
    @EnumSource(Projection.class)
    void fromAbove_theNearFaceAndTheSidesHaveHandles(Projection projection) {
        ViewTransform view = camera(projection).view(StandardView.TOP).in(SIZE);
        for (int i = 0; i < ClipFace.COUNT; i++) {
            ClipFace face = new ClipFace(i, BOX, view);
            assertEquals(i != 5, face.isVisible(), "face " + i);
        }
        assertTrue(new ClipFace(4, BOX, view).isInFront());
        assertFalse(new ClipFace(5, BOX, view).isInFront());
    }

    @Test
    void faceBehindTheCamera_hasNoHandle() {
        Camera inside = camera(Projection.PERSPECTIVE).zoom(1000);
        long visible =
                IntStream.range(0, ClipFace.COUNT)
                        .filter(i -> new ClipFace(i, BOX, inside.in(SIZE)).isVisible())
                        .count();
        assertEquals(0, visible, "from within the box all faces show their backs");
    }

    @Test
    void faceThatABoxHasNot_isRefused() {
        ViewTransform view = camera(Projection.PERSPECTIVE).in(SIZE);
        String message =
                assertThrows(IllegalArgumentException.class, () -> new ClipFace(6, BOX, view))
                        .getMessage();
        assertTrue(message.contains("6") && message.contains("0..5"), message);
    }
}
