/**
 * How good the inspection is: I-AUROC, P-AUROC and AUPRO, all exact, and the run that trains,
 * inspects and measures category by category (method.md 7).
 */
package org.lacuna.evaluation;
