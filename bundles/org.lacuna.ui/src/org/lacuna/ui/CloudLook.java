package org.lacuna.ui;

import org.eclipse.ui.IMemento;
import org.lacuna.rendering.Box;
import org.lacuna.rendering.Projection;
import org.lacuna.rendering.RenderOptions;
import org.lacuna.ui.internal.cloud.ClipBox;

import java.util.Objects;
import java.util.Optional;

/**
 * How the cloud view shows clouds, as the user chose; kept over restarts.
 *
 * @param eyeDome whether steps and outlines stand out by eye-dome lighting
 * @param pointSize in spacings of the scene, {@link #SMALLEST} to {@link #LARGEST}
 * @param clips whether the clip box is shown and cuts
 */
record CloudLook(
        CloudColouring colouring,
        Projection projection,
        boolean eyeDome,
        double pointSize,
        boolean clips,
        ClipBox clip) {
    static final double SMALLEST = 0.5;
    static final double LARGEST = 6;

    private static final double SIZE_STEP = 1.25;
    private static final String COLOURING = "colouring";
    private static final String PROJECTION = "projection";
    private static final String EYE_DOME = "eyeDomeLighting";
    private static final String POINT_SIZE = "pointSize";
    private static final String CLIPS = "clips";
    private static final String CLIP = "clip";

    CloudLook {
        Objects.requireNonNull(colouring, "colouring");
        Objects.requireNonNull(projection, "projection");
        Objects.requireNonNull(clip, "clip");
        if (!(pointSize >= SMALLEST && pointSize <= LARGEST)) {
            throw new IllegalArgumentException(
                    "pointSize: " + pointSize + ", expected " + SMALLEST + ".." + LARGEST);
        }
    }

    static CloudLook defaults() {
        return new CloudLook(
                CloudColouring.COLOUR,
                Projection.PERSPECTIVE,
                true,
                RenderOptions.DEFAULT_POINT_SIZE,
                false,
                ClipBox.WHOLE);
    }

    CloudLook with(CloudColouring other) {
        return new CloudLook(other, projection, eyeDome, pointSize, clips, clip);
    }

    CloudLook with(Projection other) {
        return new CloudLook(colouring, other, eyeDome, pointSize, clips, clip);
    }

    CloudLook withEyeDome(boolean other) {
        return new CloudLook(colouring, projection, other, pointSize, clips, clip);
    }

    /** The same with larger or smaller points, as far as that goes. */
    CloudLook withPoints(boolean larger) {
        double size = larger ? pointSize * SIZE_STEP : pointSize / SIZE_STEP;
        return new CloudLook(
                colouring, projection, eyeDome, Math.clamp(size, SMALLEST, LARGEST), clips, clip);
    }

    CloudLook withClip(boolean on, ClipBox other) {
        return new CloudLook(colouring, projection, eyeDome, pointSize, on, other);
    }

    /**
     * How pictures of a cloud look.
     *
     * @param bounds of the cloud
     */
    RenderOptions options(Box bounds) {
        return RenderOptions.defaults()
                .withEyeDomeLighting(eyeDome ? 1 : 0)
                .withPointSize(pointSize)
                .withClip(clips ? Optional.of(clip.in(bounds)) : Optional.empty());
    }

    /** As stored; the usual where something is not known any more. */
    static CloudLook read(IMemento memento) {
        CloudLook usual = defaults();
        Float size = memento.getFloat(POINT_SIZE);
        Boolean eyeDome = memento.getBoolean(EYE_DOME);
        boolean known = size != null && size >= SMALLEST && size <= LARGEST;
        return new CloudLook(
                kept(memento, COLOURING, usual.colouring),
                kept(memento, PROJECTION, usual.projection),
                eyeDome == null || eyeDome,
                known ? size : usual.pointSize,
                Boolean.TRUE.equals(memento.getBoolean(CLIPS)),
                ClipBox.of(memento.getString(CLIP)));
    }

    private static <E extends Enum<E>> E kept(IMemento memento, String key, E usual) {
        String name = memento.getString(key);
        for (E value : usual.getDeclaringClass().getEnumConstants()) {
            if (value.name().equals(name)) {
                return value;
            }
        }
        return usual;
    }

    void write(IMemento memento) {
        memento.putString(COLOURING, colouring.name());
        memento.putString(PROJECTION, projection.name());
        memento.putBoolean(EYE_DOME, eyeDome);
        memento.putFloat(POINT_SIZE, (float) pointSize);
        memento.putBoolean(CLIPS, clips);
        memento.putString(CLIP, clip.stored());
    }
}
