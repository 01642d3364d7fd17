package org.lacuna.inspection;

/** Text that a person leaves in a history for others to read. */
final class HistoryText {
    private HistoryText() {}

    /**
     * @param field what the text is, for the message
     * @return the text without blanks around it
     * @throws IllegalArgumentException when nothing is left, or too much
     */
    static String require(String field, String value, int max) {
        String stripped = value.strip();
        if (stripped.isEmpty() || stripped.length() > max) {
            throw new IllegalArgumentException(
                    field + ": " + stripped.length() + " characters, expected 1.." + max);
        }
        return stripped;
    }
}
