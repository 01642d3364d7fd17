package org.lacuna.inspection;

import org.lacuna.acquisition.PreprocessParameters;
import org.lacuna.core.DataException;
import org.lacuna.core.DataSet;
import org.lacuna.core.FeatureExtractor;
import org.lacuna.core.FeatureMap;
import org.lacuna.core.GridTransform;
import org.lacuna.core.Modality;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.PatchGrid;
import org.lacuna.core.PixelMask;
import org.lacuna.core.PreparedSample;
import org.lacuna.core.RgbImage;
import org.lacuna.core.Sample;
import org.lacuna.core.SampleId;
import org.lacuna.core.SampleSource;
import org.lacuna.core.SeededRandom;
import org.lacuna.core.Split;
import org.lacuna.core.StorageException;
import org.lacuna.core.Workers;
import org.lacuna.fusion.FusionParameters;
import org.lacuna.memorybank.BankParameters;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A round part on a table, in memory, and two simple extractors: the pipeline's logic without the
 * real stages' weight.
 */
final class TestParts {
    static final int SIDE = 112;
    static final long SEED = 7;

    /** Height of the table's surface as seen from the sensor, and of the part above it. */
    private static final float TABLE_MM = 300;

    private static final float PART_MM = 20;
    private static final float RADIUS_PX = 40;

    private TestParts() {}

    /** What is wrong with a part. */
    enum Flaw {
        NONE,
        STAIN,
        BUMP
    }

    static Sample part(SampleId id, long seed, Flaw flaw) {
        SeededRandom random = new SeededRandom(seed);
        byte[] rgb = new byte[SIDE * SIDE * 3];
        float[] x = new float[SIDE * SIDE];
        float[] y = new float[SIDE * SIDE];
        float[] z = new float[SIDE * SIDE];
        for (int row = 0; row < SIDE; row++) {
            for (int column = 0; column < SIDE; column++) {
                int p = row * SIDE + column;
                double radius = Math.hypot(column - SIDE / 2.0, row - SIDE / 2.0);
                boolean onPart = radius < RADIUS_PX;
                boolean flawed = Math.abs(column - 60) < 6 && Math.abs(row - 50) < 6;
                double grey = (onPart ? 150 : 60) + 3 * random.nextGaussian();
                double height = (onPart ? PART_MM : 0) + 0.05 * random.nextGaussian();
                if (flawed && flaw == Flaw.STAIN) {
                    grey -= 70;
                }
                if (flawed && flaw == Flaw.BUMP) {
                    height += 5;
                }
                for (int c = 0; c < 3; c++) {
                    rgb[3 * p + c] = (byte) Math.clamp(Math.round(grey), 3, 249);
                }
                x[p] = column;
                y[p] = row;
                z[p] = (float) (TABLE_MM - height);
            }
        }
        return new Sample(
                id,
                Optional.of(new RgbImage(SIDE, SIDE, rgb)),
                Optional.of(new OrganizedCloud(SIDE, SIDE, x, y, z)));
    }

    static SampleSource source(Sample sample) {
        return new SampleSource() {
            @Override
            public SampleId id() {
                return sample.id();
            }

            @Override
            public ModalitySet modalities() {
                return sample.modalities();
            }

            @Override
            public Map<Modality, Path> files() {
                return Map.of();
            }

            @Override
            public Sample load(ModalitySet wanted) {
                return sample.restrictedTo(wanted);
            }

            @Override
            public Optional<PixelMask> loadGroundTruth() {
                return Optional.empty();
            }
        };
    }

    /** A source whose files are damaged. */
    static SampleSource damaged(SampleId id) {
        SampleSource good = source(part(id, 1, Flaw.NONE));
        return new SampleSource() {
            @Override
            public SampleId id() {
                return id;
            }

            @Override
            public ModalitySet modalities() {
                return ModalitySet.BOTH;
            }

            @Override
            public Map<Modality, Path> files() {
                return Map.of();
            }

            @Override
            public Sample load(ModalitySet wanted) throws DataException {
                throw new DataException(id + ": 10 bytes, expected a TIFF file");
            }

            @Override
            public Optional<PixelMask> loadGroundTruth() throws DataException, StorageException {
                return good.loadGroundTruth();
            }
        };
    }

    static SampleId id(String defect, int number) {
        return new SampleId("disc", defect, String.format("%03d", number));
    }

    static DataSet dataSet(int train, int validation, ModalitySet modalities) {
        Map<Split, List<SampleSource>> splits = new EnumMap<>(Split.class);
        for (Split split : Split.values()) {
            splits.put(split, new ArrayList<>());
        }
        for (int i = 0; i < train; i++) {
            splits.get(Split.TRAIN)
                    .add(source(part(id("good", i), 100 + i, Flaw.NONE).restrictedTo(modalities)));
        }
        for (int i = 0; i < validation; i++) {
            splits.get(Split.VALIDATION)
                    .add(source(part(id("good", i), 200 + i, Flaw.NONE).restrictedTo(modalities)));
        }
        return new DataSet() {
            @Override
            public String category() {
                return "disc";
            }

            @Override
            public List<SampleSource> samples(Split split) {
                return splits.get(split);
            }
        };
    }

    static InspectionParameters parameters() {
        BankParameters bank = BankParameters.defaults(SEED).withFixedEntries(100);
        return new InspectionParameters(
                PreprocessParameters.defaults(),
                new ModalityParameters("mean-colour", bank),
                new ModalityParameters("height", bank),
                LessonParameters.defaults(SEED).withEnabled(false),
                FusionParameters.defaults(SEED),
                ScoringParameters.defaults(),
                0.25,
                SEED);
    }

    static List<FeatureExtractor> extractors() {
        return List.of(new MeanColour(), new Height());
    }

    private static final class MeanColour implements FeatureExtractor {
        @Override
        public String id() {
            return "mean-colour";
        }

        @Override
        public Modality modality() {
            return Modality.RGB;
        }

        @Override
        public int channels() {
            return 3;
        }

        @Override
        public FeatureMap extract(PreparedSample sample, Workers workers) {
            float[] rgb = sample.workingRgb().orElseThrow().rgb();
            float[] values = new float[PatchGrid.PATCHES * 3];
            for (int y = 0; y < PatchGrid.WORKING_SIDE; y++) {
                for (int x = 0; x < PatchGrid.WORKING_SIDE; x++) {
                    int patch = y / PatchGrid.PATCH_PX * PatchGrid.SIDE + x / PatchGrid.PATCH_PX;
                    for (int c = 0; c < 3; c++) {
                        values[3 * patch + c] += rgb[3 * (y * PatchGrid.WORKING_SIDE + x) + c] / 16;
                    }
                }
            }
            return new FeatureMap(3, values, sample.rgbAvailability());
        }
    }

    private static final class Height implements FeatureExtractor {
        @Override
        public String id() {
            return "height";
        }

        @Override
        public Modality modality() {
            return Modality.XYZ;
        }

        @Override
        public int channels() {
            return 1;
        }

        @Override
        public FeatureMap extract(PreparedSample sample, Workers workers) {
            OrganizedCloud cloud = sample.foreground().orElseThrow();
            GridTransform t = sample.transform();
            double[] sum = new double[PatchGrid.PATCHES];
            int[] count = new int[PatchGrid.PATCHES];
            for (int p = 0; p < cloud.size(); p++) {
                if (cloud.isValid(p)) {
                    int patch =
                            t.patchRow(p / cloud.width()) * PatchGrid.SIDE
                                    + t.patchColumn(p % cloud.width());
                    sum[patch] += cloud.z()[p];
                    count[patch]++;
                }
            }
            float[] values = new float[PatchGrid.PATCHES];
            for (int p = 0; p < values.length; p++) {
                values[p] = count[p] == 0 ? 0 : (float) (sum[p] / count[p]);
            }
            return new FeatureMap(1, values, sample.xyzAvailability());
        }
    }
}
