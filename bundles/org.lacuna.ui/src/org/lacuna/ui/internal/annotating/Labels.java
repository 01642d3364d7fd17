package org.lacuna.ui.internal.annotating;

import org.lacuna.annotation.ReviewState;
import org.lacuna.annotation.Severity;

/** Names of what annotations can be, for people. */
public final class Labels {
    private Labels() {}

    public static String of(Severity severity) {
        return switch (severity) {
            case UNRATED -> Messages.Severity_unrated;
            case MINOR -> Messages.Severity_minor;
            case MAJOR -> Messages.Severity_major;
            case CRITICAL -> Messages.Severity_critical;
        };
    }

    public static String of(ReviewState state) {
        return switch (state) {
            case DRAFT -> Messages.State_draft;
            case SUBMITTED -> Messages.State_submitted;
            case ACCEPTED -> Messages.State_accepted;
            case REJECTED -> Messages.State_rejected;
        };
    }
}
