package org.lacuna.inspection;

import org.lacuna.core.ModalitySet;
import org.lacuna.core.ModelException;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many parts with a synthetic defect a model does not let pass as OK, by the modalities that
 * are there: what an OK is worth when a modality is lost. Measured on copies of training parts that
 * networks did not learn from, without the memory banks' entries of the part itself. The defects
 * are of the kinds that networks learned, so real ones may be found less often.
 *
 * @param defects number of parts with a defect, at least 1
 * @param stopped by modalities, how many of them got another verdict than OK
 */
public record DetectionRates(int defects, Map<ModalitySet, Integer> stopped) {
    public DetectionRates {
        if (defects < 1) {
            throw new IllegalArgumentException(
                    "detection rates: " + defects + " defects, expected at least 1");
        }
        Map<ModalitySet, Integer> ordered = new LinkedHashMap<>();
        for (ModalitySet pattern : ModalitySet.SETTINGS) {
            Integer n = stopped.get(pattern);
            if (n != null && (n < 0 || n > defects)) {
                throw new IllegalArgumentException(
                        "detection rates: "
                                + n
                                + " stopped by "
                                + pattern.label()
                                + ", expected 0.."
                                + defects);
            }
            if (n != null) {
                ordered.put(pattern, n);
            }
        }
        stopped = Collections.unmodifiableMap(ordered);
    }

    /** Share of the defects that such parts are stopped for, in [0, 1]; NaN when not measured. */
    public double of(ModalitySet pattern) {
        return stopped.containsKey(pattern) ? (double) stopped.get(pattern) / defects : Double.NaN;
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(defects);
        for (ModalitySet pattern : ModalitySet.SETTINGS) {
            out.writeInt(stopped.getOrDefault(pattern, -1));
        }
    }

    static DetectionRates read(DataInput in) throws IOException, ModelException {
        int defects = in.readInt();
        Map<ModalitySet, Integer> stopped = new LinkedHashMap<>();
        for (ModalitySet pattern : ModalitySet.SETTINGS) {
            int n = in.readInt();
            if (n != -1) {
                stopped.put(pattern, n);
            }
        }
        try {
            return new DetectionRates(defects, stopped);
        } catch (IllegalArgumentException e) {
            throw new ModelException(e.getMessage(), e);
        }
    }
}
