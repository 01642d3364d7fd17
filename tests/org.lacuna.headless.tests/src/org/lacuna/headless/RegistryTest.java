package org.lacuna.headless;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacuna.inspection.ModelFile;
import org.lacuna.inspection.ModelRegistryFile;
import org.lacuna.report.ResultFolder;
import org.lacuna.report.VerdictRecord;
import org.lacuna.workflow.RunRecord;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/** The current model of a folder, on the command line. */
class RegistryTest {
    @TempDir static Path shared;
    private static Path data;
    private static String first;
    private static String second;

    @TempDir Path temp;
    private Path models;

    @BeforeAll
    static void trainTwo() throws Exception {
        data = SmallDataSet.make(shared.resolve("data"));
        first = train("one.lacuna", 3);
        second = train("two.lacuna", 4);
    }

    private static String train(String name, int seed) throws Exception {
        Path model = shared.resolve(name);
        Cli trained =
                Cli.run(
                        "train",
                        "--data",
                        data,
                        "--out",
                        model,
                        "--seed",
                        seed,
                        "--no-distillation");
        assertEquals(0, trained.code(), trained.err());
        return ModelFile.read(model).sha256();
    }

    @BeforeEach
    void copyModels() throws Exception {
        models = Files.createDirectories(temp.resolve("models"));
        for (String name : List.of("one.lacuna", "two.lacuna")) {
            Files.copy(shared.resolve(name), models.resolve(name));
        }
    }

    private static void ok(Cli run) {
        assertEquals(0, run.code(), run.err());
    }

    private void promote(String name) {
        ok(Cli.run("registry", "promote", models.resolve(name), "--reason", "first article"));
    }

    private Cli inspect(Path out) {
        return Cli.run("inspect", "--model", models, "--data", data, "--out", out);
    }

    private static void usedModel(Path out, String id) throws Exception {
        List<VerdictRecord> records = ResultFolder.read(out);
        assertTrue(records.size() > 4);
        for (VerdictRecord r : records) {
            assertEquals(id, r.modelId());
        }
    }

    @Test
    void inspect_withAFolder_takesTheCurrentModel_alsoAfterARollBack() throws Exception {
        promote("one.lacuna");
        promote("two.lacuna");
        Path out = temp.resolve("out");
        Cli run = inspect(out);
        assertTrue(run.err().contains("current model " + models.resolve("two.lacuna")), run.err());
        usedModel(out, second);
        assertEquals(Optional.of(models.resolve("two.lacuna")), RunRecord.modelFile(out));
        ok(Cli.run("registry", "rollback", models, "--reason", "false alarms"));
        inspect(out);
        usedModel(out, first);
    }

    @Test
    void inspect_folderWithoutPromotion_isCode12AndNoResult() {
        Cli run = inspect(temp.resolve("out"));
        assertEquals(ExitCode.BAD_MODEL.code(), run.code());
        assertTrue(run.err().contains(models + ": no current model"), run.err());
        assertFalse(Files.exists(temp.resolve("out")));
    }

    @Test
    void inspect_replacedFile_isCode12WithBothHashes() throws Exception {
        promote("one.lacuna");
        Files.copy(
                models.resolve("two.lacuna"),
                models.resolve("one.lacuna"),
                StandardCopyOption.REPLACE_EXISTING);
        Cli run = inspect(temp.resolve("out"));
        assertEquals(ExitCode.BAD_MODEL.code(), run.code());
        assertEquals(1, run.errors().size(), run.err());
        assertTrue(run.err().contains(first) && run.err().contains(second), run.err());
        assertFalse(Files.exists(temp.resolve("out")));
    }

    @Test
    void inspect_damagedRegistry_isCode12() throws Exception {
        promote("one.lacuna");
        Path registry = ModelRegistryFile.in(models);
        Files.writeString(registry, Files.readString(registry).replace("one.lacuna", "two.lacuna"));
        Cli run = inspect(temp.resolve("out"));
        assertEquals(ExitCode.BAD_MODEL.code(), run.code());
        assertTrue(run.err().contains(registry + ": checksum does not fit"), run.err());
    }

    @Test
    void list_marksTheCurrentModel_andWarnsOfWhatCannotBeUsed() throws Exception {
        promote("two.lacuna");
        Files.writeString(models.resolve("bad.lacuna"), "x");
        Cli run = Cli.run("registry", "list", models);
        ok(run);
        assertTrue(
                run.lines().stream().anyMatch(l -> l.matches("two\\.lacuna +\\* .*")), run.out());
        assertTrue(
                run.lines().stream().anyMatch(l -> l.matches("one\\.lacuna +[^* ].*")), run.out());
        assertTrue(run.err().contains("bad.lacuna"), run.err());
        Files.delete(models.resolve("two.lacuna"));
        Cli gone = Cli.run("registry", "list", models);
        assertTrue(gone.err().contains(second + " is not there any more"), gone.err());
    }

    @Test
    void current_showsHistory_asInfoDoes() {
        promote("one.lacuna");
        promote("two.lacuna");
        Cli current = Cli.run("registry", "current", models);
        ok(current);
        Cli info = Cli.run("info", ModelRegistryFile.in(models));
        ok(info);
        for (String word :
                List.of(
                        "two.lacuna",
                        second,
                        "rolls back to  one.lacuna",
                        "good_parts 4",
                        System.getProperty("user.name"),
                        "first article")) {
            assertTrue(current.out().contains(word), word + " in " + current.out());
            assertTrue(info.out().contains(word), word + " in " + info.out());
        }
    }

    @Test
    void rollBack_withNothingBefore_isCode12() {
        promote("one.lacuna");
        Cli run = Cli.run("registry", "rollback", models, "--reason", "why");
        assertEquals(ExitCode.BAD_MODEL.code(), run.code());
        assertTrue(run.err().contains("no model before the current one"), run.err());
    }

    @Test
    void missingOrBlankReason_isCode10() {
        assertEquals(
                ExitCode.USAGE.code(),
                Cli.run("registry", "promote", models.resolve("one.lacuna")).code());
        Cli blank = Cli.run("registry", "promote", models.resolve("one.lacuna"), "--reason", " ");
        assertEquals(ExitCode.USAGE.code(), blank.code());
        assertFalse(Files.exists(ModelRegistryFile.in(models)));
        assertEquals(ExitCode.USAGE.code(), Cli.run("registry").code());
    }

    @Test
    void placeThatIsNotThere_isCode12WithItsName() {
        Path nowhere = temp.resolve("nowhere");
        for (Cli run :
                List.of(
                        Cli.run("registry", "list", nowhere),
                        Cli.run("registry", "current", nowhere),
                        Cli.run("registry", "promote", nowhere, "--reason", "why"),
                        Cli.run("registry", "rollback", nowhere, "--reason", "why"))) {
            assertEquals(ExitCode.BAD_MODEL.code(), run.code());
            assertTrue(run.err().contains(nowhere.toString()), run.err());
        }
    }

    @Test
    void training_overTheCurrentModel_isWarnedOf_andInspectionRefusesIt() throws Exception {
        promote("one.lacuna");
        Cli other =
                Cli.run(
                        "train",
                        "--data",
                        data,
                        "--out",
                        models.resolve("two.lacuna"),
                        "--seed",
                        5,
                        "--no-distillation");
        ok(other);
        assertFalse(other.err().contains("current model"), other.err());
        Cli over =
                Cli.run(
                        "train",
                        "--data",
                        data,
                        "--out",
                        models.resolve("one.lacuna"),
                        "--seed",
                        5,
                        "--no-distillation");
        ok(over);
        assertTrue(
                over.err().contains("warning: " + models.resolve("one.lacuna") + ": the current"),
                over.err());
        assertEquals(ExitCode.BAD_MODEL.code(), inspect(temp.resolve("out")).code());
    }
}
