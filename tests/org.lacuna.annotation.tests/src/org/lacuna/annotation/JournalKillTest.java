package org.lacuna.annotation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacuna.acquisition.ImageFiles;
import org.lacuna.core.AtomicFile;
import org.lacuna.core.SeededRandom;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Kills a process while it annotates. As often as the system property {@code
 * org.lacuna.annotation.kills} says, 20 if it says nothing.
 */
class JournalKillTest {
    private static final int KILLS = Integer.getInteger("org.lacuna.annotation.kills", 20);

    @TempDir Path folder;

    @Test
    void killedWhileAnnotating_everyFinishedStrokeIsThere() throws Exception {
        SeededRandom random = new SeededRandom(1);
        int inHand = 0;
        long steps = 0;
        int messages = 0;
        for (int i = 0; i < KILLS; i++) {
            Path file =
                    Files.createDirectory(folder.resolve("kill-" + i))
                            .resolve("007.annotations.json");
            Process child = start(file, i);
            assertEquals('.', child.getInputStream().read(), "the child made a step");
            // Many steps take place in this time, so any moment of one may be hit.
            Thread.sleep(random.nextInt(60), random.nextInt(1_000_000));
            // SIGKILL through the handle, since the process itself would close the stream.
            assertTrue(child.toHandle().destroyForcibly());
            int finished = 1 + child.getInputStream().readAllBytes().length;
            assertTrue(child.waitFor(30, TimeUnit.SECONDS));

            Script script = new Script(i);
            for (int s = 0; s < finished; s++) {
                script.next();
            }
            AnnotatedPart last = script.part();
            script.next();
            // The step in hand may have come to its end without a word of it.
            AnnotatedPart next = script.part();
            AnnotationFile.Latest latest = AnnotationFile.readLatest(file);
            try (AnnotationSession session = AnnotationSession.open(file)) {
                assertEquals(latest.part(), session.part());
                assertTrue(
                        session.part().equals(last) || session.part().equals(next),
                        "kill " + i + " after " + finished + " steps");
                inHand += session.part().equals(last) ? 0 : 1;
                messages += session.messages().size();
                // Work goes on.
                session.perform(
                        Edit.add(
                                "After the kill",
                                session.part(),
                                new Annotation(
                                        session.part().freshId(),
                                        Annotation.Details.of("dent"),
                                        RunMask.empty(Script.GRID),
                                        Origin.DRAWN)));
                session.save();
                assertEquals(session.part(), AnnotationFile.read(file));
            }
            steps += finished;
        }
        System.out.println(
                KILLS
                        + " kills after "
                        + steps
                        + " finished steps, none lost; "
                        + inHand
                        + " times the step in hand was kept, "
                        + messages
                        + " times half of it cut off");
    }

    private static Process start(Path file, long seed) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classPath(),
                        StrokeWriter.class.getName(),
                        file.toString(),
                        Long.toString(seed))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Where the classes needed lie: folders or jars, under OSGi, too. */
    private static String classPath() throws Exception {
        Set<String> places = new LinkedHashSet<>();
        for (Class<?> c :
                List.of(
                        StrokeWriter.class,
                        AnnotationSession.class,
                        ImageFiles.class,
                        AtomicFile.class,
                        Gson.class)) {
            Path place = Path.of(c.getProtectionDomain().getCodeSource().getLocation().toURI());
            places.add(place.toString());
            // A bundle run from its project has the classes in a folder of it.
            for (String classes : new String[] {"target/classes", "bin"}) {
                if (Files.isDirectory(place.resolve(classes))) {
                    places.add(place.resolve(classes).toString());
                }
            }
        }
        return String.join(File.pathSeparator, places);
    }
}
