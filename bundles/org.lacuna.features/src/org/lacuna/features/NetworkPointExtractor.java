package org.lacuna.features;

import org.lacuna.core.Availability;
import org.lacuna.core.FeatureMap;
import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.PatchGrid;
import org.lacuna.core.PreparedSample;
import org.lacuna.core.Workers;
import org.lacuna.features.internal.PointGroups;
import org.lacuna.features.internal.SurfacePlaces;
import org.lacuna.inference.ModelDescriptor;
import org.lacuna.inference.ModelDescriptor.Output;
import org.lacuna.inference.ModelDescriptor.PointInput;
import org.lacuna.inference.NetworkFile;
import org.lacuna.inference.NetworkOptions;
import org.lacuna.inference.Tensor;
import org.lacuna.voxelization.DynamicVoxelParameters;
import org.lacuna.voxelization.DynamicVoxelizer;
import org.lacuna.voxelization.EdgeResponse;
import org.lacuna.voxelization.InverseDistanceWeighting;
import org.lacuna.voxelization.PointSpacing;
import org.lacuna.voxelization.Points;
import org.lacuna.voxelization.SampledCloud;
import org.lacuna.voxelization.SurfaceField;
import org.lacuna.voxelization.SurfaceNormals;
import org.lacuna.voxelization.SurfacePoints;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * 3D features from a network over groups of points, such as Point-MAE (method.md 2; Xu et al. 2025,
 * 3.2.2): foreground, dynamically voxelized with its edges kept; groups of it ({@link
 * PointGroups}); network; the groups' features carried to the surface by improved inverse distance
 * weighting (eq. 11-12) and averaged over the patches.
 *
 * <p>The weights' reach is the spacing of the groups' centres: sigma is their median distance to
 * the nearest other one, and beyond 2.5 sigma they do not count. Points whose neighbourhood carries
 * no plane count as missing, as with {@link GeometryExtractor}. Outputs are joined, channel by
 * channel in the descriptor's order.
 */
public final class NetworkPointExtractor extends NetworkExtractor {
    private static final double LINK_SPACINGS = 4;
    private static final double IDW_RADIUS_SIGMAS = 2.5;
    private static final double IDW_SIGMA_NORMAL = 0.5;

    private final PointInput input;

    /**
     * @param descriptor of kind points
     * @param file the descriptor's network; looked at when first needed
     */
    public NetworkPointExtractor(
            ModelDescriptor descriptor, NetworkFile file, NetworkOptions options) {
        super(descriptor, file, options);
        if (!(descriptor.input() instanceof PointInput points)) {
            throw new IllegalArgumentException(
                    "descriptor: " + descriptor.id() + " takes an image, expected points");
        }
        this.input = points;
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
            return empty();
        }
        SurfaceField surface =
                new SurfaceNormals(LINK_SPACINGS * spacing.get().medianMm())
                        .compute(cloud, workers);
        SampledCloud reduced =
                new DynamicVoxelizer(DynamicVoxelParameters.defaults())
                        .sample(cloud, new EdgeResponse().compute(surface, workers), workers);
        if (reduced.size() == 0) {
            return empty();
        }
        PointGroups groups =
                PointGroups.of(reduced.points(), input.groups(), input.groupSize(), workers);
        SurfacePoints centres = pick(reduced.withNormals(surface), groups.centres());
        float[] features = features(groups, centres.size());

        int channels = channels();
        SurfacePlaces places = SurfacePlaces.of(cloud, surface, sample.transform());
        double sigmaMm = sigma(centres, spacing.get(), workers);
        float[] values =
                new InverseDistanceWeighting(sigmaMm, IDW_SIGMA_NORMAL, IDW_RADIUS_SIGMAS * sigmaMm)
                        .interpolate(
                                centres,
                                features,
                                channels,
                                places.points(),
                                places.patch(),
                                PatchGrid.PATCHES,
                                workers);
        Availability availability = SurfacePlaces.availability(cloud, surface, sample.transform());
        for (int p = 0; p < PatchGrid.PATCHES; p++) {
            if (availability.at(p) == 0) {
                Arrays.fill(values, p * channels, (p + 1) * channels, 0f);
            }
        }
        return new FeatureMap(channels, values, availability);
    }

    private FeatureMap empty() {
        return new FeatureMap(
                channels(), new float[PatchGrid.PATCHES * channels()], Availability.none());
    }

    /** {@code count * channels} values: the tokens of the first groups, outputs joined. */
    private float[] features(PointGroups groups, int count) {
        Tensor neighbours = Tensor.of(groups.neighbours(), 1, input.groups(), input.groupSize(), 3);
        Tensor centres = Tensor.of(groups.places(), 1, input.groups(), 3);
        List<Tensor> outputs =
                runNetwork(Map.of(input.neighbours(), neighbours, input.centres(), centres), 1);
        int channels = channels();
        float[] features = new float[count * channels];
        int offset = 0;
        for (int k = 0; k < outputs.size(); k++) {
            Output stated = descriptor().outputs().get(k);
            for (int g = 0; g < count; g++) {
                System.arraycopy(
                        outputs.get(k).values(),
                        (stated.classTokens() + g) * stated.channels(),
                        features,
                        g * channels + offset,
                        stated.channels());
            }
            offset += stated.channels();
        }
        return features;
    }

    private static double sigma(SurfacePoints centres, PointSpacing spacing, Workers workers) {
        return PointSpacing.of(new Points(centres.x(), centres.y(), centres.z()), workers)
                .map(PointSpacing::medianMm)
                .orElse(spacing.medianMm());
    }

    private static SurfacePoints pick(SurfacePoints all, int[] index) {
        return new SurfacePoints(
                pick(all.x(), index),
                pick(all.y(), index),
                pick(all.z(), index),
                pick(all.nx(), index),
                pick(all.ny(), index),
                pick(all.nz(), index));
    }

    private static float[] pick(float[] values, int[] index) {
        float[] picked = new float[index.length];
        for (int k = 0; k < index.length; k++) {
            picked[k] = values[index[k]];
        }
        return picked;
    }
}
