package org.lacuna.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacuna.core.DataException;
import org.lacuna.core.Modality;
import org.lacuna.core.Progress;
import org.lacuna.core.SampleId;
import org.lacuna.core.Verdict;
import org.lacuna.ui.internal.parts.PartTexts;
import org.lacuna.ui.internal.viewing.PartFiles;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class FolderContentsTest {
    @TempDir Path folder;

    @Test
    void noFolder_isSaid() {
        DataException e =
                assertThrows(
                        DataException.class, () -> FolderContents.read(folder.resolve("none")));
        assertTrue(e.getMessage().contains("no such folder"), e.getMessage());
    }

    @Test
    void emptyFolder_isNeitherResultsNorData() {
        assertThrows(DataException.class, () -> FolderContents.read(folder));
    }

    @Test
    void damagedVerdicts_nameTheLine() throws Exception {
        Files.writeString(folder.resolve("verdicts.jsonl"), "{broken\n");
        DataException e = assertThrows(DataException.class, () -> FolderContents.read(folder));
        assertTrue(e.getMessage().contains("line 1"), e.getMessage());
    }

    @Test
    void itemWithoutInspection_neverReadsOk() {
        PartItem item =
                new PartItem(
                        "test",
                        new SampleId("a", "good", "0"),
                        Map.of(Modality.RGB, folder),
                        Optional.empty(),
                        Optional.empty());
        assertEquals(Verdict.NOT_INSPECTED, item.verdict());
        assertEquals("NOT INSPECTED", PartTexts.verdict(item));
        assertEquals("there", PartTexts.status(item, Modality.RGB));
        assertEquals("absent", PartTexts.status(item, Modality.XYZ));
    }

    @Test
    void pictureOfAPartWithoutFiles_isRefused() {
        PartItem item =
                new PartItem(
                        "test",
                        new SampleId("a", "good", "0"),
                        Map.of(),
                        Optional.empty(),
                        Optional.empty());
        assertThrows(DataException.class, () -> PartFiles.read(item, Progress.NONE));
    }

    @Test
    void firstArgumentThatIsNoOption_isTheFolder() {
        assertEquals(
                Optional.of(Path.of("x").toAbsolutePath()),
                WorkbenchApplication.folder(new String[] {"-nosplash", "x", "y"}));
        assertEquals(
                Optional.empty(),
                WorkbenchApplication.folder(List.of("-a").toArray(String[]::new)));
    }
}
