package org.lacuna.ui.internal.annotating;

import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.preferences.IEclipsePreferences;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.lacuna.annotation.AnnotationClass;
import org.lacuna.annotation.ClassCatalogue;
import org.osgi.service.prefs.BackingStoreException;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** What is remembered of annotating: the folder of each data set, and the classes used last. */
public final class AnnotationPreferences {
    private static final String NODE = "org.lacuna.ui/annotation";
    private static final String CLASSES = "classes";

    /** Kinds of defects that most parts can have. */
    private static final List<String> USUAL_CLASSES =
            List.of("scratch", "dent", "crack", "contamination", "missing material");

    private AnnotationPreferences() {}

    private static IEclipsePreferences node() {
        return InstanceScope.INSTANCE.getNode(NODE);
    }

    /** The folder that was chosen for the data set, or the usual one. */
    public static Path folder(AnnotationPlace place) {
        String chosen = node().node("folders").get(place.home().toString(), null);
        try {
            return chosen == null ? place.usualFolder() : Path.of(chosen);
        } catch (InvalidPathException e) {
            return place.usualFolder();
        }
    }

    public static void setFolder(AnnotationPlace place, Path folder) {
        node().node("folders").put(place.home().toString(), folder.toString());
        flush();
    }

    /** The classes used last, for parts that have no annotations yet. */
    static ClassCatalogue classes() {
        ClassCatalogue catalogue = ClassCatalogue.empty();
        for (String line : node().get(CLASSES, "").split("\n")) {
            String[] colourAndName = line.split(" ", 2);
            try {
                if (colourAndName.length == 2) {
                    catalogue =
                            catalogue.including(
                                    colourAndName[1], Integer.parseInt(colourAndName[0], 16));
                }
            } catch (IllegalArgumentException e) {
                // Edited by hand: without that class.
            }
        }
        if (catalogue.classes().isEmpty()) {
            for (String name : USUAL_CLASSES) {
                catalogue = catalogue.including(name);
            }
        }
        return catalogue;
    }

    static void setClasses(ClassCatalogue catalogue) {
        StringBuilder text = new StringBuilder();
        for (AnnotationClass c : catalogue.classes()) {
            text.append(c.colourText().substring(1)).append(' ').append(c.name()).append('\n');
        }
        node().put(CLASSES, text.toString());
        flush();
    }

    private static void flush() {
        try {
            node().flush();
        } catch (BackingStoreException e) {
            ILog.get().warn("What was chosen for annotations could not be stored", e);
        }
    }
}
