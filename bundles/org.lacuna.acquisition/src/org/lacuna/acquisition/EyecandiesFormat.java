package org.lacuna.acquisition;

import org.lacuna.acquisition.internal.EyecandiesDepth;
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

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The layout of Eyecandies (Bonfiglioli et al. 2022): {@code train|val|test_public/data/NNN_*} with
 * {@code image_0..5.png}, {@code depth.png} (16 bit), {@code info_depth.yaml}, {@code mask.png} and
 * {@code metadata.yaml}; normals, pose and the masks by type are not read. {@code test_private} has
 * no truth and is left out.
 *
 * <p>The colour image is {@code image_4} (light from the left), which the preprocessing of M3DM and
 * CMDIAD takes; without it, the first that is there. A test part is {@code bad} when the metadata
 * say {@code anomalous}, without metadata when its mask has a pixel, else {@code good}. Opening
 * reads these small files; images and depth are read when a sample is loaded. Thread-safe.
 */
@Component
public final class EyecandiesFormat implements DataSetFormat {
    private static final String BAD = "bad";
    private static final String PREFERRED_IMAGE = "image_4.png";
    private static final Map<Split, String> FOLDERS =
            Map.of(Split.TRAIN, "train", Split.VALIDATION, "val", Split.TEST, "test_public");
    private static final Pattern ITEM =
            Pattern.compile("(.+?)_(image_[0-9]\\.png|depth\\.png|mask\\.png|metadata\\.ya?ml)");

    @Override
    public String name() {
        return "Eyecandies";
    }

    @Override
    public boolean recognises(Path category) {
        try {
            for (String folder : FOLDERS.values()) {
                for (Path file : Folders.files(category.resolve(folder).resolve("data"))) {
                    if (ITEM.matcher(file.getFileName().toString()).matches()) {
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
            Path folder = category.resolve(FOLDERS.get(split)).resolve("data");
            List<SampleSource> list = new ArrayList<>();
            for (var sample : items(folder).entrySet()) {
                add(name, split, folder, sample.getKey(), sample.getValue(), list);
            }
            samples.put(split, list);
        }
        return new ListedDataSet(name, samples);
    }

    /** Files of each sample by what they are, e.g. {@code depth.png}. */
    private static Map<String, TreeMap<String, Path>> items(Path folder) throws StorageException {
        Map<String, TreeMap<String, Path>> items = new TreeMap<>();
        for (Path file : Folders.files(folder)) {
            Matcher m = ITEM.matcher(file.getFileName().toString());
            if (m.matches()) {
                String kind = m.group(2).replace(".yml", ".yaml");
                items.computeIfAbsent(m.group(1), k -> new TreeMap<>()).put(kind, file);
            }
        }
        return items;
    }

    private static void add(
            String category,
            Split split,
            Path folder,
            String name,
            TreeMap<String, Path> items,
            List<SampleSource> list)
            throws DataException, StorageException {
        Map<Modality, Path> files = new EnumMap<>(Modality.class);
        String image =
                items.containsKey(PREFERRED_IMAGE) ? PREFERRED_IMAGE : items.ceilingKey("image_");
        if (image != null && image.startsWith("image_")) {
            files.put(Modality.RGB, items.get(image));
        }
        if (items.containsKey("depth.png")) {
            files.put(Modality.XYZ, items.get("depth.png"));
        }
        if (files.isEmpty()) {
            throw DataException.of(
                    folder,
                    "sample " + name + " has neither image nor depth",
                    name + "_image_4.png or " + name + "_depth.png");
        }
        FileSample sample =
                new FileSample(
                        new SampleId(category, SampleId.GOOD, name),
                        files,
                        Optional.ofNullable(items.get("mask.png")),
                        EyecandiesDepth::read);
        if (split == Split.TEST && anomalous(folder, name, items, sample)) {
            sample = sample.named(new SampleId(category, BAD, name));
        }
        list.add(sample);
    }

    private static boolean anomalous(
            Path folder, String name, Map<String, Path> items, FileSample sample)
            throws DataException, StorageException {
        if (items.containsKey("metadata.yaml")) {
            Optional<Boolean> stated = EyecandiesDepth.anomalous(items.get("metadata.yaml"));
            if (stated.isPresent()) {
                return stated.get();
            }
        }
        return sample.loadGroundTruth()
                        .orElseThrow(
                                () ->
                                        DataException.of(
                                                folder,
                                                "nothing says whether sample " + name + " is good",
                                                name
                                                        + "_metadata.yaml with 'anomalous' or "
                                                        + name
                                                        + "_mask.png"))
                        .count()
                > 0;
    }
}
