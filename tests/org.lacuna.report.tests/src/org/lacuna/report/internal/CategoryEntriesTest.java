package org.lacuna.report.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.SampleId;
import org.lacuna.core.Verdict;
import org.lacuna.report.TestParts;

import java.util.List;

class CategoryEntriesTest {
    private static void add(
            CategoryEntries entries,
            ModalitySet setting,
            String defect,
            String name,
            double score) {
        TestParts.Source source = TestParts.source("c", defect, name);
        entries.add(
                setting,
                source,
                Double.isNaN(score)
                        ? TestParts.notInspected(source.id())
                        : TestParts.inspection(source.id(), score, true),
                16);
    }

    private static List<String> names(List<PartEntry> entries) {
        return entries.stream().map(e -> e.id().name()).toList();
    }

    @Test
    void chosen_labelled_startsWithTheWorstMistakes() {
        CategoryEntries entries = new CategoryEntries(100, true);
        add(entries, ModalitySet.RGB, "good", "clear good", 0.2);
        add(entries, ModalitySet.RGB, "hole", "clear hole", 1.9);
        add(entries, ModalitySet.RGB, "hole", "missed", 0.3);
        add(entries, ModalitySet.RGB, "good", "false reject", 1.1);
        add(entries, ModalitySet.RGB, "good", "close", 0.95);
        add(entries, ModalitySet.RGB, "good", "nothing", Double.NaN);
        assertEquals(
                List.of("nothing", "missed", "false reject", "close", "clear good", "clear hole"),
                names(entries.chosen()));
        assertEquals("", entries.leftOut());
    }

    @Test
    void chosen_unlabelled_startsWithTheHighestScores() {
        CategoryEntries entries = new CategoryEntries(100, false);
        add(entries, ModalitySet.RGB, "unknown", "a", 0.2);
        add(entries, ModalitySet.RGB, "unknown", "b", 1.9);
        add(entries, ModalitySet.RGB, "unknown", "c", 0.7);
        assertEquals(List.of("b", "c", "a"), names(entries.chosen()));
    }

    @Test
    void chosen_moreThanTheLimit_keepsTheClosestAndSomeOfTheRest() {
        CategoryEntries entries = new CategoryEntries(9, true);
        for (int i = 0; i < 60; i++) {
            // Margins from 0.2 upwards, in mixed order.
            add(
                    entries,
                    ModalitySet.RGB,
                    "good",
                    String.format("%02d", i * 7 % 60),
                    0.8 - 0.01 * (i * 7 % 60));
        }
        List<String> chosen = names(entries.chosen());
        assertEquals(9, chosen.size());
        assertEquals(List.of("00", "01", "02", "03", "04", "05"), chosen.subList(0, 6));
        assertEquals(60, entries.all().size());
        String sentence = entries.leftOut();
        assertTrue(
                sentence.startsWith("Pictures of 9 of 60 parts: 6 ")
                        && sentence.contains("3 drawn"),
                sentence);
        long withPictures =
                entries.all().stream()
                        .filter(e -> e.views().get(ModalitySet.RGB).overlay().length > 0)
                        .count();
        assertEquals(9, withPictures, "what dropped out keeps no pictures");
    }

    @Test
    void chosen_orderOfArrival_doesNotMatter() {
        CategoryEntries forwards = new CategoryEntries(12, true);
        CategoryEntries backwards = new CategoryEntries(12, true);
        for (int i = 0; i < 50; i++) {
            add(forwards, ModalitySet.RGB, "good", "p" + i, 0.01 * i);
            add(backwards, ModalitySet.RGB, "good", "p" + (49 - i), 0.01 * (49 - i));
        }
        assertEquals(names(forwards.chosen()), names(backwards.chosen()));
    }

    @Test
    void add_furtherSettings_joinThePartAndOnlyChosenOnesGetPictures() {
        CategoryEntries entries = new CategoryEntries(2, true);
        for (ModalitySet setting : ModalitySet.SETTINGS) {
            add(entries, setting, "good", "a", 0.9);
            add(entries, setting, "good", "b", 0.8);
            add(entries, setting, "good", "c", 0.1);
        }
        assertEquals(List.of("a", "b"), names(entries.chosen()));
        for (PartEntry e : entries.all()) {
            assertEquals(3, e.views().size());
            boolean chosen = !e.id().name().equals("c");
            e.views().values().forEach(v -> assertEquals(chosen, v.overlay().length > 0));
            e.views().values().forEach(v -> assertTrue(v.inspection().map().isEmpty()));
            assertEquals(TestParts.WIDTH, e.width());
        }
    }

    @Test
    void limitZero_keepsNoPictures() {
        CategoryEntries entries = new CategoryEntries(0, false);
        add(entries, ModalitySet.RGB, "unknown", "a", 0.9);
        assertEquals(List.of(), entries.chosen());
        assertEquals(1, entries.all().size());
        assertEquals(0, entries.all().get(0).views().get(ModalitySet.RGB).overlay().length);
    }

    @Test
    void outcome_reviewIsNeitherRightNorWrong() {
        SampleId good = new SampleId("c", "good", "1");
        SampleId bad = new SampleId("c", "hole", "1");
        assertEquals(PartEntry.Outcome.RIGHT, PartEntry.outcome(good, Verdict.OK));
        assertEquals(PartEntry.Outcome.FALSE_REJECT, PartEntry.outcome(good, Verdict.NOK));
        assertEquals(PartEntry.Outcome.MISSED, PartEntry.outcome(bad, Verdict.OK));
        assertEquals(PartEntry.Outcome.RIGHT, PartEntry.outcome(bad, Verdict.NOK));
        assertEquals(PartEntry.Outcome.UNDECIDED, PartEntry.outcome(bad, Verdict.REVIEW));
        assertEquals(PartEntry.Outcome.UNDECIDED, PartEntry.outcome(good, Verdict.NOT_INSPECTED));
    }
}
