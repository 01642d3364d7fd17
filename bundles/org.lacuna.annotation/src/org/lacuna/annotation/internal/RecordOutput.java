package org.lacuna.annotation.internal;

import org.lacuna.annotation.RunMask;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes the payload of a journal record. Not thread-safe. */
final class RecordOutput {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    void octet(int value) {
        out.write(value);
    }

    /** A number of 0 or more, seven bits a byte, the low ones first. */
    void number(int value) {
        int v = value;
        while (v >>> 7 != 0) {
            out.write(v & 0x7f | 0x80);
            v >>>= 7;
        }
        out.write(v);
    }

    void bytes(byte[] bytes) {
        out.write(bytes, 0, bytes.length);
    }

    void text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        number(bytes.length);
        bytes(bytes);
    }

    void mask(RunMask mask) {
        int[] runs = mask.runs();
        number(runs.length);
        for (int run : runs) {
            number(run);
        }
    }

    byte[] toByteArray() {
        return out.toByteArray();
    }
}
