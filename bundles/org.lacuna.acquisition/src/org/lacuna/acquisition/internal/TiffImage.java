package org.lacuna.acquisition.internal;

import org.lacuna.acquisition.ReadLimits;
import org.lacuna.core.DataException;
import org.lacuna.core.StorageException;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A floating-point TIFF in memory: the first image of a file.
 *
 * @param width columns
 * @param height rows
 * @param planes one row-major plane for each channel
 */
public record TiffImage(int width, int height, float[][] planes) {
    /** What a header says, without the samples. */
    public record Info(int width, int height, int channels, String samples, String layout) {}

    @FunctionalInterface
    private interface Action<T> {
        T on(RandomAccessFile in) throws IOException, DataException;
    }

    /**
     * @param channels how many channels the image must have
     */
    public static TiffImage read(Path path, int channels, ReadLimits limits)
            throws DataException, StorageException {
        return with(
                path,
                in -> {
                    TiffLayout layout = TiffHeader.read(path, in, limits);
                    if (layout.channels() != channels) {
                        throw DataException.of(
                                path,
                                layout.channels()
                                        + (layout.channels() == 1 ? " channel" : " channels"),
                                "" + channels);
                    }
                    return new TiffImage(
                            layout.width(), layout.height(), TiffDecoder.decode(path, in, layout));
                });
    }

    public static Info info(Path path, ReadLimits limits) throws DataException, StorageException {
        return with(
                path,
                in -> {
                    TiffLayout l = TiffHeader.read(path, in, limits);
                    return new Info(l.width(), l.height(), l.channels(), l.sampleText(), l.text());
                });
    }

    public static void write(Path path, int width, int height, float[][] planes)
            throws StorageException {
        TiffWriter.write(path, width, height, planes.length, (pixel, c) -> planes[c][pixel]);
    }

    private static <T> T with(Path path, Action<T> action) throws DataException, StorageException {
        try {
            FileChecks.requireReadable(path);
            try (RandomAccessFile in = new RandomAccessFile(path.toFile(), "r")) {
                return action.on(in);
            }
        } catch (FileNotFoundException e) {
            throw StorageException.of(path, "read", new NoSuchFileException(path.toString()));
        } catch (EOFException e) {
            throw DataException.of(path, "it ends before its data do", "a whole file", e);
        } catch (IOException e) {
            throw StorageException.of(path, "read", e);
        }
    }
}
