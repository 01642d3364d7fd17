package org.lacuna.inspection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacuna.core.DataException;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.ModelException;
import org.lacuna.core.Progress;
import org.lacuna.core.Sample;
import org.lacuna.core.SampleSource;
import org.lacuna.core.Split;
import org.lacuna.core.Workers;
import org.lacuna.inspection.Provenance.Action;
import org.lacuna.inspection.TestParts.Flaw;
import org.lacuna.memorybank.UpdateParameters;

import java.nio.file.Path;
import java.util.List;

class LearnerTest {
    private static InspectionModel model;

    @TempDir Path folder;

    @BeforeAll
    static void train() throws Exception {
        model =
                new Trainer(TestParts.parameters(), TestParts.extractors())
                        .train(
                                TestParts.dataSet(6, 4, ModalitySet.BOTH),
                                Progress.NONE,
                                Workers.sequential());
    }

    private static SampleSource stained() {
        return TestParts.source(TestParts.part(TestParts.id("good", 77), 9, Flaw.STAIN));
    }

    private static Learner.Result learn(InspectionModel from, SampleSource... parts)
            throws Exception {
        return new Learner(from, TestParts.extractors(), UpdateParameters.defaults())
                .learn(
                        Learner.Part.of(Split.TEST, List.of(parts)),
                        Progress.NONE,
                        Workers.sequential());
    }

    @Test
    void learn_makesAFalseAlarmNormal() throws Exception {
        String id = model.sha256();
        Learner.Result result = learn(model, stained());
        Learner.Outcome outcome = result.outcomes().getFirst();
        assertEquals("disc/test/good/077", outcome.part());
        assertTrue(outcome.before().score() > 1, "no alarm: " + outcome.before().score());
        assertTrue(outcome.after().score() < outcome.before().score());
        assertTrue(outcome.after().score() <= 1, "still an alarm: " + outcome.after().score());
        assertEquals(id, model.sha256(), "the old model stays as it was");
        Provenance.Change change = result.model().provenance().history().getFirst();
        assertEquals(Action.LEARNED, change.action());
        assertEquals(UpdateParameters.DEFAULT_TOLERANCE, change.tolerance());
        assertEquals(UpdateParameters.DEFAULT_MAX_ADDED, change.maxAdded());
        assertTrue(change.added() > 0);
        // Another part with the same look comes nearer, one with another flaw stays an alarm.
        Inspector then = new Inspector(model, TestParts.extractors());
        Inspector now = new Inspector(result.model(), TestParts.extractors());
        Workers one = Workers.sequential();
        Sample like = TestParts.part(TestParts.id("x", 1), 10, Flaw.STAIN);
        double before = then.inspect(like, one).score();
        double after = now.inspect(like, one).score();
        assertTrue(after < before / 2, before + " became " + after);
        assertTrue(
                now.inspect(TestParts.part(TestParts.id("x", 2), 11, Flaw.BUMP), one).score() > 1);
    }

    @Test
    void learnAgain_changesNothing() throws Exception {
        InspectionModel once = learn(model, stained()).model();
        Learner.Result twice = learn(once, stained());
        assertTrue(twice.outcomes().getFirst().banks().isEmpty());
        assertEquals(once.sha256(), twice.model().sha256());
        assertEquals(once.sha256(), learn(model, stained()).model().sha256(), "deterministic");
    }

    @Test
    void forget_takesItBack() throws Exception {
        InspectionModel learned = learn(model, stained()).model();
        Path file = folder.resolve("m.lacuna");
        ModelFile.write(file, learned);
        InspectionModel read = ModelFile.read(file);
        assertEquals(learned.provenance(), read.provenance());
        Learner.Forgotten forgotten = Learner.forget(read, "disc/test/good/077");
        assertTrue(forgotten.removed().values().stream().allMatch(n -> n > 0));
        assertEquals(
                List.of(Action.LEARNED, Action.FORGOTTEN),
                forgotten.model().provenance().history().stream()
                        .map(Provenance.Change::action)
                        .toList());
        double score =
                new Inspector(forgotten.model(), TestParts.extractors())
                        .inspect(stained(), ModalitySet.BOTH, Workers.sequential())
                        .score();
        assertTrue(score > 1, "score " + score);
        // It may be learned once more.
        Learner.Outcome again = learn(forgotten.model(), stained()).outcomes().getFirst();
        assertTrue(!again.banks().isEmpty());
        ModelException e =
                assertThrows(ModelException.class, () -> Learner.forget(model, "disc/x/good/1"));
        assertTrue(e.getMessage().startsWith("part 'disc/x/good/1': no memory bank"));
    }

    @Test
    void trainingParts_areKnownByName() throws Exception {
        assertTrue(
                model.banks().values().stream()
                        .allMatch(
                                b ->
                                        b.bank().parts().stream()
                                                .allMatch(p -> p.startsWith("disc/train/good/"))));
    }

    @Test
    void whatCannotBeSeen_isRefused() throws Exception {
        assertThrows(
                DataException.class,
                () -> learn(model, TestParts.damaged(TestParts.id("good", 5))));
        assertThrows(
                ModelException.class,
                () -> new Learner(model, List.of(), UpdateParameters.defaults()));
    }
}
