package org.lacuna.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.eclipse.e4.ui.css.swt.theme.ITheme;
import org.eclipse.e4.ui.css.swt.theme.IThemeEngine;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.XMLMemento;
import org.eclipse.ui.handlers.IHandlerService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lacuna.core.Verdict;
import org.lacuna.ui.internal.parts.ManyParts;
import org.lacuna.ui.internal.parts.PartColumn;
import org.lacuna.ui.internal.parts.PartsState;
import org.lacuna.ui.internal.parts.SortOrder;
import org.lacuna.ui.internal.parts.ThumbnailSize;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The list of parts in the running workbench: sorting, filtering, pictures, many parts. */
class PartsViewTest {
    private static final String COMMAND = "org.lacuna.ui.parts.";

    @TempDir Path folder;

    private PartsView view;
    private Display display;

    @BeforeEach
    void open() throws Exception {
        IWorkbenchPage page = PlatformUI.getWorkbench().getActiveWorkbenchWindow().getActivePage();
        PlatformUI.getWorkbench().showPerspective(LacunaPerspective.ID, page.getWorkbenchWindow());
        page.resetPerspective();
        view = (PartsView) page.showView(PartsView.ID);
        display = view.getSite().getShell().getDisplay();
    }

    @AfterEach
    void asAtTheFirstStart() throws Exception {
        view.pane().showAll();
        view.setThumbnails(ThumbnailSize.SMALL);
        view.pane().sort(new SortOrder(PartColumn.PART, false));
    }

    private void run(String action) throws Exception {
        view.getSite().getService(IHandlerService.class).executeCommand(COMMAND + action, null);
    }

    private void show(List<PartItem> parts) {
        view.pane().show(parts, "for a test", "");
    }

    private Table table() {
        return view.pane().table().table();
    }

    private void turn() {
        while (display.readAndDispatch()) {
            // All that waits.
        }
    }

    /** Column by its head. */
    private int column(String title) {
        for (int c = 0; c < table().getColumnCount(); c++) {
            if (table().getColumn(c).getText().equals(title)) {
                return c;
            }
        }
        throw new AssertionError("no column " + title);
    }

    private TableItem row(String end) {
        int part = column("Part");
        for (TableItem row : table().getItems()) {
            if (row.getText(part).endsWith(end)) {
                return row;
            }
        }
        throw new AssertionError("no part " + end);
    }

    @Test
    void firstPart_isSelected() {
        List<PartItem> parts = ManyParts.list(30, Optional.empty());
        show(parts);
        turn();
        assertEquals(1, table().getSelectionCount());
        assertEquals(0, table().getSelectionIndex());
        IStructuredSelection selected =
                (IStructuredSelection) view.getSite().getSelectionProvider().getSelection();
        assertEquals("plate/dent/00019", ((PartItem) selected.getFirstElement()).id().toString());
    }

    @Test
    void margin_isShownWithSign_andBlankWithoutAScore() throws Exception {
        show(ManyParts.list(100, Optional.empty()));
        int margin = column("Margin");
        run("sort-part");
        turn();
        // Scores 0.200 and, of number 30, 1.310.
        assertEquals(String.format("%+.3f", -0.6), row("good/00000").getText(margin));
        assertEquals(String.format("%+.3f", 0.31), row("dent/00030").getText(margin));
        assertEquals("", row("00099").getText(margin));
    }

    @Test
    void commandSortsByMargin_theSecondTimeTheOtherWayRound() throws Exception {
        show(ManyParts.list(100, Optional.empty()));
        run("sort-margin");
        assertEquals(Optional.of(new SortOrder(PartColumn.MARGIN, false)), view.pane().order());
        assertEquals(SWT.UP, table().getSortDirection());
        run("sort-margin");
        assertEquals(SWT.DOWN, table().getSortDirection());
        assertEquals("Margin", table().getSortColumn().getText());
    }

    @Test
    void verdictCommands_narrowTheList_andSayHowMuch() throws Exception {
        List<PartItem> parts = ManyParts.list(200, Optional.empty());
        show(parts);
        run("show-nok");
        long nok = parts.stream().filter(p -> p.verdict() == Verdict.NOK).count();
        assertEquals(nok, table().getItemCount());
        assertTrue(view.summaryText().contains(nok + " of 200"), view.summaryText());
        run("show-not-inspected");
        assertEquals(nok + 2, table().getItemCount());
        view.pane().filterField().setText("00099");
        assertEquals(1, table().getItemCount());
        run("show-all");
        assertEquals(200, table().getItemCount());
        assertFalse(view.summaryText().contains("of 200"), view.summaryText());
    }

    @Test
    void filterCommand_goesToTheField() throws Exception {
        view.getSite().getShell().forceActive();
        run("filter");
        Screen.waitFor("the keyboard", () -> view.pane().filterField().isFocusControl());
    }

    @ParameterizedTest
    @EnumSource(ThumbnailSize.class)
    void picturesOfEverySize_areShown(ThumbnailSize size) throws Exception {
        List<PartItem> parts = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            parts.add(DentedDome.item(folder, "00" + i));
        }
        parts.addAll(
                ManyParts.list(
                        20, Optional.of(TestImages.gradient(folder.resolve("plate.png"), 200))));
        show(parts);
        run("thumbnails-" + size.name().toLowerCase(Locale.ROOT));
        assertEquals(size, view.pane().thumbnails());
        assertEquals(
                size == ThumbnailSize.OFF ? 7 : 8, table().getColumnCount(), "pictures or none");
        if (size != ThumbnailSize.OFF) {
            assertTrue(table().getItemHeight() >= size.points(), "high enough");
            Screen.waitFor("pictures", () -> view.pane().table().shownPictures() >= 3);
        }
        ImageData shot =
                Screen.shot(
                        view.getSite().getShell(),
                        "parts-" + size.name().toLowerCase(Locale.ROOT) + ".png");
        assertTrue(Screen.colours(shot) > 100, "the window is drawn");
    }

    @Test
    void selection_survivesAnotherSizeOfPictures() throws Exception {
        List<PartItem> parts = ManyParts.list(50, Optional.empty());
        show(parts);
        view.reveal(parts.get(30));
        run("thumbnails-large");
        IStructuredSelection selected =
                (IStructuredSelection) view.getSite().getSelectionProvider().getSelection();
        assertEquals(parts.get(30), selected.getFirstElement());
        assertEquals(1, table().getSelectionCount());
    }

    @Test
    void selection_survivesSorting_andComesBackAfterAFilter() {
        List<PartItem> parts = ManyParts.list(400, Optional.empty());
        show(parts);
        view.reveal(parts.get(30));
        turn();
        for (PartColumn c : PartColumn.values()) {
            view.pane().sort(new SortOrder(c, true));
            view.reveal(parts.get(31));
            turn();
            view.reveal(parts.get(30));
            view.pane().sort(new SortOrder(c, false));
            String selected = table().getSelection()[0].getText(column("Part"));
            assertTrue(selected.endsWith("00030"), c + ": " + selected);
        }
        view.pane().filterField().setText("00031");
        assertEquals(0, table().getSelectionCount());
        view.pane().filterField().setText("");
        assertTrue(table().getSelection()[0].getText(column("Part")).endsWith("00030"));
    }

    @Test
    void partThatTheFilterHoldsBack_isRevealed() throws Exception {
        List<PartItem> parts = ManyParts.list(400, Optional.empty());
        show(parts);
        run("show-not-inspected");
        view.reveal(parts.get(7));
        assertTrue(table().getSelection()[0].getText(column("Part")).endsWith("00007"));
    }

    @Test
    void theme_canChangeAfterTheSizeOfPicturesHas() throws Exception {
        show(ManyParts.list(500, Optional.empty()));
        for (String size : List.of("large", "off", "medium", "small")) {
            run("thumbnails-" + size);
            run("sort-margin");
            turn();
        }
        IThemeEngine engine = PlatformUI.getWorkbench().getService(IThemeEngine.class);
        ITheme before = engine.getActiveTheme();
        // Every row that is known to the theme is asked for its colour; one of a table that is gone
        // would throw.
        engine.setTheme("org.eclipse.e4.ui.css.theme.e4_dark", false);
        turn();
        engine.setTheme(before, false);
        assertEquals(500, table().getItemCount());
    }

    @Test
    void brokenImage_isCrossedOut_andOnlyOnceTried() throws Exception {
        Path broken = Files.writeString(folder.resolve("broken.png"), "no picture");
        show(ManyParts.list(1, Optional.of(broken)));
        run("thumbnails-medium");
        Screen.waitFor("that it was tried", () -> view.pane().table().triedPictures() == 1);
        assertEquals(0, view.pane().table().shownPictures());
    }

    @Test
    void whatIsOutOfSight_isNotRead() throws Exception {
        List<PartItem> parts = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            Path file = folder.resolve("p" + i + ".png");
            if (i < 40) {
                TestImages.gradient(file, 64);
            }
            parts.add(ManyParts.list(i + 1, Optional.of(file)).getLast());
        }
        show(parts);
        run("thumbnails-large");
        Screen.waitFor("pictures", () -> view.pane().table().shownPictures() >= 3);
        Screen.waitFor("rest", () -> view.pane().table().isAtRest());
        assertTrue(
                view.pane().table().triedPictures() < 40,
                view.pane().table().triedPictures() + " of 300 read");
    }

    @Test
    void state_isKept() {
        PartsState state =
                new PartsState(
                        Optional.of("/somewhere"),
                        Optional.of(new SortOrder(PartColumn.MARGIN, true)),
                        ThumbnailSize.LARGE,
                        Set.of(Verdict.NOK, Verdict.REVIEW));
        XMLMemento memento = XMLMemento.createWriteRoot("parts");
        state.write(memento);
        assertEquals(state, PartsState.read(Optional.of(memento)));
    }

    @Test
    void stateOfAnotherVersion_isAsAtTheFirstStart() {
        XMLMemento memento = XMLMemento.createWriteRoot("parts");
        memento.putString("sortColumn", "COLOUR");
        memento.putString("thumbnails", "HUGE");
        memento.putString("verdicts", "NOK,FINE");
        PartsState read = PartsState.read(Optional.of(memento));
        assertEquals(Optional.empty(), read.order());
        assertEquals(ThumbnailSize.SMALL, read.thumbnails());
        assertEquals(Set.of(Verdict.NOK), read.verdicts());
    }

    /** Measured and printed; bounds are generous, since machines are noisy. */
    @Test
    void tenThousandParts_stayFluent() throws Exception {
        Path image = TestImages.gradient(folder.resolve("plate.png"), 200);
        List<PartItem> parts = ManyParts.list(10_000, Optional.of(image));
        run("thumbnails-small");
        Map<String, Double> millis = new LinkedHashMap<>();
        millis.put("fill", timed(() -> show(parts)));
        assertEquals(10_000, table().getItemCount());
        for (PartColumn c : PartColumn.values()) {
            millis.put("sort " + c, timed(() -> view.pane().sort(new SortOrder(c, false))));
        }
        millis.put("filter", timed(() -> view.pane().filterField().setText("dent")));
        millis.put("filter off", timed(() -> view.pane().filterField().setText("")));
        double slowest = 0;
        for (int step = 0; step < 60; step++) {
            int top = step * 163;
            slowest = Math.max(slowest, timed(() -> table().setTopIndex(top)));
        }
        millis.put("slowest scroll step", slowest);
        millis.put("select the last", timed(() -> view.reveal(parts.getLast())));
        StringBuilder text = new StringBuilder();
        millis.forEach((what, ms) -> text.append(String.format("  %s %.0f ms", what, ms)));
        System.out.println("MEASURED 10,000 parts:" + text);
        millis.forEach((what, ms) -> assertTrue(ms < 2000, what + ": " + ms + " ms"));
    }

    /** What the action and all events after it take, in milliseconds. */
    private double timed(Runnable action) {
        long start = System.nanoTime();
        action.run();
        turn();
        return (System.nanoTime() - start) / 1e6;
    }

    @Test
    void clickOnAHead_sorts() {
        show(ManyParts.list(100, Optional.empty()));
        table().getColumn(column("Score")).notifyListeners(SWT.Selection, new Event());
        assertEquals(Optional.of(new SortOrder(PartColumn.SCORE, false)), view.pane().order());
        turn();
        assertTrue(table().getItem(0).getText(column("Part")).endsWith("00000"));
    }

    @ParameterizedTest
    @EnumSource(ThumbnailSize.class)
    void contextMenu_offersToLearnTheSelectedPart(ThumbnailSize size) throws Exception {
        show(ManyParts.list(3, Optional.empty()));
        view.setThumbnails(size);
        Menu menu = view.pane().table().table().getMenu();
        menu.notifyListeners(SWT.Show, new Event());
        Screen.waitFor(
                "the entry",
                () ->
                        Arrays.stream(menu.getItems())
                                .anyMatch(i -> i.getText().startsWith("Learn Good Parts")));
        menu.notifyListeners(SWT.Hide, new Event());
    }
}
