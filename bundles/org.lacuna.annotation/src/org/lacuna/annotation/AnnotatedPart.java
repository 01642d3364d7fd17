package org.lacuna.annotation;

import org.lacuna.annotation.internal.Texts;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All annotations of one part, with the classes they may have.
 *
 * @param name of the part; a plain file name, never a path
 * @param grid size of the grid that all masks lie on
 * @param classes the classes that annotations may have
 * @param nextId number for the next new id; above that of every annotation there ever was, so that
 *     no id comes back
 * @param annotations at most {@link #MAX_ANNOTATIONS}, each id once; later ones lie on top; copied
 */
public record AnnotatedPart(
        String name,
        GridSize grid,
        ClassCatalogue classes,
        int nextId,
        List<Annotation> annotations) {
    public static final int MAX_ANNOTATIONS = 10_000;
    public static final int MAX_NAME = 200;

    private static final int MAX_ID = 1_000_000_000;

    private static final String ID_PREFIX = "a";

    public AnnotatedPart {
        checkName(name);
        Objects.requireNonNull(grid, "grid");
        Objects.requireNonNull(classes, "classes");
        annotations = List.copyOf(annotations);
        if (annotations.size() > MAX_ANNOTATIONS) {
            throw new IllegalArgumentException(
                    "annotations: " + annotations.size() + ", expected at most " + MAX_ANNOTATIONS);
        }
        if (nextId < 1 || nextId > MAX_ID) {
            throw new IllegalArgumentException("nextId: " + nextId + ", expected 1.." + MAX_ID);
        }
        Set<String> names =
                classes.classes().stream().map(AnnotationClass::name).collect(Collectors.toSet());
        Set<String> ids = new HashSet<>();
        for (Annotation a : annotations) {
            if (!ids.add(a.id())) {
                throw new IllegalArgumentException("id: '" + a.id() + "' twice, expected once");
            }
            if (!a.mask().grid().equals(grid)) {
                throw new IllegalArgumentException(
                        "mask of '" + a.id() + "': " + a.mask().grid() + ", expected " + grid);
            }
            if (!names.contains(a.className())) {
                throw new IllegalArgumentException(
                        "class of '"
                                + a.id()
                                + "': '"
                                + a.className()
                                + "', expected one of the catalogue");
            }
            nextId = Math.max(nextId, numberOf(a.id()) + 1);
        }
    }

    /** A part without annotations. */
    public static AnnotatedPart empty(String name, GridSize grid, ClassCatalogue classes) {
        return new AnnotatedPart(name, grid, classes, 1, List.of());
    }

    private static void checkName(String name) {
        Texts.checkName("name", name, MAX_NAME);
        if (name.indexOf('/') >= 0
                || name.indexOf('\\') >= 0
                || name.equals(".")
                || name.equals("..")) {
            throw new IllegalArgumentException(
                    "name: '" + name + "', expected a plain name, no path");
        }
    }

    /** Number of an id of {@link #freshId}, 0 for any other. */
    private static int numberOf(String id) {
        // More digits are not of our making, and would use up the numbers.
        return id.matches(ID_PREFIX + "[1-9][0-9]{0,7}")
                ? Integer.parseInt(id.substring(ID_PREFIX.length()))
                : 0;
    }

    /** An id that no annotation of this part has or had. */
    public String freshId() {
        long number = nextId;
        while (find(ID_PREFIX + number).isPresent()) {
            number++;
        }
        return ID_PREFIX + number;
    }

    public Optional<Annotation> find(String id) {
        return annotations.stream().filter(a -> a.id().equals(id)).findFirst();
    }

    /**
     * @throws IllegalArgumentException when there is none
     */
    public Annotation require(String id) {
        return annotations.get(indexOf(id));
    }

    /**
     * Place of the annotation.
     *
     * @throws IllegalArgumentException when there is none
     */
    public int indexOf(String id) {
        for (int i = 0; i < annotations.size(); i++) {
            if (annotations.get(i).id().equals(id)) {
                return i;
            }
        }
        throw new IllegalArgumentException("id: '" + id + "', expected one of the part");
    }

    /** With one more annotation, at that place. */
    public AnnotatedPart with(int index, Annotation annotation) {
        if (index < 0 || index > annotations.size()) {
            throw new IllegalArgumentException(
                    "index: " + index + ", expected 0.." + annotations.size());
        }
        List<Annotation> list = new ArrayList<>(annotations);
        list.add(index, annotation);
        return new AnnotatedPart(name, grid, classes, nextId, list);
    }

    /** With one more annotation, on top. */
    public AnnotatedPart with(Annotation annotation) {
        return with(annotations.size(), annotation);
    }

    /** Without the annotation of that id. */
    public AnnotatedPart without(String id) {
        List<Annotation> list = new ArrayList<>(annotations);
        list.remove(indexOf(id));
        return new AnnotatedPart(name, grid, classes, nextId, list);
    }

    /** With the annotation in place of the one with its id. */
    public AnnotatedPart replacing(Annotation annotation) {
        List<Annotation> list = new ArrayList<>(annotations);
        list.set(indexOf(annotation.id()), annotation);
        return new AnnotatedPart(name, grid, classes, nextId, list);
    }

    /** With other classes. */
    public AnnotatedPart withClasses(ClassCatalogue newClasses) {
        return new AnnotatedPart(name, grid, newClasses, nextId, annotations);
    }

    /** Pixels of all annotations but rejected ones: what a ground-truth mask holds. */
    public RunMask truth() {
        RunMask all = RunMask.empty(grid);
        for (Annotation a : annotations) {
            if (a.details().state() != ReviewState.REJECTED) {
                all = all.union(a.mask());
            }
        }
        return all;
    }
}
