package org.lacuna.annotation.internal;

/** A record of a journal does not hold what it should; the message says where and what. */
final class BadRecordException extends Exception {
    private static final long serialVersionUID = 1L;

    BadRecordException(String message) {
        super(message);
    }
}
