package org.lacuna.ui.internal.parts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lacuna.core.Inspection;
import org.lacuna.core.ModalityStatus;
import org.lacuna.core.ModalityStatus.State;
import org.lacuna.core.SampleId;
import org.lacuna.core.Verdict;
import org.lacuna.ui.PartItem;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is said of parts: cause, margin, words, order. */
class PartValuesTest {
    @ParameterizedTest
    @CsvSource({
        "NOK, 1.25, 0, ABOVE_DEFECT, 0.25, DEFECT",
        "REVIEW, 0.85, 0, BETWEEN, 0.05, REVIEW",
        "REVIEW, 0.85, 1.5, BETWEEN, 0.05, REVIEW",
        "REVIEW, 0.30, 1.5, REGION, 0.60, PIXEL",
        "OK, 0.30, 0, BELOW_REVIEW, -0.50, REVIEW",
        "OK, 0.80, 0, BELOW_REVIEW, 0.00, REVIEW"
    })
    void margin_isTheDistanceToTheThresholdThatDecided(
            Verdict verdict,
            double score,
            double peak,
            Cause cause,
            double margin,
            Margin.Limit limit) {
        Inspection i =
                ManyParts.inspection(
                        verdict, score, peak > 0 ? List.of(ManyParts.region(peak)) : List.of());
        assertEquals(cause, Cause.of(i));
        assertEquals(margin, Margin.of(i).orElseThrow().value(), 1e-9);
        assertEquals(limit, Margin.of(i).orElseThrow().limit());
    }

    @Test
    void margin_isEmptyWhereNoThresholdDecided() {
        Inspection little = ManyParts.inspection(Verdict.REVIEW, 0.3, List.of());
        assertEquals(Cause.TOO_LITTLE_SEEN, Cause.of(little));
        assertEquals(Optional.empty(), Margin.of(little));
        Inspection none = ManyParts.inspection(Verdict.NOT_INSPECTED, Double.NaN, List.of());
        assertEquals(Optional.empty(), Margin.of(none));
    }

    @Test
    void verdictThatItsNumbersContradict_isExplainedAsRecorded() {
        Inspection foreign = ManyParts.inspection(Verdict.NOK, 0.3, List.of());
        assertEquals(Cause.RECORDED, Cause.of(foreign));
        assertEquals("as it was recorded", PartTexts.reason(foreign));
        assertEquals(Optional.empty(), Margin.of(foreign));
    }

    @Test
    void reason_isMadeFromTheNumbers_andCitesTheRecordForTheRest() {
        String region =
                PartTexts.reason(
                        ManyParts.inspection(Verdict.REVIEW, 0.3, List.of(ManyParts.region(1.5))));
        for (double number : new double[] {0.3, 0.8, 1.5, 0.9}) {
            assertTrue(region.contains(PartTexts.number(number)), region);
        }
        String little = PartTexts.reason(ManyParts.inspection(Verdict.REVIEW, 0.3, List.of()));
        assertTrue(little.endsWith("as it was recorded"), little);
    }

    @ParameterizedTest
    @CsvSource({
        "USED, 1, 1",
        "USED, 1, NaN",
        "DEGRADED, 0.62, NaN",
        "DEGRADED, 0.62, 0.4",
        "DEGRADED, 1, 0.55",
        "UNUSABLE, 0.12, NaN",
        "UNUSABLE, 1, 0.09",
        "ABSENT, 0, NaN"
    })
    void statusInEnglish_saysWhatTheReportsSay(State state, double usable, double sharpness) {
        ModalityStatus status = new ModalityStatus(state, usable, sharpness, Double.NaN);
        // The texts are those of the language that the tests run in.
        if (Locale.getDefault().getLanguage().equals("en")) {
            assertEquals(status.describe(), PartTexts.of(status));
        } else {
            assertFalse(PartTexts.of(status).isBlank());
        }
    }

    @Test
    void sortedByMargin_whatIsClosestToAThresholdComesFirst() {
        List<PartItem> parts =
                sorted(ManyParts.list(500, Optional.empty()), PartColumn.MARGIN, false);
        double before = 0;
        int last = 0;
        for (PartItem part : parts) {
            Optional<Margin> margin = part.inspection().flatMap(Margin::of);
            double distance = margin.map(m -> Math.abs(m.value())).orElse(Double.MAX_VALUE);
            assertTrue(distance >= before, distance + " after " + before);
            before = distance;
            last += margin.isEmpty() ? 1 : 0;
        }
        assertEquals(5, last, "those without a margin, at the end");
    }

    @ParameterizedTest
    @CsvSource({"VERDICT", "SCORE", "MARGIN", "PART", "GROUP", "RGB", "XYZ"})
    void everyColumnSorts_andTurnsRound(PartColumn column) {
        List<PartItem> parts = ManyParts.list(300, Optional.empty());
        assertEquals(
                sorted(parts, column, false), sorted(parts.reversed(), column, true).reversed());
    }

    private static List<PartItem> sorted(
            List<PartItem> parts, PartColumn column, boolean descending) {
        return new PartOrder(new SortOrder(column, descending)).sort(parts);
    }

    @Test
    void sortedByVerdict_whatSomebodyHasToLookAtComesFirst() {
        List<PartItem> parts =
                sorted(ManyParts.list(300, Optional.empty()), PartColumn.VERDICT, false);
        assertEquals(Verdict.NOK, parts.getFirst().verdict());
        assertEquals(Verdict.OK, parts.getLast().verdict());
    }

    @Test
    void filter_wantsAllWords_andOneOfTheVerdicts() {
        PartFilter filter = new PartFilter(PartTexts::verdict);
        PartItem dent =
                new PartItem(
                        "RGB",
                        new SampleId("plate", "dent", "007"),
                        Map.of(),
                        Optional.of(ManyParts.inspection(Verdict.NOK, 1.2, List.of())),
                        Optional.empty());
        assertTrue(filter.accepts(dent));
        filter.setText(" DENT plate ");
        assertTrue(filter.accepts(dent));
        filter.setText("dent bottle");
        assertFalse(filter.accepts(dent));
        filter.setText("");
        filter.setVerdicts(Set.of(Verdict.OK, Verdict.REVIEW));
        assertFalse(filter.accepts(dent));
        filter.setVerdicts(Set.of(Verdict.OK, Verdict.NOK));
        assertTrue(filter.accepts(dent));
    }

    @ParameterizedTest
    @CsvSource({"400, 300, 48, 48, 36", "10, 20, 48, 10, 20", "1, 900, 24, 1, 24", "7, 7, 3, 3, 3"})
    void thumbnail_keepsTheShape_andAveragesColours(
            int width, int height, int edge, int wantedWidth, int wantedHeight) {
        int[] argb = new int[width * height];
        for (int p = 0; p < argb.length; p++) {
            argb[p] = (p % width + p / width) % 2 == 0 ? 0xff404040 : 0xff606060;
        }
        ThumbnailMaker.Picture small = ThumbnailMaker.reduce(width, height, argb, edge);
        assertEquals(wantedWidth, small.width());
        assertEquals(wantedHeight, small.height());
        for (int c : small.argb()) {
            int grey = c & 0xff;
            assertTrue(grey >= 0x40 && grey <= 0x60, Integer.toHexString(c));
        }
    }
}
