package org.lacuna.distillation;

/**
 * What an epoch of training came to.
 *
 * @param network who learned: teacher or student
 * @param number from 1
 * @param loss mean loss of its steps
 * @param validationAuroc AUROC of the patches of parts that were not learned from, mean over what
 *     the network may see of them; NaN when these have no defect, or nothing else
 */
public record Epoch(String network, int number, double loss, double validationAuroc) {}
