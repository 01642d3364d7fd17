package org.lacuna.rendering.gl;

import org.lacuna.core.Progress;
import org.lacuna.core.Workers;
import org.lacuna.rendering.Camera;
import org.lacuna.rendering.CloudRenderer;
import org.lacuna.rendering.PointCloudScene;
import org.lacuna.rendering.PointColours;
import org.lacuna.rendering.RenderOptions;
import org.lacuna.rendering.SceneParameters;
import org.lacuna.rendering.SoftwareRenderer;
import org.lacuna.rendering.Vector3;
import org.lacuna.rendering.ViewSize;

import java.util.Arrays;
import java.util.Locale;

/**
 * Times both renderers on the same clouds in full detail, turned a little for each picture. No
 * test: a program, see docs/workbench-cloud.md.
 */
final class RendererBenchmark {
    private static final int PICTURES = 21;

    private RendererBenchmark() {}

    public static void main(String[] args) {
        System.out.println(OpenGl.probe());
        ViewSize[] sizes = {new ViewSize(580, 380), new ViewSize(1280, 800)};
        try (Workers workers = Workers.allProcessors();
                CloudRenderer java = new SoftwareRenderer(workers);
                CloudRenderer gl = new OpenGlRenderer()) {
            for (int side : new int[] {466, 1000, 2000}) {
                PointCloudScene scene =
                        PointCloudScene.of(
                                OpenGlRendererTest.dome(side),
                                SceneParameters.defaults(),
                                workers,
                                Progress.NONE);
                for (ViewSize size : sizes) {
                    System.out.printf(
                            Locale.ROOT,
                            "%8d points, %d x %d: Java %.1f ms, OpenGL %.1f ms%n",
                            scene.size(),
                            size.width(),
                            size.height(),
                            medianMs(java, scene, size),
                            medianMs(gl, scene, size));
                }
            }
        }
    }

    private static double medianMs(CloudRenderer renderer, PointCloudScene scene, ViewSize size) {
        int[] argb = PointColours.height(scene, Vector3.TOWARDS_SENSOR);
        Camera camera = Camera.of(scene.bounds(), size).orbit(0.4, -0.8).fit(scene.bounds(), size);
        double[] ms = new double[PICTURES];
        for (int i = 0; i < ms.length; i++) {
            camera = camera.orbit(0.02, 0);
            long start = System.nanoTime();
            renderer.render(scene, argb, camera, size, RenderOptions.defaults(), Progress.NONE);
            ms[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(ms);
        return ms[PICTURES / 2];
    }
}
