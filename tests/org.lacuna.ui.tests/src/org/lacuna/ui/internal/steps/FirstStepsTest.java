package org.lacuna.ui.internal.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.eclipse.core.commands.ParameterizedCommand;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.commands.ICommandService;
import org.eclipse.ui.handlers.IHandlerService;
import org.junit.jupiter.api.Test;
import org.lacuna.ui.LacunaPerspective;
import org.lacuna.ui.Screen;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** 'First inspection in five minutes', in the workbench and in its three languages. */
class FirstStepsTest {
    private static Guide guide(String folder) throws Exception {
        try (InputStream in =
                FirstStepsTest.class.getResourceAsStream(folder + "first-inspection.xml")) {
            assertNotNull(in, folder);
            return Guide.parse(in);
        }
    }

    private static List<Optional<String>> commands(Guide guide) {
        return guide.steps().stream().map(Step::command).toList();
    }

    @Test
    void steps_openCommandsThatAreThere_andAreTheSameInEveryLanguage() throws Exception {
        Guide english = guide("/cheatsheets/");
        ICommandService commands = PlatformUI.getWorkbench().getService(ICommandService.class);
        int buttons = 0;
        for (Step step : english.steps()) {
            if (step.command().isPresent()) {
                ParameterizedCommand command = commands.deserialize(step.command().get());
                assertTrue(command.getCommand().isDefined(), command.getId());
                buttons++;
            }
        }
        assertTrue(buttons >= 5, "steps with a button: " + buttons);
        for (String language : List.of("de", "zh")) {
            Guide other = guide("/nl/" + language + "/cheatsheets/");
            assertEquals(commands(english), commands(other), language);
            assertFalse(other.title().equals(english.title()), language);
            for (int i = 0; i < english.steps().size(); i++) {
                assertFalse(
                        other.steps().get(i).text().equals(english.steps().get(i).text()),
                        language + " " + i);
            }
        }
    }

    @Test
    void brokenGuide_saysWhatIsWrong() {
        byte[] broken = "<cheatsheet title='x'><intro>".getBytes(StandardCharsets.UTF_8);
        IOException e =
                assertThrows(
                        IOException.class, () -> Guide.parse(new ByteArrayInputStream(broken)));
        assertTrue(e.getMessage().contains("first-inspection.xml"), e.getMessage());
    }

    @Test
    void command_showsTheGuide_andItsButtonsOpenWhatIsNeeded() throws Exception {
        IWorkbenchWindow window = PlatformUI.getWorkbench().getWorkbenchWindows()[0];
        PlatformUI.getWorkbench().showPerspective(LacunaPerspective.ID, window);
        window.getService(IHandlerService.class).executeCommand("org.lacuna.ui.firstSteps", null);
        IWorkbenchPage page = window.getActivePage();
        FirstStepsView view = (FirstStepsView) page.findView(FirstStepsView.ID);
        assertNotNull(view);
        Screen.shot(window.getShell(), "first-steps.png");
        Button first = buttons(window.getShell(), "Make Demo Data...").getFirst();
        assertFalse(view.isDone(0));
        first.notifyListeners(SWT.Selection, null);
        Screen.waitFor("the wizard", () -> shell("Make Demo Data").isPresent());
        shell("Make Demo Data").get().close();
        assertTrue(view.isDone(0));
        page.hideView(view);
    }

    private static Optional<Shell> shell(String title) {
        for (Shell s : Display.getCurrent().getShells()) {
            if (s.getText().equals(title)) {
                return Optional.of(s);
            }
        }
        return Optional.empty();
    }

    private static List<Button> buttons(Composite parent, String text) {
        List<Button> found = new ArrayList<>();
        for (Control c : parent.getChildren()) {
            if (c instanceof Button b && b.getText().equals(text)) {
                found.add(b);
            }
            if (c instanceof Composite inner) {
                found.addAll(buttons(inner, text));
            }
        }
        return found;
    }
}
