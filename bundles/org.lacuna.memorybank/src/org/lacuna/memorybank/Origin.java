package org.lacuna.memorybank;

/**
 * Where an entry of a memory bank was seen.
 *
 * @param part name of the part, as it was given to {@link VectorSample#add}
 * @param patch index of the patch in the grid, row by row
 */
public record Origin(String part, int patch) {}
