package org.lacuna.memorybank;

import org.lacuna.core.ModelException;
import org.lacuna.memorybank.BankLayout.Section;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The sections of a bank file whose header and checksum have been checked. */
final class BankInput {
    private final ByteBuffer bytes;
    private final BankLayout layout;
    private final String name;

    BankInput(ByteBuffer bytes, BankLayout layout, String name) {
        this.bytes = bytes;
        this.layout = layout;
        this.name = name;
    }

    MemoryBank bank() throws ModelException {
        int dim = layout.inputDim();
        int target = layout.entryDim();
        int count = layout.entries();
        checkPadding();
        Origins origins = origins();
        long[] weight = weights();
        float[] spread = floats(Section.SPREADS, count, true);
        Whitening whitening =
                new Whitening(
                        doubles(Section.MEAN, dim),
                        doubles(Section.WHITENING, dim * (dim + 1) / 2));
        Optional<OrthogonalProjection> projection =
                layout.projected()
                        ? Optional.of(
                                new OrthogonalProjection(
                                        dim, target, doubles(Section.PROJECTION, dim * target)))
                        : Optional.empty();
        float[] entries = floats(Section.ENTRIES, count * target, false);
        return new MemoryBank(
                new FeatureTransform(whitening, projection, Metric.values()[layout.metric()]),
                new BankEntries(entries, spread, weight, origins),
                layout.maxEntries(),
                layout.meanSpread());
    }

    private ByteBuffer section(Section section) {
        return bytes.slice((int) layout.offset(section), (int) layout.length(section))
                .order(ByteOrder.LITTLE_ENDIAN);
    }

    private void checkPadding() throws ModelException {
        for (Section s : Section.values()) {
            long end = layout.offset(s) + layout.length(s);
            for (long at = end; at < BankLayout.align(end); at++) {
                if (bytes.get((int) at) != 0) {
                    throw wrong(at, "padding", bytes.get((int) at), "0");
                }
            }
        }
    }

    private Origins origins() throws ModelException {
        List<String> names = names();
        ByteBuffer in = section(Section.ORIGINS);
        int[] part = new int[layout.entries()];
        int[] patch = new int[layout.entries()];
        for (int e = 0; e < part.length; e++) {
            long at = layout.offset(Section.ORIGINS) + 8L * e;
            part[e] = in.getInt();
            patch[e] = in.getInt();
            if (part[e] < Origins.UNKNOWN || part[e] >= names.size()) {
                throw wrong(at, "part of entry " + e, part[e], "-1.." + (names.size() - 1));
            }
            boolean unknown = part[e] == Origins.UNKNOWN;
            if (unknown ? patch[e] != Origins.UNKNOWN : patch[e] < 0) {
                throw wrong(at + 4, "patch of entry " + e, patch[e], unknown ? "-1" : "at least 0");
            }
        }
        return new Origins(names, part, patch);
    }

    private List<String> names() throws ModelException {
        ByteBuffer in = section(Section.NAMES);
        long start = layout.offset(Section.NAMES);
        Set<String> names = new LinkedHashSet<>();
        for (int i = 0; i < layout.parts(); i++) {
            long at = start + in.position();
            int length = in.remaining() < 4 ? -1 : in.getInt();
            if (length < 1 || length > Math.min(in.remaining(), BankLayout.MAX_NAME_BYTES)) {
                throw wrong(
                        at,
                        "bytes of name " + i,
                        length,
                        "1.." + Math.min(in.remaining(), BankLayout.MAX_NAME_BYTES));
            }
            ByteBuffer text = in.slice(in.position(), length);
            in.position(in.position() + length);
            try {
                if (!names.add(StandardCharsets.UTF_8.newDecoder().decode(text).toString())) {
                    throw wrong(at, "name " + i, "the same as before", "different names");
                }
            } catch (CharacterCodingException e) {
                throw wrong(at, "name " + i, "bytes that are no UTF-8", "text");
            }
        }
        if (in.hasRemaining()) {
            throw wrong(start + in.position(), "bytes after the names", in.remaining(), "none");
        }
        return new ArrayList<>(names);
    }

    private long[] weights() throws ModelException {
        long[] weight = new long[layout.entries()];
        section(Section.WEIGHTS).asLongBuffer().get(weight);
        for (int e = 0; e < weight.length; e++) {
            if (weight[e] < 0) {
                long at = layout.offset(Section.WEIGHTS) + 8L * e;
                throw wrong(at, "weight of entry " + e, weight[e], "at least 0");
            }
        }
        return weight;
    }

    private float[] floats(Section section, int count, boolean positive) throws ModelException {
        float[] values = new float[count];
        section(section).asFloatBuffer().get(values);
        for (int i = 0; i < count; i++) {
            if (!Float.isFinite(values[i]) || positive && values[i] <= 0) {
                throw wrong(
                        layout.offset(section) + 4L * i,
                        section + ", value " + i,
                        values[i],
                        positive ? "a finite number above 0" : "a finite number");
            }
        }
        return values;
    }

    private double[] doubles(Section section, int count) throws ModelException {
        double[] values = new double[count];
        section(section).asDoubleBuffer().get(values);
        for (int i = 0; i < count; i++) {
            if (!Double.isFinite(values[i])) {
                throw wrong(
                        layout.offset(section) + 8L * i,
                        section + ", value " + i,
                        values[i],
                        "a finite number");
            }
        }
        return values;
    }

    private ModelException wrong(long at, String what, Object found, String expected) {
        return new ModelException(
                name + ": byte " + at + ": " + what + ": " + found + ", expected " + expected);
    }
}
