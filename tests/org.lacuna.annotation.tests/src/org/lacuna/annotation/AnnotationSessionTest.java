package org.lacuna.annotation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacuna.core.DataException;
import org.lacuna.core.SeededRandom;
import org.lacuna.core.StorageException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

class AnnotationSessionTest {
    private static final int HEADER_BYTES = 48;

    @TempDir Path folder;
    private Path file;
    private Path journal;

    @BeforeEach
    void names() {
        file = folder.resolve("007.annotations.json");
        journal = folder.resolve("007.annotations.json.journal");
    }

    @Test
    void script_openedAgainAfterEachStep_isWhereItStopped() throws Exception {
        Script script = new Script(3);
        AnnotationSession.create(file, Script.start()).close();
        for (int i = 0; i < 120; i++) {
            Script.Step step = script.next();
            try (AnnotationSession session = AnnotationSession.open(file)) {
                if (step.kind() == Script.Kind.UNDO && !session.canUndo()) {
                    // What was saved and closed cannot be undone any more.
                    session.perform(new Edit.Batch("Undo", List.of()));
                    return;
                }
                Script.play(step, session);
            }
            try (AnnotationSession session = AnnotationSession.open(file)) {
                assertEquals(script.part(), session.part(), "step " + i);
                assertEquals(List.of(), session.messages());
            }
        }
    }

    @Test
    void history_afterACrash_canBeUndoneAndRedone() throws Exception {
        Script script = new Script(4);
        List<AnnotatedPart> states = new ArrayList<>(List.of(Script.start()));
        try (AnnotationSession session = AnnotationSession.create(file, Script.start())) {
            while (states.size() < 30) {
                Script.Step step = script.next();
                if (step.kind() == Script.Kind.PERFORM) {
                    session.perform(step.edit());
                    states.add(script.part());
                } else if (step.kind() != Script.Kind.SAVE) {
                    // Undo and redo of the script keep its state in step with ours.
                    Script.play(step, session);
                    if (step.kind() == Script.Kind.UNDO) {
                        states.removeLast();
                    } else {
                        states.add(script.part());
                    }
                }
            }
        }
        try (AnnotationSession session = AnnotationSession.open(file)) {
            for (int i = states.size() - 2; i >= 0; i--) {
                session.undo();
                assertEquals(states.get(i).annotations(), session.part().annotations());
            }
            assertFalse(session.canUndo());
        }
        try (AnnotationSession session = AnnotationSession.open(file)) {
            for (int i = 1; i < states.size(); i++) {
                session.redo();
                assertEquals(states.get(i).annotations(), session.part().annotations());
            }
            assertFalse(session.canRedo());
            assertThrows(IllegalStateException.class, session::redo);
        }
    }

    @Test
    void save_emptiesTheJournalAndKeepsTheHistory() throws Exception {
        try (AnnotationSession session = AnnotationSession.create(file, Script.start())) {
            AnnotatedPart part = strokes(session, 5);
            assertTrue(session.hasUnsavedEdits());
            assertEquals(Script.start(), AnnotationFile.read(file));
            session.save();
            assertFalse(session.hasUnsavedEdits());
            assertEquals(part, AnnotationFile.read(file));
            assertEquals(HEADER_BYTES, Files.size(journal));
            session.undo();
        }
        AnnotationFile.Latest latest = AnnotationFile.readLatest(file);
        assertEquals(1, latest.unsavedEdits());
        assertEquals(4, latest.part().annotations().size());
        assertEquals(5, AnnotationFile.read(file).annotations().size());
    }

    @Test
    void history_ofASavedSession_goesOnInTheNext() throws Exception {
        AnnotationSession.History kept;
        try (AnnotationSession session = AnnotationSession.create(file, Script.start())) {
            strokes(session, 5);
            session.undo();
            session.save();
            kept = session.history();
        }
        assertEquals(5, kept.size());
        try (AnnotationSession session = AnnotationSession.open(file)) {
            assertTrue(session.resume(kept));
            assertEquals(kept, session.history());
            session.undo();
            session.undo();
            session.redo();
            assertEquals(3, session.part().annotations().size());
        }
        // Ended without save: the journal has taken back what this history had done.
        try (AnnotationSession session = AnnotationSession.open(file)) {
            assertEquals(List.of(), session.messages());
            assertEquals(3, session.part().annotations().size());
            assertFalse(session.resume(kept), "what the journal knows comes first");
        }
    }

    @Test
    void history_ofAPartThatHasChangedSince_isNotTakenUp() throws Exception {
        AnnotationSession.History kept;
        try (AnnotationSession session = AnnotationSession.create(file, Script.start())) {
            strokes(session, 2);
            session.save();
            kept = session.history();
        }
        try (AnnotationSession session = AnnotationSession.open(file)) {
            strokes(session, 1);
            session.save();
        }
        try (AnnotationSession session = AnnotationSession.open(file)) {
            assertFalse(session.resume(kept));
            assertFalse(session.canUndo());
        }
    }

    /** Each length that a torn write can leave: the strokes before it are there, none of it is. */
    @Test
    void journal_cutOffAnywhere_givesTheStrokesBefore() throws Exception {
        byte[] saved;
        List<Long> ends = new ArrayList<>();
        List<AnnotatedPart> states = new ArrayList<>();
        try (AnnotationSession session = AnnotationSession.create(file, Script.start())) {
            saved = Files.readAllBytes(file);
            ends.add(Files.size(journal));
            states.add(session.part());
            for (int i = 0; i < 6; i++) {
                strokes(session, 1);
                ends.add(Files.size(journal));
                states.add(session.part());
            }
        }
        byte[] whole = Files.readAllBytes(journal);
        for (int length = 0; length <= whole.length; length++) {
            clean(saved, Arrays.copyOf(whole, length));
            int strokes = 0;
            while (strokes + 1 < ends.size() && ends.get(strokes + 1) <= length) {
                strokes++;
            }
            boolean clean = length == 0 || ends.contains((long) length);
            assertEquals(states.get(strokes), AnnotationFile.readLatest(file).part());
            try (AnnotationSession session = AnnotationSession.open(file)) {
                assertEquals(states.get(strokes), session.part(), "length " + length);
                assertEquals(clean ? 0 : 1, session.messages().size(), "length " + length);
                strokes(session, 1);
            }
            try (AnnotationSession session = AnnotationSession.open(file)) {
                assertEquals(strokes + 1, session.part().annotations().size());
                assertEquals(List.of(), session.messages());
            }
        }
    }

    /** Every byte altered: what was drawn before it is there, the rest is set aside and told. */
    @Test
    void journal_alteredAnywhere_givesTheStrokesBeforeAndKeepsACopy() throws Exception {
        byte[] saved;
        List<Long> ends = new ArrayList<>();
        List<AnnotatedPart> states = new ArrayList<>();
        try (AnnotationSession session = AnnotationSession.create(file, Script.start())) {
            saved = Files.readAllBytes(file);
            states.add(session.part());
            for (int i = 0; i < 3; i++) {
                strokes(session, 1);
                ends.add(Files.size(journal));
                states.add(session.part());
            }
        }
        byte[] whole = Files.readAllBytes(journal);
        SeededRandom random = new SeededRandom(1);
        for (int at = 0; at < whole.length; at++) {
            byte[] altered = whole.clone();
            altered[at] ^= (byte) (1 << random.nextInt(8));
            clean(saved, altered);
            int strokes = 0;
            while (at >= HEADER_BYTES && ends.get(strokes) <= at) {
                strokes++;
            }
            try (AnnotationSession session = AnnotationSession.open(file)) {
                assertEquals(states.get(strokes), session.part(), "byte " + at);
                assertEquals(1, session.messages().size(), "byte " + at);
                String message = session.messages().getFirst();
                assertTrue(message.contains("007.annotations.json.journal: "), message);
                assertTrue(message.contains("a copy is kept as "), message);
            }
            assertArrayEquals(
                    altered,
                    Files.readAllBytes(folder.resolve(journal.getFileName() + ".damaged-1")));
        }
    }

    @Test
    void journal_ofRandomBytes_isSetAside() throws Exception {
        AnnotationSession.create(file, Script.start()).close();
        byte[] saved = Files.readAllBytes(file);
        SeededRandom random = new SeededRandom(1);
        for (int i = 0; i < 200; i++) {
            byte[] noise = new byte[random.nextInt(300)];
            for (int k = 0; k < noise.length; k++) {
                noise[k] = (byte) random.nextInt(256);
            }
            clean(saved, noise);
            try (AnnotationSession session = AnnotationSession.open(file)) {
                assertEquals(Script.start(), session.part());
                assertEquals(noise.length == 0 ? 0 : 1, session.messages().size());
            }
        }
    }

    /** A crash between the two writes of saving: the journal still holds what the file now has. */
    @Test
    void save_interruptedBetweenFileAndJournal_playsNothingTwice() throws Exception {
        AnnotatedPart part;
        byte[] before;
        byte[] withoutSnapshot;
        try (AnnotationSession session = AnnotationSession.create(file, Script.start())) {
            part = strokes(session, 4);
            before = Files.readAllBytes(file);
            withoutSnapshot = Files.readAllBytes(journal);
            // A folder that cannot be replaced by a file: the journal knows of the snapshot
            // already.
            Files.delete(file);
            Files.createDirectories(file.resolve("in the way"));
            assertThrows(StorageException.class, session::save);
            assertTrue(session.hasUnsavedEdits());
            Files.delete(file.resolve("in the way"));
            Files.delete(file);
        }
        byte[] withSnapshot = Files.readAllBytes(journal);
        assertTrue(withSnapshot.length > withoutSnapshot.length);
        // The file was not written: everything is played.
        clean(before, withSnapshot);
        assertEquals(
                new AnnotationFile.Latest(part, 4, List.of()), AnnotationFile.readLatest(file));
        // The file was written: nothing is.
        AnnotationFile.write(file, part);
        assertEquals(
                new AnnotationFile.Latest(part, 0, List.of()), AnnotationFile.readLatest(file));
        try (AnnotationSession session = AnnotationSession.open(file)) {
            assertEquals(part, session.part());
            strokes(session, 1);
        }
        try (AnnotationSession session = AnnotationSession.open(file)) {
            assertEquals(5, session.part().annotations().size());
            assertEquals(1, session.recoveredEdits());
        }
    }

    @Test
    void journal_ofAnotherFile_isNotUsedAndKept() throws Exception {
        try (AnnotationSession session = AnnotationSession.create(file, Script.start())) {
            strokes(session, 3);
        }
        AnnotatedPart other = AnnotatedPart.empty("008", Script.GRID, ClassCatalogue.empty());
        AnnotationFile.write(file, other);
        try (AnnotationSession session = AnnotationSession.open(file)) {
            assertEquals(other, session.part());
            assertTrue(
                    session.messages().getFirst().contains("belongs to another version of"),
                    session.messages().toString());
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(3, files.count(), "file, journal, copy");
        }
    }

    @Test
    void open_twice_isRefused() throws Exception {
        try (AnnotationSession first = AnnotationSession.create(file, Script.start())) {
            StorageException e =
                    assertThrows(StorageException.class, () -> AnnotationSession.open(file));
            assertTrue(e.getMessage().endsWith("are open already"), e.getMessage());
            strokes(first, 1);
        }
        AnnotationSession.open(file).close();
    }

    /** 'lacuna annotations check' may look at any time. */
    @Test
    void readLatest_whileASessionWorks_alwaysFindsAWholeState() throws Exception {
        try (AnnotationSession session = AnnotationSession.create(file, Script.start())) {
            List<Throwable> wrong = new CopyOnWriteArrayList<>();
            AtomicBoolean stop = new AtomicBoolean();
            Thread reader =
                    new Thread(
                            () -> {
                                int last = 0;
                                while (!stop.get()) {
                                    try {
                                        int now =
                                                AnnotationFile.readLatest(file)
                                                        .part()
                                                        .annotations()
                                                        .size();
                                        assertTrue(now >= last, now + " after " + last);
                                        last = now;
                                    } catch (Exception | AssertionError e) {
                                        wrong.add(e);
                                        return;
                                    }
                                }
                            });
            reader.start();
            for (int i = 0; i < 100; i++) {
                strokes(session, 1);
                if (i % 5 == 4) {
                    session.save();
                }
            }
            stop.set(true);
            reader.join();
            assertEquals(List.of(), wrong);
        }
    }

    /** A cancelled job's thread is interrupted; its strokes, and later ones, still count. */
    @Test
    void perform_onAnInterruptedThread_works() throws Exception {
        try (AnnotationSession session = AnnotationSession.create(file, Script.start())) {
            Thread.currentThread().interrupt();
            strokes(session, 1);
            assertTrue(Thread.interrupted());
            strokes(session, 1);
        }
        assertEquals(2, AnnotationFile.readLatest(file).unsavedEdits());
    }

    @Test
    void create_overAFile_isRefused() throws Exception {
        AnnotationFile.write(file, Script.start());
        assertThrows(StorageException.class, () -> AnnotationSession.create(file, Script.start()));
    }

    @Test
    void open_ofNoAnnotationFile_leavesNoJournal() throws Exception {
        assertThrows(StorageException.class, () -> AnnotationSession.open(file));
        Files.writeString(file, "{}");
        assertThrows(DataException.class, () -> AnnotationSession.open(file));
        assertFalse(Files.exists(journal));
    }

    @Test
    void wantsSave_onceTheJournalIsLong() throws Exception {
        GridSize grid = new GridSize(4096, 1024);
        int[] edges = new int[grid.pixels()];
        for (int i = 0; i < edges.length; i++) {
            edges[i] = i;
        }
        RunMask ragged = RunMask.ofEdges(grid, edges);
        AnnotatedPart part =
                AnnotatedPart.empty("1", grid, ClassCatalogue.empty().including("dent"));
        try (AnnotationSession session = AnnotationSession.create(file, part)) {
            assertFalse(session.wantsSave());
            for (int i = 0; i < 3; i++) {
                Annotation a =
                        new Annotation(
                                session.part().freshId(),
                                Annotation.Details.of("dent"),
                                ragged,
                                Origin.DRAWN);
                session.perform(Edit.add("Add", session.part(), a));
            }
            assertTrue(session.wantsSave());
            session.save();
            assertFalse(session.wantsSave());
        }
    }

    private void clean(byte[] saved, byte[] journalBytes) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path f : files.toList()) {
                Files.delete(f);
            }
        }
        Files.write(file, saved);
        Files.write(journal, journalBytes);
    }

    private static AnnotatedPart strokes(AnnotationSession session, int count) throws Exception {
        for (int i = 0; i < count; i++) {
            AnnotatedPart part = session.part();
            double x = 3 + part.annotations().size();
            RunMask mask = Brush.stroke(Script.GRID, new double[] {x, 3, x + 9, 20}, 2);
            session.perform(
                    Edit.add(
                            "Brush stroke",
                            part,
                            new Annotation(
                                    part.freshId(),
                                    Annotation.Details.of("dent"),
                                    mask,
                                    Origin.DRAWN)));
        }
        return session.part();
    }
}
