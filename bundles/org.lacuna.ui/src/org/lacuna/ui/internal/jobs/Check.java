package org.lacuna.ui.internal.jobs;

import java.util.Objects;

/**
 * What is to be said about something that the user typed.
 *
 * @param kind whether work can go on
 * @param text for the user; empty when all is well
 */
record Check(Kind kind, String text) {
    /** In the order in which they matter. */
    enum Kind {
        OK,
        /** May be; the user decides. */
        WARNING,
        /** Not known yet. */
        WAITING,
        /** Keeps from going on. */
        PROBLEM
    }

    static final Check OK = new Check(Kind.OK, "");

    Check {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(text, "text");
    }

    static Check problem(String text) {
        return new Check(Kind.PROBLEM, text);
    }

    static Check warning(String text) {
        return new Check(Kind.WARNING, text);
    }

    static Check waiting(String text) {
        return new Check(Kind.WAITING, text);
    }

    /** The one that matters most; of two that matter the same, the first. */
    static Check most(Check... checks) {
        Check most = OK;
        for (Check c : checks) {
            if (c.kind().compareTo(most.kind()) > 0) {
                most = c;
            }
        }
        return most;
    }
}
