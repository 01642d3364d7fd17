package org.lacuna.ui;

import org.lacuna.core.AnomalyMap;
import org.lacuna.core.DataException;
import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.Progress;
import org.lacuna.core.RgbImage;
import org.lacuna.core.StorageException;
import org.lacuna.core.Workers;
import org.lacuna.rendering.Box;
import org.lacuna.rendering.Pick;
import org.lacuna.rendering.PointCloudScene;
import org.lacuna.rendering.PointColours;
import org.lacuna.rendering.SceneParameters;
import org.lacuna.rendering.Vector3;
import org.lacuna.report.HeatMap;

import java.util.Locale;
import java.util.Optional;

/**
 * What the cloud view shows of a part: read and prepared off the UI thread, without any SWT type.
 *
 * @param scene its points
 * @param image colours of the points
 * @param scores anomaly map, for colours and for reading values under the mouse
 * @param focus what to look at: the part where an inspection told it from the table, else
 *     everything
 * @param pixelThreshold score from which a pixel belongs to a defect candidate
 */
record PartCloud(
        PointCloudScene scene,
        Box focus,
        Optional<RgbImage> image,
        Optional<AnomalyMap> scores,
        double pixelThreshold) {
    /**
     * @throws DataException when the part has no scan, a file is damaged, or sizes do not fit
     */
    static PartCloud load(PartItem item, Workers workers, Progress progress)
            throws DataException, StorageException {
        PartFiles files = PartFiles.read(item);
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
                scene, focus(scene, files.map()), files.image(), files.map(), pixelThreshold);
    }

    private static Box focus(PointCloudScene scene, Optional<AnomalyMap> scores) {
        float[] inspected = scores.map(AnomalyMap::score).orElse(new float[0]);
        double[] low = {Double.MAX_VALUE, Double.MAX_VALUE, Double.MAX_VALUE};
        double[] high = {-Double.MAX_VALUE, -Double.MAX_VALUE, -Double.MAX_VALUE};
        boolean any = false;
        for (int i = 0; inspected.length > 0 && i < scene.size(); i++) {
            if (inspected[scene.pixel(i)] > 0) {
                Vector3 p = scene.place(i);
                double[] at = {p.x(), p.y(), p.z()};
                for (int axis = 0; axis < at.length; axis++) {
                    low[axis] = Math.min(low[axis], at[axis]);
                    high[axis] = Math.max(high[axis], at[axis]);
                }
                any = true;
            }
        }
        return any
                ? new Box(
                        new Vector3(low[0], low[1], low[2]), new Vector3(high[0], high[1], high[2]))
                : scene.bounds();
    }

    /** Whether the part has what such colours need. */
    boolean has(CloudColouring colouring) {
        return switch (colouring) {
            case COLOUR -> image.isPresent();
            case HEIGHT -> true;
            case ANOMALY -> scores.isPresent();
        };
    }

    /** Colours of the points; height where there is nothing to take others from. O(points). */
    int[] argb(CloudColouring colouring) {
        return switch (has(colouring) ? colouring : CloudColouring.HEIGHT) {
            case COLOUR -> PointColours.rgb(scene, image.orElseThrow());
            case HEIGHT -> PointColours.height(scene, Vector3.TOWARDS_SENSOR);
            case ANOMALY -> anomaly();
        };
    }

    /** As in the image view: what is normal keeps its looks, what is not is covered. */
    private int[] anomaly() {
        int[] argb =
                argb(has(CloudColouring.COLOUR) ? CloudColouring.COLOUR : CloudColouring.HEIGHT);
        int[] overlay = HeatMap.overlay(scores.orElseThrow(), pixelThreshold);
        for (int i = 0; i < argb.length; i++) {
            argb[i] = over(argb[i], overlay[scene.pixel(i)]);
        }
        return argb;
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

    /** Coordinates and score of a point, for people. */
    String describe(Pick pick) {
        String text =
                String.format(
                        Locale.ROOT,
                        "pixel %d, %d   x %.2f  y %.2f  z %.2f mm",
                        pick.pixel() % scene.width(),
                        pick.pixel() / scene.width(),
                        pick.place().x(),
                        pick.place().y(),
                        pick.place().z());
        return scores.map(
                        m ->
                                text
                                        + String.format(
                                                Locale.ROOT,
                                                "   score %.2f",
                                                m.score()[pick.pixel()]))
                .orElse(text);
    }
}
