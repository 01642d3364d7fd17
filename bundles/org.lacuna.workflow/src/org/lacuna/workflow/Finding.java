package org.lacuna.workflow;

import java.util.Objects;

/**
 * Something about a part of a data set that people should know before they work with it.
 *
 * @param kind what it is
 * @param detail for people: what was found, in one line; may be empty
 */
public record Finding(Kind kind, String detail) {
    /** What can be wrong with a part. */
    public enum Kind {
        /** Other parts of the category have a colour image, this one does not. */
        MISSING_RGB(false),
        /** Other parts of the category have a scan, this one does not. */
        MISSING_XYZ(false),
        /** Image, scan and mask do not share one grid. */
        SIZE_MISMATCH(true),
        /** A file has the content of another part's file. */
        DUPLICATE(false),
        /** The same, and one of the two is for training, the other for tests. */
        TEST_PART_IN_TRAINING(true),
        /** A mask that belongs to no image and no scan: the data set cannot be opened. */
        MASK_WITHOUT_PART(true),
        /** A defective test part without a mask: where its defect is cannot be evaluated. */
        MISSING_MASK(false),
        /** A file is damaged or cannot be read. */
        UNREADABLE(true),
        /** A file of a kind that does not belong here: the data set cannot be opened. */
        FOREIGN_FILE(true),
        /** A second file of one modality: the data set cannot be opened. */
        SECOND_FILE(true);

        private final boolean error;

        Kind(boolean error) {
            this.error = error;
        }

        /** Whether work with the part fails or misleads; else it is only worth knowing. */
        public boolean isError() {
            return error;
        }
    }

    public Finding {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(detail, "detail");
    }
}
