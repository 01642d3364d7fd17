/**
 * What people mark on parts: masks with classes on the organized grid, the tools that draw them,
 * edits that can be undone, a journal that keeps every finished stroke, and the files of this and
 * of other programs. Draws nothing itself. The file formats are described in {@code
 * docs/formats.md}.
 */
package org.lacuna.annotation;
