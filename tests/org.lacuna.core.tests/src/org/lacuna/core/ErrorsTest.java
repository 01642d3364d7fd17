package org.lacuna.core;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

class ErrorsTest {
    private static final Path FILE = Path.of("parts", "007.tiff");

    private static String message(IOException cause) {
        StorageException e = StorageException.of(FILE, "read", cause);
        assertSame(cause, e.getCause());
        return e.getMessage().substring((FILE + ": cannot be read: ").length());
    }

    @Test
    void dataException_namesFileFoundAndExpected() {
        DataException e = DataException.of(FILE, "2 channels", "3");
        assertEquals(FILE + ": 2 channels, expected 3", e.getMessage());
        IOException cause = new IOException("truncated");
        assertSame(cause, DataException.of(FILE, "a", "b", cause).getCause());
    }

    @Test
    void storageException_saysWhyInWords() {
        assertEquals("no permission", message(new AccessDeniedException("x")));
        assertEquals("no such file or folder: x", message(new NoSuchFileException("x")));
        assertEquals("x is in the way", message(new FileAlreadyExistsException("x")));
        assertEquals("Disk full", message(new FileSystemException("x", null, "Disk full")));
        assertEquals("broken pipe", message(new IOException("broken pipe")));
        assertEquals("IOException", message(new IOException()));
    }

    @Test
    void progress_cancelled_throwsOnTheNextLook() {
        assertDoesNotThrow(Progress.NONE::throwIfCancelled);
        assertFalse(Progress.NONE.isCancelled());
        Progress cancelled =
                new Progress() {
                    @Override
                    public void begin(String task, long steps) {}

                    @Override
                    public void advance(long steps) {}

                    @Override
                    public boolean isCancelled() {
                        return true;
                    }
                };
        CancelledException e = assertThrows(CancelledException.class, cancelled::throwIfCancelled);
        assertEquals("cancelled", e.getMessage());
        assertEquals(0, e.getStackTrace().length);
    }
}
