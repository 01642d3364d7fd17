package org.lacuna.report;

import org.lacuna.acquisition.TiffFiles;
import org.lacuna.core.DataException;
import org.lacuna.core.Inspection;
import org.lacuna.core.InspectionSink;
import org.lacuna.core.SampleId;
import org.lacuna.core.SampleSource;
import org.lacuna.core.StorageException;
import org.lacuna.report.internal.Csv;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Writes inspections into a folder: {@code verdicts.jsonl}, {@code scores.csv} and one anomaly map
 * a part, {@code <category>/<defect>/<id>.tiff} (formats: {@code docs/formats.md}).
 *
 * <p>Everything goes to a hidden folder inside first. {@link #commit} moves it into place, {@code
 * verdicts.jsonl} last: its presence says that the rest is complete. {@link #close} without commit
 * leaves the folder as it was. Results of an earlier run are replaced file by file; maps of parts
 * that this run does not have stay, and no line names them. Not thread-safe.
 */
public final class ResultFolder implements InspectionSink, AutoCloseable {
    public static final String VERDICTS = "verdicts.jsonl";
    public static final String SCORES = "scores.csv";

    private final Path folder;
    private final Path staging;
    private final String softwareVersion;
    private final BufferedWriter verdicts;
    private final BufferedWriter scores;
    private final List<String> maps = new ArrayList<>();
    private String modelId = "";
    private Optional<String> thresholdBook = Optional.empty();
    private boolean open = true;

    /**
     * @param folder made when it is not there
     * @param softwareVersion version of Lacuna that inspects
     * @throws StorageException when the folder cannot be made or written
     */
    public ResultFolder(Path folder, String softwareVersion) throws StorageException {
        this.folder = folder.toAbsolutePath().normalize();
        this.softwareVersion = softwareVersion;
        try {
            Files.createDirectories(this.folder);
            this.staging = Files.createTempDirectory(this.folder, ".results-");
            this.verdicts =
                    Files.newBufferedWriter(staging.resolve(VERDICTS), StandardCharsets.UTF_8);
            this.scores = Files.newBufferedWriter(staging.resolve(SCORES), StandardCharsets.UTF_8);
            scores.write(Csv.line("category", "defect", "id", "score"));
        } catch (IOException e) {
            throw StorageException.of(folder, "written", e);
        }
    }

    /** Names the model of the inspections that follow. */
    public void useModel(String modelId) {
        useModel(modelId, Optional.empty());
    }

    /**
     * Names the model of the inspections that follow, and the thresholds.
     *
     * @param newBook SHA-256 of the threshold book in force; empty for the model's own thresholds
     */
    public void useModel(String newModel, Optional<String> newBook) {
        this.modelId = newModel;
        this.thresholdBook = newBook;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException after {@link #commit} or {@link #close}
     */
    @Override
    public void accept(SampleSource source, Inspection inspection) throws StorageException {
        if (!open) {
            throw new IllegalStateException(folder + ": closed");
        }
        Optional<String> map = mapName(inspection);
        if (map.isPresent()) {
            TiffFiles.writeMap(staging.resolve(map.get()), inspection.map().orElseThrow());
            maps.add(map.get());
        }
        SampleId id = inspection.id();
        double score = inspection.score();
        try {
            verdicts.write(
                    VerdictJson.line(
                                    source,
                                    inspection,
                                    map,
                                    modelId,
                                    thresholdBook,
                                    softwareVersion)
                            + "\n");
            scores.write(
                    Csv.line(
                            id.category(),
                            id.defect(),
                            id.name(),
                            Double.isNaN(score) ? "" : Double.toString(score)));
        } catch (IOException e) {
            throw StorageException.of(folder, "written", e);
        }
    }

    /**
     * Where the map of the inspection lies relative to the folder, with forward slashes; empty
     * without a map.
     */
    public static Optional<String> mapName(Inspection inspection) {
        SampleId id = inspection.id();
        return inspection
                .map()
                .map(m -> id.category() + "/" + id.defect() + "/" + id.name() + ".tiff");
    }

    /** Moves everything into place and closes. */
    public void commit() throws StorageException {
        try {
            close(verdicts, VERDICTS);
            close(scores, SCORES);
            // While files of two runs mix, no verdicts must vouch for them.
            Files.deleteIfExists(folder.resolve(VERDICTS));
            for (String map : maps) {
                Path target = folder.resolve(map);
                Files.createDirectories(target.getParent());
                Files.move(staging.resolve(map), target, StandardCopyOption.REPLACE_EXISTING);
            }
            for (String name : List.of(SCORES, VERDICTS)) {
                Files.move(
                        staging.resolve(name),
                        folder.resolve(name),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw StorageException.of(folder, "written", e);
        } finally {
            close();
        }
    }

    private void close(BufferedWriter writer, String name) throws IOException {
        writer.close();
        try (FileChannel channel =
                FileChannel.open(staging.resolve(name), StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** Discards what was not committed. Never fails: a left-over hidden folder is harmless. */
    @Override
    public void close() {
        if (!open) {
            return;
        }
        open = false;
        try {
            verdicts.close();
            scores.close();
        } catch (IOException e) {
            // What is written here is thrown away, or its error was told by commit.
        }
        try (Stream<Path> files = Files.walk(staging)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            // See above.
        }
    }

    /**
     * Reads the verdicts of a folder, in the order of the inspection.
     *
     * @throws DataException when the folder holds no verdicts, or a line is damaged; names file and
     *     line
     */
    public static List<VerdictRecord> read(Path folder) throws DataException, StorageException {
        Path file = folder.resolve(VERDICTS);
        List<VerdictRecord> records = new ArrayList<>();
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            String line;
            int number = 0;
            while ((line = reader.readLine()) != null) {
                number++;
                if (!line.isBlank()) {
                    records.add(VerdictJson.parse(line, folder, file + ", line " + number));
                }
            }
        } catch (NoSuchFileException e) {
            throw new DataException(folder + ": no " + VERDICTS + ", expected a result folder", e);
        } catch (MalformedInputException e) {
            throw DataException.of(file, "no UTF-8 text", "one JSON object a line", e);
        } catch (IOException e) {
            throw StorageException.of(file, "read", e);
        }
        return List.copyOf(records);
    }
}
