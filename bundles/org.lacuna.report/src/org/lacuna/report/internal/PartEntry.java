package org.lacuna.report.internal;

import org.lacuna.core.AnomalyMap;
import org.lacuna.core.Inspection;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.SampleId;
import org.lacuna.core.SampleSource;
import org.lacuna.core.Verdict;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a report keeps of one part until it is written. The big maps are not kept, only small
 * overlays.
 */
public final class PartEntry {
    /** What the part's verdict means, where the truth is known. */
    public enum Outcome {
        RIGHT(""),
        /** A person decides: neither right nor wrong. */
        UNDECIDED(""),
        FALSE_REJECT("false reject"),
        MISSED("missed defect");

        private final String label;

        Outcome(String label) {
            this.label = label;
        }

        /** For people; empty unless wrong. */
        public String label() {
            return label;
        }

        public boolean isWrong() {
            return this == FALSE_REJECT || this == MISSED;
        }
    }

    /**
     * The part in one setting.
     *
     * @param inspection without map
     * @param overlay PNG file of the map; empty without map, or when the part gets no pictures
     */
    public record View(Inspection inspection, byte[] overlay) {}

    private final SampleSource source;
    private final Map<ModalitySet, View> views = new LinkedHashMap<>();
    private int width = 1;
    private int height = 1;

    public PartEntry(SampleSource source) {
        this.source = source;
    }

    public SampleId id() {
        return source.id();
    }

    public SampleSource source() {
        return source;
    }

    public Map<ModalitySet, View> views() {
        return views;
    }

    /** Columns of the sensor grid, 1 as long as no map told. */
    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    void put(ModalitySet setting, Inspection inspection, byte[] overlay) {
        Optional<AnomalyMap> map = inspection.map();
        if (map.isPresent()) {
            width = map.get().width();
            height = map.get().height();
        }
        views.put(setting, new View(withoutMap(inspection), overlay));
    }

    /** The pictures are no longer wanted. */
    void dropPictures() {
        views.replaceAll((s, v) -> new View(v.inspection(), new byte[0]));
    }

    /**
     * How far the part is on the right side of the defect threshold, in the setting seen first:
     * negative for a wrong decision, so that ascending order shows mistakes first. A part that was
     * not inspected comes before all. Without labels, the higher score comes first.
     */
    double margin(boolean labelled) {
        Inspection first = views.values().iterator().next().inspection();
        if (Double.isNaN(first.score())) {
            return Double.NEGATIVE_INFINITY;
        }
        double above = first.score() - first.thresholds().defect();
        return labelled && !id().isGood() ? above : labelled ? -above : -first.score();
    }

    /** What the verdict of a part with known truth means. */
    public static Outcome outcome(SampleId id, Verdict verdict) {
        return switch (verdict) {
            case OK -> id.isGood() ? Outcome.RIGHT : Outcome.MISSED;
            case NOK -> id.isGood() ? Outcome.FALSE_REJECT : Outcome.RIGHT;
            case REVIEW, NOT_INSPECTED -> Outcome.UNDECIDED;
        };
    }

    private static Inspection withoutMap(Inspection i) {
        return new Inspection(
                i.id(),
                i.verdict(),
                i.reason(),
                i.score(),
                i.pValue(),
                i.detectionRate(),
                i.thresholds(),
                i.modalities(),
                i.rgb(),
                i.xyz(),
                i.regions(),
                Optional.empty(),
                i.stageMillis());
    }
}
