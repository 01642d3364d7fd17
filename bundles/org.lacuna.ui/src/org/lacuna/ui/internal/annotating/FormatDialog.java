package org.lacuna.ui.internal.annotating;

import org.eclipse.jface.viewers.ArrayContentProvider;
import org.eclipse.jface.viewers.LabelProvider;
import org.eclipse.jface.window.Window;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.dialogs.ListDialog;
import org.lacuna.annotation.ExchangeFormat;
import org.lacuna.ui.internal.help.Help;

import java.util.Arrays;
import java.util.Optional;

/** Asks for the format of a file of annotations. */
final class FormatDialog {
    private FormatDialog() {}

    /**
     * @param writing whether formats that differ only in what is written are told apart
     */
    static Optional<ExchangeFormat> ask(Shell shell, String title, boolean writing) {
        ListDialog dialog =
                new ListDialog(shell) {
                    @Override
                    protected void configureShell(Shell made) {
                        super.configureShell(made);
                        Help.set(made, "dialog-format");
                    }
                };
        dialog.setTitle(title);
        dialog.setMessage(Messages.Format_message);
        dialog.setContentProvider(ArrayContentProvider.getInstance());
        dialog.setLabelProvider(
                new LabelProvider() {
                    @Override
                    public String getText(Object format) {
                        return label((ExchangeFormat) format, writing);
                    }
                });
        dialog.setInput(
                Arrays.stream(ExchangeFormat.values())
                        .filter(f -> writing || f == readAs(f))
                        .toArray());
        dialog.setInitialSelections(ExchangeFormat.COCO);
        return dialog.open() == Window.OK && dialog.getResult().length > 0
                ? Optional.of((ExchangeFormat) dialog.getResult()[0])
                : Optional.empty();
    }

    private static ExchangeFormat readAs(ExchangeFormat format) {
        return switch (format) {
            case COCO_RLE, COCO_POLYGON -> ExchangeFormat.COCO;
            case CVAT_POLYGON -> ExchangeFormat.CVAT;
            default -> format;
        };
    }

    private static String label(ExchangeFormat format, boolean writing) {
        return switch (format) {
            case LACUNA -> "Lacuna";
            case GT -> Messages.Format_gt;
            case COCO -> writing ? Messages.Format_cocoCompressed : "COCO";
            case COCO_RLE -> Messages.Format_cocoNumbers;
            case COCO_POLYGON -> Messages.Format_cocoPolygons;
            case LABELME -> "LabelMe";
            case CVAT -> writing ? Messages.Format_cvatMasks : "CVAT for images 1.1";
            case CVAT_POLYGON -> Messages.Format_cvatPolygons;
        };
    }
}
