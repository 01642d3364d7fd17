package org.lacuna.ui.internal.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.eclipse.jface.wizard.WizardDialog;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.PlatformUI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.Split;
import org.lacuna.ui.LacunaPerspective;
import org.lacuna.ui.NetworkPreferences;
import org.lacuna.ui.Screen;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipFile;

/** The wizard and its job in the running workbench. */
class ExportWizardTest {
    @TempDir Path folder;

    private WizardDialog dialog;
    private Path results;

    @BeforeEach
    void inspectedParts() throws Exception {
        PlatformUI.getWorkbench().showPerspective(LacunaPerspective.ID, Hand.window());
        TestParts.quick(folder).write();
        Path data = TestParts.write(folder.resolve("data"), 4);
        Path model = TestParts.train(data, folder.resolve("m.lacuna"));
        results = folder.resolve("results");
        InspectJob job =
                new InspectJob(
                        new InspectChoice(
                                model,
                                Optional.empty(),
                                TestParts.open(data).samples(Split.TEST),
                                List.of("--data", data.toString()),
                                ModalitySet.BOTH,
                                results));
        job.schedule();
        Shell message = Hand.message(NLS.bind(Messages.Inspect_job, TestParts.CATEGORY));
        message.close();
    }

    @AfterEach
    void close() {
        if (dialog != null) {
            dialog.close();
        }
        Hand.closeDialogs();
        NetworkPreferences.defaults().write();
    }

    private ExportPage open(String target) {
        ExportWizard wizard = new ExportWizard(Hand.window(), Optional.of(results));
        dialog = wizard.open();
        wizard.page().targetField().set(folder.resolve(target).toString());
        return wizard.page();
    }

    @Test
    void folder_holdsReportTablesAndVerdicts() throws Exception {
        ExportPage page = open("out");
        Hand.complete(page);
        Screen.shot(dialog.getShell(), "export.png");
        Hand.finish(dialog);
        Hand.message(NLS.bind(Messages.Export_job, "results"));
        for (String name : List.of("report.html", "scores.csv", "verdicts.jsonl", "run.json")) {
            assertTrue(Files.size(folder.resolve("out").resolve(name)) > 0, name);
        }
        assertTrue(
                Files.readString(folder.resolve("out/report.html")).contains(TestParts.CATEGORY));
    }

    @Test
    void zip_holdsTheMapsToo() throws Exception {
        ExportPage page = open("out.zip");
        page.maps().setSelection(true);
        Hand.complete(page);
        Hand.finish(dialog);
        Hand.message(NLS.bind(Messages.Export_job, "results"));
        try (ZipFile zip = new ZipFile(folder.resolve("out.zip").toFile())) {
            List<String> names = zip.stream().map(e -> e.getName()).sorted().toList();
            assertTrue(names.contains("report.html"), names.toString());
            assertTrue(
                    names.stream().anyMatch(n -> n.startsWith(TestParts.CATEGORY + "/")),
                    names.toString());
        }
    }

    @Test
    void folderWithoutResults_isAnError() throws Exception {
        ExportPage page = open("out");
        Path empty = Files.createDirectories(folder.resolve("empty"));
        page.resultsField().set(empty.toString());
        assertEquals(NLS.bind(Messages.Export_noResults, empty), Hand.error(page));
    }

    @Test
    void targetThatIsTheSource_isAnError() {
        ExportPage page = open("results");
        assertEquals(Messages.Export_targetIsResults, Hand.error(page));
    }
}
