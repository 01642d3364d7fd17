package org.lacuna.ui.internal.cloud;

import org.lacuna.core.Progress;
import org.lacuna.rendering.Camera;
import org.lacuna.rendering.CloudRenderer;
import org.lacuna.rendering.Frame;
import org.lacuna.rendering.PointCloudScene;
import org.lacuna.rendering.RenderOptions;
import org.lacuna.rendering.ViewSize;
import org.lacuna.rendering.gl.OpenGlException;

import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Draws with the renderer that is chosen at the moment. When the graphics card fails, the same
 * picture is drawn in plain Java: who looks at it sees no difference.
 */
public final class SwitchingRenderer implements CloudRenderer {
    private final BooleanSupplier wantsCard;
    private final Supplier<CloudRenderer> card;
    private final Consumer<RuntimeException> failed;
    private final CloudRenderer plain;
    private CloudRenderer opened;

    /**
     * @param wantsCard asked before each picture
     * @param card opens the renderer of the graphics card; may throw {@link OpenGlException}
     * @param failed told when it failed, after which {@code wantsCard} should say no
     * @param plain is closed with this one
     */
    public SwitchingRenderer(
            BooleanSupplier wantsCard,
            Supplier<CloudRenderer> card,
            Consumer<RuntimeException> failed,
            CloudRenderer plain) {
        this.wantsCard = Objects.requireNonNull(wantsCard, "wantsCard");
        this.card = Objects.requireNonNull(card, "card");
        this.failed = Objects.requireNonNull(failed, "failed");
        this.plain = Objects.requireNonNull(plain, "plain");
    }

    @Override
    public Frame render(
            PointCloudScene scene,
            int[] argb,
            Camera camera,
            ViewSize size,
            RenderOptions options,
            Progress progress) {
        if (wantsCard.getAsBoolean()) {
            try {
                if (opened == null) {
                    opened = card.get();
                }
                return opened.render(scene, argb, camera, size, options, progress);
            } catch (OpenGlException e) {
                failed.accept(e);
            }
        }
        closeCard();
        return plain.render(scene, argb, camera, size, options, progress);
    }

    private void closeCard() {
        if (opened != null) {
            CloudRenderer old = opened;
            opened = null;
            try {
                old.close();
            } catch (RuntimeException e) {
                // What failed may fail again; nothing of it is used any more.
                failed.accept(e);
            }
        }
    }

    @Override
    public void close() {
        closeCard();
        plain.close();
    }
}
