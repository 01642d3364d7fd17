package org.lacuna.acquisition;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.lacuna.acquisition.internal.TestTiff;
import org.lacuna.core.DataSet;
import org.lacuna.core.LacunaException;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.PixelMask;
import org.lacuna.core.RgbImage;
import org.lacuna.core.Sample;
import org.lacuna.core.SampleId;
import org.lacuna.core.SampleSource;
import org.lacuna.core.SeededRandom;
import org.lacuna.core.Split;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

import javax.imageio.ImageIO;

/**
 * A table of broken inputs. Each must be refused at once, by an exception of the checked family
 * whose message names the file, what was found and what was expected, and no class of a decoder.
 */
class BrokenInputsTest {
    @TempDir Path folder;

    @FunctionalInterface
    private interface Maker {
        Path make(Path file) throws IOException, LacunaException;
    }

    @FunctionalInterface
    private interface Reader {
        void read(Path file) throws LacunaException;
    }

    private int number;

    private DynamicTest broken(
            String name, String extension, Maker maker, Reader reader, String... words) {
        Path file = folder.resolve("broken" + number++ + extension);
        return DynamicTest.dynamicTest(
                name,
                () -> {
                    Path made = maker.make(file);
                    LacunaException e =
                            assertTimeout(
                                    Duration.ofSeconds(2),
                                    () ->
                                            assertThrows(
                                                    LacunaException.class,
                                                    () -> reader.read(made)));
                    String message = e.getMessage();
                    assertTrue(
                            message.contains(file.getFileName().toString()), "no file: " + message);
                    for (String word : words) {
                        assertTrue(message.contains(word), "no '" + word + "': " + message);
                    }
                    assertFalse(
                            message.matches("(?s).*(\\bjava\\.|Exception|\\n).*"),
                            "a decoder shows through: " + message);
                });
    }

    private DynamicTest tiff(String name, TestTiff tiff, String... words) {
        return broken(name, ".tiff", tiff::write, f -> TiffFiles.readCloud(f, 1), words);
    }

    @TestFactory
    Stream<DynamicTest> tiffs() {
        byte[] packed = deflate(new byte[144]);
        return Stream.of(
                broken("empty", ".tiff", f -> write(f, 0), this::cloud, "empty file"),
                broken("short", ".tiff", f -> write(f, 5), this::cloud, "5 bytes long"),
                broken(
                        "no TIFF",
                        ".tiff",
                        f -> write(f, "ply\nformat ascii 1.0\n".getBytes(StandardCharsets.UTF_8)),
                        this::cloud,
                        "byte 0: no TIFF file",
                        "II or MM"),
                broken(
                        "version",
                        ".tiff",
                        f -> write(f, new byte[] {'I', 'I', 44, 0, 8, 0, 0, 0}),
                        this::cloud,
                        "version 44"),
                broken(
                        "directory outside",
                        ".tiff",
                        f -> write(f, new byte[] {'I', 'I', 42, 0, 0, 0, 0, 1}),
                        this::cloud,
                        "directory said to be at byte 16777216",
                        "inside the file of 8 bytes"),
                broken(
                        "cut in the data",
                        ".tiff",
                        f -> cut(f, 1100),
                        this::cloud,
                        "strip 0",
                        "(truncated?)"),
                broken("cut in the directory", ".tiff", f -> cut(f, 60), this::cloud, "is cut"),
                tiff("no width", new TestTiff().without(256), "without width"),
                tiff("no strips", new TestTiff().without(273), "without segment offsets"),
                tiff("width zero", new TestTiff().tag(256, 0), "0 x 3 pixels", "at least 1 x 1"),
                tiff(
                        "2^31 pixels",
                        new TestTiff().tag(256, 65536).tag(257, 32768).data(new byte[0]),
                        "65536 x 32768 pixels",
                        "at most"),
                tiff(
                        "50 megapixels in no bytes",
                        new TestTiff().tag(256, 10000).tag(257, 5000).tag(278, 5000),
                        "strip 0: 144 bytes",
                        "enough for 600000000 bytes"),
                tiff(
                        "50 megapixels in few deflated bytes",
                        new TestTiff().tag(256, 10000).tag(257, 5000).tag(278, 5000).tag(259, 8),
                        "enough for 600000000 bytes"),
                tiff(
                        "huge tiles",
                        new TestTiff().tag(322, 60000).tag(323, 60000).tag(324, 1000).tag(325, 144),
                        "tiles of 60000 x 60000"),
                tiff("one channel", oneChannel(), "1 channel", "expected 3"),
                tiff(
                        "integers",
                        new TestTiff().tag(339, 1, 1, 1),
                        "32-bit unsigned integer",
                        "float"),
                tiff("16-bit floats", new TestTiff().tag(258, 16, 16, 16), "16-bit float"),
                tiff("mixed bits", new TestTiff().tag(258, 32, 16, 32), "32 and 16"),
                tiff("JPEG in TIFF", new TestTiff().tag(259, 7), "compression 7", "deflate"),
                tiff("predictor", new TestTiff().tag(317, 9), "predictor 9"),
                tiff("strip outside", new TestTiff().tag(273, 5000), "strip 0", "at byte 5000"),
                tiff("strip count", new TestTiff().tag(278, 1), "1 segment offsets, expected 3"),
                tiff(
                        "deflate garbage",
                        new TestTiff().tag(259, 8),
                        "strip 0 at byte 1000: damaged"),
                tiff(
                        "deflate cut",
                        new TestTiff()
                                .tag(259, 8)
                                .tag(279, packed.length / 2)
                                .data(Arrays.copyOf(packed, packed.length / 2)),
                        "strip 0 at byte 1000"),
                tiff(
                        "LZW garbage",
                        new TestTiff().tag(259, 5).data(noise(144)),
                        "strip 0 at byte 1000"),
                tiff("PackBits cut", new TestTiff().tag(259, 32773).tag(279, 40), "ends after"),
                tiff(
                        "millions of values",
                        new TestTiff().tag(258, new long[1]).tag(277, 3000),
                        "3000 channels"));
    }

    private static TestTiff oneChannel() {
        return new TestTiff().tag(277, 1).tag(258, 32).tag(339, 3);
    }

    @TestFactory
    Stream<DynamicTest> images() {
        Reader rgb = f -> ImageFiles.readRgb(f);
        Reader mask = f -> ImageFiles.readMask(f);
        return Stream.of(
                broken("empty", ".png", f -> write(f, 0), rgb, "empty file"),
                broken(
                        "text",
                        ".png",
                        f -> write(f, "hello world".getBytes(StandardCharsets.UTF_8)),
                        rgb,
                        "neither PNG nor JPEG"),
                broken(
                        "signature only",
                        ".png",
                        f -> write(f, Arrays.copyOf(png(8, 8), 20)),
                        rgb,
                        "20 bytes long"),
                broken(
                        "cut in the image data",
                        ".png",
                        f -> write(f, Arrays.copyOf(png(90, 70), 2000)),
                        rgb,
                        "IDAT",
                        "(truncated?)"),
                broken(
                        "cut before the end",
                        ".png",
                        f -> writeWithoutEnd(f),
                        rgb,
                        "IEND",
                        "(truncated?)"),
                broken("flipped bit", ".png", f -> flip(f, 300), rgb, "IDAT at byte", "damaged"),
                broken(
                        "flipped bit in the header",
                        ".png",
                        f -> flip(f, 19),
                        rgb,
                        "IHDR at byte 8",
                        "damaged"),
                broken(
                        "huge",
                        ".png",
                        f -> write(f, pngOf(50_000, 50_000, 8, 2, new byte[50])),
                        rgb,
                        "50000 x 50000 pixels",
                        "at most"),
                broken(
                        "bomb",
                        ".png",
                        f -> write(f, pngOf(8000, 8000, 8, 2, new byte[50])),
                        rgb,
                        "bytes of image data"),
                broken(
                        "too few rows",
                        ".png",
                        f -> write(f, pngOf(10, 10, 8, 2, new byte[31 * 4])),
                        rgb),
                broken(
                        "no deflate data",
                        ".png",
                        f -> write(f, pngRaw(10, 10, 8, 2, noise(200))),
                        rgb,
                        "damaged"),
                broken(
                        "zero width",
                        ".png",
                        f -> write(f, pngOf(0, 10, 8, 2, new byte[50])),
                        rgb,
                        "0 x 10 pixels"),
                broken(
                        "colour type",
                        ".png",
                        f -> write(f, pngOf(1, 1, 8, 5, new byte[50])),
                        rgb,
                        "colour type 5"),
                broken(
                        "bit depth",
                        ".png",
                        f -> write(f, pngOf(1, 1, 3, 0, new byte[50])),
                        rgb,
                        "3 bits"),
                broken(
                        "JPEG cut",
                        ".jpg",
                        f -> write(f, Arrays.copyOf(jpeg(), jpeg().length / 2)),
                        rgb,
                        "damaged"),
                broken(
                        "JPEG start only",
                        ".jpg",
                        f -> write(f, Arrays.copyOf(jpeg(), 12)),
                        rgb,
                        "damaged"),
                broken("JPEG mask", ".jpg", f -> write(f, jpeg()), mask, "JPEG", "PNG"),
                broken("a folder", ".png", Files::createDirectory, rgb, "a folder", "a file"),
                broken("missing", ".png", f -> f, rgb, "no such file"));
    }

    @TestFactory
    Stream<DynamicTest> dataSets() {
        Reader open = f -> DataSets.standard().open(f, List.of());
        return Stream.of(
                broken("missing root", "", f -> f, open, "no such file or folder"),
                broken(
                        "empty root",
                        "",
                        Files::createDirectory,
                        open,
                        "holds nothing",
                        "MVTec 3D-AD or Eyecandies"),
                broken("root is a file", "", f -> write(f, 3), open, "a file", "a folder"),
                broken(
                        "pictures without layout",
                        "",
                        f -> {
                            Files.createDirectory(f);
                            write(f.resolve("a.png"), 3);
                            return f;
                        },
                        open,
                        "holds a.png"),
                broken(
                        "no such category",
                        "",
                        f -> mvtec(f),
                        f -> DataSets.standard().open(f, List.of("bagel", "rope")),
                        "no category 'rope'",
                        "one of bagel"),
                broken(
                        "empty defect folder",
                        "",
                        f -> {
                            mvtec(f);
                            Files.createDirectories(f.resolve("bagel/test/hole/rgb"));
                            return f;
                        },
                        open,
                        "hole",
                        "no sample in it"),
                broken(
                        "two files for a sample",
                        "",
                        f -> {
                            mvtec(f);
                            write(f.resolve("bagel/train/good/rgb/000.jpg"), 3);
                            return f;
                        },
                        open,
                        "a second file for sample '000'"),
                broken(
                        "a file of another kind",
                        "",
                        f -> {
                            mvtec(f);
                            write(f.resolve("bagel/train/good/rgb/001.bmp"), 3);
                            return f;
                        },
                        open,
                        "001.bmp",
                        "only .png, .jpg, .jpeg"),
                broken(
                        "a mask without sample",
                        "",
                        f -> {
                            mvtec(f);
                            write(f.resolve("bagel/train/good/gt/001.png"), 3);
                            return f;
                        },
                        open,
                        "a mask without sample"),
                broken(
                        "sizes that differ",
                        "",
                        f -> mvtec(f),
                        this::loadAll,
                        "000.png: 8 x 6 pixels, expected 4 x 3 as in",
                        "000.tiff"),
                broken(
                        "a mask of another size",
                        "",
                        f -> {
                            mvtec(f);
                            ImageFiles.writeMask(
                                    f.resolve("bagel/train/good/gt/000.png"), PixelMask.full(5, 5));
                            return f;
                        },
                        this::truthOfAll,
                        "5 x 5 pixels"),
                broken(
                        "Eyecandies without range",
                        "",
                        f -> {
                            eyecandies(f);
                            Files.delete(f.resolve("candy/train/data/000_info_depth.yaml"));
                            return f;
                        },
                        this::loadAll,
                        "000_info_depth.yaml",
                        "no such file"),
                broken(
                        "Eyecandies, no number",
                        "",
                        f -> eyecandies(f, "normalization: {min: near, max: 2}"),
                        this::loadAll,
                        "no number under normalization.min"),
                broken(
                        "Eyecandies, empty yaml",
                        "",
                        f -> eyecandies(f, ""),
                        this::loadAll,
                        "no number under normalization.min"),
                broken(
                        "Eyecandies, no yaml",
                        "",
                        f -> eyecandies(f, "{: ]["),
                        this::loadAll,
                        "damaged",
                        "YAML"),
                broken(
                        "Eyecandies, a class in the yaml",
                        "",
                        f -> eyecandies(f, "!!javax.script.ScriptEngineManager [x]"),
                        this::loadAll,
                        "damaged"),
                broken(
                        "Eyecandies, range upside down",
                        "",
                        f -> eyecandies(f, "normalization: {min: 3, max: 2}"),
                        this::loadAll,
                        "depth from 3.0 to 2.0"),
                broken(
                        "Eyecandies, colour as depth",
                        "",
                        f -> {
                            eyecandies(f);
                            ImageFiles.writePng(
                                    f.resolve("candy/train/data/000_depth.png"),
                                    new RgbImage(2, 2, new byte[12]));
                            return f;
                        },
                        this::loadAll,
                        "3 channels of 8 bits",
                        "1 channel of 16 bits"),
                broken(
                        "Eyecandies, good or bad unknown",
                        "",
                        f -> {
                            eyecandies(f);
                            Files.createDirectories(f.resolve("candy/test_public/data"));
                            ImageFiles.writePng(
                                    f.resolve("candy/test_public/data/00_image_4.png"),
                                    new RgbImage(2, 2, new byte[12]));
                            return f;
                        },
                        open,
                        "nothing says whether sample 00 is good"));
    }

    @TestFactory
    Stream<DynamicTest> singleFiles() {
        Reader pair = f -> SampleFiles.pair(List.of(f));
        return Stream.of(
                broken("missing", ".tiff", f -> f, pair, "no such file"),
                broken("a folder", ".tiff", Files::createDirectory, pair, "a folder"),
                broken("another kind", ".ply", f -> write(f, 3), pair, "another kind", ".tiff"),
                broken(
                        "twice",
                        ".png",
                        f -> write(f, 3),
                        f -> SampleFiles.pair(List.of(f, f)),
                        "a second RGB file"));
    }

    private void cloud(Path file) throws LacunaException {
        TiffFiles.readCloud(file, 1);
    }

    private void loadAll(Path root) throws LacunaException {
        for (DataSet set : DataSets.standard().open(root, List.of())) {
            for (SampleSource source : set.samples(Split.TRAIN)) {
                source.load(ModalitySet.BOTH);
            }
        }
    }

    private void truthOfAll(Path root) throws LacunaException {
        for (DataSet set : DataSets.standard().open(root, List.of())) {
            for (SampleSource source : set.samples(Split.TRAIN)) {
                source.loadGroundTruth();
            }
        }
    }

    private static Path write(Path file, int bytes) throws IOException {
        return write(file, new byte[bytes]);
    }

    private static Path write(Path file, byte[] bytes) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.write(file, bytes);
    }

    private static Path cut(Path file, int bytes) throws IOException {
        byte[] whole = Files.readAllBytes(new TestTiff().write(file));
        return Files.write(file, Arrays.copyOf(whole, bytes));
    }

    private static byte[] noise(int length) {
        SeededRandom random = new SeededRandom(77);
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) random.nextLong();
        }
        return bytes;
    }

    private static byte[] deflate(byte[] data) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new DeflaterOutputStream(bytes, new Deflater(1))) {
            out.write(data);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    private byte[] png(int width, int height) throws IOException, LacunaException {
        Path file = folder.resolve("good.png");
        ImageFiles.writePng(file, new RgbImage(width, height, noise(3 * width * height)));
        return Files.readAllBytes(file);
    }

    private Path writeWithoutEnd(Path file) throws IOException, LacunaException {
        byte[] whole = png(9, 9);
        return write(file, Arrays.copyOf(whole, whole.length - 12));
    }

    private Path flip(Path file, int at) throws IOException, LacunaException {
        byte[] whole = png(40, 30);
        whole[at] ^= 4;
        return write(file, whole);
    }

    private static byte[] pngOf(int width, int height, int bits, int type, byte[] rows) {
        return pngRaw(width, height, bits, type, deflate(rows));
    }

    /** A PNG with right checksums and whatever content. */
    private static byte[] pngRaw(int width, int height, int bits, int type, byte[] data) {
        ByteBuffer b = ByteBuffer.allocate(8 + 25 + 12 + data.length + 12);
        b.putLong(0x89504e470d0a1a0aL);
        byte[] header =
                ByteBuffer.allocate(13)
                        .putInt(width)
                        .putInt(height)
                        .put((byte) bits)
                        .put((byte) type)
                        .array();
        chunk(b, "IHDR", header);
        chunk(b, "IDAT", data);
        chunk(b, "IEND", new byte[0]);
        return b.array();
    }

    private static void chunk(ByteBuffer b, String name, byte[] data) {
        byte[] typed =
                ByteBuffer.allocate(4 + data.length)
                        .put(name.getBytes(StandardCharsets.US_ASCII))
                        .put(data)
                        .array();
        CRC32 crc = new CRC32();
        crc.update(typed);
        b.putInt(data.length).put(typed).putInt((int) crc.getValue());
    }

    private static byte[] jpeg() throws IOException {
        BufferedImage image = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
        SeededRandom random = new SeededRandom(3);
        for (int i = 0; i < 64 * 48; i++) {
            image.setRGB(i % 64, i / 64, random.nextInt(1 << 24));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "jpeg", out);
        return out.toByteArray();
    }

    /** One training sample whose image is 8 x 6 and whose cloud is 4 x 3. */
    private static Path mvtec(Path root) throws IOException, LacunaException {
        SampleId id = new SampleId("bagel", "good", "000");
        float[] ones = new float[12];
        Arrays.fill(ones, 1);
        OrganizedCloud cloud = new OrganizedCloud(4, 3, ones, ones.clone(), ones.clone());
        RgbImage image = new RgbImage(8, 6, new byte[3 * 48]);
        DataSetWriter writer = new DataSetWriter(root);
        writer.write(
                Split.TRAIN,
                new Sample(id, Optional.of(image), Optional.empty()),
                Optional.empty());
        writer.write(
                Split.TRAIN,
                new Sample(id, Optional.empty(), Optional.of(cloud)),
                Optional.empty());
        return root;
    }

    private static Path eyecandies(Path root) throws IOException, LacunaException {
        return eyecandies(root, "normalization: {min: 1, max: 2}");
    }

    private static Path eyecandies(Path root, String yaml) throws IOException, LacunaException {
        Path data = root.resolve("candy/train/data");
        write(data.resolve("000_depth.png"), pngOf(2, 2, 16, 0, new byte[10]));
        Files.writeString(data.resolve("000_info_depth.yaml"), yaml);
        return root;
    }
}
