package org.lacuna.inference.internal;

/**
 * Measures how deep the code of a TorchScript file is nested, without understanding it: PyTorch
 * reads it by recursion, where an overflow ends the process. What may nest is counted along the
 * path to each place, rather too much than too little: brackets, words and signs since the last
 * comma or line, and indentation. What PyTorch itself writes stays below 100.
 */
final class TorchCode {
    static final int MAX_DEPTH = 5000;

    /** Branches of one decision that follow each other, which nest as well; PyTorch writes none. */
    private static final int MAX_BRANCHES = 1000;

    private static final String SIGNS = "+-*/%~&|^<>=!.:@";

    private final byte[] code;
    private int place;

    /** Depth here, and where a comma leads back to. */
    private int depth;

    private int base;

    /** The bases outside of each bracket that is open. */
    private final int[] outer = new int[MAX_DEPTH];

    private int open;
    private int branches;
    private int classes;

    private TorchCode(byte[] code) {
        this.code = code;
    }

    /** What was found: an empty problem where nothing is against it. */
    record Result(String problem, int classes) {}

    static Result measure(byte[] code) {
        TorchCode measured = new TorchCode(code);
        return new Result(measured.run(), measured.classes);
    }

    private String run() {
        startLine();
        while (place < code.length) {
            char c = (char) (code[place] & 0xff);
            if (c == '"' || c == '\'') {
                if (startsWith(String.valueOf(c).repeat(3))) {
                    return "has text in three quotes";
                }
                skipText(c);
            } else if (c == '#' && !startsWith("# type:")) {
                // A comment, unlike one that states a type; its quotes are none.
                while (place < code.length && code[place] != '\n') {
                    place++;
                }
            } else if (isWord(c)) {
                word();
            } else {
                sign(c);
                place++;
            }
            if (depth >= MAX_DEPTH || open >= MAX_DEPTH) {
                return "nests deeper than " + MAX_DEPTH;
            }
            if (branches > MAX_BRANCHES) {
                return "has more than " + MAX_BRANCHES + " branches by elif";
            }
        }
        return "";
    }

    private void sign(char c) {
        switch (c) {
            case '(', '[', '{' -> {
                outer[open++] = base;
                base = ++depth;
            }
            case ')', ']', '}' -> {
                if (open > 0) {
                    // What follows may call or index the result, which nests once more.
                    depth = base;
                    base = outer[--open];
                }
            }
            case ',', ';' -> depth = base;
            case '\n' -> {
                if (open == 0) {
                    place++;
                    startLine();
                    place--;
                }
            }
            case '\\' -> {
                // Before the end of a line it continues the line.
                depth++;
                if (startsWith("\\\n")) {
                    place++;
                }
            }
            default -> {
                if (SIGNS.indexOf(c) >= 0) {
                    depth++;
                }
            }
        }
    }

    /** Outside of brackets a line begins anew, at its indentation. */
    private void startLine() {
        depth = 0;
        while (place < code.length && (code[place] == ' ' || code[place] == '\t')) {
            place++;
            depth++;
        }
        base = depth;
    }

    private void word() {
        int from = place;
        while (place < code.length && isWord((char) (code[place] & 0xff))) {
            place++;
        }
        depth++;
        if (isAt(from, "elif")) {
            branches++;
        } else if (isAt(from, "class")) {
            classes++;
        }
    }

    /** To the end of the text; one that ends with its line is an error, which PyTorch finds. */
    private void skipText(char quote) {
        place++;
        while (place < code.length && code[place] != quote && code[place] != '\n') {
            place += code[place] == '\\' ? 2 : 1;
        }
        if (place < code.length && code[place] == quote) {
            place++;
        }
        depth++;
    }

    private boolean isAt(int from, String word) {
        if (place - from != word.length()) {
            return false;
        }
        for (int k = 0; k < word.length(); k++) {
            if (code[from + k] != word.charAt(k)) {
                return false;
            }
        }
        return true;
    }

    private boolean startsWith(String text) {
        for (int k = 0; k < text.length(); k++) {
            if (place + k >= code.length || code[place + k] != text.charAt(k)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isWord(char c) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c >= '0' && c <= '9'
                || c == '_'
                || c >= 0x80;
    }
}
