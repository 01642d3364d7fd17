package org.lacuna.ui.internal.jobs;

import org.eclipse.jface.dialogs.IDialogSettings;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Spinner;
import org.lacuna.workflow.SynthesisRequest;
import org.lacuna.workflow.SynthesisTask;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which synthetic parts to make, and where. UI thread. */
final class DemoPage extends TaskPage {
    private static final String FOLDER = "folder";
    private static final String CATEGORY = "category";
    private static final String PARTS = "parts";
    private static final String DEFAULT_FOLDER = "lacuna-demo-data";
    private static final int MOST_PARTS = 500;

    private Combo category;
    private Spinner parts;
    private OutputField folder;

    DemoPage() {
        super("demo", Messages.Demo_page, Messages.Demo_text);
    }

    @Override
    public void createControl(Composite parent) {
        initializeDialogUnits(parent);
        IDialogSettings settings = getWizard().getDialogSettings();
        Composite area = area(parent);
        List<String> items = new ArrayList<>(SynthesisRequest.categories());
        items.add(Messages.Demo_all);
        category = combo(area, Messages.Common_category, items.toArray(String[]::new));
        category.select(Math.clamp(get(settings, CATEGORY, 0), 0, items.size() - 1));
        parts =
                spinner(
                        area,
                        Messages.Demo_parts,
                        get(settings, PARTS, SynthesisRequest.defaultParts()),
                        4,
                        MOST_PARTS,
                        1);
        help(area, Messages.Demo_partsHelp);
        folder =
                new OutputField(
                        area,
                        Messages.Demo_folder,
                        PathField.Kind.FOLDER,
                        Messages.Demo_folderMissing,
                        path -> OutputChecks.folder(path, Optional.empty(), SynthesisTask.KIND),
                        this::touched,
                        this::changed);
        Label note = note(area, Messages.Demo_note);
        ((GridData) note.getLayoutData()).verticalIndent = 12;
        setControl(area);
        Path proposed = Path.of(System.getProperty("user.home", "")).resolve(DEFAULT_FOLDER);
        folder.field().set(get(settings, FOLDER, proposed.toString()));
        filled();
        folder.field().setFocus();
    }

    @Override
    Check check() {
        return folder.check();
    }

    @Override
    void remember(IDialogSettings settings) {
        settings.put(FOLDER, folder.field().text());
        settings.put(CATEGORY, category.getSelectionIndex());
        settings.put(PARTS, parts.getSelection());
    }

    /** Empty while something is missing. */
    Optional<DemoChoice> choice() {
        int index = category.getSelectionIndex();
        List<String> all = SynthesisRequest.categories();
        List<String> chosen = index < all.size() ? List.of(all.get(index)) : List.of();
        return folder.field()
                .path()
                .filter(p -> check().kind() != Check.Kind.PROBLEM)
                .map(p -> new DemoChoice(SynthesisRequest.of(parts.getSelection(), chosen), p));
    }

    /** For tests. */
    PathField folderField() {
        return folder.field();
    }

    Spinner parts() {
        return parts;
    }
}
