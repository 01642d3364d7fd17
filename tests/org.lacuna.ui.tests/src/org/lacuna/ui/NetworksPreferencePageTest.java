package org.lacuna.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.eclipse.core.runtime.Platform;
import org.eclipse.jface.dialogs.IMessageProvider;
import org.eclipse.jface.preference.PreferenceDialog;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.dialogs.PreferencesUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacuna.core.Modality;
import org.lacuna.inference.DeviceRequest;
import org.lacuna.inference.NetworkOptions;
import org.lacuna.ui.NetworkReport.State;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The page in the workbench's own dialog, by its widgets. */
class NetworksPreferencePageTest {
    private static final String NETWORK = "embedded-rgb-1";

    @TempDir private Path folder;

    private PreferenceDialog dialog;

    @BeforeEach
    void startFromThisFolder() {
        new NetworkPreferences(
                        folder,
                        new NetworkOptions(DeviceRequest.AUTO, 1),
                        "filter-bank-1",
                        "fpfh-shape-1")
                .write();
    }

    @AfterEach
    void close() {
        if (dialog != null) {
            dialog.close();
        }
        NetworkPreferences.defaults().write();
    }

    private NetworksPreferencePage open() {
        Shell shell = PlatformUI.getWorkbench().getActiveWorkbenchWindow().getShell();
        dialog =
                PreferencesUtil.createPreferenceDialogOn(
                        shell, NetworksPreferencePage.ID, null, null);
        dialog.setBlockOnOpen(false);
        dialog.open();
        return (NetworksPreferencePage) dialog.getSelectedPage();
    }

    /** A network of the user's: the embedded one under another name. */
    private void addNetwork(String id) throws Exception {
        String internal = "/org/lacuna/features/internal/" + NETWORK;
        try (InputStream onnx = resource(internal + ".onnx");
                InputStream json = resource(internal + ".json")) {
            Files.copy(onnx, folder.resolve(NETWORK + ".onnx"));
            String text = new String(json.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            Files.writeString(
                    folder.resolve(id + ".json"),
                    text.replace("\"id\": \"" + NETWORK, "\"id\": \"" + id));
        }
    }

    private static InputStream resource(String name) throws Exception {
        return Platform.getBundle("org.lacuna.features").getResource(name).openStream();
    }

    private static boolean isChecked(NetworksPreferencePage page, int rows) {
        List<NetworkReport.Row> shown = page.table().rows();
        return shown.size() == rows && shown.stream().noneMatch(r -> r.state() == State.UNCHECKED);
    }

    private static NetworkReport.Row row(NetworksPreferencePage page, String id) {
        return page.table().rows().stream()
                .filter(r -> r.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void page_showsNetworksWithTheirProblems_andTheDevice() throws Exception {
        addNetwork("press-line-2");
        Files.writeString(folder.resolve("old-vit.json"), "{\"format\": \"lacuna-model-0\"}");
        Files.writeString(
                folder.resolve("cut.json"),
                Files.readString(folder.resolve("press-line-2.json"))
                        .replace("press-line-2", "cut")
                        .replace("\"file\": \"" + NETWORK, "\"file\": \"cut"));
        byte[] whole = Files.readAllBytes(folder.resolve(NETWORK + ".onnx"));
        Files.write(folder.resolve("cut.onnx"), java.util.Arrays.copyOf(whole, 100_000));

        NetworksPreferencePage page = open();
        Screen.waitFor("four networks", () -> isChecked(page, 4));
        assertEquals(State.USABLE, row(page, NETWORK).state());
        assertEquals(State.USABLE, row(page, "press-line-2").state());
        assertEquals(State.BROKEN, row(page, "cut").state());
        assertEquals(State.BROKEN, row(page, "old-vit").state());
        assertTrue(page.chosenDevice().matches("(cpu|cuda:0) \\(.*\\)"), page.chosenDevice());
        assertEquals(
                List.of("filter-bank-1", NETWORK, "press-line-2"),
                List.of(page.extractor(Modality.RGB).getItems()));

        page.table().select(row(page, "press-line-2"));
        assertTrue(page.table().detailsText().contains("golden output"), page.table()::detailsText);
        assertTrue(page.table().detailsText().startsWith("source: "), page.table()::detailsText);
        page.table().select(row(page, "cut"));
        assertTrue(page.table().detailsText().contains("cut.onnx"), page.table()::detailsText);
        // The dialog opens as large as it was last, whatever the page was.
        dialog.getShell().setSize(860, 640);
        ImageData shot = Screen.shot(dialog.getShell(), "networks.png");
        assertTrue(Screen.colours(shot) > 20, "the window shows the page, not an empty frame");
    }

    /** Alt and a letter would go through the controls that share it, and set none at once. */
    @Test
    void mnemonics_areThereAndDiffer_alsoFromTheDialogs() {
        NetworksPreferencePage page = open();
        List<String> texts = new ArrayList<>();
        collectTexts(dialog.getShell(), texts);
        Map<Character, List<String>> byLetter = new TreeMap<>();
        for (String text : texts) {
            int mark = text.indexOf('&');
            if (mark >= 0) {
                char letter = Character.toLowerCase(text.charAt(mark + 1));
                byLetter.computeIfAbsent(letter, l -> new ArrayList<>()).add(text);
            }
        }
        byLetter.forEach((letter, sharing) -> assertEquals(1, sharing.size(), sharing::toString));
        assertTrue(page.torchScript().getText().contains("&"), page.torchScript()::getText);
        List<String> unmarked =
                texts.stream().filter(t -> t.endsWith(":") && !t.contains("&")).toList();
        assertEquals(List.of("Runs on:"), unmarked, "what cannot be set needs no letter");
    }

    private static void collectTexts(Composite parent, List<String> texts) {
        for (Control control : parent.getChildren()) {
            if (control instanceof Label label) {
                texts.add(label.getText());
            } else if (control instanceof Button button) {
                texts.add(button.getText());
            } else if (control instanceof Composite composite) {
                collectTexts(composite, texts);
            }
        }
    }

    @Test
    void heads_ofTheTable_areNotCut() {
        NetworksPreferencePage page = open();
        Screen.waitFor("the network", () -> isChecked(page, 1));
        Table table = page.table().table();
        GC gc = new GC(table);
        try {
            for (TableColumn column : table.getColumns()) {
                // Heads are bold, which takes up to a fifth more, and have a margin.
                int needed = gc.textExtent(column.getText()).x * 6 / 5 + 8;
                assertTrue(
                        column.getWidth() >= needed,
                        () -> column.getText() + ": " + column.getWidth() + " of " + needed);
            }
        } finally {
            gc.dispose();
        }
    }

    @Test
    void settings_areStoredWithOk() {
        NetworksPreferencePage page = open();
        Screen.waitFor("the network", () -> isChecked(page, 1));
        page.device().setText("cpu");
        page.threads().setSelection(2);
        assertFalse(page.torchScript().getSelection());
        page.torchScript().setSelection(true);
        page.extractor(Modality.RGB).setText(NETWORK);
        Screen.waitFor("the device asked for", () -> page.chosenDevice().equals("cpu (asked for)"));
        assertTrue(page.performOk());
        assertEquals(
                new NetworkPreferences(
                        folder,
                        new NetworkOptions(DeviceRequest.CPU, 2, true),
                        NETWORK,
                        "fpfh-shape-1"),
                NetworkPreferences.read());
    }

    @Test
    void settings_withoutOk_areNotStored() {
        NetworkPreferences before = NetworkPreferences.read();
        NetworksPreferencePage page = open();
        page.threads().setSelection(7);
        page.performCancel();
        dialog.close();
        assertEquals(before, NetworkPreferences.read());
    }

    @Test
    void wrongDevice_isSaidAndNotAccepted() {
        NetworksPreferencePage page = open();
        page.device().setText("tpu");
        assertFalse(page.isValid());
        assertTrue(page.getErrorMessage().contains("'tpu'"), page.getErrorMessage());
        page.device().setText("cuda:1");
        assertTrue(page.isValid());
        page.folder().setText(" ");
        assertFalse(page.isValid());
        assertNotNull(page.getErrorMessage());
    }

    @Test
    void deviceThatIsNotThere_isSaid_andNetworksAreBroken() {
        NetworksPreferencePage page = open();
        page.device().setText("cuda:99");
        Screen.waitFor("what cuda:99 gives", () -> page.chosenDevice().contains("cuda:99"));
        Screen.waitFor("the network", () -> isChecked(page, 1));
        assertEquals(State.BROKEN, row(page, NETWORK).state());
    }

    @Test
    void chosenExtractorThatIsNotThere_staysAndIsWarnedOf() {
        new NetworkPreferences(
                        folder, new NetworkOptions(DeviceRequest.CPU, 1), "vit", "fpfh-shape-1")
                .write();
        NetworksPreferencePage page = open();
        Screen.waitFor("the network", () -> isChecked(page, 1));
        assertEquals("vit", page.extractor(Modality.RGB).getText());
        assertEquals(IMessageProvider.WARNING, page.getMessageType());
        assertTrue(page.getMessage().contains("vit"), page.getMessage());
        page.extractor(Modality.RGB).setText("filter-bank-1");
        page.extractor(Modality.RGB).notifyListeners(SWT.Selection, null);
        assertEquals(IMessageProvider.NONE, page.getMessageType());
    }

    @Test
    void otherFolder_isLookedAtBeforeItIsStored() throws Exception {
        addNetwork("press-line-2");
        NetworksPreferencePage page = open();
        Screen.waitFor("both networks", () -> isChecked(page, 2));
        page.folder().setText(folder.resolve("none").toString());
        Screen.waitFor("the embedded one alone", () -> isChecked(page, 1));
        page.performDefaults();
        assertEquals(NetworkPreferences.defaults().folder().toString(), page.folder().getText());
    }

    @Test
    void rootPage_isLacuna() {
        Shell shell = PlatformUI.getWorkbench().getActiveWorkbenchWindow().getShell();
        dialog =
                PreferencesUtil.createPreferenceDialogOn(
                        shell, LacunaPreferencePage.ID, null, null);
        dialog.setBlockOnOpen(false);
        dialog.open();
        assertEquals("Lacuna", ((LacunaPreferencePage) dialog.getSelectedPage()).getTitle());
    }
}
