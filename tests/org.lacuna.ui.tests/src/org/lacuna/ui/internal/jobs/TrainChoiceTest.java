package org.lacuna.ui.internal.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;
import org.lacuna.core.Modality;
import org.lacuna.inspection.InspectionParameters;
import org.lacuna.memorybank.BankParameters;
import org.lacuna.memorybank.ProjectionRule;
import org.lacuna.ui.internal.jobs.TrainChoice.Learning;

import java.util.List;

/** What is on the pages is what the model becomes. */
class TrainChoiceTest {
    private static final InspectionParameters BASE =
            InspectionParameters.defaults().withExtractor(Modality.RGB, "a-network-1");

    @Test
    void defaults_changeNothing() {
        assertEquals(BASE, Learning.defaults().parameters(BASE));
    }

    @Test
    void everyField_hasItsEffect() {
        InspectionParameters p =
                new Learning(
                                false,
                                false,
                                false,
                                7,
                                512,
                                300_000,
                                ProjectionRule.distortion(0.05),
                                9,
                                2)
                        .parameters(BASE);
        assertFalse(p.lessons().enabled());
        assertEquals(0, p.lessons().generatedWeight());
        assertEquals(List.of(), p.scoring().blurPx());
        assertEquals(7, p.lessons().annotationWeight());
        assertEquals(512, p.rgb().bank().fixedEntries());
        assertEquals(BankParameters.Method.CORESET, p.rgb().bank().method());
        assertEquals(300_000, p.rgb().bank().maxTrainingVectors());
        assertEquals(300_000, p.xyz().bank().maxTrainingVectors());
        for (Modality m : Modality.values()) {
            assertEquals(ProjectionRule.distortion(0.05), p.of(m).bank().projection());
        }
        assertEquals(9, p.seed());
        assertEquals("a-network-1", p.rgb().extractor());
        assertEquals(BASE.xyz().bank().method(), p.xyz().bank().method());
    }
}
