package org.lacuna.ui.internal.viewing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacuna.acquisition.ImageFiles;
import org.lacuna.core.CancelledException;
import org.lacuna.core.DataException;
import org.lacuna.core.Modality;
import org.lacuna.core.Progress;
import org.lacuna.core.RgbImage;
import org.lacuna.core.SampleId;
import org.lacuna.ui.PartItem;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** One reading of a part for all who want it. */
class PartReadingsTest {
    private static final int SIDE = 700;
    private static final int READERS = 4;

    /** Of somebody who has left already. */
    private static final Progress GONE =
            new Progress() {
                @Override
                public void begin(String task, long steps) {}

                @Override
                public void advance(long steps) {}

                @Override
                public boolean isCancelled() {
                    return true;
                }
            };

    @TempDir Path folder;

    private final PartReadings readings = new PartReadings();
    private final ExecutorService threads = Executors.newFixedThreadPool(READERS);

    @AfterEach
    void end() {
        threads.shutdownNow();
        readings.dispose();
    }

    private PartItem item(String name) throws Exception {
        return item(name, SIDE);
    }

    /** An image of noise, which takes long to read: 13 MB from three times {@link #SIDE} on. */
    private PartItem item(String name, int side) throws Exception {
        byte[] rgb = new byte[3 * side * side];
        new Random(side).nextBytes(rgb);
        Path file = folder.resolve(name + ".png");
        ImageFiles.writePng(file, new RgbImage(side, side, rgb));
        return item(name, file);
    }

    private static PartItem item(String name, Path file) {
        return new PartItem(
                "test",
                new SampleId("part", "good", name),
                Map.of(Modality.RGB, file),
                Optional.empty(),
                Optional.empty());
    }

    private List<PartFiles> together(Callable<PartFiles> reader) throws Exception {
        List<Future<PartFiles>> asked = new ArrayList<>();
        for (int i = 0; i < READERS; i++) {
            asked.add(threads.submit(reader));
        }
        List<PartFiles> got = new ArrayList<>();
        for (Future<PartFiles> f : asked) {
            got.add(f.get());
        }
        return got;
    }

    @Test
    void manyWhoAskTogether_getOneReading() throws Exception {
        PartItem part = item("000");
        readings.viewOpened();
        List<PartFiles> got = together(() -> readings.read(part, Progress.NONE));
        for (PartFiles files : got) {
            assertSame(got.get(0), files);
        }
        assertEquals(1, readings.started());
        assertEquals(SIDE, got.get(0).subject().grid().width());
        assertEquals(0, readings.underWay());
    }

    @Test
    void shownPartAndTheOneBefore_areKept_andNoMore() throws Exception {
        readings.viewOpened();
        PartItem a = item("000");
        PartItem b = item("001");
        PartItem c = item("002");
        PartFiles first = readings.read(a, Progress.NONE);
        readings.read(b, Progress.NONE);
        assertSame(first, readings.read(a, Progress.NONE), "back to the one before");
        assertEquals(List.of(a, b), readings.kept());
        readings.read(c, Progress.NONE);
        assertEquals(List.of(c, a), readings.kept());
        assertEquals(3, readings.started());
        readings.viewClosed();
        assertEquals(List.of(), readings.kept(), "nobody looks");
    }

    @Test
    void withoutAView_nothingIsKept() throws Exception {
        readings.read(item("000"), Progress.NONE);
        assertEquals(List.of(), readings.kept());
    }

    @Test
    void changedFile_isReadAgain() throws Exception {
        readings.viewOpened();
        PartItem part = item("000");
        PartFiles first = readings.read(part, Progress.NONE);
        Path file = part.files().get(Modality.RGB);
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000));
        assertNotSame(first, readings.read(part, Progress.NONE));
    }

    @Test
    void damagedFile_isToldToEach_andTriedAgain() throws Exception {
        readings.viewOpened();
        Path file = folder.resolve("damaged.png");
        Files.write(file, new byte[] {1, 2, 3});
        PartItem part = item("003", file);
        for (int i = 0; i < 2; i++) {
            String message =
                    assertThrows(DataException.class, () -> readings.read(part, Progress.NONE))
                            .getMessage();
            assertTrue(message.contains("damaged.png"), message);
        }
        assertEquals(2, readings.started());
        assertEquals(List.of(), readings.kept());
    }

    @Test
    void whoLeaves_isLetGo_andTheReadingEndsWithTheLast() throws Exception {
        readings.viewOpened();
        PartItem slow = item("004", 3 * SIDE);
        long start = System.nanoTime();
        assertThrows(CancelledException.class, () -> readings.read(slow, GONE));
        assertTrue(System.nanoTime() - start < 1_000_000_000L, "within a second");
        assertEquals(0, readings.underWay(), "nobody waits, nobody reads");
        assertEquals(SIDE, readings.read(item("000"), Progress.NONE).subject().grid().width());
    }

    @Test
    void whoLeaves_doesNotTakeItFromOthers() throws Exception {
        readings.viewOpened();
        PartItem slow = item("004", 3 * SIDE);
        Future<PartFiles> stays = threads.submit(() -> readings.read(slow, Progress.NONE));
        while (readings.started() == 0) {
            Thread.sleep(1);
        }
        assertThrows(CancelledException.class, () -> readings.read(slow, GONE));
        assertEquals(3 * SIDE, stays.get().subject().grid().width());
        assertEquals(1, readings.started());
    }

    @Test
    void joining_startsNothing_butSharesWhatIsThere() throws Exception {
        readings.viewOpened();
        PartItem part = item("000");
        assertEquals(Optional.empty(), readings.join(part, Progress.NONE));
        assertEquals(0, readings.started());
        PartFiles files = readings.read(part, Progress.NONE);
        assertSame(files, readings.join(part, Progress.NONE).orElseThrow());
    }
}
