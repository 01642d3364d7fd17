package org.lacuna.inspection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.ModelException;
import org.lacuna.core.Progress;
import org.lacuna.core.StorageException;
import org.lacuna.core.Workers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;

class ModelFolderTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private static InspectionModel first;
    private static InspectionModel second;

    @TempDir Path folder;
    private ModelFolder models;

    @BeforeAll
    static void train() throws Exception {
        first = train(6);
        second = train(7);
    }

    private static InspectionModel train(int parts) throws Exception {
        return new Trainer(TestParts.parameters(), TestParts.extractors())
                .train(
                        TestParts.dataSet(parts, 4, ModalitySet.BOTH),
                        Progress.NONE,
                        Workers.sequential());
    }

    @BeforeEach
    void write() throws Exception {
        models = new ModelFolder(folder);
        ModelFile.write(folder.resolve("one.lacuna"), first);
        ModelFile.write(folder.resolve("two.lacuna"), second);
    }

    private Promotion promote(String file) throws Exception {
        return models.promote(file, "first article approved", "ann", NOON);
    }

    private Promotion back() throws Exception {
        return models.rollBack("false alarms", "bob", NOON);
    }

    private String refused() {
        return assertThrows(ModelException.class, models::current).getMessage();
    }

    @Test
    void promotedModel_isTheCurrentOne_withFigures() throws Exception {
        Promotion made = promote("two.lacuna");
        ModelFolder.Current current = models.current();
        assertEquals(folder.resolve("two.lacuna"), current.file());
        assertEquals(second.sha256(), current.model().sha256());
        assertEquals(made, current.promotion());
        assertEquals(7.0, made.figures().get("good_parts"));
    }

    @Test
    void folderWithoutPromotion_hasNoCurrentModel() {
        String message = refused();
        assertTrue(message.startsWith(folder + ": no current model"), message);
    }

    @Test
    void rollBack_bringsTheModelBeforeBack() throws Exception {
        promote("one.lacuna");
        promote("two.lacuna");
        back();
        assertEquals(first.sha256(), models.current().model().sha256());
        ModelException e = assertThrows(ModelException.class, this::back);
        assertTrue(e.getMessage().contains("no model before"), e.getMessage());
    }

    @Test
    void replacedFile_isRefusedWithBothHashes() throws Exception {
        promote("one.lacuna");
        Files.copy(
                folder.resolve("two.lacuna"),
                folder.resolve("one.lacuna"),
                StandardCopyOption.REPLACE_EXISTING);
        String message = refused();
        assertTrue(message.startsWith(folder.resolve("one.lacuna").toString()), message);
        assertTrue(message.contains("model " + second.sha256()), message);
        assertTrue(message.contains("expected " + first.sha256()), message);
    }

    @Test
    void rollBackToAReplacedFile_isRefused_andNothingChanges() throws Exception {
        promote("one.lacuna");
        promote("two.lacuna");
        ModelFile.write(folder.resolve("one.lacuna"), second);
        ModelException e = assertThrows(ModelException.class, this::back);
        assertTrue(e.getMessage().contains("expected " + first.sha256()), e.getMessage());
        assertEquals(2, models.registry().history().size());
    }

    @Test
    void missingFile_isAStorageProblem() throws Exception {
        promote("one.lacuna");
        Files.delete(folder.resolve("one.lacuna"));
        assertThrows(StorageException.class, models::current);
    }

    @Test
    void somethingThatIsNoModel_isNotPromoted() throws Exception {
        Files.writeString(folder.resolve("no.lacuna"), "no model");
        assertThrows(ModelException.class, () -> promote("no.lacuna"));
        assertFalse(Files.exists(ModelRegistryFile.in(folder)));
    }

    @Test
    void mistakeOfTheUser_isToldWithTheFile() throws Exception {
        promote("one.lacuna");
        ModelException e = assertThrows(ModelException.class, () -> promote("one.lacuna"));
        assertTrue(e.getMessage().startsWith(ModelRegistryFile.in(folder).toString()));
        assertTrue(e.getMessage().contains("already"), e.getMessage());
    }

    @Test
    void list_showsEveryModel_andTellsWhichCannotBeRead() throws Exception {
        Files.writeString(folder.resolve("broken.lacuna"), "no model");
        Files.writeString(folder.resolve("notes.txt"), "notes");
        List<ModelFolder.Entry> entries = models.list();
        assertEquals(
                List.of("broken.lacuna", "one.lacuna", "two.lacuna"),
                entries.stream().map(e -> e.file().getFileName().toString()).toList());
        assertTrue(entries.get(0).facts().isEmpty());
        assertTrue(entries.get(0).problem().contains("broken.lacuna"), entries.get(0).problem());
        assertEquals(first.sha256(), entries.get(1).facts().orElseThrow().id());
    }
}
