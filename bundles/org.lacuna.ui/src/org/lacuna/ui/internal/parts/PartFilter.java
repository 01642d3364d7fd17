package org.lacuna.ui.internal.parts;

import org.lacuna.core.Verdict;
import org.lacuna.ui.PartItem;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/** Lets through the parts with one of the chosen verdicts and all words of a text. UI thread. */
final class PartFilter {
    private final Function<PartItem, String> verdictText;
    private final Set<Verdict> verdicts = EnumSet.noneOf(Verdict.class);
    private String[] words = {};

    /**
     * @param verdictText what the list says of a part's verdict
     */
    PartFilter(Function<PartItem, String> verdictText) {
        this.verdictText = verdictText;
    }

    /** The chosen verdicts; none = all. */
    Set<Verdict> verdicts() {
        return Set.copyOf(verdicts);
    }

    void setVerdicts(Set<Verdict> chosen) {
        verdicts.clear();
        verdicts.addAll(chosen);
    }

    void setText(String text) {
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        words = wanted.isEmpty() ? new String[0] : wanted.split("\\s+");
    }

    boolean isOn() {
        return words.length > 0 || !verdicts.isEmpty();
    }

    boolean accepts(PartItem part) {
        if (!verdicts.isEmpty() && !verdicts.contains(part.verdict())) {
            return false;
        }
        if (words.length == 0) {
            return true;
        }
        String all =
                (part.id()
                                + " "
                                + verdictText.apply(part)
                                + " "
                                + part.group()
                                + " "
                                + PartTexts.group(part))
                        .toLowerCase(Locale.ROOT);
        for (String word : words) {
            if (!all.contains(word)) {
                return false;
            }
        }
        return true;
    }
}
