package org.lacuna.inspection;

import org.lacuna.inspection.EvidenceScale.Trial;

import java.util.List;

/**
 * What networks learn from, and what brings their word to the scale of the memory banks.
 *
 * @param book patches of training parts and their copies with defects
 * @param trials the training parts that networks do not learn from, without defects
 * @param defective copies of these with a defect
 */
record Lessons(LessonBook book, List<Trial> trials, List<Judge.Evidence> defective) {}
