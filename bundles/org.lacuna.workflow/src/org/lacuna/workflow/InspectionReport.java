package org.lacuna.workflow;

import org.lacuna.acquisition.ImageFiles;
import org.lacuna.acquisition.TiffFiles;
import org.lacuna.core.AnomalyMap;
import org.lacuna.core.DataException;
import org.lacuna.core.Inspection;
import org.lacuna.core.LacunaException;
import org.lacuna.core.Modality;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.PixelMask;
import org.lacuna.core.Progress;
import org.lacuna.core.RgbImage;
import org.lacuna.core.Sample;
import org.lacuna.core.SampleId;
import org.lacuna.core.SampleSource;
import org.lacuna.core.Software;
import org.lacuna.core.StorageException;
import org.lacuna.core.Workers;
import org.lacuna.report.HtmlReport;
import org.lacuna.report.ReportOrigin;
import org.lacuna.report.ReportParameters;
import org.lacuna.report.ResultFolder;
import org.lacuna.report.VerdictRecord;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes an HTML report of results that an inspection has written. */
final class InspectionReport {
    private InspectionReport() {}

    /**
     * @param results folder that the user named
     * @param folders folders with verdicts in it
     * @throws LacunaException when results are damaged, or the file cannot be written
     */
    static void write(
            Path results, List<Path> folders, Path file, Progress progress, Workers workers)
            throws LacunaException {
        Path name = results.toAbsolutePath().normalize().getFileName();
        HtmlReport report =
                new HtmlReport(
                        "Inspection results " + (name == null ? "" : name),
                        new ReportOrigin(
                                "export of " + results,
                                results.toString(),
                                Software.VERSION,
                                Instant.now().truncatedTo(ChronoUnit.SECONDS)),
                        ReportParameters.defaults());
        for (Path folder : folders) {
            List<VerdictRecord> records = ResultFolder.read(folder);
            progress.begin("read " + folder, records.size());
            for (VerdictRecord record : records) {
                progress.throwIfCancelled();
                Inspection i = record.inspection();
                report.add(i.modalities(), new RecordedPart(i.id(), record.files()), whole(record));
                progress.advance(1);
            }
        }
        report.write(file, progress, workers);
    }

    /** The inspection with its map, where the map is still there. */
    private static Inspection whole(VerdictRecord record) throws DataException, StorageException {
        Inspection i = record.inspection();
        Optional<AnomalyMap> map =
                record.map().isPresent() && Files.isRegularFile(record.map().get())
                        ? Optional.of(TiffFiles.readMap(record.map().get()))
                        : Optional.empty();
        return new Inspection(
                i.id(),
                i.verdict(),
                i.reason(),
                i.score(),
                i.pValue(),
                i.detectionRate(),
                i.thresholds(),
                i.modalities(),
                i.rgb(),
                i.xyz(),
                i.regions(),
                map,
                i.stageMillis());
    }

    /** A part as a verdict names its files. */
    private record RecordedPart(SampleId id, Map<Modality, Path> files) implements SampleSource {
        @Override
        public ModalitySet modalities() {
            return new ModalitySet(
                    files.containsKey(Modality.RGB), files.containsKey(Modality.XYZ));
        }

        @Override
        public Sample load(ModalitySet wanted) throws DataException, StorageException {
            ModalitySet both = wanted.intersect(modalities());
            Optional<RgbImage> image =
                    both.rgb()
                            ? Optional.of(ImageFiles.readRgb(files.get(Modality.RGB)))
                            : Optional.empty();
            Optional<OrganizedCloud> cloud =
                    both.xyz()
                            ? Optional.of(
                                    TiffFiles.readCloud(files.get(Modality.XYZ), TiffFiles.METRES))
                            : Optional.empty();
            return new Sample(id, image, cloud);
        }

        @Override
        public Optional<PixelMask> loadGroundTruth() {
            return Optional.empty();
        }
    }
}
