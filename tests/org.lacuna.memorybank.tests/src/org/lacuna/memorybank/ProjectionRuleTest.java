package org.lacuna.memorybank;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lacuna.memorybank.ProjectionRule.Kind;

class ProjectionRuleTest {
    @ParameterizedTest
    @CsvSource({
        "default, DEFAULT, 0",
        "NONE, NONE, 0",
        "dim:64, DIM, 64",
        "Dim:2048, DIM, 2048",
        "ratio:3.5, RATIO, 3.5",
        "ratio:1, RATIO, 1",
        "distortion:0.05, DISTORTION, 0.05",
        "distortion:5e-2, DISTORTION, 0.05"
    })
    void text_isReadAndGivenBack(String text, Kind kind, double value) {
        ProjectionRule rule = ProjectionRule.parse(text);
        assertEquals(new ProjectionRule(kind, value), rule);
        assertEquals(rule, ProjectionRule.parse(rule.toString()));
    }

    @Test
    void text_isAsPeopleWriteIt() {
        assertEquals("default", ProjectionRule.defaultRule().toString());
        assertEquals("none", ProjectionRule.none().toString());
        assertEquals("dim:64", ProjectionRule.dim(64).toString());
        assertEquals("ratio:3.5", ProjectionRule.ratio(3.5).toString());
        assertEquals("ratio:2", ProjectionRule.ratio(2).toString());
        assertEquals("distortion:0.05", ProjectionRule.distortion(0.05).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "all",
                "default:0",
                "none:1",
                "dim",
                "dim:",
                "dim:0",
                "dim:2.5",
                "dim:2049",
                "dim:64f",
                "dim:1:2",
                "ratio:0.5",
                "ratio:NaN",
                "ratio:3,5",
                "ratio:-2",
                "ratio:1e999",
                "ratio:1e999999999",
                "distortion:1e-999999999",
                "distortion:0",
                "distortion:1",
                "distortion:5%",
                "distortion:Infinity"
            })
    void other_isRefused(String text) {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> ProjectionRule.parse(text));
        assertEquals("'" + text + "', expected " + ProjectionRule.EXPECTED, e.getMessage());
    }

    @Test
    void wrongValue_isNamed() {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> ProjectionRule.ratio(0.25));
        assertEquals("projection: ratio:0.25, expected " + ProjectionRule.EXPECTED, e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> new ProjectionRule(Kind.NONE, 3));
    }

    @ParameterizedTest
    @CsvSource({
        "default, 42, 42",
        "default, 768, 220",
        "none, 768, 768",
        "dim:64, 112, 64",
        "dim:64, 27, 27",
        "ratio:3.5, 112, 32",
        "ratio:3.5, 27, 8",
        "ratio:2048, 27, 1",
        "distortion:0.1, 112, 112"
    })
    void mostDims_boundTheDimension(ProjectionRule rule, int dim, int expected) {
        assertEquals(expected, rule.mostDims(dim));
    }
}
