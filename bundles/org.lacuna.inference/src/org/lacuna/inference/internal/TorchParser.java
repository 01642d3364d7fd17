package org.lacuna.inference.internal;

import org.lacuna.core.ModelException;
import org.lacuna.inference.NetworkFile;
import org.lacuna.inference.TorchFile;
import org.lacuna.inference.internal.ZipOutline.Entry;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Reads the outline of a TorchScript file: a zip archive with one folder, in it {@code data.pkl}
 * and {@code constants.pkl}, the code under {@code code/}, tensors under {@code data/} and {@code
 * constants/}, and the version of the format. See {@link TorchFile} for what is refused.
 */
public final class TorchParser {
    /** For all that is no tensor. */
    private static final long MAX_UNPACKED = 64L << 20;

    /** PyTorch takes nested values apart by recursion, and each level takes a byte at least. */
    private static final long MAX_PICKLE = 1L << 20;

    /** Classes are read by recursion where one names the next. */
    private static final int MAX_CLASSES = 5000;

    private static final int MAX_VERSION_BYTES = 20;
    private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,8}");

    private final NetworkFile file;
    private final SeekableByteChannel channel;

    /** By name below the one folder. */
    private final Map<String, Entry> entries = new HashMap<>();

    private TorchParser(NetworkFile file, SeekableByteChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    public static TorchFile parse(NetworkFile file, SeekableByteChannel channel)
            throws IOException, ModelException {
        return new TorchParser(file, channel).outline();
    }

    private TorchFile outline() throws IOException, ModelException {
        checkStart();
        collect(ZipOutline.read(file, channel));
        checkParts();
        checkSizes();
        long tensors = 0;
        int code = 0;
        int classes = 0;
        for (Map.Entry<String, Entry> e : entries.entrySet()) {
            if (isTensor(e.getKey())) {
                tensors += e.getValue().size();
            }
            if (e.getKey().startsWith("code/") && e.getKey().endsWith(".py")) {
                code++;
                classes += classes(e.getValue());
            }
        }
        if (classes > MAX_CLASSES) {
            throw wrong("its code has " + classes + " classes, expected at most " + MAX_CLASSES);
        }
        return new TorchFile(channel.size(), version(), code, tensors);
    }

    private static boolean isTensor(String name) {
        return name.startsWith("data/") || name.startsWith("constants/");
    }

    private void checkSizes() throws ModelException {
        long unpacked = 0;
        for (Map.Entry<String, Entry> e : entries.entrySet()) {
            Entry entry = e.getValue();
            if (!isTensor(e.getKey()) || entry.method() == ZipOutline.DEFLATED) {
                unpacked += Math.max(entry.size(), entry.packed());
            }
            if (e.getKey().endsWith("pkl") && entry.size() > MAX_PICKLE) {
                throw wrong(
                        Shown.name(entry.name())
                                + " has "
                                + entry.size()
                                + " bytes, expected at most "
                                + MAX_PICKLE);
            }
        }
        if (unpacked > MAX_UNPACKED) {
            throw wrong(
                    "what is no tensor unfolds to "
                            + unpacked
                            + " bytes, expected at most "
                            + MAX_UNPACKED);
        }
    }

    /** Number of classes in a file of code, which is refused when PyTorch would overflow on it. */
    private int classes(Entry entry) throws IOException, ModelException {
        TorchCode.Result result = TorchCode.measure(unpack(entry));
        if (!result.problem().isEmpty()) {
            throw wrong(
                    Shown.name(entry.name())
                            + " "
                            + result.problem()
                            + ", expected code as PyTorch writes it");
        }
        return result.classes();
    }

    /** Both sizes are within bounds by now. */
    private byte[] unpack(Entry entry) throws IOException, ModelException {
        byte[] packed = ZipOutline.bytes(file, channel, entry.data(), (int) entry.packed()).array();
        if (entry.method() == ZipOutline.STORED) {
            return packed;
        }
        byte[] code = new byte[(int) entry.size()];
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(packed);
            int length = 0;
            int more;
            while (length < code.length
                    && (more = inflater.inflate(code, length, code.length - length)) > 0) {
                length += more;
            }
            // The end of the stream may need one more step.
            boolean whole = length == code.length && inflater.inflate(new byte[1]) == 0;
            if (!whole || !inflater.finished()) {
                throw wrong(
                        Shown.name(entry.name())
                                + " is damaged, expected it to unfold to "
                                + entry.size()
                                + " bytes");
            }
            return code;
        } catch (DataFormatException e) {
            throw new ModelException(
                    file + ": " + Shown.name(entry.name()) + " is damaged, expected it to unfold",
                    e);
        } finally {
            inflater.end();
        }
    }

    /** Says what it is where that is known, before it is taken for a damaged archive. */
    private void checkStart() throws IOException, ModelException {
        ByteBuffer start = ZipOutline.bytes(file, channel, 0, (int) Math.min(4, channel.size()));
        if (start.remaining() == 4 && start.getInt(0) == 0x04034b50) {
            return;
        }
        boolean pickle =
                start.remaining() >= 2
                        && start.get(0) == (byte) 0x80
                        && start.get(1) >= 2
                        && start.get(1) <= 5;
        throw wrong(
                pickle
                        ? "found a pickle (torch.save before PyTorch 1.6), expected TorchScript"
                                + " (torch.jit.save)"
                        : "found no zip archive, expected TorchScript (torch.jit.save)");
    }

    private void collect(List<Entry> all) throws ModelException {
        String folder = null;
        for (Entry entry : all) {
            int slash = entry.name().indexOf('/');
            String top = entry.name().substring(0, Math.max(0, slash));
            if (slash <= 0 || (folder != null && !folder.equals(top))) {
                throw wrong(
                        "found "
                                + Shown.name(entry.name())
                                + (folder == null ? "" : " beside the folder " + Shown.name(folder))
                                + ", expected one folder with all files, as TorchScript has");
            }
            folder = top;
            entries.put(entry.name().substring(slash + 1), entry);
        }
    }

    private void checkParts() throws ModelException {
        boolean code = entries.keySet().stream().anyMatch(n -> n.startsWith("code/"));
        boolean data = entries.containsKey("data.pkl");
        if (data && !code) {
            throw wrong(
                    "found a checkpoint (torch.save), which has no code, expected TorchScript"
                            + " (torch.jit.save)");
        }
        for (String part : List.of("data.pkl", "constants.pkl")) {
            if (!entries.containsKey(part)) {
                throw wrong("found no " + part + ", expected TorchScript (torch.jit.save)");
            }
        }
        if (!code) {
            throw wrong("found no code, expected TorchScript (torch.jit.save)");
        }
    }

    private int version() throws IOException, ModelException {
        Entry entry = entries.getOrDefault("version", entries.get(".data/version"));
        if (entry == null
                || entry.method() != ZipOutline.STORED
                || entry.size() > MAX_VERSION_BYTES) {
            throw wrong("found no version, expected TorchScript (torch.jit.save)");
        }
        byte[] text = ZipOutline.bytes(file, channel, entry.data(), (int) entry.size()).array();
        String found = new String(text, StandardCharsets.US_ASCII).strip();
        if (!VERSION.matcher(found).matches() || Integer.parseInt(found) > TorchFile.MAX_VERSION) {
            throw wrong(
                    "version '"
                            + Shown.name(found)
                            + "' of TorchScript's format, expected 1.."
                            + TorchFile.MAX_VERSION
                            + " (save it with a PyTorch that writes one of these)");
        }
        return Integer.parseInt(found);
    }

    private ModelException wrong(String what) {
        return new ModelException(file + ": " + what);
    }
}
