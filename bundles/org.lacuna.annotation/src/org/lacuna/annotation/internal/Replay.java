package org.lacuna.annotation.internal;

import org.lacuna.annotation.AnnotatedPart;
import org.lacuna.annotation.Edit;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The state that an annotation file and its journal lead to. Changes no file. Not thread-safe.
 *
 * <p>A journal names the file it goes on from by its SHA-256, and also each file that was about to
 * take its place; so a crash at any moment of saving leaves a file and a journal that fit, and a
 * journal is never applied to a file it was not written for.
 */
final class Replay {
    private final JournalContent journal;
    private final Deque<Edit> done = new ArrayDeque<>();
    private final Deque<Edit> undone = new ArrayDeque<>();
    private AnnotatedPart part;
    private boolean foreign;
    private int edits;
    private String misfit;
    private long soundBytes;

    /**
     * @param saved content of the annotation file
     * @param sha256 of the annotation file
     */
    Replay(AnnotatedPart saved, byte[] sha256, JournalContent journal) {
        this.journal = journal;
        this.part = saved;
        this.soundBytes = JournalContent.HEADER_BYTES;
        int first = firstRecord(sha256);
        if (first < 0) {
            foreign = true;
            return;
        }
        List<JournalRecord> records = journal.records();
        soundBytes = first == 0 ? soundBytes : journal.ends().get(first - 1);
        for (int i = first; i < records.size(); i++) {
            try {
                play(records.get(i));
            } catch (IllegalArgumentException e) {
                // Sound bytes that make no sense here: somebody wrote them on purpose.
                misfit = "record " + (i + 1) + ": " + e.getMessage();
                return;
            }
            soundBytes = journal.ends().get(i);
        }
    }

    /** The first record that the file does not hold already; -1 when they do not belong to it. */
    private int firstRecord(byte[] sha256) {
        for (int i = journal.records().size() - 1; i >= 0; i--) {
            JournalRecord r = journal.records().get(i);
            if (r.kind() == JournalRecord.Kind.SNAPSHOT && Arrays.equals(r.snapshot(), sha256)) {
                return i + 1;
            }
        }
        // Without a header there are no records that could be wrong here.
        return journal.base().length == 0 || Arrays.equals(journal.base(), sha256) ? 0 : -1;
    }

    private void play(JournalRecord record) {
        if (record.edit().isEmpty()) {
            return;
        }
        Edit edit = record.edit().get();
        if (record.kind() == JournalRecord.Kind.UNDO) {
            part = edit.undo(part);
            done.pollLast();
            undone.addLast(edit);
        } else {
            part = edit.apply(part);
            done.addLast(edit);
            if (record.kind() == JournalRecord.Kind.REDO) {
                undone.pollLast();
            } else {
                undone.clear();
            }
        }
        edits++;
    }

    AnnotatedPart part() {
        return part;
    }

    /** Edits that can be taken back, the last one last. */
    Deque<Edit> done() {
        return done;
    }

    /** Edits that can be made again, the next one last. */
    Deque<Edit> undone() {
        return undone;
    }

    /** Strokes, undone and redone ones counted each time, that the file does not hold. */
    int edits() {
        return edits;
    }

    /** Whether the journal was written for another file than this one. */
    boolean isForeign() {
        return foreign;
    }

    /** What cannot be used, and where; null when everything can. */
    String damage() {
        return misfit != null ? misfit : journal.damage().orElse(null);
    }

    /** The journal up to the last record that was played. */
    JournalContent sound() {
        int n = 0;
        while (n < journal.ends().size() && journal.ends().get(n) <= soundBytes) {
            n++;
        }
        return new JournalContent(
                journal.base(),
                journal.records().subList(0, n),
                journal.ends().subList(0, n),
                Optional.empty());
    }
}
