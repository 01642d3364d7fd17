package org.lacuna.annotation;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Files that annotations come from and go to. */
public enum ExchangeFormat {
    /** Annotation files of this program, with their journals when read. */
    LACUNA("lacuna", AnnotationFile.EXTENSION, true),
    /** Ground-truth masks as MVTec 3D-AD has them. */
    GT("gt", ".png", true),
    /** COCO; written with compressed run lengths. */
    COCO("coco", ".json", false),
    /** COCO; written with run lengths as numbers. */
    COCO_RLE("coco-rle", ".json", false),
    /** COCO; written with polygons. */
    COCO_POLYGON("coco-polygon", ".json", false),
    /** LabelMe; polygons. */
    LABELME("labelme", ".json", true),
    /** CVAT for images 1.1; written with masks. */
    CVAT("cvat", ".xml", false),
    /** CVAT for images 1.1; written with polygons. */
    CVAT_POLYGON("cvat-polygon", ".xml", false);

    private final String key;
    private final String extension;
    private final boolean onePart;

    ExchangeFormat(String key, String extension, boolean onePart) {
        this.key = key;
        this.extension = extension;
        this.onePart = onePart;
    }

    /** Name on the command line. */
    public String key() {
        return key;
    }

    /** End of the file's name. */
    public String extension() {
        return extension;
    }

    /** Whether a file holds one part; else it holds as many as one likes. */
    public boolean onePart() {
        return onePart;
    }

    /**
     * @throws IllegalArgumentException when no format has that name
     */
    public static ExchangeFormat of(String key) {
        for (ExchangeFormat f : values()) {
            if (f.key.equals(key)) {
                return f;
            }
        }
        throw new IllegalArgumentException("format: '" + key + "', expected one of " + keys());
    }

    /** All names. */
    public static String keys() {
        return Arrays.stream(values()).map(ExchangeFormat::key).collect(Collectors.joining(", "));
    }
}
