package org.lacuna.ui.internal.viewing;

import org.lacuna.core.DefectRegion;
import org.lacuna.core.SampleId;

import java.util.Objects;

/** Something on a part that people look at: what the inspection found, or what a person marked. */
public sealed interface Finding {
    SampleId part();

    /**
     * A region of the verdict.
     *
     * @param index its place in the verdict, from 0
     */
    record Region(SampleId part, int index, DefectRegion region) implements Finding {
        public Region {
            Objects.requireNonNull(part, "part");
            Objects.requireNonNull(region, "region");
        }
    }

    /**
     * An annotation.
     *
     * @param id of the annotation
     */
    record Marked(SampleId part, String id) implements Finding {
        public Marked {
            Objects.requireNonNull(part, "part");
            Objects.requireNonNull(id, "id");
        }
    }
}
