package org.lacuna.ui;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.lacuna.rendering.Box;
import org.lacuna.rendering.Frame;
import org.lacuna.rendering.Projection;
import org.lacuna.rendering.Vector3;
import org.lacuna.rendering.ViewTransform;
import org.lacuna.ui.internal.cloud.ClipFace;
import org.lacuna.ui.internal.cloud.CloudLegend;
import org.lacuna.ui.internal.cloud.Messages;
import org.lacuna.ui.internal.cloud.ScaleBar;

import java.util.Optional;

/**
 * Paints the cloud view: the frame, and over it clip box, measurement, scale bar, legend and what
 * is under the mouse. UI thread only.
 */
final class CloudPainter {
    private static final int MARGIN = 10;
    private static final int LONGEST_BAR = 140;
    private static final int NARROWEST = 240;
    private static final int HANDLE = 5;
    private static final int HOT_HANDLE = 7;

    /** Amber, in any theme: what is around it is the cloud. */
    private static final Color HOT = new Color(255, 176, 0);

    private final CloudCanvas canvas;

    CloudPainter(CloudCanvas canvas) {
        this.canvas = canvas;
    }

    /** What is on screen. */
    void paint(GC gc, Optional<Image> image) {
        Rectangle area = canvas.getClientArea();
        if (image.isEmpty()) {
            gc.fillRectangle(area);
            gc.drawText(
                    canvas.cloud().isPresent() ? Messages.Cloud_drawing : canvas.message(),
                    12,
                    12,
                    true);
            return;
        }
        picture(gc, image.get());
        int bottom = area.height - (canvas.legend().isPresent() ? CloudLegend.HEIGHT : 0);
        if (!canvas.isMouseHere()) {
            canvas.cross().ifPresent(p -> PicturePainter.cross(gc, p.x, p.y));
        }
        canvas.lasso().paint(gc);
        canvas.clip().handles().forEach(f -> handle(gc, f));
        canvas.clip()
                .text()
                .or(() -> canvas.measure().text())
                .or(() -> canvas.described())
                .ifPresent(t -> PicturePainter.readOut(gc, t, area.width, bottom));
    }

    /** What is kept when the picture is saved: without what only the hand at the mouse needs. */
    void picture(GC gc, Image image) {
        Rectangle area = canvas.getClientArea();
        // Coarse frames are enlarged: as they are, which is quickest.
        gc.setInterpolation(SWT.NONE);
        gc.drawImage(image, 0, 0);
        gc.setInterpolation(SWT.DEFAULT);
        canvas.clip().box().ifPresent(b -> edges(gc, b));
        canvas.measure().paint(gc);
        Optional<CloudLegend> legend = canvas.legend();
        scaleBar(gc, area);
        legend.ifPresent(l -> l.paint(gc, area, canvas.getBackground(), canvas.getForeground()));
    }

    /** Light in a dark seam, so that they are seen on light and on dark clouds; fainter behind. */
    private void edges(GC gc, Box box) {
        ViewTransform view = canvas.shownView().orElseThrow();
        boolean[] front = new boolean[ClipFace.COUNT];
        for (int i = 0; i < front.length; i++) {
            front[i] = new ClipFace(i, box, view).isInFront();
        }
        gc.setAntialias(SWT.ON);
        for (boolean nearer : new boolean[] {false, true}) {
            for (int corner = 0; corner < 8; corner++) {
                for (int axis = 0; axis < 3; axis++) {
                    boolean begins = (corner >> axis & 1) == 0;
                    boolean near =
                            front[face(corner, (axis + 1) % 3)]
                                    || front[face(corner, (axis + 2) % 3)];
                    if (begins && near == nearer) {
                        edge(gc, box.corner(corner), box.corner(corner | 1 << axis), near);
                    }
                }
            }
        }
        gc.setAlpha(255);
        gc.setLineWidth(1);
        gc.setAntialias(SWT.DEFAULT);
    }

    /** The face across an axis at which a corner lies. */
    private static int face(int corner, int axis) {
        return 2 * axis + (corner >> axis & 1);
    }

    private void edge(GC gc, Vector3 from, Vector3 to, boolean near) {
        Optional<Point> a = canvas.seen(from);
        Optional<Point> b = canvas.seen(to);
        if (a.isPresent() && b.isPresent()) {
            gc.setAlpha(near ? 150 : 50);
            gc.setLineWidth(3);
            gc.setForeground(gc.getDevice().getSystemColor(SWT.COLOR_BLACK));
            gc.drawLine(a.get().x, a.get().y, b.get().x, b.get().y);
            gc.setAlpha(near ? 240 : 110);
            gc.setLineWidth(1);
            gc.setForeground(gc.getDevice().getSystemColor(SWT.COLOR_WHITE));
            gc.drawLine(a.get().x, a.get().y, b.get().x, b.get().y);
        }
    }

    private void handle(GC gc, ClipFace face) {
        boolean hot = canvas.clip().isHot(face.face());
        int r = hot ? HOT_HANDLE : HANDLE;
        canvas.seen(face.middle())
                .ifPresent(
                        p -> {
                            gc.setAntialias(SWT.ON);
                            gc.setBackground(
                                    hot ? HOT : gc.getDevice().getSystemColor(SWT.COLOR_WHITE));
                            gc.setForeground(gc.getDevice().getSystemColor(SWT.COLOR_BLACK));
                            gc.setLineWidth(2);
                            gc.fillOval(p.x - r, p.y - r, 2 * r, 2 * r);
                            gc.drawOval(p.x - r, p.y - r, 2 * r, 2 * r);
                            gc.setLineWidth(1);
                            gc.setAntialias(SWT.DEFAULT);
                        });
    }

    /** Of a length at what the camera looks at: with perspective, what is nearer looks longer. */
    private void scaleBar(GC gc, Rectangle area) {
        if (area.width < NARROWEST) {
            return;
        }
        Frame frame = canvas.shownFrame().orElseThrow();
        double mmAPoint =
                frame.camera().in(frame.viewSize()).footprintMm(frame.camera().distanceMm())
                        * canvas.pixels(1);
        ScaleBar bar = ScaleBar.of(mmAPoint, Math.min(LONGEST_BAR, area.width / 4));
        boolean exact = frame.camera().projection() == Projection.ORTHOGRAPHIC;
        String text = (exact ? "" : "\u2248 ") + bar.label();
        Point size = gc.textExtent(text);
        int right = area.width - MARGIN;
        int left = right - bar.pixels();
        int y = MARGIN + size.y + 6;
        outlined(
                gc,
                () -> {
                    gc.drawLine(left, y, right, y);
                    gc.drawLine(left, y - 4, left, y + 4);
                    gc.drawLine(right, y - 4, right, y + 4);
                });
        PicturePainter.label(gc, text, Math.min(left, right - size.x - 12), MARGIN - 6);
    }

    /** Draws white on a black edge: seen over every picture. */
    static void outlined(GC gc, Runnable shape) {
        gc.setLineWidth(4);
        gc.setForeground(gc.getDevice().getSystemColor(SWT.COLOR_BLACK));
        shape.run();
        gc.setLineWidth(2);
        gc.setForeground(gc.getDevice().getSystemColor(SWT.COLOR_WHITE));
        shape.run();
        gc.setLineWidth(1);
    }
}
