package org.lacuna.workflow;

import org.lacuna.core.AtomicFile;
import org.lacuna.core.CancelledException;
import org.lacuna.core.DataException;
import org.lacuna.core.LacunaException;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.Progress;
import org.lacuna.core.StorageException;
import org.lacuna.core.Workers;
import org.lacuna.report.ResultFolder;
import org.lacuna.report.VerdictRecord;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Passes results on: report, tables, JSON and maps as a folder or one ZIP file, which appears only
 * when it is whole. Not thread-safe.
 */
public final class ExportTask {
    /** Kind of folder, see {@link StagedOutput}. */
    public static final String KIND = "export";

    private static final String REPORT = "report.html";
    private static final int BUFFER = 1 << 16;

    /** The same results give the same archive. */
    private static final FileTime ENTRY_TIME = FileTime.fromMillis(315_619_200_000L);

    private final ExportRequest request;

    public ExportTask(ExportRequest request) {
        this.request = request;
    }

    private record Item(Path file, String name) {}

    /**
     * @return number of files written
     * @throws DataException when the folder holds no results
     * @throws StorageException when a file cannot be read or written, or the target folder holds
     *     something else
     * @throws CancelledException when the user asked to stop; nothing is left
     */
    public int run(Progress progress, Workers workers) throws LacunaException {
        List<Path> folders = resultFolders();
        if (folders.isEmpty()) {
            throw new DataException(
                    request.results() + ": no " + ResultFolder.VERDICTS + ", expected results");
        }
        try {
            Path made = Files.createTempFile("lacuna-report", ".html");
            try {
                List<Item> items = items(folders, made, progress, workers);
                if (request.isZip()) {
                    zip(items, progress);
                } else {
                    copy(items, progress);
                }
                return items.size();
            } finally {
                Files.deleteIfExists(made);
            }
        } catch (IOException e) {
            throw StorageException.of(request.target(), "written", e);
        }
    }

    private List<Path> resultFolders() {
        List<Path> folders = new ArrayList<>();
        folders.add(request.results());
        for (ModalitySet setting : ModalitySet.SETTINGS) {
            folders.add(request.results().resolve(setting.key()));
        }
        folders.removeIf(f -> !Files.isRegularFile(f.resolve(ResultFolder.VERDICTS)));
        return folders;
    }

    private List<Item> items(List<Path> folders, Path made, Progress progress, Workers workers)
            throws LacunaException {
        List<Item> items = new ArrayList<>();
        Path root = request.results();
        if (request.report()) {
            if (Files.isRegularFile(root.resolve(REPORT))) {
                items.add(new Item(root.resolve(REPORT), REPORT));
            } else {
                InspectionReport.write(root, folders, made, progress, workers);
                items.add(new Item(made, REPORT));
            }
        }
        add(items, request.json(), root, "metrics.json", "");
        add(items, request.csv(), root, "learning-curves.csv", "");
        add(items, request.csv(), root, "resilience.csv", "");
        for (Path folder : folders) {
            String prefix = folder.equals(root) ? "" : folder.getFileName() + "/";
            add(items, request.json(), folder, ResultFolder.VERDICTS, prefix);
            add(items, request.csv(), folder, ResultFolder.SCORES, prefix);
            if (request.maps()) {
                for (VerdictRecord record : ResultFolder.read(folder)) {
                    progress.throwIfCancelled();
                    record.map()
                            .filter(Files::isRegularFile)
                            .ifPresent(m -> items.add(new Item(m, prefix + relative(folder, m))));
                }
            }
        }
        return items;
    }

    private static void add(
            List<Item> items, boolean wanted, Path folder, String name, String prefix) {
        if (wanted && Files.isRegularFile(folder.resolve(name))) {
            items.add(new Item(folder.resolve(name), prefix + name));
        }
    }

    private static String relative(Path folder, Path file) {
        List<String> names = new ArrayList<>();
        folder.toAbsolutePath()
                .normalize()
                .relativize(file.toAbsolutePath().normalize())
                .forEach(n -> names.add(n.toString()));
        return String.join("/", names);
    }

    private void zip(List<Item> items, Progress progress) throws StorageException {
        progress.begin("write " + request.target(), items.size());
        AtomicFile.write(
                request.target(),
                out -> {
                    ZipOutputStream zip = new ZipOutputStream(out);
                    for (Item item : items) {
                        ZipEntry entry = new ZipEntry(item.name());
                        entry.setLastModifiedTime(ENTRY_TIME);
                        zip.putNextEntry(entry);
                        transfer(item.file(), zip, progress);
                        zip.closeEntry();
                        progress.advance(1);
                    }
                    zip.finish();
                });
    }

    private static void transfer(Path file, OutputStream out, Progress progress)
            throws IOException {
        try (var in = Files.newInputStream(file)) {
            byte[] buffer = new byte[BUFFER];
            int n;
            while ((n = in.read(buffer)) >= 0) {
                progress.throwIfCancelled();
                out.write(buffer, 0, n);
            }
        }
    }

    private void copy(List<Item> items, Progress progress) throws StorageException, IOException {
        progress.begin("write " + request.target(), items.size());
        RunRecord run = new RunRecord(KIND, List.of()).put("results", request.results().toString());
        try (StagedOutput output = StagedOutput.open(request.target(), KIND, false)) {
            for (Item item : items) {
                Path target = output.staging().resolve(item.name());
                Files.createDirectories(target.getParent());
                try (OutputStream out = Files.newOutputStream(target)) {
                    transfer(item.file(), out, progress);
                }
                progress.advance(1);
            }
            output.commit(KIND, run.json());
        } catch (StagedOutput.ForeignFolderException e) {
            throw new StorageException(e.getMessage(), e);
        }
    }
}
