package org.lacuna.annotation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lacuna.core.DataException;
import org.lacuna.core.LacunaException;
import org.lacuna.core.SeededRandom;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

class AnnotationFileTest {
    private static final String GOOD =
            """
            {
            "schema": "lacuna.annotations/1",
            "part": "007",
            "width": 4,
            "height": 3,
            "next_id": 2,
            "classes": [{"name": "dent", "colour": "#0072b2", "key": 1}],
            "annotations": [
            {"id": "a1", "class": "dent", "severity": "minor", "state": "draft", "origin": "drawn", "comment": "x", "area_px": 3, "runs": [2,3]}
            ]
            }
            """;

    @TempDir Path folder;

    @Test
    void random_partsComeBackAndGiveTheSameBytes() throws Exception {
        for (int seed = 0; seed < 20; seed++) {
            Script script = new Script(seed);
            for (int i = 0; i < 40; i++) {
                script.next();
            }
            Path file = folder.resolve("007.annotations.json");
            AnnotationFile.write(file, script.part());
            assertEquals(script.part(), AnnotationFile.read(file));
            byte[] bytes = Files.readAllBytes(file);
            AnnotationFile.write(file, AnnotationFile.read(file));
            assertArrayEquals(bytes, Files.readAllBytes(file));
        }
    }

    @Test
    void members_inAnyOrderAndUnknownOnes_areTaken() throws Exception {
        AnnotatedPart part = read(GOOD);
        assertEquals("x", part.require("a1").details().comment());
        String turned =
                GOOD.replace("\"width\": 4,\n", "")
                        .replace("]\n}", "],\n\"new\": {\"deep\": [1, {}]}, \"width\": 4\n}")
                        .replace("\"id\":", "\"later\": null, \"id\":");
        assertEquals(part, read(turned));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    "runs": [2,3]      | "runs": [2,99]         | annotation 'a1': runs[1]: 99, expected 1..10 on a grid of 4 x 3
                    "runs": [2,3]      | "runs": [2,3,0,1]      | annotation 'a1': runs[2]: 0, expected 1..7 on a grid of 4 x 3
                    "runs": [2,3]      | "runs": [2]            | annotation 'a1': runs: 1 values, expected an even number
                    "runs": [2,3]      | "runs": [2,1e99]       | $.annotations[0].runs[1]: number 1e99, expected a whole number in 0..67108864
                    "runs": [2,3]      | "runs": [2,1e999]      | number 1e999, expected a finite number
                    "runs": [2,3]      | "runs": [2,NaN]        | broken syntax
                    "runs": [2,3]      | "runs": [2,"NaN"]      | a text, expected a number
                    "runs": [2,3]      | "runs": [2,2.5]        | number 2.5, expected a whole number in 0..67108864
                    "runs": [2,3]      | "runs": [2,4]          | annotation 'a1': runs: 4 pixels, expected 3 as area_px
                    "runs": [2,3]      | "runs": {}             | an object, expected an array
                    "runs": [2,3]      | "runs": [2,3],"runs":[]| member 'runs' twice, expected each member once
                    , "runs": [2,3]    | ''                     | no member 'runs', expected one
                    "width": 4         | "width": 0             | number 0, expected a whole number in 1..67108864
                    "width": 4         | "width": 60000000      | grid: 60000000 x 3, expected at least 1 x 1 and at most 67108864 pixels
                    "width": 4         | "width": null          | null, expected a number
                    "class": "dent"    | "class": "hole"        | class of 'a1': 'hole', expected one of the catalogue
                    "id": "a1"         | "id": "../a"           | id: '../a', expected 1 to 64 letters
                    minor              | bad                    | 'bad', expected one of unrated, minor, major, critical
                    #0072b2            | #0072b                 | colour: '#0072b', expected #rrggbb
                    annotations/1      | annotations/2          | schema 'lacuna.annotations/2', expected 'lacuna.annotations/1'
                    "part": "007"      | "part": "../7"         | name: '../7', expected a plain name, no path
                    "key": 1           | "key": 10              | number 10, expected a whole number in 0..9
                    "comment": "x"     | "comment": "\\u0000"   | comment: character U+0000 at 0, expected printable text
                    "comment": "x"     | "comment": "\\ud800"   | comment: character U+D800 at 0, expected printable text
                    """)
    void wrongContent_isRefusedWithPlaceFoundAndExpected(
            String part, String instead, String message) {
        String text = GOOD.replace(part, instead);
        DataException e = assertThrows(DataException.class, () -> read(text));
        assertTrue(e.getMessage().contains(message), e.getMessage());
        assertTrue(
                e.getMessage().matches(".*007\\.annotations\\.json: line \\d+, column \\d+, \\$.*"),
                e.getMessage());
    }

    @Test
    void message_namesLineAndColumn() {
        String text = GOOD.replace("\"height\": 3", "\"height\": \"three\"");
        DataException e = assertThrows(DataException.class, () -> read(text));
        assertEquals(
                folder.resolve("007.annotations.json")
                        + ": line 5, column 12, $.height: a text, expected a number",
                e.getMessage());
    }

    @Test
    void deepNesting_isRefused() {
        String deep = "[".repeat(100_000);
        DataException e =
                assertThrows(
                        DataException.class,
                        () -> read(GOOD.replace("\"x\"", "\"x\", \"new\": " + deep)));
        assertTrue(e.getMessage().contains("Nesting limit 255"), e.getMessage());
    }

    @Test
    void longNumber_isRefusedWithoutBeingShownInFull() {
        String text = GOOD.replace("[2,3]", "[2," + "9".repeat(1_000_000) + "]");
        DataException e = assertThrows(DataException.class, () -> read(text));
        assertTrue(e.getMessage().length() < 400, "" + e.getMessage().length());
    }

    @Test
    void bytesThatAreNoUtf8_areRefused() throws Exception {
        byte[] bytes = GOOD.getBytes(StandardCharsets.UTF_8);
        bytes[GOOD.indexOf("\"x\"") + 1] = (byte) 0xff;
        Path file = Files.write(folder.resolve("007.annotations.json"), bytes);
        DataException e = assertThrows(DataException.class, () -> AnnotationFile.read(file));
        assertTrue(e.getMessage().endsWith("bytes that are no UTF-8, expected UTF-8"));
    }

    @Test
    void truncatedOrAltered_isRefusedOrAnotherPart_neverACrash() throws Exception {
        byte[] good = GOOD.getBytes(StandardCharsets.UTF_8);
        Path file = folder.resolve("007.annotations.json");
        for (int length = 0; length < good.length - 2; length++) {
            Files.write(file, Arrays.copyOf(good, length));
            assertThrows(DataException.class, () -> AnnotationFile.read(file));
        }
        SeededRandom random = new SeededRandom(1);
        for (int i = 0; i < 1000; i++) {
            byte[] bytes = good.clone();
            for (int k = 0; k <= random.nextInt(3); k++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            Files.write(file, bytes);
            try {
                AnnotationFile.read(file);
            } catch (LacunaException e) {
                assertTrue(e.getMessage().contains("007.annotations.json: "), e.getMessage());
            }
        }
    }

    @Test
    void folderInPlaceOfTheFile_isRefused() {
        DataException e = assertThrows(DataException.class, () -> AnnotationFile.read(folder));
        assertTrue(e.getMessage().endsWith(": a folder, expected a file"), e.getMessage());
    }

    private AnnotatedPart read(String text) throws Exception {
        Path file = folder.resolve("007.annotations.json");
        return AnnotationFile.read(Files.writeString(file, text));
    }
}
