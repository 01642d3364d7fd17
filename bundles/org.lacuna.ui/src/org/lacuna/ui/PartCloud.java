package org.lacuna.ui;

import org.eclipse.osgi.util.NLS;
import org.lacuna.core.AnomalyMap;
import org.lacuna.core.DataException;
import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.PatchGrid;
import org.lacuna.core.Progress;
import org.lacuna.core.Workers;
import org.lacuna.rendering.Box;
import org.lacuna.rendering.Camera;
import org.lacuna.rendering.ColourScale;
import org.lacuna.rendering.PointCloudScene;
import org.lacuna.rendering.PointColours;
import org.lacuna.rendering.SceneParameters;
import org.lacuna.rendering.Vector3;
import org.lacuna.rendering.ViewSize;
import org.lacuna.rendering.ViewTransform;
import org.lacuna.report.HeatMap;
import org.lacuna.ui.internal.Numbers;
import org.lacuna.ui.internal.annotating.Subject;
import org.lacuna.ui.internal.cloud.CloudLegend;
import org.lacuna.ui.internal.cloud.Messages;
import org.lacuna.ui.internal.viewing.GridArea;
import org.lacuna.ui.internal.viewing.PartFiles;
import org.lacuna.ui.internal.viewing.PictureLayers;
import org.lacuna.ui.internal.viewing.ReadOut;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What the cloud view shows of a part: read and prepared off the UI thread, without any SWT type.
 *
 * @param scene its points
 * @param focus what to look at: the part where an inspection told it from the table, else
 *     everything
 * @param files what was read, for colours and for reading values under the mouse
 * @param pixelThreshold score from which a pixel belongs to a defect candidate
 * @param subject the part as one that can be annotated
 */
record PartCloud(
        PointCloudScene scene, Box focus, PartFiles files, double pixelThreshold, Subject subject) {
    /** Pixels of an area that are looked at along an edge, to find the box of its points. */
    private static final int BOX_SAMPLES = 64;

    private static final int HEIGHT_TICKS = 4;

    /**
     * Prepares the cloud; not for the UI thread.
     *
     * @throws DataException when the part has no scan, or none that can be shown
     */
    static PartCloud of(PartItem item, PartFiles files, Workers workers, Progress progress)
            throws DataException {
        OrganizedCloud cloud =
                files.cloud()
                        .orElseThrow(() -> new DataException(item.id() + ": no 3D scan is there"));
        PointCloudScene scene;
        try {
            scene = PointCloudScene.of(cloud, SceneParameters.defaults(), workers, progress);
        } catch (IllegalArgumentException e) {
            throw new DataException(item.id() + ": " + e.getMessage());
        }
        double pixelThreshold = item.inspection().map(i -> i.thresholds().pixel()).orElse(1.0);
        return new PartCloud(
                scene, focus(scene, files.map()), files, pixelThreshold, files.subject());
    }

    private static Box focus(PointCloudScene scene, Optional<AnomalyMap> scores) {
        float[] inspected = scores.map(AnomalyMap::score).orElse(new float[0]);
        BoxAround box = new BoxAround();
        for (int i = 0; inspected.length > 0 && i < scene.size(); i++) {
            if (inspected[scene.pixel(i)] > 0) {
                box.add(scene.place(i));
            }
        }
        return box.get().orElse(scene.bounds());
    }

    /** Grows around places. */
    private static final class BoxAround {
        private final double[] low = {Double.MAX_VALUE, Double.MAX_VALUE, Double.MAX_VALUE};
        private final double[] high = {-Double.MAX_VALUE, -Double.MAX_VALUE, -Double.MAX_VALUE};

        void add(Vector3 p) {
            double[] at = {p.x(), p.y(), p.z()};
            for (int axis = 0; axis < at.length; axis++) {
                low[axis] = Math.min(low[axis], at[axis]);
                high[axis] = Math.max(high[axis], at[axis]);
            }
        }

        Optional<Box> get() {
            return low[0] > high[0]
                    ? Optional.empty()
                    : Optional.of(
                            new Box(
                                    new Vector3(low[0], low[1], low[2]),
                                    new Vector3(high[0], high[1], high[2])));
        }
    }

    /** Where the point of a pixel lies; empty for a pixel outside the grid, or without point. */
    Optional<Vector3> place(int column, int row) {
        OrganizedCloud cloud = files.cloud().orElseThrow();
        if (!subject.grid().contains(column, row)) {
            return Optional.empty();
        }
        int pixel = row * cloud.width() + column;
        return cloud.isValid(pixel)
                ? Optional.of(new Vector3(cloud.x()[pixel], cloud.y()[pixel], cloud.z()[pixel]))
                : Optional.empty();
    }

    /**
     * The box around the points of an area, from some thousand of them; empty when it has none.
     * Quick.
     */
    Optional<Box> boxOf(GridArea area) {
        int left = (int) Math.clamp(area.column(), 0, subject.grid().width());
        int right = (int) Math.clamp(area.column() + area.width(), 0, subject.grid().width());
        int top = (int) Math.clamp(area.row(), 0, subject.grid().height());
        int bottom = (int) Math.clamp(area.row() + area.height(), 0, subject.grid().height());
        BoxAround box = new BoxAround();
        int stepX = Math.max(1, (right - left) / BOX_SAMPLES);
        int stepY = Math.max(1, (bottom - top) / BOX_SAMPLES);
        for (int row = top; row < bottom; row += stepY) {
            for (int column = left; column < right; column += stepX) {
                place(column, row).ifPresent(box::add);
            }
        }
        return box.get();
    }

    /**
     * The area around the points that a camera sees, from some thousand of them; empty when it sees
     * none. Points that others hide count. Quick.
     */
    Optional<GridArea> areaSeen(Camera camera, ViewSize size) {
        ViewTransform view = camera.in(size);
        int width = subject.grid().width();
        int height = subject.grid().height();
        int stepX = Math.max(1, width / BOX_SAMPLES);
        int stepY = Math.max(1, height / BOX_SAMPLES);
        int left = width;
        int right = -1;
        int top = height;
        int bottom = -1;
        for (int row = 0; row < height; row += stepY) {
            for (int column = 0; column < width; column += stepX) {
                if (place(column, row).filter(p -> isIn(view, size, p)).isPresent()) {
                    left = Math.min(left, column);
                    right = Math.max(right, column);
                    top = Math.min(top, row);
                    bottom = Math.max(bottom, row);
                }
            }
        }
        return right < 0
                ? Optional.empty()
                : Optional.of(
                        new GridArea(
                                subject.id(),
                                left,
                                top,
                                right + stepX - left,
                                bottom + stepY - top));
    }

    private static boolean isIn(ViewTransform view, ViewSize size, Vector3 place) {
        var p = view.project(place);
        return view.sees(p.depthMm())
                && p.xPx() >= 0
                && p.yPx() >= 0
                && p.xPx() < size.width()
                && p.yPx() < size.height();
    }

    /** Whether the part has what such colours need. */
    boolean has(CloudColouring colouring) {
        return switch (colouring) {
            case COLOUR -> files.image().isPresent();
            case HEIGHT, AVAILABILITY -> true;
            case ANOMALY -> files.map().isPresent();
        };
    }

    /** Colours of the points; height where there is nothing to take others from. O(points). */
    int[] argb(CloudColouring colouring) {
        return switch (has(colouring) ? colouring : CloudColouring.HEIGHT) {
            case COLOUR -> PointColours.rgb(scene, files.image().orElseThrow());
            case HEIGHT -> PointColours.height(scene, Vector3.TOWARDS_SENSOR);
            case ANOMALY -> anomaly();
            case AVAILABILITY ->
                    PointColours.values(scene, availability(), ColourScale.availability());
        };
    }

    /** As in the image view: what is normal keeps its looks, what is not is covered. */
    private int[] anomaly() {
        int[] argb =
                argb(has(CloudColouring.COLOUR) ? CloudColouring.COLOUR : CloudColouring.HEIGHT);
        int[] overlay = HeatMap.overlay(files.map().orElseThrow(), pixelThreshold);
        for (int i = 0; i < argb.length; i++) {
            argb[i] = over(argb[i], overlay[scene.pixel(i)]);
        }
        return argb;
    }

    /** Of each pixel, the share of pixels with a point in its patch. */
    private float[] availability() {
        OrganizedCloud cloud = files.cloud().orElseThrow();
        int side = PatchGrid.SIDE;
        int[] pixels = new int[PatchGrid.PATCHES];
        int[] valid = new int[PatchGrid.PATCHES];
        int[] patchOf = new int[cloud.size()];
        for (int p = 0; p < patchOf.length; p++) {
            int row = p / cloud.width() * side / cloud.height();
            int column = p % cloud.width() * side / cloud.width();
            int patch = row * side + column;
            patchOf[p] = patch;
            pixels[patch]++;
            valid[patch] += cloud.isValid(p) ? 1 : 0;
        }
        float[] share = new float[patchOf.length];
        for (int p = 0; p < share.length; p++) {
            share[p] = (float) valid[patchOf[p]] / pixels[patchOf[p]];
        }
        return share;
    }

    /** What the colours mean. Height where there are no others. */
    CloudLegend legend(CloudColouring colouring) {
        return switch (has(colouring) ? colouring : CloudColouring.HEIGHT) {
            case COLOUR ->
                    new CloudLegend(Messages.Legend_colour, ColourScale.height(0, 1), List.of());
            case HEIGHT -> heightLegend();
            case ANOMALY -> anomalyLegend();
            case AVAILABILITY ->
                    new CloudLegend(
                            Messages.Legend_availability,
                            ColourScale.availability(),
                            List.of(
                                    new CloudLegend.Tick(0, "0"),
                                    new CloudLegend.Tick(0.5, "50"),
                                    new CloudLegend.Tick(1, "100")));
        };
    }

    private CloudLegend heightLegend() {
        double extent = scene.bounds().max().z() - scene.bounds().min().z();
        List<CloudLegend.Tick> ticks = new ArrayList<>();
        for (int i = 0; i <= HEIGHT_TICKS; i++) {
            double mm = extent * i / HEIGHT_TICKS;
            ticks.add(new CloudLegend.Tick(mm, Numbers.format("%.1f", mm)));
        }
        return new CloudLegend(Messages.Legend_height, ColourScale.height(0, extent), ticks);
    }

    private CloudLegend anomalyLegend() {
        return new CloudLegend(
                Messages.Legend_score,
                ColourScale.anomaly(),
                List.of(
                        new CloudLegend.Tick(0, "0"),
                        new CloudLegend.Tick(
                                pixelThreshold,
                                NLS.bind(
                                        Messages.Legend_threshold,
                                        Numbers.format("%.2f", pixelThreshold))),
                        new CloudLegend.Tick(
                                ColourScale.ANOMALY_MAX,
                                Numbers.format("\u2265 %.0f", ColourScale.ANOMALY_MAX))));
    }

    private static int over(int base, int cover) {
        int alpha = cover >>> 24;
        int mixed = 0xff000000;
        for (int shift = 0; shift < 24; shift += 8) {
            int below = base >>> shift & 0xff;
            int above = cover >>> shift & 0xff;
            mixed |= (below * (255 - alpha) + above * alpha + 127) / 255 << shift;
        }
        return mixed;
    }

    /**
     * Colours with masks laid over them.
     *
     * @param argb of the points; left as they are
     */
    int[] marked(int[] argb, List<PictureLayers.Mark> marks) {
        if (marks.isEmpty()) {
            return argb;
        }
        short[] markOf = new short[subject.grid().pixels()];
        int width = subject.grid().width();
        for (int i = 0; i < marks.size(); i++) {
            short number = (short) (i + 1);
            marks.get(i)
                    .mask()
                    .forEachSpan(
                            (row, from, to) ->
                                    Arrays.fill(
                                            markOf, row * width + from, row * width + to, number));
        }
        int[] marked = argb.clone();
        for (int i = 0; i < marked.length; i++) {
            int number = markOf[scene.pixel(i)];
            if (number > 0) {
                PictureLayers.Mark mark = marks.get(number - 1);
                marked[i] = over(argb[i], (int) Math.round(255 * mark.fill()) << 24 | mark.rgb());
            }
        }
        return marked;
    }

    /** What is known of a pixel, for people; empty for a pixel outside the grid. */
    Optional<String> describe(int column, int row) {
        return subject.grid().contains(column, row)
                ? Optional.of(describe(row * subject.grid().width() + column))
                : Optional.empty();
    }

    /** What is known of a pixel, for people. */
    String describe(int pixel) {
        return ReadOut.of(
                pixel,
                subject.grid().width(),
                files.image().isPresent(),
                files.cloud(),
                files.map());
    }
}
