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

/**
 * Reads the outline of a TorchScript file: a zip archive with one folder, in it {@code data.pkl}
 * and {@code constants.pkl}, the code under {@code code/}, tensors under {@code data/} and {@code
 * constants/}, and the version of the format. See {@link TorchFile} for what is refused.
 */
public final class TorchParser {
    /** For all compressed entries, unpacked; code is text. */
    private static final long MAX_UNPACKED = 64L << 20;

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
        long unpacked = 0;
        long tensors = 0;
        int code = 0;
        for (Map.Entry<String, Entry> e : entries.entrySet()) {
            Entry entry = e.getValue();
            if (entry.method() == ZipOutline.DEFLATED) {
                unpacked += entry.size();
            }
            if (e.getKey().startsWith("data/") || e.getKey().startsWith("constants/")) {
                tensors += entry.size();
            }
            if (e.getKey().startsWith("code/") && e.getKey().endsWith(".py")) {
                code++;
            }
        }
        if (unpacked > MAX_UNPACKED) {
            throw wrong(
                    "its compressed parts unfold to "
                            + unpacked
                            + " bytes, expected at most "
                            + MAX_UNPACKED);
        }
        return new TorchFile(channel.size(), version(), code, tensors);
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
