package org.lacuna.ui.internal.properties;

import org.eclipse.ui.views.properties.IPropertyDescriptor;
import org.eclipse.ui.views.properties.IPropertySource;
import org.eclipse.ui.views.properties.PropertyDescriptor;

import java.util.List;

/** Lines as the view Properties wants them; nothing can be changed there. */
final class LinesSource implements IPropertySource {
    private final List<Line> lines;

    LinesSource(List<Line> lines) {
        this.lines = List.copyOf(lines);
    }

    List<Line> lines() {
        return lines;
    }

    @Override
    public IPropertyDescriptor[] getPropertyDescriptors() {
        IPropertyDescriptor[] descriptors = new IPropertyDescriptor[lines.size()];
        for (int i = 0; i < descriptors.length; i++) {
            Line line = lines.get(i);
            PropertyDescriptor descriptor = new PropertyDescriptor(i, line.name());
            descriptor.setCategory(line.group());
            // The value as a tool tip in the status line: long ones are cut off in the view.
            descriptor.setDescription(line.name() + ": " + line.value());
            descriptors[i] = descriptor;
        }
        return descriptors;
    }

    @Override
    public Object getPropertyValue(Object id) {
        return id instanceof Integer i && i >= 0 && i < lines.size() ? lines.get(i).value() : null;
    }

    @Override
    public Object getEditableValue() {
        return null;
    }

    @Override
    public boolean isPropertySet(Object id) {
        return false;
    }

    @Override
    public void resetPropertyValue(Object id) {
        // Nothing can be changed.
    }

    @Override
    public void setPropertyValue(Object id, Object value) {
        // Nothing can be changed.
    }
}
