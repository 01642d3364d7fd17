package org.lacuna.annotation;

import java.nio.file.Path;

/** Annotates until it is killed, and says after each step that it is finished. */
final class StrokeWriter {
    private StrokeWriter() {}

    /**
     * @param args annotation file, seed of the script
     */
    public static void main(String[] args) throws Exception {
        Script script = new Script(Long.parseLong(args[1]));
        AnnotationSession session = AnnotationSession.create(Path.of(args[0]), Script.start());
        while (true) {
            Script.play(script.next(), session);
            System.out.write('.');
            System.out.flush();
        }
    }
}
