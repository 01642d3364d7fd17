package org.lacuna.ui;

import org.eclipse.jface.viewers.CellEditor;
import org.eclipse.jface.viewers.ComboBoxCellEditor;
import org.eclipse.jface.viewers.EditingSupport;
import org.eclipse.jface.viewers.TableViewer;
import org.eclipse.jface.viewers.TextCellEditor;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Text;
import org.lacuna.annotation.Annotation;
import org.lacuna.annotation.Annotation.Details;
import org.lacuna.annotation.AnnotationClass;
import org.lacuna.annotation.ReviewState;
import org.lacuna.annotation.Severity;
import org.lacuna.ui.internal.annotating.AnnotationDesk;
import org.lacuna.ui.internal.annotating.Labels;
import org.lacuna.ui.internal.annotating.Marking;
import org.lacuna.ui.internal.viewing.Finding;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Lets a column change what is said about annotations; regions of a verdict stay as they are. */
final class DefectEditing extends EditingSupport {
    private final DefectColumns.Column column;
    private final TableViewer table;
    private final AnnotationDesk desk;

    private DefectEditing(DefectColumns.Column column, TableViewer table, AnnotationDesk desk) {
        super(table);
        this.column = column;
        this.table = table;
        this.desk = desk;
    }

    /** Empty for columns that only show. */
    static Optional<EditingSupport> of(
            DefectColumns.Column column, TableViewer table, AnnotationDesk desk) {
        return switch (column) {
            case WHAT, SEVERITY, STATE, COMMENT ->
                    Optional.of(new DefectEditing(column, table, desk));
            default -> Optional.empty();
        };
    }

    private Optional<Annotation> annotation(Object element) {
        return element instanceof Finding.Marked m
                ? desk.part().flatMap(p -> p.find(m.id()))
                : Optional.empty();
    }

    private List<String> classes() {
        return desk.part().orElseThrow().classes().classes().stream()
                .map(AnnotationClass::name)
                .toList();
    }

    @Override
    protected boolean canEdit(Object element) {
        return desk.isReady() && annotation(element).isPresent();
    }

    @Override
    protected CellEditor getCellEditor(Object element) {
        return switch (column) {
            case WHAT -> choice(classes().toArray(String[]::new));
            case SEVERITY ->
                    choice(Arrays.stream(Severity.values()).map(Labels::of).toArray(String[]::new));
            case STATE ->
                    choice(
                            Arrays.stream(ReviewState.values())
                                    .map(Labels::of)
                                    .toArray(String[]::new));
            default -> comment();
        };
    }

    private CellEditor comment() {
        TextCellEditor editor = new TextCellEditor(table.getTable());
        ((Text) editor.getControl()).setTextLimit(Details.MAX_COMMENT);
        return editor;
    }

    private CellEditor choice(String[] items) {
        ComboBoxCellEditor editor = new ComboBoxCellEditor(table.getTable(), items, SWT.READ_ONLY);
        editor.setActivationStyle(ComboBoxCellEditor.DROP_DOWN_ON_MOUSE_ACTIVATION);
        return editor;
    }

    @Override
    protected Object getValue(Object element) {
        Details d = annotation(element).orElseThrow().details();
        return switch (column) {
            case WHAT -> classes().indexOf(d.className());
            case SEVERITY -> d.severity().ordinal();
            case STATE -> d.state().ordinal();
            default -> d.comment();
        };
    }

    @Override
    protected void setValue(Object element, Object value) {
        Optional<Annotation> annotation = annotation(element);
        if (annotation.isEmpty() || value instanceof Integer i && i < 0) {
            return;
        }
        Details d = annotation.get().details();
        Details changed =
                switch (column) {
                    case WHAT ->
                            new Details(
                                    classes().get((Integer) value),
                                    d.severity(),
                                    d.comment(),
                                    d.state());
                    case SEVERITY ->
                            new Details(
                                    d.className(),
                                    Severity.values()[(Integer) value],
                                    d.comment(),
                                    d.state());
                    case STATE ->
                            new Details(
                                    d.className(),
                                    d.severity(),
                                    d.comment(),
                                    ReviewState.values()[(Integer) value]);
                    default ->
                            new Details(d.className(), d.severity(), value.toString(), d.state());
                };
        new Marking(desk).describe(annotation.get().id(), changed);
    }
}
