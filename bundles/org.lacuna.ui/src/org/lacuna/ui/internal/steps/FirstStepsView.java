package org.lacuna.ui.internal.steps;

import org.eclipse.core.commands.ParameterizedCommand;
import org.eclipse.core.commands.common.CommandException;
import org.eclipse.core.runtime.ILog;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.viewers.StyledString;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.custom.StyleRange;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.IMemento;
import org.eclipse.ui.IViewSite;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.commands.ICommandService;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.part.ViewPart;
import org.lacuna.ui.internal.help.Help;

import java.io.IOException;
import java.util.BitSet;
import java.util.Optional;

/** Leads through a first inspection: what to do, and a button that opens what is needed. */
public final class FirstStepsView extends ViewPart {
    public static final String ID = "org.lacuna.ui.firstSteps";

    private static final String MEMENTO_DONE = "done";
    private static final String DONE_MARK = "\u2713 ";

    private final BitSet done = new BitSet();
    private ScrolledComposite scroll;
    private Composite page;

    @Override
    public void init(IViewSite site, IMemento memento) throws PartInitException {
        super.init(site, memento);
        Integer bits = memento == null ? null : memento.getInteger(MEMENTO_DONE);
        if (bits != null) {
            done.or(BitSet.valueOf(new long[] {bits}));
        }
    }

    @Override
    public void saveState(IMemento memento) {
        memento.putInteger(MEMENTO_DONE, done.isEmpty() ? 0 : (int) done.toLongArray()[0]);
    }

    @Override
    public void createPartControl(Composite parent) {
        Help.set(parent, "firstSteps");
        scroll = new ScrolledComposite(parent, SWT.V_SCROLL);
        scroll.setExpandHorizontal(true);
        page = new Composite(scroll, SWT.NONE);
        GridLayout layout = new GridLayout(1, false);
        layout.marginWidth = 12;
        layout.marginHeight = 12;
        layout.verticalSpacing = 6;
        page.setLayout(layout);
        scroll.setContent(page);
        try {
            Guide guide = Guide.read();
            setContentDescription("");
            text(guide.intro());
            for (int i = 0; i < guide.steps().size(); i++) {
                add(i, guide.steps().get(i));
            }
        } catch (IOException e) {
            ILog.get().error(e.getMessage(), e);
            text(e.getMessage());
        }
        scroll.addListener(SWT.Resize, e -> fit());
        fit();
    }

    private void fit() {
        int width = scroll.getClientArea().width;
        page.setSize(width, page.computeSize(width, SWT.DEFAULT).y);
        scroll.getVerticalBar().setPageIncrement(scroll.getClientArea().height);
        scroll.getVerticalBar().setIncrement(24);
    }

    private void add(int index, Step step) {
        Label title = new Label(page, SWT.WRAP);
        title.setFont(JFaceResources.getFontRegistry().getBold(JFaceResources.DEFAULT_FONT));
        GridData data = new GridData(SWT.FILL, SWT.TOP, true, false);
        data.verticalIndent = 10;
        title.setLayoutData(data);
        name(title, index, step);
        text(step.text());
        step.command().flatMap(this::command).ifPresent(c -> button(title, index, step, c));
    }

    private void name(Label title, int index, Step step) {
        title.setText((done.get(index) ? DONE_MARK : "") + (index + 1) + ". " + step.title());
    }

    private void button(Label title, int index, Step step, ParameterizedCommand command) {
        Button button = new Button(page, SWT.PUSH);
        String name = commandName(command);
        button.setText(name);
        button.setToolTipText(NLS.bind(Messages.Steps_open, name));
        button.addListener(
                SWT.Selection,
                e -> {
                    done.set(index);
                    name(title, index, step);
                    run(command);
                });
    }

    private Optional<ParameterizedCommand> command(String serialization) {
        try {
            ParameterizedCommand command =
                    getSite().getService(ICommandService.class).deserialize(serialization);
            return command.getCommand().isDefined() ? Optional.of(command) : Optional.empty();
        } catch (CommandException e) {
            ILog.get().warn(serialization + ": " + e.getMessage(), e);
            return Optional.empty();
        }
    }

    private static String commandName(ParameterizedCommand command) {
        try {
            return command.getName();
        } catch (CommandException e) {
            return command.getId();
        }
    }

    private void run(ParameterizedCommand command) {
        try {
            getSite().getService(IHandlerService.class).executeCommand(command, null);
        } catch (CommandException e) {
            getViewSite().getActionBars().getStatusLineManager().setErrorMessage(e.getMessage());
        }
    }

    private void text(String marked) {
        StyledString styled = new StyledString();
        for (String piece : marked.split("(?=<b>)|(?<=</b>)")) {
            boolean bold = piece.startsWith("<b>");
            String plain = piece.replace("<b>", "").replace("</b>", "");
            styled.append(plain, bold ? BOLD : null);
        }
        StyledText text = new StyledText(page, SWT.WRAP | SWT.READ_ONLY);
        text.setText(styled.getString());
        for (StyleRange range : styled.getStyleRanges()) {
            text.setStyleRange(range);
        }
        text.setCaret(null);
        text.setBackground(page.getBackground());
        text.setForeground(page.getForeground());
        text.setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false));
    }

    private static final StyledString.Styler BOLD =
            new StyledString.Styler() {
                @Override
                public void applyStyles(org.eclipse.swt.graphics.TextStyle style) {
                    ((StyleRange) style).fontStyle = SWT.BOLD;
                }
            };

    @Override
    public void setFocus() {
        page.setFocus();
    }

    /** Whether the user has opened what a step needs, for tests. */
    boolean isDone(int step) {
        return done.get(step);
    }
}
