package org.lacuna.annotation.internal;

import org.lacuna.annotation.AnnotatedPart;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Makes plain part names of the image names in foreign files. A name never leads anywhere: what
 * could be a path becomes one word. Not thread-safe.
 */
public final class PartNames {
    private static final Set<String> IMAGES =
            Set.of("png", "jpg", "jpeg", "tif", "tiff", "bmp", "webp");

    private final Set<String> taken = new HashSet<>();

    /**
     * The file's name without extension; where that is taken, with its folders in front.
     *
     * @param path as in the file, with slashes of any kind
     */
    String ofPath(String path) {
        String[] elements = path.replace('\\', '/').split("/");
        String stem = elements.length == 0 ? "" : clean(stem(elements[elements.length - 1]));
        if (!taken.contains(key(stem))) {
            return unique(stem);
        }
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < elements.length - 1; i++) {
            if (!elements[i].isEmpty() && !elements[i].equals(".") && !elements[i].equals("..")) {
                name.append(elements[i]).append('_');
            }
        }
        return unique(clean(name + stem));
    }

    /** The name itself, or with a number behind it where it is taken. */
    public String unique(String name) {
        String free = name;
        for (int i = 2; !taken.add(key(free)); i++) {
            free = name + "-" + i;
        }
        return free;
    }

    /** Some file systems take no notice of capitals. */
    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** Without the extension of an image. */
    static String stem(String fileName) {
        int dot = fileName.lastIndexOf('.');
        return dot > 0 && IMAGES.contains(fileName.substring(dot + 1).toLowerCase(Locale.ROOT))
                ? fileName.substring(0, dot)
                : fileName;
    }

    /** A text that is a part's name. */
    static String clean(String text) {
        // With room for a number behind it.
        int most = AnnotatedPart.MAX_NAME - 10;
        String name =
                text.replaceAll("[\\p{Cntrl}\\p{Cs}\\uFFFE\\uFFFF/\\\\:*?\"<>|]", "_").strip();
        if (name.length() > most) {
            // The end is what differs in long paths.
            name = name.substring(name.length() - most).strip();
            if (Character.isLowSurrogate(name.charAt(0))) {
                name = name.substring(1);
            }
        }
        return name.isBlank() || name.matches("\\.+") ? "part" : name;
    }
}
