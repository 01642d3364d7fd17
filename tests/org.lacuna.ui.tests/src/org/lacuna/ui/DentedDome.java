package org.lacuna.ui;

import org.lacuna.acquisition.ImageFiles;
import org.lacuna.acquisition.TiffFiles;
import org.lacuna.core.AnomalyMap;
import org.lacuna.core.DefectRegion;
import org.lacuna.core.Inspection;
import org.lacuna.core.Modality;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.ModalityStatus;
import org.lacuna.core.ModalityStatus.State;
import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.RgbImage;
import org.lacuna.core.SampleId;
import org.lacuna.core.Verdict;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A part for tests of the views: a dome on a table, seen from above, with two hot spots in the
 * anomaly map that are the regions of its verdict, and a corner without 3D points.
 */
final class DentedDome {
    static final int SIDE = 160;

    /** Edge of the corner at the upper left that has no points. */
    static final int HOLE = 20;

    /** Column and row of the hot spots, the hotter one first. */
    static final int[][] SPOTS = {{100, 60}, {60, 110}};

    private static final double[] PEAKS = {1.8, 1.4};
    private static final double PIXEL_THRESHOLD = 0.9;

    private DentedDome() {}

    static OrganizedCloud cloud() {
        return cloud(1);
    }

    /**
     * @param times how often finer the grid is
     */
    private static OrganizedCloud cloud(int times) {
        int side = SIDE * times;
        float[] x = new float[side * side];
        float[] y = new float[side * side];
        float[] z = new float[side * side];
        for (int p = 0; p < x.length; p++) {
            double column = (double) (p % side) / times;
            double row = (double) (p / side) / times;
            double dx = (column - SIDE / 2.0) / 2;
            double dy = (row - SIDE / 2.0) / 2;
            double squared = 30 * 30 - dx * dx - dy * dy;
            boolean hole = column < HOLE && row < HOLE;
            x[p] = (float) dx;
            y[p] = (float) dy;
            z[p] = hole ? Float.NaN : (float) (300 - (squared > 0 ? Math.sqrt(squared) : 0));
        }
        return new OrganizedCloud(side, side, x, y, z);
    }

    /** Grey, lit from the left, with a lighter disc that is the dome. */
    private static RgbImage image(int times) {
        int side = SIDE * times;
        byte[] rgb = new byte[side * side * 3];
        for (int p = 0; p < side * side; p++) {
            double dx = (double) (p % side) / times - SIDE / 2.0;
            double dy = (double) (p / side) / times - SIDE / 2.0;
            boolean dome = Math.hypot(dx, dy) < 60;
            int grey = (int) (dome ? 170 - 0.6 * dx - 0.3 * dy : 70);
            rgb[3 * p] = (byte) grey;
            rgb[3 * p + 1] = (byte) (grey - (dome ? 10 : 0));
            rgb[3 * p + 2] = (byte) (grey - (dome ? 30 : 0));
        }
        return new RgbImage(side, side, rgb);
    }

    static AnomalyMap map() {
        return map(1);
    }

    private static AnomalyMap map(int times) {
        int side = SIDE * times;
        float[] map = new float[side * side];
        for (int p = 0; p < map.length; p++) {
            double column = (double) (p % side) / times;
            double row = (double) (p / side) / times;
            for (int i = 0; i < SPOTS.length; i++) {
                double distance = Math.hypot(column - SPOTS[i][0], row - SPOTS[i][1]);
                map[p] =
                        Math.max(map[p], (float) (PEAKS[i] * Math.exp(-distance * distance / 100)));
            }
        }
        return new AnomalyMap(side, side, map);
    }

    private static DefectRegion region(AnomalyMap map, int[] spot, int times) {
        int left = SIDE;
        int top = SIDE;
        int right = 0;
        int bottom = 0;
        int area = 0;
        float peak = 0;
        for (int row = spot[1] - 20; row < spot[1] + 20; row++) {
            for (int column = spot[0] - 20; column < spot[0] + 20; column++) {
                float score = map.score()[row * SIDE + column];
                if (score > PIXEL_THRESHOLD) {
                    left = Math.min(left, column);
                    right = Math.max(right, column + 1);
                    top = Math.min(top, row);
                    bottom = Math.max(bottom, row + 1);
                    area++;
                    peak = Math.max(peak, score);
                }
            }
        }
        return new DefectRegion(
                left * times,
                top * times,
                (right - left) * times,
                (bottom - top) * times,
                area * times * times,
                spot[0] * times,
                spot[1] * times,
                peak,
                1.2,
                Optional.of(new DefectRegion.Metric(10, -10, 275, 6.1, 24.5, -0.42)));
    }

    /** Its files in the layout of a data set, below a folder, and its inspection. */
    static PartItem item(Path folder, String name) throws Exception {
        return item(folder, name, 1);
    }

    /** As {@link #item(Path, String)} from a sensor with so many times as many rows and columns. */
    static PartItem item(Path folder, String name, int times) throws Exception {
        Path defect = folder.resolve("dome/test/dent");
        Files.createDirectories(defect.resolve("rgb"));
        Files.createDirectories(defect.resolve("xyz"));
        Map<Modality, Path> files = new HashMap<>();
        files.put(Modality.RGB, defect.resolve("rgb/" + name + ".png"));
        ImageFiles.writePng(files.get(Modality.RGB), image(times));
        files.put(Modality.XYZ, defect.resolve("xyz/" + name + ".tiff"));
        TiffFiles.writeCloud(files.get(Modality.XYZ), cloud(times), TiffFiles.METRES);
        Path mapFile = folder.resolve(name + "-map.tiff");
        TiffFiles.writeMap(mapFile, map(times));
        List<DefectRegion> regions = new ArrayList<>();
        for (int[] spot : SPOTS) {
            regions.add(region(map(), spot, times));
        }
        SampleId id = new SampleId("dome", "dent", name);
        Inspection inspection =
                new Inspection(
                        id,
                        Verdict.NOK,
                        "made for a test",
                        1.8,
                        0.1,
                        Double.NaN,
                        new Inspection.Thresholds(0.8, 1, PIXEL_THRESHOLD),
                        ModalitySet.BOTH,
                        new ModalityStatus(State.USED, 1, 1.8),
                        new ModalityStatus(State.USED, 1, 1.2),
                        regions,
                        Optional.empty(),
                        Map.of());
        return new PartItem("test", id, files, Optional.of(inspection), Optional.of(mapFile));
    }
}
