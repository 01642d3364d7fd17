package org.lacuna.annotation.internal;

import org.lacuna.annotation.Annotation;
import org.lacuna.annotation.Origin;
import org.lacuna.annotation.ReviewState;
import org.lacuna.annotation.Severity;
import org.lacuna.core.DataException;

import java.io.IOException;

/**
 * What other programs do not know of an annotation. JSON formats have it in a member {@code lacuna}
 * of their own, which other programs leave alone.
 *
 * @param id empty when there is none
 */
record Extras(String id, Severity severity, ReviewState state, Origin origin, String comment) {
    static final String MEMBER = "lacuna";

    private static final int MAX_TEXT = 100_000;

    /** Of an annotation that another program made. */
    static Extras none() {
        return new Extras("", Severity.UNRATED, ReviewState.DRAFT, Origin.IMPORTED, "");
    }

    static Extras of(Annotation a) {
        Annotation.Details d = a.details();
        return new Extras(a.id(), d.severity(), d.state(), a.origin(), d.comment());
    }

    Extras withComment(String newComment) {
        return new Extras(id, severity, state, origin, newComment);
    }

    void write(JsonOutput out) throws IOException {
        out.name(MEMBER).raw("{").text("id", id).comma();
        out.text("severity", JsonOutput.name(severity)).comma();
        out.text("state", JsonOutput.name(state)).comma();
        out.text("origin", JsonOutput.name(origin)).comma();
        out.text("comment", comment).raw("}");
    }

    static Extras read(JsonInput in) throws IOException, DataException {
        if (!in.isObject()) {
            // Somebody else's member of that name.
            in.skip();
            return none();
        }
        Extras[] e = {none()};
        in.object(
                name -> {
                    Extras x = e[0];
                    e[0] =
                            switch (name) {
                                case "id" ->
                                        new Extras(
                                                in.text(MAX_TEXT),
                                                x.severity,
                                                x.state,
                                                x.origin,
                                                x.comment);
                                case "severity" ->
                                        new Extras(
                                                x.id,
                                                in.constant(Severity.values()),
                                                x.state,
                                                x.origin,
                                                x.comment);
                                case "state" ->
                                        new Extras(
                                                x.id,
                                                x.severity,
                                                in.constant(ReviewState.values()),
                                                x.origin,
                                                x.comment);
                                case "origin" ->
                                        new Extras(
                                                x.id,
                                                x.severity,
                                                x.state,
                                                in.constant(Origin.values()),
                                                x.comment);
                                case "comment" -> x.withComment(in.text(MAX_TEXT));
                                default -> {
                                    in.skip();
                                    yield x;
                                }
                            };
                });
        return e[0];
    }
}
