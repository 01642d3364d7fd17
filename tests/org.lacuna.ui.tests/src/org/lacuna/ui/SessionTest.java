package org.lacuna.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Display;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacuna.core.SeededRandom;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An hour at the workbench in a minute: parts of 230,000 pixels are looked at, turned, measured and
 * annotated. What every turn of the event loop takes is printed; no time is asserted, since
 * machines are noisy, but that every action did what it should.
 */
class SessionTest {
    private static final int ACTIONS = 500;
    private static final int TIMES = 3;
    private static final String TOOL = "org.lacuna.ui.annotation.tool-";

    @TempDir Path folder;

    private final List<Double> turns = new ArrayList<>();
    private final SeededRandom random = new SeededRandom(7);
    private Stage stage;
    private Display display;
    private List<PartItem> items;

    @BeforeEach
    void parts() throws Exception {
        stage = Stage.open();
        display = stage.image.canvas().getDisplay();
        items = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            items.add(DentedDome.item(folder, "00" + i, TIMES));
        }
        stage.show(items.getFirst());
    }

    @Test
    void fiveHundredActions() throws Exception {
        int strokes = 0;
        for (int i = 0; i < ACTIONS; i++) {
            switch (i % 10) {
                case 0 -> part(i);
                case 1, 2 -> hoverImage();
                case 3 -> turnCloud();
                case 4 -> zoom();
                case 5 -> stroke(i);
                case 6 -> undoAndRedo();
                case 7 -> finding(i);
                case 8 -> switches(i);
                default -> keys();
            }
            strokes += i % 10 == 5 ? 1 : 0;
            turn();
        }
        stage.rest();
        assertEquals(ACTIONS / 10, strokes);
        assertFalse(
                stage.desk.part().orElseThrow().annotations().isEmpty(),
                "what was drawn on the last part is there");
        print();
    }

    /** Another part now and then; nobody waits for it. */
    private void part(int i) throws Exception {
        PartItem item = items.get(i / 50 % items.size());
        timed(
                () -> {
                    stage.image.selected(item);
                    stage.cloud.selected(item);
                    stage.defects.selected(item);
                });
        if (i % 50 == 0) {
            // Long enough to annotate it.
            Screen.waitFor("its annotations", () -> measuredReady(item));
        }
    }

    private boolean measuredReady(PartItem item) {
        return stage.image.shownPart().filter(item::equals).isPresent()
                && stage.cloud.shownPart().filter(item::equals).isPresent()
                && stage.desk.isReady();
    }

    private void hoverImage() {
        Rectangle area = stage.image.canvas().getClientArea();
        int x = random.nextInt(Math.max(1, area.width));
        int y = random.nextInt(Math.max(1, area.height));
        timed(() -> Stage.mouse(stage.image.canvas(), SWT.MouseMove, x, y, 0, 0));
    }

    private void turnCloud() {
        timed(() -> Stage.mouse(stage.cloud.canvas(), SWT.MouseDown, 100, 100, 1, 0));
        for (int step = 1; step <= 5; step++) {
            int x = 100 + 6 * step;
            timed(() -> Stage.mouse(stage.cloud.canvas(), SWT.MouseMove, x, 104, 0, SWT.BUTTON1));
            turn();
        }
        timed(() -> Stage.mouse(stage.cloud.canvas(), SWT.MouseUp, 130, 104, 1, SWT.BUTTON1));
    }

    private void zoom() {
        timed(() -> Stage.mouse(stage.image.canvas(), SWT.MouseWheel, 200, 200, 0, 0));
        timed(() -> Stage.mouse(stage.cloud.canvas(), SWT.MouseWheel, 200, 200, 0, 0));
    }

    private void stroke(int i) throws Exception {
        timed(() -> stage.image.canvas().fit());
        command(TOOL + (i % 20 == 5 ? "lasso" : "brush"));
        int[][] way = new int[20][];
        for (int p = 0; p < way.length; p++) {
            double angle = 2 * Math.PI * p / way.length;
            way[p] =
                    new int[] {
                        (int) (TIMES * (80 + 30 * Math.cos(angle) + i % 9)),
                        (int) (TIMES * (80 + 30 * Math.sin(angle)))
                    };
        }
        stage.forgetTimes();
        stage.drag(0, way);
        turns.add(stage.slowestMillis());
    }

    private void undoAndRedo() throws Exception {
        command("org.eclipse.ui.edit.undo");
        command("org.eclipse.ui.edit.redo");
    }

    private void finding(int i) {
        var rows = stage.defects.rows();
        if (!rows.isEmpty()) {
            timed(
                    () ->
                            stage.defects
                                    .viewer()
                                    .setSelection(
                                            new StructuredSelection(rows.get(i % rows.size()))));
        }
    }

    private void switches(int i) throws Exception {
        command("org.lacuna.ui.image." + (i % 20 == 8 ? "heat" : "regions"));
    }

    private void keys() {
        for (int key : new int[] {'+', '-', SWT.ARROW_LEFT, SWT.ARROW_RIGHT}) {
            timed(() -> stage.key(stage.image.canvas(), key));
            timed(() -> stage.key(stage.cloud.canvas(), key));
        }
    }

    private void command(String id) throws Exception {
        turn();
        long start = System.nanoTime();
        stage.command(id);
        turns.add((System.nanoTime() - start) / 1e6);
    }

    private void timed(Runnable event) {
        long start = System.nanoTime();
        event.run();
        turns.add((System.nanoTime() - start) / 1e6);
    }

    /** Handles all events that wait, and takes the time of each turn. */
    private void turn() {
        boolean more = true;
        while (more) {
            long start = System.nanoTime();
            more = display.readAndDispatch();
            if (more) {
                turns.add((System.nanoTime() - start) / 1e6);
            }
        }
    }

    private void print() {
        double[] sorted = turns.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        System.out.printf(
                "MEASURED %d actions, %d turns of the event loop: median %.2f ms, 99 %% %.1f ms,"
                        + " largest %s ms%n",
                ACTIONS,
                sorted.length,
                sorted[sorted.length / 2],
                sorted[sorted.length * 99 / 100],
                Arrays.toString(
                        Arrays.stream(Arrays.copyOfRange(sorted, sorted.length - 5, sorted.length))
                                .mapToLong(Math::round)
                                .toArray()));
    }
}
