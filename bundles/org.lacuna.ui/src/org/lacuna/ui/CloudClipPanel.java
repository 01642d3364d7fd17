package org.lacuna.ui;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Scale;
import org.lacuna.rendering.Box;
import org.lacuna.rendering.Vector3;
import org.lacuna.ui.internal.Numbers;
import org.lacuna.ui.internal.cloud.ClipBox;
import org.lacuna.ui.internal.cloud.Messages;

import java.util.Optional;

/**
 * Six sliders below the cloud, one for each face of the clip box, with their places in mm. UI
 * thread only.
 */
final class CloudClipPanel extends Composite {
    private static final int STEPS = 200;
    private static final int PLACES_WIDTH = 130;
    private static final String[] AXES = {"X", "Y", "Z"};

    private final CloudCanvas canvas;
    private final Scale[] scales = new Scale[6];
    private final Label[] places = new Label[AXES.length];

    CloudClipPanel(Composite parent, CloudCanvas canvas) {
        super(parent, SWT.NONE);
        this.canvas = canvas;
        GridLayout layout = new GridLayout(5, false);
        layout.marginHeight = 2;
        layout.verticalSpacing = 0;
        setLayout(layout);
        setLayoutData(GridDataFactory.fillDefaults().grab(true, false).create());
        for (int axis = 0; axis < AXES.length; axis++) {
            new Label(this, SWT.NONE).setText(AXES[axis]);
            face(2 * axis, Messages.Clip_lowName);
            face(2 * axis + 1, Messages.Clip_highName);
            places[axis] = new Label(this, SWT.RIGHT);
            places[axis].setLayoutData(
                    GridDataFactory.swtDefaults()
                            .align(SWT.FILL, SWT.CENTER)
                            .hint(PLACES_WIDTH, SWT.DEFAULT)
                            .create());
            if (axis == 0) {
                reset();
            }
        }
        setShown(canvas.look().clips());
        canvas.onClip(() -> update(canvas.cloud()));
    }

    private void face(int face, String name) {
        Scale scale = new Scale(this, SWT.HORIZONTAL);
        scale.setMaximum(STEPS);
        scale.setPageIncrement(STEPS / 10);
        scale.setLayoutData(
                GridDataFactory.swtDefaults()
                        .align(SWT.FILL, SWT.CENTER)
                        .grab(true, false)
                        .hint(40, SWT.DEFAULT)
                        .create());
        scale.addListener(SWT.Selection, e -> moved(face));
        String spoken = NLS.bind(name, AXES[face / 2]);
        scale.getAccessible()
                .addAccessibleListener(
                        new AccessibleAdapter() {
                            @Override
                            public void getName(AccessibleEvent e) {
                                e.result = spoken + " " + places[face / 2].getText();
                            }
                        });
        scales[face] = scale;
    }

    private void reset() {
        Button button = new Button(this, SWT.PUSH);
        button.setText(Messages.Clip_reset);
        button.setLayoutData(GridDataFactory.swtDefaults().span(1, 3).create());
        button.addListener(
                SWT.Selection, e -> canvas.setLook(canvas.look().withClip(true, ClipBox.WHOLE)));
    }

    private void moved(int face) {
        ClipBox box = canvas.look().clip().with(face, (double) scales[face].getSelection() / STEPS);
        canvas.moveClip(box);
    }

    /** The slider of a face: 0 and 1 are low and high of x, 2 and 3 of y, 4 and 5 of z. */
    Scale scale(int face) {
        return scales[face];
    }

    void setShown(boolean shown) {
        setVisible(shown);
        ((GridData) getLayoutData()).exclude = !shown;
        getParent().layout();
        update(canvas.cloud());
    }

    /** Shows where the faces are in a part. */
    void update(Optional<PartCloud> cloud) {
        ClipBox box = canvas.look().clip();
        for (int face = 0; face < scales.length; face++) {
            int selection = (int) Math.round(box.at(face) * STEPS);
            if (scales[face].getSelection() != selection) {
                scales[face].setSelection(selection);
            }
        }
        for (int axis = 0; axis < AXES.length; axis++) {
            int low = 2 * axis;
            String text =
                    cloud.map(
                                    c ->
                                            NLS.bind(
                                                    Messages.Clip_places,
                                                    place(c.scene().bounds(), low, box.at(low)),
                                                    place(
                                                            c.scene().bounds(),
                                                            low + 1,
                                                            box.at(low + 1))))
                            .orElse("");
            if (!places[axis].getText().equals(text)) {
                places[axis].setText(text);
            }
        }
    }

    private static String place(Box bounds, int face, double share) {
        Vector3 at = bounds.min().plus(bounds.max().minus(bounds.min()).times(share));
        double mm = face < 2 ? at.x() : face < 4 ? at.y() : at.z();
        return Numbers.format("%.1f", mm);
    }
}
