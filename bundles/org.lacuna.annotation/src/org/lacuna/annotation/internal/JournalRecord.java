package org.lacuna.annotation.internal;

import org.lacuna.annotation.Edit;
import org.lacuna.annotation.GridSize;

import java.util.Optional;

/**
 * What one record of a journal says.
 *
 * @param kind what happened
 * @param edit the edit that was made, taken back or made again
 * @param snapshot for {@link Kind#SNAPSHOT}: SHA-256 of the annotation file that was about to be
 *     written, 32 bytes; else empty
 */
public record JournalRecord(Kind kind, Optional<Edit> edit, byte[] snapshot) {
    static final int HASH_BYTES = 32;

    /** What happened. */
    public enum Kind {
        APPLY,
        UNDO,
        REDO,
        SNAPSHOT
    }

    public static JournalRecord of(Kind kind, Edit edit) {
        return new JournalRecord(kind, Optional.of(edit), new byte[0]);
    }

    public static JournalRecord snapshot(byte[] sha256) {
        return new JournalRecord(Kind.SNAPSHOT, Optional.empty(), sha256.clone());
    }

    byte[] encode() {
        RecordOutput out = new RecordOutput();
        out.octet(kind.ordinal());
        if (edit.isPresent()) {
            EditCodec.write(out, edit.get());
        } else {
            out.bytes(snapshot);
        }
        return out.toByteArray();
    }

    static JournalRecord decode(byte[] payload, GridSize grid) throws BadRecordException {
        RecordInput in = new RecordInput(payload, grid);
        try {
            Kind kind = in.constant(Kind.values());
            JournalRecord record =
                    kind == Kind.SNAPSHOT
                            ? snapshot(in.bytes(HASH_BYTES))
                            : of(kind, EditCodec.read(in));
            in.end();
            return record;
        } catch (IllegalArgumentException e) {
            // The types of the model hold their own rules.
            throw new BadRecordException(e.getMessage());
        }
    }
}
