package org.lacuna.acquisition;

import org.lacuna.acquisition.internal.FileSample;
import org.lacuna.acquisition.internal.Folders;
import org.lacuna.acquisition.internal.ListedDataSet;
import org.lacuna.core.DataException;
import org.lacuna.core.DataSet;
import org.lacuna.core.DataSetFormat;
import org.lacuna.core.Modality;
import org.lacuna.core.SampleId;
import org.lacuna.core.SampleSource;
import org.lacuna.core.Split;
import org.lacuna.core.StorageException;
import org.osgi.service.component.annotations.Component;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The layout of MVTec 3D-AD (Bergmann et al. 2022): {@code
 * train|validation|test/<defect>/rgb/NAME.png}, {@code .../xyz/NAME.tiff} (metres) and {@code
 * .../gt/NAME.png}.
 *
 * <p>A modality folder may be absent or lack some samples: those samples have one modality. Splits
 * may be absent. A defect folder without any sample, two files for one sample, a file of another
 * kind and a mask without sample are errors. Thread-safe.
 */
@Component
public final class MvtecFormat implements DataSetFormat {
    static final String RGB = "rgb";
    static final String XYZ = "xyz";
    static final String TRUTH = "gt";

    /** Beside the splits: parts with defects to learn from, each with a mask. */
    static final String ANNOTATIONS = "annotations";

    static final List<String> IMAGE_EXTENSIONS = List.of("png", "jpg", "jpeg");
    static final List<String> CLOUD_EXTENSIONS = List.of("tiff", "tif");
    private static final List<String> MASK_EXTENSIONS = List.of("png");

    @Override
    public String name() {
        return "MVTec 3D-AD";
    }

    @Override
    public boolean recognises(Path category) {
        try {
            for (Split split : Split.values()) {
                for (Path defect : Folders.subfolders(category.resolve(split.key()))) {
                    if (Files.isDirectory(defect.resolve(RGB))
                            || Files.isDirectory(defect.resolve(XYZ))) {
                        return true;
                    }
                }
            }
        } catch (StorageException e) {
            // What cannot be listed is not recognised; opening it tells why.
            return false;
        }
        return false;
    }

    @Override
    public DataSet open(Path category) throws DataException, StorageException {
        String name = DataSets.nameOf(category);
        Map<Split, List<SampleSource>> samples = new EnumMap<>(Split.class);
        for (Split split : Split.values()) {
            List<SampleSource> list = new ArrayList<>();
            for (Path defect : Folders.subfolders(category.resolve(split.key()))) {
                addDefect(name, defect, list);
            }
            samples.put(split, list);
        }
        List<SampleSource> annotated = new ArrayList<>();
        for (Path defect : Folders.subfolders(category.resolve(ANNOTATIONS))) {
            requireMasks(defect, addDefect(name, defect, annotated));
        }
        return new ListedDataSet(name, samples, annotated);
    }

    private static void requireMasks(Path folder, Map<String, Path> without) throws DataException {
        if (!without.isEmpty()) {
            Map.Entry<String, Path> first = without.entrySet().iterator().next();
            throw DataException.of(
                    first.getValue(),
                    "an annotated part without mask",
                    folder.resolve(TRUTH).resolve(first.getKey() + ".png").toString());
        }
    }

    /**
     * @return names and a file of the samples without mask
     */
    private static Map<String, Path> addDefect(
            String category, Path folder, List<SampleSource> list)
            throws DataException, StorageException {
        Map<String, Path> images = Folders.byStem(folder.resolve(RGB), IMAGE_EXTENSIONS);
        Map<String, Path> clouds = Folders.byStem(folder.resolve(XYZ), CLOUD_EXTENSIONS);
        Map<String, Path> masks = Folders.byStem(folder.resolve(TRUTH), MASK_EXTENSIONS);
        TreeSet<String> names = new TreeSet<>(images.keySet());
        names.addAll(clouds.keySet());
        if (names.isEmpty()) {
            throw DataException.of(
                    folder, "no sample in it", "rgb/NAME.png, xyz/NAME.tiff or both");
        }
        for (Map.Entry<String, Path> mask : masks.entrySet()) {
            if (!names.contains(mask.getKey())) {
                throw DataException.of(
                        mask.getValue(),
                        "a mask without sample",
                        "rgb/"
                                + mask.getKey()
                                + ".png or xyz/"
                                + mask.getKey()
                                + ".tiff beside it");
            }
        }
        String defect = String.valueOf(folder.getFileName());
        Map<String, Path> without = new TreeMap<>();
        for (String name : names) {
            Map<Modality, Path> files = new EnumMap<>(Modality.class);
            if (images.containsKey(name)) {
                files.put(Modality.RGB, images.get(name));
            }
            if (clouds.containsKey(name)) {
                files.put(Modality.XYZ, clouds.get(name));
            }
            if (!masks.containsKey(name)) {
                without.put(name, files.values().iterator().next());
            }
            list.add(
                    new FileSample(
                            new SampleId(category, defect, name),
                            files,
                            Optional.ofNullable(masks.get(name)),
                            file -> TiffFiles.readCloud(file, TiffFiles.METRES)));
        }
        return without;
    }
}
