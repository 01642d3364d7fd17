package org.lacuna.ui.internal.properties;

import org.eclipse.core.runtime.IAdapterFactory;
import org.eclipse.ui.views.properties.IPropertySource;
import org.lacuna.ui.PartItem;
import org.lacuna.ui.internal.viewing.Finding;

import java.util.Optional;

/** Tells other bundles' views of properties what is known without reading a file. */
public final class PropertyAdapters implements IAdapterFactory {
    @Override
    public <T> T getAdapter(Object object, Class<T> type) {
        if (type != IPropertySource.class) {
            return null;
        }
        return switch (object) {
            case PartItem part -> type.cast(new LinesSource(PartLines.of(part, Optional.empty())));
            case Finding.Region region -> type.cast(new LinesSource(RegionLines.of(region)));
            default -> null;
        };
    }

    @Override
    public Class<?>[] getAdapterList() {
        return new Class<?>[] {IPropertySource.class};
    }
}
