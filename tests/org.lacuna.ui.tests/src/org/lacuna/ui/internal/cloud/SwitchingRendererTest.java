package org.lacuna.ui.internal.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.lacuna.core.CancelledException;
import org.lacuna.core.Progress;
import org.lacuna.core.Workers;
import org.lacuna.rendering.Camera;
import org.lacuna.rendering.CloudRenderer;
import org.lacuna.rendering.Frame;
import org.lacuna.rendering.PointCloudScene;
import org.lacuna.rendering.RenderOptions;
import org.lacuna.rendering.SceneParameters;
import org.lacuna.rendering.SoftwareRenderer;
import org.lacuna.rendering.ViewSize;
import org.lacuna.rendering.gl.OpenGlException;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The fall back from graphics card to plain Java. */
class SwitchingRendererTest {
    private static final ViewSize SIZE = new ViewSize(40, 30);

    private final PointCloudScene scene =
            PointCloudScene.of(
                    new float[] {0, 1, 0, 1},
                    new float[] {0, 0, 1, 1},
                    new float[] {5, 5, 5, 5},
                    SceneParameters.defaults(),
                    Workers.sequential(),
                    Progress.NONE);
    private final List<String> events = new ArrayList<>();
    private Optional<RuntimeException> failure = Optional.empty();
    private boolean wanted = true;

    /** Draws, until it is told to fail. */
    private final class Card implements CloudRenderer {
        private final CloudRenderer inner = new SoftwareRenderer(Workers.sequential());

        @Override
        public Frame render(
                PointCloudScene shown,
                int[] argb,
                Camera camera,
                ViewSize size,
                RenderOptions options,
                Progress progress) {
            if (failure.isPresent()) {
                throw failure.get();
            }
            events.add("card");
            return inner.render(shown, argb, camera, size, options, progress);
        }

        @Override
        public void close() {
            events.add("card closed");
            inner.close();
        }
    }

    private SwitchingRenderer renderer() {
        return new SwitchingRenderer(
                () -> wanted,
                Card::new,
                e -> {
                    events.add("failed: " + e.getMessage());
                    wanted = false;
                },
                new SoftwareRenderer(Workers.sequential()));
    }

    private Frame draw(CloudRenderer renderer) {
        return renderer.render(
                scene,
                new int[] {-1, -1, -1, -1},
                Camera.of(scene.bounds(), SIZE),
                SIZE,
                RenderOptions.defaults(),
                Progress.NONE);
    }

    @Test
    void cardThatFails_isGivenUpOnce_andThePictureIsThere() {
        SwitchingRenderer renderer = renderer();
        Frame good = draw(renderer);
        failure = Optional.of(new OpenGlException("lost"));
        assertEquals(good, draw(renderer));
        assertEquals(good, draw(renderer));
        renderer.close();
        assertEquals(List.of("card", "failed: lost", "card closed"), events);
    }

    @Test
    void cardThatCannotBeOpened_isGivenUp() {
        SwitchingRenderer renderer =
                new SwitchingRenderer(
                        () -> wanted,
                        () -> {
                            throw new OpenGlException("none");
                        },
                        e -> {
                            events.add("failed: " + e.getMessage());
                            wanted = false;
                        },
                        new SoftwareRenderer(Workers.sequential()));
        assertTrue(draw(renderer).point().length > 0);
        assertEquals(List.of("failed: none"), events);
        renderer.close();
    }

    @Test
    void cancelledPicture_isNoFailure() {
        SwitchingRenderer renderer = renderer();
        failure = Optional.of(new CancelledException());
        assertThrows(CancelledException.class, () -> draw(renderer));
        failure = Optional.empty();
        draw(renderer);
        renderer.close();
        assertEquals(List.of("card", "card closed"), events);
    }

    @Test
    void choiceThatChanges_isFollowed() {
        SwitchingRenderer renderer = renderer();
        wanted = false;
        draw(renderer);
        assertEquals(List.of(), events);
        wanted = true;
        draw(renderer);
        wanted = false;
        draw(renderer);
        assertEquals(List.of("card", "card closed"), events);
        renderer.close();
    }
}
