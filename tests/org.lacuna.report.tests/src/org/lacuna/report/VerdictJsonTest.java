package org.lacuna.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lacuna.core.DataException;
import org.lacuna.core.Inspection;
import org.lacuna.core.Modality;
import org.lacuna.core.SampleId;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class VerdictJsonTest {
    private static final Path FOLDER = Path.of("results").toAbsolutePath();
    private static final SampleId ID = new SampleId("bagel", "hole", "003");

    private static String line(Inspection inspection, Optional<String> map) {
        TestParts.Source source =
                new TestParts.Source(
                        inspection.id(),
                        Map.of(Modality.XYZ, FOLDER.resolve("in/003.tiff")),
                        false);
        return VerdictJson.line(source, inspection, map, "abc123", "0.1.0");
    }

    private static String line() {
        return line(TestParts.inspection(ID, 1.4375, false), Optional.of("bagel/hole/003.tiff"));
    }

    private static DataException refused(String line) {
        return assertThrows(
                DataException.class, () -> VerdictJson.parse(line, FOLDER, "v.jsonl, line 7"));
    }

    @Test
    void parse_ofLine_givesTheInspectionBack() throws Exception {
        Inspection inspection = TestParts.inspection(ID, 1.4375, false);
        VerdictRecord back = VerdictJson.parse(line(), FOLDER, "here");
        assertEquals(inspection, back.inspection());
        assertEquals(Optional.of(FOLDER.resolve("bagel/hole/003.tiff")), back.map());
        assertEquals(Map.of(Modality.XYZ, FOLDER.resolve("in/003.tiff")), back.files());
        assertEquals("abc123", back.modelId());
        assertEquals("0.1.0", back.softwareVersion());
    }

    @Test
    void parse_ofPartThatWasNotInspected_givesNaNBack() throws Exception {
        Inspection inspection = TestParts.notInspected(ID);
        VerdictRecord back = VerdictJson.parse(line(inspection, Optional.empty()), FOLDER, "here");
        assertEquals(inspection, back.inspection());
        assertEquals(Optional.empty(), back.map());
    }

    @Test
    void line_membersAndUnits_areAsDocumented() {
        JsonObject json = JsonParser.parseString(line()).getAsJsonObject();
        assertEquals(
                List.of(
                        "schema",
                        "category",
                        "defect",
                        "id",
                        "verdict",
                        "reason",
                        "score",
                        "p_value",
                        "detection_rate",
                        "thresholds",
                        "modalities",
                        "status",
                        "regions",
                        "map",
                        "files",
                        "timings_ms",
                        "model",
                        "software"),
                List.copyOf(json.keySet()));
        assertEquals("NOK", json.get("verdict").getAsString());
        assertEquals("rgb+xyz", json.get("modalities").getAsString());
        assertEquals(
                "degraded",
                json.getAsJsonObject("status").getAsJsonObject("xyz").get("state").getAsString());
        JsonObject region = json.getAsJsonArray("regions").get(0).getAsJsonObject();
        assertEquals(9.75, region.getAsJsonObject("metric").get("area_mm2").getAsDouble());
        assertTrue(
                json.getAsJsonArray("regions").get(1).getAsJsonObject().get("metric").isJsonNull());
    }

    @Test
    void line_textWithQuotesAndLineBreaks_staysOneLine() throws Exception {
        Inspection i = TestParts.inspection(new SampleId("a,\"b", "good", "\u00fc<x>"), 0.5, false);
        String line = line(i, Optional.empty());
        assertFalse(line.contains("\n"));
        assertEquals(i, VerdictJson.parse(line, FOLDER, "here").inspection());
    }

    @Test
    void line_infiniteThreshold_isNullAndComesBack() throws Exception {
        Inspection base = TestParts.inspection(ID, 0.5, false);
        Inspection open =
                new Inspection(
                        ID,
                        base.verdict(),
                        base.reason(),
                        base.score(),
                        base.pValue(),
                        Double.NaN,
                        new Inspection.Thresholds(0.9, Double.POSITIVE_INFINITY, 0.8),
                        base.modalities(),
                        base.rgb(),
                        base.xyz(),
                        List.of(),
                        Optional.empty(),
                        Map.of());
        assertEquals(
                open, VerdictJson.parse(line(open, Optional.empty()), FOLDER, "here").inspection());
    }

    @Test
    void parse_lineOfAnOlderRelease_hasNoDetectionRate() throws Exception {
        String line = line().replaceFirst("\"detection_rate\":[^,]*,", "");
        assertFalse(line.contains("detection_rate"));
        VerdictRecord record = VerdictJson.parse(line, FOLDER, "here");
        assertTrue(Double.isNaN(record.inspection().detectionRate()));
        String known = line().replaceFirst("\"detection_rate\":[^,]*,", "\"detection_rate\":0.75,");
        assertEquals(0.75, VerdictJson.parse(known, FOLDER, "here").inspection().detectionRate());
    }

    @Test
    void parse_unknownMember_isIgnored() throws Exception {
        String line = line().replaceFirst("\\{", "{\"later\":[1],");
        assertEquals(ID, VerdictJson.parse(line, FOLDER, "here").inspection().id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "null", "[]", "3", "\"text\"", "{}", "\u0000"})
    void parse_noVerdict_isRefusedWithItsPlace(String line) {
        String message = refused(line).getMessage();
        assertTrue(message.startsWith("v.jsonl, line 7: "), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"schema\":\"lacuna.verdict/1\" | \"schema\":\"lacuna.verdict/2\" | schema",
                "\"verdict\":\"NOK\"             | \"verdict\":\"MAYBE\"           | verdict",
                "\"score\":1.4375                | \"score\":\"high\"              | score",
                "\"score\":1.4375                | \"score\":1e999                 | score",
                "\"area_px\":17                  | \"area_px\":1.5                 | regions[0]:"
                        + " area_px",
                "\"area_px\":17                  | \"area_px\":0                   | region",
                "\"regions\":[                   | \"regions\":[7,                 | regions[0]",
                "\"usable_fraction\":0.5         | \"usable_fraction\":1.5         |"
                        + " usableFraction",
                "\"state\":\"degraded\"          | \"state\":\"fine\"              | status: xyz:"
                        + " state",
                "\"modalities\":\"rgb+xyz\"      | \"modalities\":\"sound\"        | sound",
                "\"id\":\"003\"                  | \"id\":\"../3\"                 | ../3",
                "\"review\":0.85                 | \"review\":2                    | review",
                "\"model\":\"abc123\"            | \"model\":5                     | model",
                "\"map\":\"bagel/hole/003.tiff\" | \"map\":\"../../etc/passwd\"    | map",
                "\"map\":\"bagel/hole/003.tiff\" | \"map\":7                       | map"
            })
    void parse_wrongMember_isRefusedByName(String from, String to, String named) {
        String line = line();
        assertTrue(line.contains(from), line);
        String message = refused(line.replace(from, to)).getMessage();
        assertTrue(message.startsWith("v.jsonl, line 7: ") && message.contains(named), message);
    }

    @Test
    void parse_anyTruncation_isRefusedAndNothingElse() {
        String line = line();
        for (int length = 0; length < line.length(); length++) {
            refused(line.substring(0, length));
        }
    }
}
