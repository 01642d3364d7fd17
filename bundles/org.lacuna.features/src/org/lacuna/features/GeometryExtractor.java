package org.lacuna.features;

import org.lacuna.core.Availability;
import org.lacuna.core.FeatureExtractor;
import org.lacuna.core.FeatureMap;
import org.lacuna.core.GridTransform;
import org.lacuna.core.Modality;
import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.PatchGrid;
import org.lacuna.core.PreparedSample;
import org.lacuna.core.Workers;
import org.lacuna.features.internal.CurvaturePooling;
import org.lacuna.features.internal.HistogramPooling;
import org.lacuna.features.internal.SurfacePlaces;
import org.lacuna.voxelization.CloudPyramid;
import org.lacuna.voxelization.DynamicVoxelParameters;
import org.lacuna.voxelization.DynamicVoxelizer;
import org.lacuna.voxelization.EdgeResponse;
import org.lacuna.voxelization.Fpfh;
import org.lacuna.voxelization.InverseDistanceWeighting;
import org.lacuna.voxelization.NormalCurvature;
import org.lacuna.voxelization.PointSpacing;
import org.lacuna.voxelization.SurfaceField;
import org.lacuna.voxelization.SurfaceNormals;
import org.lacuna.voxelization.SurfacePoints;
import org.lacuna.voxelization.WindowRadius;
import org.osgi.service.component.annotations.Component;

import java.util.Arrays;
import java.util.Optional;

/**
 * Embedded geometric descriptor (Xu et al. 2025, 3.2.2; method.md 2), 27 channels a patch,
 * independent of the part's pose:
 *
 * <ul>
 *   <li>12: FPFH with a radius of 18 point spacings on the dynamically voxelized cloud, carried
 *       back to the patches by improved inverse distance weighting, reduced by {@link
 *       HistogramPooling};
 *   <li>15: mean curvature and difference of the principal curvatures at three scales (5, 10 and 20
 *       point spacings), pooled by {@link CurvaturePooling}.
 * </ul>
 *
 * <p>All radii are multiples of the scan's own point spacing. Points whose neighbourhood carries no
 * plane (specks, frayed edges) count as missing: availability is the share of the patch's pixels
 * with a defined surface. Thread-safe, deterministic for any number of workers.
 */
@Component(service = FeatureExtractor.class)
public final class GeometryExtractor implements FeatureExtractor {
    private static final int SCALES = 3;
    private static final double LINK_SPACINGS = 4;
    private static final double WINDOW_SPACINGS = 2.5;
    private static final double FPFH_SPACINGS = 18;
    private static final double IDW_SIGMA_SPACINGS = 4;
    private static final double IDW_SIGMA_NORMAL = 0.5;
    private static final double IDW_RADIUS_SPACINGS = 8;
    private static final int CHANNELS =
            HistogramPooling.CHANNELS + CurvaturePooling.CHANNELS * SCALES;

    @Override
    public String id() {
        return "fpfh-shape-1";
    }

    @Override
    public Modality modality() {
        return Modality.XYZ;
    }

    @Override
    public int channels() {
        return CHANNELS;
    }

    @Override
    public FeatureMap extract(PreparedSample sample, Workers workers) {
        OrganizedCloud cloud =
                sample.foreground()
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                sample.id() + ": no point cloud"));
        Optional<PointSpacing> spacing = PointSpacing.of(cloud);
        if (spacing.isEmpty()) {
            return new FeatureMap(
                    CHANNELS, new float[PatchGrid.PATCHES * CHANNELS], Availability.none());
        }
        double spacingMm = spacing.get().medianMm();
        double linkMm = LINK_SPACINGS * spacingMm;
        SurfaceField surface = new SurfaceNormals(linkMm).compute(cloud, workers);
        float[] edges = new EdgeResponse().compute(surface, workers);
        Availability availability = SurfacePlaces.availability(cloud, surface, sample.transform());

        float[] values = new float[PatchGrid.PATCHES * CHANNELS];
        addFpfh(cloud, surface, edges, spacingMm, sample.transform(), values, workers);
        addCurvature(cloud, surface, spacing.get(), sample.transform(), values, workers);
        for (int p = 0; p < PatchGrid.PATCHES; p++) {
            if (availability.at(p) == 0) {
                Arrays.fill(values, p * CHANNELS, (p + 1) * CHANNELS, 0);
            }
        }
        return new FeatureMap(CHANNELS, values, availability);
    }

    private static void addFpfh(
            OrganizedCloud cloud,
            SurfaceField surface,
            float[] edges,
            double spacingMm,
            GridTransform transform,
            float[] values,
            Workers workers) {
        SurfacePoints reduced =
                new DynamicVoxelizer(DynamicVoxelParameters.defaults())
                        .sample(cloud, edges, workers)
                        .withNormals(surface);
        float[] fpfh = new Fpfh(FPFH_SPACINGS * spacingMm).describe(reduced, workers);
        SurfacePlaces places = SurfacePlaces.of(cloud, surface, transform);
        float[] pooled =
                new InverseDistanceWeighting(
                                IDW_SIGMA_SPACINGS * spacingMm,
                                IDW_SIGMA_NORMAL,
                                IDW_RADIUS_SPACINGS * spacingMm)
                        .interpolate(
                                reduced,
                                fpfh,
                                Fpfh.BINS,
                                places.points(),
                                places.patch(),
                                PatchGrid.PATCHES,
                                workers);
        HistogramPooling.pool(pooled, values, CHANNELS);
    }

    private static void addCurvature(
            OrganizedCloud cloud,
            SurfaceField surface,
            PointSpacing spacing,
            GridTransform transform,
            float[] values,
            Workers workers) {
        WindowRadius window = WindowRadius.of(WINDOW_SPACINGS, spacing);
        OrganizedCloud level = cloud;
        for (int scale = 1; scale <= SCALES; scale++) {
            WindowRadius radius =
                    new WindowRadius(window.radiusMm() * (1 << scale), window.reachPx());
            level = new CloudPyramid(radius.radiusMm() / 2).halve(level, workers);
            double linkMm = LINK_SPACINGS * spacing.medianMm() * (1 << scale);
            SurfaceField normals = new SurfaceNormals(linkMm).compute(level, workers);
            CurvaturePooling.pool(
                    new NormalCurvature(radius).compute(level, normals, workers),
                    level.width(),
                    scale,
                    radius.radiusMm(),
                    cloud,
                    surface,
                    transform,
                    values,
                    CHANNELS,
                    HistogramPooling.CHANNELS + CurvaturePooling.CHANNELS * (scale - 1));
        }
    }
}
