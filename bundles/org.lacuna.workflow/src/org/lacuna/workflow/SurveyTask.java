package org.lacuna.workflow;

import org.lacuna.acquisition.DataSets;
import org.lacuna.acquisition.ImageFiles;
import org.lacuna.acquisition.MvtecFormat;
import org.lacuna.acquisition.TiffFiles;
import org.lacuna.core.CancelledException;
import org.lacuna.core.DataException;
import org.lacuna.core.DataSet;
import org.lacuna.core.LacunaException;
import org.lacuna.core.Modality;
import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.PixelMask;
import org.lacuna.core.Progress;
import org.lacuna.core.RgbImage;
import org.lacuna.core.Sample;
import org.lacuna.core.SampleSource;
import org.lacuna.core.Split;
import org.lacuna.core.StorageException;
import org.lacuna.core.Workers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Looks at every file of a data set before anyone works with it: which parts have which modality,
 * whether sizes fit, what is there twice, which masks belong to nothing, what cannot be read.
 * Changes nothing. Every file is read once, so time grows with their bytes; memory does not grow
 * with the number of parts.
 */
public final class SurveyTask {
    private final Path folder;
    private final DataSets dataSets;

    /**
     * @param dataSets opens categories that are not in the layout of MVTec 3D-AD
     */
    public SurveyTask(Path folder, DataSets dataSets) {
        this.folder = folder;
        this.dataSets = dataSets;
    }

    /**
     * @throws DataException when the folder holds no data set
     * @throws StorageException when it cannot be listed
     * @throws CancelledException when the user asked to stop
     */
    public Survey run(Progress progress, Workers workers) throws LacunaException {
        progress.begin("list " + folder, 0);
        List<SurveyedPart> parts = new ArrayList<>();
        Map<SurveyedPart, SampleSource> sources = new HashMap<>();
        for (Path category : categories()) {
            if (new MvtecFormat().recognises(category)) {
                parts.addAll(SurveyListing.of(category));
            } else {
                for (DataSet set : dataSets.open(category, List.of())) {
                    list(category, set, parts, sources);
                }
            }
        }
        if (parts.isEmpty()) {
            // Says what is there and what was expected.
            dataSets.open(folder, List.of());
        }
        SurveyedPart[] read = new SurveyedPart[parts.size()];
        progress.begin("read " + parts.size() + " parts", parts.size());
        workers.forEachChunk(
                read.length,
                1,
                (chunk, from, to) -> {
                    progress.throwIfCancelled();
                    SurveyedPart part = parts.get(from);
                    read[from] = checked(part, Optional.ofNullable(sources.get(part)));
                    progress.advance(1);
                });
        return new Survey(folder, withDuplicates(Arrays.asList(read), progress));
    }

    /** The folder itself, or the categories in it. */
    private List<Path> categories() throws LacunaException {
        if (new MvtecFormat().recognises(folder)) {
            return List.of(folder);
        }
        List<Path> inside =
                SurveyListing.children(folder, true).stream()
                        .filter(new MvtecFormat()::recognises)
                        .toList();
        return inside.isEmpty() ? List.of(folder) : inside;
    }

    private static void list(
            Path category,
            DataSet set,
            List<SurveyedPart> parts,
            Map<SurveyedPart, SampleSource> sources) {
        for (Split split : Split.values()) {
            for (SampleSource source : set.samples(split)) {
                SurveyedPart part =
                        new SurveyedPart(
                                category,
                                split.key() + "/" + source.id().defect(),
                                source.id().name(),
                                source.files(),
                                Optional.empty(),
                                List.of(),
                                "",
                                List.of());
                parts.add(part);
                sources.put(part, source);
            }
        }
    }

    private static SurveyedPart checked(SurveyedPart part, Optional<SampleSource> source) {
        List<Finding> findings = new ArrayList<>(part.findings());
        Set<String> sizes = new LinkedHashSet<>();
        if (source.isPresent()) {
            try {
                Sample sample = source.get().load(source.get().modalities());
                sample.rgb().ifPresent(i -> sizes.add(i.width() + " x " + i.height()));
                sample.cloud().ifPresent(c -> sizes.add(c.width() + " x " + c.height()));
            } catch (DataException | StorageException e) {
                findings.add(new Finding(Finding.Kind.UNREADABLE, e.getMessage()));
            }
        } else {
            read(part, sizes, findings);
        }
        if (sizes.size() > 1) {
            findings.add(new Finding(Finding.Kind.SIZE_MISMATCH, String.join(" / ", sizes)));
        }
        return part.with(sizes.isEmpty() ? "" : sizes.iterator().next(), findings);
    }

    private static void read(SurveyedPart part, Set<String> sizes, List<Finding> findings) {
        if (part.files().containsKey(Modality.RGB)) {
            try {
                RgbImage image = ImageFiles.readRgb(part.files().get(Modality.RGB));
                sizes.add(image.width() + " x " + image.height());
            } catch (DataException | StorageException e) {
                findings.add(new Finding(Finding.Kind.UNREADABLE, e.getMessage()));
            }
        }
        if (part.files().containsKey(Modality.XYZ)) {
            try {
                OrganizedCloud cloud =
                        TiffFiles.readCloud(part.files().get(Modality.XYZ), TiffFiles.METRES);
                sizes.add(cloud.width() + " x " + cloud.height());
            } catch (DataException | StorageException e) {
                findings.add(new Finding(Finding.Kind.UNREADABLE, e.getMessage()));
            }
        }
        if (part.mask().isPresent()) {
            try {
                PixelMask mask = ImageFiles.readMask(part.mask().get());
                sizes.add(mask.width() + " x " + mask.height());
            } catch (DataException | StorageException e) {
                findings.add(new Finding(Finding.Kind.UNREADABLE, e.getMessage()));
            }
        }
    }

    private static List<SurveyedPart> withDuplicates(List<SurveyedPart> parts, Progress progress)
            throws StorageException {
        Map<Path, Integer> owner = new HashMap<>();
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            for (Modality m : Modality.values()) {
                Path file = parts.get(i).files().get(m);
                // Who cannot be read is told of already.
                if (file != null && Files.isReadable(file)) {
                    owner.put(file, i);
                    files.add(file);
                }
            }
        }
        progress.begin("compare " + files.size() + " files", 0);
        List<SurveyedPart> told = new ArrayList<>(parts);
        for (List<Path> same : FileDigests.same(files, progress)) {
            for (Path file : same) {
                int me = owner.get(file);
                List<SurveyedPart> twins =
                        same.stream()
                                .filter(f -> !f.equals(file))
                                .map(f -> parts.get(owner.get(f)))
                                .toList();
                Optional<SurveyedPart> across =
                        twins.stream()
                                .filter(t -> isTraining(t) != isTraining(parts.get(me)))
                                .findFirst();
                boolean leak = across.isPresent();
                SurveyedPart other = across.orElse(twins.getFirst());
                told.set(
                        me,
                        told.get(me)
                                .plus(
                                        new Finding(
                                                leak
                                                        ? Finding.Kind.TEST_PART_IN_TRAINING
                                                        : Finding.Kind.DUPLICATE,
                                                file.getFileName() + " = " + other)));
            }
        }
        return told;
    }

    private static boolean isTraining(SurveyedPart part) {
        return !part.group().startsWith(Split.TEST.key() + "/");
    }
}
