package org.lacuna.ui.internal;

import org.eclipse.core.runtime.Platform;

import java.text.DecimalFormatSymbols;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Numbers as users read them: in the language of the texts around them. That is the language of the
 * workbench, not the Java machine's usual one, which can be another. Never for files, exports and
 * mementos, which are the same everywhere. Any thread.
 */
public final class Numbers {
    /** The languages that texts are in besides English. */
    private static final Set<String> TRANSLATED = Set.of("de", "zh");

    private static final Numbers WORKBENCH = new Numbers(spoken(Platform.getNL()));

    private final Locale locale;

    Numbers(Locale locale) {
        this.locale = Objects.requireNonNull(locale, "locale");
    }

    /**
     * The language and country that texts appear in.
     *
     * @param name of the workbench's language, such as {@code de_CH}
     * @return English where the texts are not translated either
     */
    static Locale spoken(String name) {
        Locale asked = Locale.forLanguageTag(name.replace('_', '-'));
        return TRANSLATED.contains(asked.getLanguage()) || asked.getLanguage().equals("en")
                ? asked
                : Locale.ENGLISH;
    }

    /**
     * Numbers in the language of the workbench.
     *
     * @param format as of {@link String#format(String, Object...)}
     */
    public static String format(String format, Object... values) {
        return WORKBENCH.text(format, values);
    }

    /**
     * Numbers in a row, in the language of the workbench.
     *
     * @param format of each
     */
    public static String list(String format, double... values) {
        return WORKBENCH.row(format, values);
    }

    String text(String format, Object... values) {
        return String.format(locale, format, values);
    }

    /** Commas between numbers are no help where they are in them, too. */
    String row(String format, double... values) {
        boolean comma = DecimalFormatSymbols.getInstance(locale).getDecimalSeparator() == ',';
        return Arrays.stream(values)
                .mapToObj(v -> text(format, v))
                .collect(Collectors.joining(comma ? "; " : ", "));
    }
}
