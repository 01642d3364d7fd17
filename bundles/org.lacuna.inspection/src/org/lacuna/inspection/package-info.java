/**
 * The pipeline: {@link org.lacuna.inspection.Trainer} turns good parts into an {@link
 * org.lacuna.inspection.InspectionModel}, {@link org.lacuna.inspection.Inspector} turns a part and
 * a model into a verdict with measured evidence, {@link org.lacuna.inspection.ModelFile} keeps
 * models on disk.
 */
package org.lacuna.inspection;
