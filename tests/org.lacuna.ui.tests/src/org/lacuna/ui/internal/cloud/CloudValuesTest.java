package org.lacuna.ui.internal.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lacuna.rendering.Box;
import org.lacuna.rendering.Vector3;
import org.lacuna.rendering.gl.OpenGl;

import java.util.Optional;

/** Values behind the cloud view: choice of the renderer, clip box, scale bar, measurement. */
class CloudValuesTest {
    private static final Optional<OpenGl.Probe> CARD =
            Optional.of(new OpenGl.Probe(true, "GeForce", "4.6", ""));
    private static final Optional<OpenGl.Probe> SOFTWARE =
            Optional.of(new OpenGl.Probe(true, "llvmpipe", "4.5", ""));
    private static final Optional<OpenGl.Probe> NONE =
            Optional.of(new OpenGl.Probe(false, "", "", "no display"));

    private static void assertChoice(
            boolean openGl,
            String reason,
            RendererPreference wanted,
            Optional<OpenGl.Probe> probe,
            Optional<String> failure,
            boolean mac) {
        RendererChoice choice = RendererChoice.of(wanted, probe, failure, mac);
        assertEquals(openGl, choice.openGl(), choice.reason());
        assertTrue(choice.reason().contains(reason), choice.reason());
    }

    @Test
    void automatic_takesCardsOnly() {
        Optional<String> fine = Optional.empty();
        RendererPreference auto = RendererPreference.AUTOMATIC;
        assertChoice(true, "GeForce", auto, CARD, fine, false);
        assertChoice(false, "llvmpipe", auto, SOFTWARE, fine, false);
        assertChoice(false, "no display", auto, NONE, fine, false);
        assertChoice(false, "being looked for", auto, Optional.empty(), fine, false);
        assertChoice(false, "macOS", auto, CARD, fine, true);
        assertChoice(false, "lost", auto, CARD, Optional.of("lost"), false);
    }

    @Test
    void openGl_isTakenWhateverComputes_javaAlways() {
        Optional<String> fine = Optional.empty();
        assertChoice(true, "llvmpipe", RendererPreference.OPENGL, SOFTWARE, fine, false);
        assertChoice(true, "GeForce", RendererPreference.OPENGL, CARD, fine, true);
        assertChoice(false, "no display", RendererPreference.OPENGL, NONE, fine, false);
        assertChoice(false, "lost", RendererPreference.OPENGL, CARD, Optional.of("lost"), false);
        assertChoice(false, "You chose it", RendererPreference.JAVA, CARD, fine, false);
    }

    @Test
    void clipBox_movesFaces_asFarAsTheOppositeLets() {
        ClipBox box = ClipBox.WHOLE.with(0, 0.5).with(1, 0.2);
        assertEquals(0.5, box.lowX());
        assertEquals(0.5 + ClipBox.LEAST, box.highX(), 1e-12);
        assertEquals(1, ClipBox.WHOLE.with(5, 7).highZ());
        assertEquals(0, ClipBox.WHOLE.with(2, -7).lowY());
        assertEquals(0.25, ClipBox.WHOLE.with(4, 0.25).at(4));
    }

    @Test
    void clipBox_inBounds_keepsPointsOnTheFaces() {
        Box bounds = new Box(new Vector3(-10, 0, 100), new Vector3(10, 40, 100));
        assertTrue(ClipBox.WHOLE.in(bounds).contains(-10, 40, 100), "flat in z");
        Box half = ClipBox.WHOLE.with(0, 0.5).in(bounds);
        assertEquals(0, half.min().x(), 1e-12);
        assertFalse(half.contains(-0.1, 1, 100));
    }

    @Test
    void clipBox_isStored() {
        ClipBox box = new ClipBox(0.125, 0.5, 0, 1, 0.25, 0.75);
        assertEquals(box, ClipBox.of(box.stored()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1 2", "a b c d e f", "0.5 0.5 0 1 0 1", "0 1 0 1 0 NaN"})
    void clipBox_storedByAnotherVersion_isWhole(String stored) {
        assertEquals(ClipBox.WHOLE, ClipBox.of(stored));
        assertEquals(ClipBox.WHOLE, ClipBox.of(null));
    }

    @ParameterizedTest
    @CsvSource({
        "0.1, 140, 10, 100, 10 mm",
        "0.3, 140, 20, 67, 20 mm",
        "0.04, 140, 5, 125, 5 mm",
        "0.0005, 140, 0.05, 100, 0.05 mm",
        "10, 100, 1000, 100, 1000 mm"
    })
    void scaleBar_isARoundLengthThatFits(
            double mmAPixel, int most, double mm, int pixels, String label) {
        ScaleBar bar = ScaleBar.of(mmAPixel, most);
        assertEquals(mm, bar.mm(), mm * 1e-9);
        assertEquals(pixels, bar.pixels());
        assertEquals(label, bar.label());
        assertThrows(IllegalArgumentException.class, () -> ScaleBar.of(0, most));
    }

    @Test
    void measurement_isNumbersInMillimetres() {
        Measurement m = new Measurement(new Vector3(0, 0, 100), new Vector3(3, 0, 96));
        assertEquals("5.00 mm   step +4.00 mm", m.text());
        assertEquals(
                "distance 5.000 mm   height step +4.000 mm"
                        + "   \u0394x +3.000  \u0394y +0.000  \u0394z -4.000 mm",
                m.details());
    }
}
