package org.lacuna.ui.internal.properties;

import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.views.properties.IPropertySheetEntry;
import org.eclipse.ui.views.properties.IPropertySource;
import org.eclipse.ui.views.properties.PropertySheetPage;
import org.eclipse.ui.views.properties.PropertySheetSorter;
import org.lacuna.ui.PartItem;
import org.lacuna.ui.internal.annotating.AnnotationDesk;
import org.lacuna.ui.internal.viewing.Finding;
import org.lacuna.ui.internal.viewing.PartReadings;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The page of the view Properties for parts and findings: in our order, and with what has to be
 * read from files. UI thread.
 */
public final class PartPropertyPage extends PropertySheetPage {
    private final Supplier<Optional<PartItem>> shown;
    private final AnnotationDesk desk;
    private final PartReadings readings;
    private FactsReader facts;

    /**
     * @param shown the part that a finding of the view is on
     * @param window of the view; its services know the annotations and what views have read
     */
    public PartPropertyPage(Supplier<Optional<PartItem>> shown, IWorkbenchWindow window) {
        this.shown = shown;
        this.desk = window.getService(AnnotationDesk.class);
        this.readings = window.getService(PartReadings.class);
        setSorter(
                new PropertySheetSorter() {
                    @Override
                    public void sort(IPropertySheetEntry[] entries) {
                        // They come in the order in which people ask for them.
                    }

                    @Override
                    public int compareCategories(String a, String b) {
                        return 0;
                    }
                });
        setPropertySourceProvider(this::source);
    }

    @Override
    public void createControl(Composite parent) {
        facts = new FactsReader(parent.getDisplay(), readings, this::refresh);
        super.createControl(parent);
    }

    private IPropertySource source(Object object) {
        if (facts == null) {
            return null;
        }
        return switch (object) {
            case PartItem part -> new LinesSource(PartLines.of(part, facts.of(part)));
            case Finding finding -> new LinesSource(finding(finding));
            // Values of properties.
            case null, default -> null;
        };
    }

    private List<Line> finding(Finding finding) {
        List<Line> lines = new ArrayList<>();
        switch (finding) {
            case Finding.Region r -> lines.addAll(RegionLines.of(r));
            case Finding.Marked m ->
                    desk.part()
                            .filter(p -> desk.subject().orElseThrow().id().equals(m.part()))
                            .flatMap(p -> p.find(m.id()))
                            .ifPresent(a -> lines.addAll(RegionLines.of(a)));
        }
        shown.get()
                .filter(p -> p.id().equals(finding.part()))
                .ifPresent(p -> lines.addAll(PartLines.of(p, facts.of(p))));
        return lines;
    }

    @Override
    public void dispose() {
        if (facts != null) {
            facts.dispose();
        }
        super.dispose();
    }
}
