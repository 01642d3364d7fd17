package org.lacuna.inspection;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;

import org.lacuna.core.AtomicFile;
import org.lacuna.core.Modality;
import org.lacuna.core.ModelException;
import org.lacuna.core.StorageException;
import org.lacuna.fusion.FusionModel;
import org.lacuna.memorybank.BankFile;
import org.lacuna.memorybank.ElbowCurve;
import org.lacuna.memorybank.MemoryBank;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Inspection models on disk (docs/formats.md, 'Inspection model'): magic, format version, JSON
 * header, binary banks and fusion, SHA-256 of all that. Written wholly or not at all; a file that
 * is damaged or of another version is refused.
 *
 * <p>Holds numbers and text only: reading a model never runs code from it.
 */
public final class ModelFile {
    /** Any change of the layout, or of what its numbers mean, raises it. */
    public static final int FORMAT_VERSION = 8;

    private static final byte[] MAGIC = {'L', 'A', 'C', 'U', 'N', 'A', 'I', 'M'};
    private static final int HASH_BYTES = 32;
    private static final int HEAD_BYTES = MAGIC.length + Integer.BYTES;
    private static final long MAX_BYTES = 1L << 30;
    private static final Gson GSON =
            new GsonBuilder()
                    .serializeSpecialFloatingPointValues()
                    .disableHtmlEscaping()
                    .registerTypeAdapter(OptionalDouble.class, new OptionalDoubleAdapter())
                    .create();

    /** Absent is null in JSON; Gson must not look into classes of the Java library. */
    private static final class OptionalDoubleAdapter extends TypeAdapter<OptionalDouble> {
        @Override
        public void write(JsonWriter out, OptionalDouble value) throws IOException {
            if (value.isPresent()) {
                out.value(value.getAsDouble());
            } else {
                boolean serializeNulls = out.getSerializeNulls();
                out.setSerializeNulls(true);
                out.nullValue();
                out.setSerializeNulls(serializeNulls);
            }
        }

        @Override
        public OptionalDouble read(JsonReader in) throws IOException {
            if (in.peek() == JsonToken.NULL) {
                in.nextNull();
                return OptionalDouble.empty();
            }
            return OptionalDouble.of(in.nextDouble());
        }
    }

    /** The part of a model that is text. */
    private record Header(
            String category,
            InspectionParameters parameters,
            Provenance provenance,
            UsageReference usage) {}

    private ModelFile() {}

    /**
     * @throws StorageException when the file cannot be written; an older file then stays as it was
     */
    public static void write(Path file, InspectionModel model) throws StorageException {
        byte[] bytes = encode(model);
        AtomicFile.writeAlone(file, out -> out.write(bytes));
    }

    /**
     * @throws ModelException when the file is no model, damaged, or of another format version
     * @throws StorageException when the file cannot be read
     */
    public static InspectionModel read(Path file) throws ModelException, StorageException {
        byte[] bytes;
        try {
            long size = Files.size(file);
            if (size > MAX_BYTES) {
                throw new ModelException(
                        file
                                + ": "
                                + size
                                + " bytes, expected an inspection model of at most "
                                + MAX_BYTES);
            }
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw StorageException.of(file, "read", e);
        }
        check(file, bytes);
        try {
            return decode(file, bytes);
        } catch (IOException | IllegalArgumentException | NullPointerException e) {
            // The checksum was right, so this file was made wrong: still the file's fault, not a
            // bug here.
            throw new ModelException(file + ": content cannot be understood: " + e.getMessage(), e);
        }
    }

    /** As they stand in a model's header. */
    static JsonObject json(InspectionParameters parameters) {
        return GSON.toJsonTree(parameters).getAsJsonObject();
    }

    static String sha256(InspectionModel model) {
        byte[] bytes = encode(model);
        return HexFormat.of().formatHex(bytes, bytes.length - HASH_BYTES, bytes.length);
    }

    private static void check(Path file, byte[] bytes) throws ModelException {
        if (bytes.length < HEAD_BYTES + HASH_BYTES
                || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new ModelException(
                    file
                            + ": does not start with the signature of an inspection model ("
                            + bytes.length
                            + " bytes), expected a file written by 'lacuna train'");
        }
        int version = ByteBuffer.wrap(bytes).getInt(MAGIC.length);
        if (version != FORMAT_VERSION) {
            throw new ModelException(
                    file
                            + ": model format "
                            + version
                            + ", expected "
                            + FORMAT_VERSION
                            + "; train the model again with this version");
        }
        byte[] actual = digest(bytes, bytes.length - HASH_BYTES);
        if (!Arrays.equals(actual, 0, HASH_BYTES, bytes, bytes.length - HASH_BYTES, bytes.length)) {
            throw new ModelException(
                    file
                            + ": checksum does not fit: the file is damaged or cut off, found "
                            + HexFormat.of()
                                    .formatHex(bytes, bytes.length - HASH_BYTES, bytes.length)
                            + ", expected "
                            + HexFormat.of().formatHex(actual));
        }
    }

    private static byte[] encode(InspectionModel model) {
        ByteArrayOutputStream buffer = new ByteArrayOutputStream(1 << 20);
        try {
            DataOutputStream out = new DataOutputStream(buffer);
            out.write(MAGIC);
            out.writeInt(FORMAT_VERSION);
            byte[] json =
                    GSON.toJson(
                                    new Header(
                                            model.category(),
                                            model.parameters(),
                                            model.provenance(),
                                            model.usage()))
                            .getBytes(StandardCharsets.UTF_8);
            out.writeInt(json.length);
            out.write(json);
            for (Modality m : Modality.values()) {
                TrainedBank bank = model.banks().get(m);
                out.writeBoolean(bank != null);
                if (bank != null) {
                    writeBank(out, bank);
                }
            }
            out.writeBoolean(model.student().isPresent());
            if (model.student().isPresent()) {
                model.student().get().write(out);
            }
            model.fusion().write(out);
            out.writeBoolean(model.detection().isPresent());
            if (model.detection().isPresent()) {
                model.detection().get().write(out);
            }
            out.writeBoolean(model.blur().isPresent());
            if (model.blur().isPresent()) {
                model.blur().get().write(out);
            }
            out.flush();
            byte[] content = buffer.toByteArray();
            buffer.write(digest(content, content.length));
            return buffer.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
    }

    private static InspectionModel decode(Path file, byte[] bytes)
            throws IOException, ModelException {
        int end = bytes.length - HASH_BYTES;
        DataInputStream in =
                new DataInputStream(new ByteArrayInputStream(bytes, HEAD_BYTES, end - HEAD_BYTES));
        int length = in.readInt();
        if (length < 2 || length > in.available()) {
            throw new ModelException(
                    file + ": header of " + length + " bytes, expected 2.." + in.available());
        }
        Header header = header(file, new String(in.readNBytes(length), StandardCharsets.UTF_8));
        Map<Modality, TrainedBank> banks = new EnumMap<>(Modality.class);
        for (Modality m : Modality.values()) {
            if (in.readBoolean()) {
                banks.put(m, readBank(in, bytes, end, file + ": bank " + m.label()));
            }
        }
        Optional<TrainedStudent> student =
                in.readBoolean()
                        ? Optional.of(TrainedStudent.read(in, in.available()))
                        : Optional.empty();
        FusionModel fusion = FusionModel.read(in, in.available());
        Optional<DetectionRates> detection =
                in.readBoolean() ? Optional.of(DetectionRates.read(in)) : Optional.empty();
        Optional<BlurScale> blur =
                in.readBoolean() ? Optional.of(BlurScale.read(in)) : Optional.empty();
        if (in.available() > 0) {
            throw new ModelException(
                    file + ": " + in.available() + " bytes after the end, expected none");
        }
        try {
            return new InspectionModel(
                    header.category,
                    header.parameters,
                    header.provenance,
                    banks,
                    student,
                    fusion,
                    header.usage,
                    detection,
                    blur);
        } catch (IllegalArgumentException e) {
            throw new ModelException(file + ": " + e.getMessage(), e);
        }
    }

    private static Header header(Path file, String json) throws ModelException {
        try {
            return GSON.fromJson(json, Header.class);
        } catch (RuntimeException e) {
            // Gson wraps what the records' constructors refuse into a bare RuntimeException.
            Throwable cause = e;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            throw new ModelException(
                    file + ": header cannot be understood: " + cause.getMessage(), e);
        }
    }

    private static void writeBank(DataOutputStream out, TrainedBank bank) throws IOException {
        out.writeUTF(bank.extractorId());
        out.writeDouble(bank.distortion());
        out.writeInt(bank.trainingVectors());
        out.writeDouble(bank.coveringRadius());
        out.writeBoolean(bank.curve().isPresent());
        if (bank.curve().isPresent()) {
            bank.curve().get().write(out);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
        BankFile.write(bytes, bank.bank());
        out.writeInt(bytes.size());
        bytes.writeTo(out);
    }

    private static TrainedBank readBank(DataInputStream in, byte[] bytes, int end, String name)
            throws IOException, ModelException {
        String extractorId = in.readUTF();
        double distortion = in.readDouble();
        int trainingVectors = in.readInt();
        double coveringRadius = in.readDouble();
        Optional<ElbowCurve> curve =
                in.readBoolean() ? Optional.of(ElbowCurve.read(in)) : Optional.empty();
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new ModelException(
                    name + ": " + length + " bytes, expected 0.." + in.available());
        }
        // The reader works in place: no copy of the bytes is made.
        MemoryBank bank = BankFile.read(ByteBuffer.wrap(bytes, end - in.available(), length), name);
        in.skipNBytes(length);
        return new TrainedBank(
                extractorId, bank, curve, distortion, trainingVectors, coveringRadius);
    }

    private static byte[] digest(byte[] bytes, int length) {
        MessageDigest digest = DataHash.sha256();
        digest.update(bytes, 0, length);
        return digest.digest();
    }
}
