package org.lacuna.annotation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lacuna.core.DataException;
import org.lacuna.core.Progress;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Files as other programs write them. */
class ForeignFilesTest {
    @TempDir Path folder;

    private static final String COCO =
            """
            {"images": [{"id": 7, "width": 4, "height": 3, "file_name": "../../etc/007.jpg", "license": 1}],
             "categories": [{"id": 1, "name": "scratch", "supercategory": "x"}, {"id": 9, "name": "dent"}],
             "annotations": [%s]}
            """;

    @Test
    void coco_polygonsAreUnited_andPathsAreNamesOnly() throws Exception {
        AnnotatedPart part =
                coco(
                        "{\"id\": 1, \"image_id\": 7, \"category_id\": 9, \"iscrowd\": 0, \"area\": 1.5,"
                                + " \"bbox\": [0,0,1,1], \"segmentation\":"
                                + " [[0,0,2,0,2,2,0,2],[1,0,3,0,3,2,1,2]]}");
        assertEquals("007", part.name());
        assertEquals(Masks.parse("###.", "###.", "...."), part.annotations().getFirst().mask());
        assertEquals("dent", part.annotations().getFirst().className());
        assertEquals(Origin.IMPORTED, part.annotations().getFirst().origin());
        assertEquals(2, part.classes().classes().size());
    }

    /** Columns first: the third number of cocoapi's run lengths goes down, not to the right. */
    @Test
    void coco_runLengths_runDownTheColumns() throws Exception {
        AnnotatedPart part =
                coco(
                        "{\"id\": 1, \"image_id\": 7, \"category_id\": 1, \"segmentation\":"
                                + " {\"size\": [3, 4], \"counts\": [2, 0, 1, 4, 5]}}");
        assertEquals(Masks.parse(".##.", ".#..", ".#.."), part.annotations().getFirst().mask());
    }

    /** The text is what cocoapi makes of 6, 1, 40, 4, 5, 4, 5, 4, 21 on 9 rows and 10 columns. */
    @Test
    void coco_compressedRunLengths_areThoseOfCocoapi() throws Exception {
        String text = COCO.replace("\"width\": 4, \"height\": 3", "\"width\": 10, \"height\": 9");
        String compressed = "61X13mN000`0";
        AnnotatedPart part =
                read(
                        ExchangeFormat.COCO,
                        String.format(
                                text,
                                "{\"image_id\": 7, \"category_id\": 1, \"segmentation\":"
                                        + " {\"size\": [9, 10], \"counts\": \""
                                        + compressed
                                        + "\"}}"));
        RunMask mask = part.annotations().getFirst().mask();
        assertEquals(13, mask.count());
        assertTrue(mask.contains(0, 6) && mask.contains(5, 2) && mask.contains(7, 5));
        Path file = folder.resolve("back.json");
        AnnotationExchange.writeFile(ExchangeFormat.COCO, file, List.of(part));
        assertTrue(Files.readString(file).contains("\"counts\": \"" + compressed + "\""));
        AnnotationExchange.writeFile(ExchangeFormat.COCO_RLE, file, List.of(part));
        assertTrue(Files.readString(file).contains("\"counts\": [6,1,40,4,5,4,5,4,21]"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"size":[3,4],"counts":[2,3,8]}   | annotations[0]: counts[2]: 8, expected 0..7 on a grid of 4 x 3
                    {"size":[3,4],"counts":[2,3]}     | annotations[0]: counts: they add up to 5, expected 12
                    {"size":[3,4],"counts":[67108864,67108864,67108864]} | counts[0]: 67108864, expected 0..12
                    {"size":[3,4],"counts":[-1,13]}   | number -1, expected a whole number in 0..67108864
                    {"size":[4,3],"counts":[12]}      | size: 4 rows, 3 columns, expected 3 and 4
                    {"size":[3,4],"counts":"X"}       | counts: character 1 ends no number, expected one that ends
                    {"size":[3,4],"counts":"~"}       | counts: character U+007E at 0, expected '0' to 'o'
                    {"size":[3,4],"counts":"oooooooooo0"} | counts: character 7 ends no number, expected one that ends
                    {"size":[3,4],"counts":"O"}       | counts[0]: -1, expected 0..12
                    [[0,0,1,1]]                       | polygon: 4 coordinates, expected an even number of at least 6
                    [[0,0,1,1,2]]                     | polygon: 5 coordinates, expected an even number of at least 6
                    [[0,0,1,1,2,1e300]]               | polygon: coordinate 1.0E300, expected -1.0E9 to 1.0E9
                    "x"                               | a text, expected an object
                    """)
    void coco_wrongMasks_areRefused(String segmentation, String message) {
        DataException e =
                assertThrows(
                        DataException.class,
                        () ->
                                coco(
                                        "{\"image_id\": 7, \"category_id\": 1, \"segmentation\": "
                                                + segmentation
                                                + "}"));
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    @Test
    void coco_wrongReferences_areRefused() {
        for (String ids :
                List.of(
                        "\"image_id\": 8, \"category_id\": 1",
                        "\"image_id\": 7, \"category_id\": 2")) {
            DataException e =
                    assertThrows(
                            DataException.class,
                            () -> coco("{" + ids + ", \"segmentation\": [[0,0,1,0,1,1]]}"));
            assertTrue(e.getMessage().contains(", expected one of the file's"), e.getMessage());
        }
        assertThrows(DataException.class, () -> coco("{\"image_id\": 7}"));
        assertThrows(DataException.class, () -> read(ExchangeFormat.COCO, "{\"shapes\": []}"));
    }

    @Test
    void coco_boxesWithoutSegmentation_areLeftOutAndTold() throws Exception {
        Path file =
                Files.writeString(
                        folder.resolve("boxes.json"),
                        String.format(
                                COCO,
                                "{\"image_id\": 7, \"category_id\": 1, \"segmentation\": []},"
                                        + "{\"image_id\": 7, \"category_id\": 1, \"bbox\":"
                                        + " [1,1,2,2]}"));
        AnnotationExchange.Imported imported =
                AnnotationExchange.read(ExchangeFormat.COCO, file, Progress.NONE);
        assertEquals(
                List.of("coco: an annotation without segmentation is left out (2 times)"),
                imported.notes());
        assertTrue(imported.parts().getFirst().annotations().isEmpty());
    }

    @Test
    void coco_imagesOfOneName_becomePartsOfDifferentNames() throws Exception {
        AnnotationExchange.Imported imported =
                AnnotationExchange.read(
                        ExchangeFormat.COCO,
                        Files.writeString(
                                folder.resolve("names.json"),
                                """
                                {"annotations": [], "images": [
                                {"id": 1, "width": 1, "height": 1, "file_name": "hole/rgb/000.png"},
                                {"id": 2, "width": 1, "height": 1, "file_name": "cut\\\\rgb\\\\000.png"},
                                {"id": 3, "width": 1, "height": 1, "file_name": "/cut/rgb/000.png"},
                                {"id": 4, "width": 1, "height": 1},
                                {"id": 5, "width": 1, "height": 1, "file_name": ".."}]}
                                """),
                        Progress.NONE);
        assertEquals(
                List.of("000", "cut_rgb_000", "cut_rgb_000-2", "image-4", "part"),
                imported.parts().stream().map(AnnotatedPart::name).toList());
    }

    @Test
    void labelme_groupsAreOneAnnotation_otherShapesAreTold() throws Exception {
        Path file =
                Files.writeString(
                        folder.resolve("007.json"),
                        """
                        {"version": "5.5.0", "flags": {}, "imagePath": "..\\\\x.jpg",
                         "imageData": "iVBORw0KGgo=", "imageHeight": 3, "imageWidth": 4,
                         "shapes": [
                         {"label": "cut", "points": [[0,0],[1.0,0],[1,1],[0,1]], "group_id": 3,
                          "shape_type": "polygon", "flags": {}, "description": "deep", "mask": null},
                         {"label": "cut", "points": [[2,1],[4,3]], "group_id": 3,
                          "shape_type": "rectangle", "flags": {}},
                         {"label": "hole", "points": [[2,0],[3,0],[3,1],[2,1]], "group_id": 3},
                         {"label": "hole", "points": [[2,1],[3,1]], "shape_type": "circle",
                          "group_id": null}]}
                        """);
        AnnotationExchange.Imported imported =
                AnnotationExchange.read(ExchangeFormat.LABELME, file, Progress.NONE);
        AnnotatedPart part = imported.parts().getFirst();
        assertEquals(2, part.annotations().size());
        assertEquals(Masks.parse("#...", "..##", "..##"), part.annotations().get(0).mask());
        assertEquals("deep", part.annotations().get(0).details().comment());
        assertEquals(Masks.parse("..#.", "....", "...."), part.annotations().get(1).mask());
        assertEquals(
                List.of("labelme: a shape that is no polygon or rectangle is left out"),
                imported.notes());
    }

    @Test
    void labelme_withoutSizeOrWithWrongPoints_isRefused() {
        assertMessage(ExchangeFormat.LABELME, "{\"shapes\": []}", "the members shapes, imageWidth");
        String shape =
                "{\"imageWidth\": 4, \"imageHeight\": 3, \"shapes\": [{\"label\": \"x\","
                        + " \"points\": %s}]}";
        assertMessage(
                ExchangeFormat.LABELME,
                String.format(shape, "[[0,0],[1]]"),
                "a point of 1 numbers, expected x and y");
        assertMessage(ExchangeFormat.LABELME, String.format(shape, "[]"), "shapes[0]: polygon: 0");
    }

    /** The mask of CVAT's own documentation. */
    @Test
    void cvat_exampleOfItsDocumentation_isRead() throws Exception {
        AnnotatedPart part =
                read(
                        ExchangeFormat.CVAT,
                        """
                        <?xml version="1.0" encoding="utf-8"?>
                        <annotations>
                          <version>1.1</version>
                          <meta><task><labels>
                            <label><name>plate</name><color>#ff0000</color><attributes></attributes></label>
                            <label><name>car</name><attributes></attributes></label>
                          </labels></task><dumped>2018-09-25 11:38:28</dumped></meta>
                          <image id="0" name="a/filename000.jpg" width="1600" height="1200">
                            <box label="plate" xtl="797.33" ytl="870.92" xbr="965.52" ybr="928.94" occluded="0" z_order="4">
                              <attribute name="severity">very</attribute>
                            </box>
                            <points label="wheel" points="574.90,939.48;1170.16,907.90" occluded="0"></points>
                            <skeleton label="s1"><points label="1" points="54.47,94.81"></points></skeleton>
                            <mask label="car" source="manual" occluded="0" rle="3, 5, 7, 7, 5, 9, 3, 11, 2, 11, 2, 12, 1, 12, 1, 26, 1, 12, 1, 12, 2, 11, 3, 9, 5, 7, 7, 5, 3" left="707" top="888" width="13" height="15" z_order="0">
                            </mask>
                          </image>
                        </annotations>
                        """);
        assertEquals("filename000", part.name());
        assertEquals(0xff0000, part.classes().find("plate").orElseThrow().colour());
        assertEquals(2, part.annotations().size());
        Annotation box = part.annotations().get(0);
        assertEquals(new RunMask.Bounds(797, 871, 169, 58), box.mask().bounds());
        assertEquals(Severity.UNRATED, box.details().severity());
        RunMask car = part.annotations().get(1).mask();
        assertEquals(new RunMask.Bounds(707, 888, 13, 15), car.bounds());
        assertTrue(car.contains(710, 888) && !car.contains(709, 888) && car.contains(714, 888));
        assertEquals(149, car.count());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    <mask label="x" rle="3, 5" left="0" top="0" width="3" height="2"/>   | rle: '5', expected 0..3
                    <mask label="x" rle="3" left="0" top="0" width="3" height="2"/>      | rle: lengths that add up to 3, expected 6
                    <mask label="x" rle="" left="0" top="0" width="3" height="2"/>       | rle: lengths that add up to 0, expected 6
                    <mask label="x" rle="0, 6" left="2" top="0" width="3" height="2"/>   | width: '3', expected 0..2
                    <mask label="x" rle="0, 6" left="0" top="9" width="3" height="2"/>   | top: '9', expected 0..2
                    <mask label="x" rle="0, NaN" left="0" top="0" width="3" height="2"/> | rle: 'NaN', expected 0..6
                    <polygon label="x" points="0,0;1,1"/>                                | polygon: 4 coordinates
                    <polygon label="x" points="0,0,1,1;2,2"/>                            | points: ';' missing before 3, expected x,y;x,y
                    <polygon label="x" points="0,0;1,NaN;2,2"/>                          | points: 'NaN', expected a number
                    <box label="" xtl="0" ytl="0" xbr="1" ybr="1"/>                      | class: blank, expected a name
                    <box label="x" xtl="0" ytl="0" xbr="1"/>                             | ybr: '', expected a number
                    """)
    void cvat_wrongShapes_areRefused(String element, String message) {
        assertMessage(
                ExchangeFormat.CVAT,
                "<annotations><image name=\"a\" width=\"4\" height=\"3\">"
                        + element
                        + "</image></annotations>",
                message);
    }

    /** Another file's content must not come in, and no entity may blow up. */
    @Test
    void cvat_documentTypesAndEntities_areRefused() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "top secret");
        String image = "<image name=\"a\" width=\"4\" height=\"3\"></image>";
        assertMessage(
                ExchangeFormat.CVAT,
                "<!DOCTYPE annotations [<!ENTITY e SYSTEM \""
                        + secret.toUri()
                        + "\">]><annotations><meta><labels><label><name>&e;</name></label></labels>"
                        + "</meta>"
                        + image
                        + "</annotations>",
                "a document type, expected a file without one");
        assertMessage(
                ExchangeFormat.CVAT,
                "<!DOCTYPE annotations SYSTEM \"http://localhost:1/x.dtd\"><annotations/>",
                "a document type");
        assertMessage(ExchangeFormat.CVAT, "<annotations>&e;" + image + "</annotations>", "");
        assertMessage(
                ExchangeFormat.CVAT,
                "<annotations>" + "<a>".repeat(100_000),
                "more than 32 levels of elements");
        assertMessage(
                ExchangeFormat.CVAT,
                "<annotations><track>" + "<a>".repeat(100_000),
                "more than 32 levels of elements");
        assertMessage(ExchangeFormat.CVAT, "<svg></svg>", "element 'svg', expected 'annotations'");
    }

    @Test
    void cvat_tracksOfVideos_areLeftOutAndTold() throws Exception {
        Path file =
                Files.writeString(
                        folder.resolve("video.xml"),
                        "<annotations><track id=\"0\" label=\"car\"><box frame=\"0\"/></track>"
                                + "</annotations>");
        AnnotationExchange.Imported imported =
                AnnotationExchange.read(ExchangeFormat.CVAT, file, Progress.NONE);
        assertEquals(List.of("cvat: a track of a video is left out"), imported.notes());
        assertFalse(imported.parts().iterator().hasNext());
    }

    @Test
    void folders_areReadByTheFormatsOfTheirFiles() throws Exception {
        AnnotatedPart part = Script.start();
        AnnotationExchange.writeFile(
                ExchangeFormat.LACUNA, folder.resolve("007.annotations.json"), List.of(part));
        Files.writeString(folder.resolve("run.json"), "{}");
        assertEquals(
                List.of(part),
                AnnotationExchange.read(ExchangeFormat.LACUNA, folder, Progress.NONE).parts());
        DataException e =
                assertThrows(
                        DataException.class,
                        () ->
                                AnnotationExchange.read(
                                        ExchangeFormat.LABELME, folder, Progress.NONE));
        assertTrue(
                e.getMessage().endsWith("no file NAME.json in it, expected at least one"),
                e.getMessage());
        assertThrows(
                DataException.class,
                () -> AnnotationExchange.read(ExchangeFormat.COCO, folder, Progress.NONE));
    }

    private AnnotatedPart coco(String annotations) throws Exception {
        return read(ExchangeFormat.COCO, String.format(COCO, annotations));
    }

    private AnnotatedPart read(ExchangeFormat format, String text) throws Exception {
        Path file = Files.writeString(folder.resolve("file" + format.extension()), text);
        List<AnnotatedPart> parts = AnnotationExchange.read(format, file, Progress.NONE).parts();
        assertEquals(1, parts.size());
        return parts.getFirst();
    }

    private void assertMessage(ExchangeFormat format, String text, String message) {
        DataException e = assertThrows(DataException.class, () -> read(format, text));
        assertTrue(e.getMessage().contains(message), e.getMessage());
        assertTrue(e.getMessage().length() < 500, e.getMessage());
    }
}
