package org.lacuna.ui.internal.annotating;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * How the next stroke is drawn.
 *
 * @param tool what draws
 * @param radiusPx of brush and eraser, pixels of the grid, {@link #MIN_RADIUS_PX} to {@link
 *     #MAX_RADIUS_PX}
 * @param source what the magic wand compares
 * @param tolerances of the magic wand, in the unit of each source, above 0
 */
public record DrawingSettings(
        Tool tool, double radiusPx, WandSource source, Map<WandSource, Float> tolerances) {
    public static final double MIN_RADIUS_PX = 0.5;
    public static final double MAX_RADIUS_PX = 500;

    private static final double STEP = 1.25;

    public DrawingSettings {
        Objects.requireNonNull(tool, "tool");
        Objects.requireNonNull(source, "source");
        tolerances = Map.copyOf(tolerances);
        if (!(radiusPx >= MIN_RADIUS_PX && radiusPx <= MAX_RADIUS_PX)) {
            throw new IllegalArgumentException(
                    "radiusPx: " + radiusPx + ", expected " + MIN_RADIUS_PX + ".." + MAX_RADIUS_PX);
        }
    }

    public static DrawingSettings defaults() {
        Map<WandSource, Float> tolerances = new EnumMap<>(WandSource.class);
        for (WandSource s : WandSource.values()) {
            tolerances.put(s, s.usualTolerance());
        }
        return new DrawingSettings(Tool.SELECT, 6, WandSource.COLOUR, tolerances);
    }

    public float tolerance() {
        return tolerances.get(source);
    }

    public DrawingSettings withTool(Tool other) {
        return new DrawingSettings(other, radiusPx, source, tolerances);
    }

    public DrawingSettings withSource(WandSource other) {
        return new DrawingSettings(tool, radiusPx, other, tolerances);
    }

    /** One step larger: the brush, or the wand's tolerance when that is the tool. */
    public DrawingSettings larger() {
        return scaled(STEP);
    }

    /** One step smaller. */
    public DrawingSettings smaller() {
        return scaled(1 / STEP);
    }

    private DrawingSettings scaled(double factor) {
        if (tool != Tool.WAND) {
            return new DrawingSettings(
                    tool,
                    Math.clamp(radiusPx * factor, MIN_RADIUS_PX, MAX_RADIUS_PX),
                    source,
                    tolerances);
        }
        Map<WandSource, Float> changed = new EnumMap<>(tolerances);
        changed.put(source, (float) Math.clamp(tolerance() * factor, 1e-3, 1e3));
        return new DrawingSettings(tool, radiusPx, source, changed);
    }
}
