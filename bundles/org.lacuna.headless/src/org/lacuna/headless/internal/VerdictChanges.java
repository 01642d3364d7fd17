package org.lacuna.headless.internal;

import org.lacuna.core.ModalitySet;
import org.lacuna.core.ModelException;
import org.lacuna.core.Verdict;
import org.lacuna.inspection.Rejudgement;
import org.lacuna.inspection.ScoreLimits;
import org.lacuna.inspection.ThresholdBook;
import org.lacuna.report.VerdictRecord;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tells people what other thresholds would do to verdicts that are there. */
final class VerdictChanges {
    private VerdictChanges() {}

    /**
     * @param results where the verdicts are from
     * @throws ModelException when one of them is another model's
     */
    static String of(List<VerdictRecord> records, Path results, ThresholdBook book)
            throws ModelException {
        Map<ModalitySet, ScoreLimits> limits = new LinkedHashMap<>();
        book.patterns().forEach(p -> limits.put(p, book.inForce(p)));
        int[][] parts = new int[Verdict.values().length][Verdict.values().length];
        int others = 0;
        for (VerdictRecord r : records) {
            if (!r.modelId().equals(book.modelId())) {
                throw new ModelException(
                        results
                                + ": verdicts of the model "
                                + r.modelId()
                                + ", expected those of "
                                + book.modelId());
            }
            Verdict then = r.inspection().verdict();
            Verdict now = Rejudgement.of(r.inspection(), limits);
            parts[then.ordinal()][now.ordinal()]++;
            others += then == now ? 0 : 1;
        }
        TextTable table = new TextTable("verdict", "would be", "parts");
        for (Verdict then : Verdict.values()) {
            for (Verdict now : Verdict.values()) {
                int n = parts[then.ordinal()][now.ordinal()];
                if (n > 0) {
                    table.row(then.name(), now.name(), Integer.toString(n));
                }
            }
        }
        return others
                + " of "
                + records.size()
                + " verdicts in "
                + results
                + " would be others\n\n"
                + table;
    }
}
