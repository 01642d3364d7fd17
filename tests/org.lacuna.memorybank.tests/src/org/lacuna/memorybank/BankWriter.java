package org.lacuna.memorybank;

import java.nio.file.Path;

/** Overwrites one file with two banks in turn until it is killed. */
final class BankWriter {
    private BankWriter() {}

    /**
     * @param args the file, and the files of the two banks
     */
    public static void main(String[] args) throws Exception {
        Path file = Path.of(args[0]);
        MemoryBank[] banks = {BankFile.open(Path.of(args[1])), BankFile.open(Path.of(args[2]))};
        // The first write can be seen before the parent begins to count.
        for (int i = 0; ; i = 1 - i) {
            BankFile.write(file, banks[i]);
            System.out.write('.');
            System.out.flush();
        }
    }
}
