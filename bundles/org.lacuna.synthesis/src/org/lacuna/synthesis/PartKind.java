package org.lacuna.synthesis;

import org.lacuna.synthesis.internal.DefectCatalogue;
import org.lacuna.synthesis.internal.DefectSpec;

import java.util.List;

/**
 * The parts that can be synthesized, each a category of the demo data set. They differ in what
 * makes inspection hard: glare and tool marks, natural variation, a print on a plate hardly thicker
 * than the noise margin, a dark regular tread, thin round objects, a periodic outline.
 */
public enum PartKind {
    /** Milled aluminium: chamfered edges, boss, pocket, drilled holes, feed marks, glare. */
    MACHINED_BRACKET("machined-bracket"),
    /** Baked dough with chips and oats: no two have the same outline, relief or colour. */
    OAT_COOKIE("oat-cookie"),
    /** A plastic plate 2 mm thick with printed logo, text, bar code and a serial number. */
    PRINTED_COVER("printed-cover"),
    /** A dark rubber ring with a moulded tread. */
    RUBBER_RING("rubber-ring"),
    /** A braided cable with moulded plug, grip ribs and stripped conductors. */
    POWER_LEAD("power-lead"),
    /** A sintered spur gear with hub, key way and lightening holes. */
    SINTERED_GEAR("sintered-gear");

    private final String key;

    PartKind(String key) {
        this.key = key;
    }

    /** Name of the category, and of its folder. */
    public String key() {
        return key;
    }

    /** The defect classes of this part, in the order of their folders. */
    public List<String> defects() {
        return DefectCatalogue.of(this).stream().map(DefectSpec::key).toList();
    }

    /**
     * @param defect one of {@link #defects()}
     * @throws IllegalArgumentException when this part has no such defect class
     */
    public DefectEffect effect(String defect) {
        return DefectCatalogue.find(this, defect).effect();
    }
}
