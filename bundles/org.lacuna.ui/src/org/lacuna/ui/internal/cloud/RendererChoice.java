package org.lacuna.ui.internal.cloud;

import org.eclipse.osgi.util.NLS;
import org.lacuna.rendering.gl.OpenGl;

import java.util.Objects;
import java.util.Optional;

/**
 * Which renderer draws, and why.
 *
 * @param openGl else plain Java
 * @param reason for people
 */
public record RendererChoice(boolean openGl, String reason) {
    public RendererChoice {
        Objects.requireNonNull(reason, "reason");
    }

    /**
     * The rule.
     *
     * @param probe what was found; empty while nobody knows
     * @param failure why OpenGL, though it was found, was given up; empty if it was not
     * @param mac whether this is macOS, where OpenGL is old and was not tried
     */
    static RendererChoice of(
            RendererPreference wanted,
            Optional<OpenGl.Probe> probe,
            Optional<String> failure,
            boolean mac) {
        if (wanted == RendererPreference.JAVA) {
            return new RendererChoice(false, Messages.Renderer_chosenJava);
        }
        if (failure.isPresent()) {
            return new RendererChoice(false, NLS.bind(Messages.Renderer_failed, failure.get()));
        }
        boolean automatic = wanted == RendererPreference.AUTOMATIC;
        if (automatic && mac) {
            return new RendererChoice(false, Messages.Renderer_mac);
        }
        if (probe.isEmpty()) {
            return new RendererChoice(false, Messages.Renderer_looking);
        }
        OpenGl.Probe found = probe.get();
        if (!found.works()) {
            return new RendererChoice(false, NLS.bind(Messages.Renderer_none, found.problem()));
        }
        if (automatic && found.isSoftware()) {
            return new RendererChoice(
                    false, NLS.bind(Messages.Renderer_software, found.renderer()));
        }
        String text = automatic ? Messages.Renderer_card : Messages.Renderer_chosenOpenGl;
        return new RendererChoice(true, NLS.bind(text, found.renderer(), found.version()));
    }
}
