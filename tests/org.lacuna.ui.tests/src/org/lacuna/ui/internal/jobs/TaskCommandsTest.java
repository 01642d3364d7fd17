package org.lacuna.ui.internal.jobs;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.eclipse.core.commands.Command;
import org.eclipse.jface.action.IContributionItem;
import org.eclipse.jface.bindings.Binding;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.IViewSite;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.commands.ICommandService;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.keys.IBindingService;
import org.eclipse.ui.progress.IProgressConstants;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lacuna.ui.LacunaPerspective;
import org.lacuna.ui.PartsView;
import org.lacuna.ui.Screen;

import java.util.Arrays;

/** Every task is a command: in menus, tool bar and Quick Access, and with a key. */
class TaskCommandsTest {
    @BeforeEach
    void perspective() throws Exception {
        PlatformUI.getWorkbench().showPerspective(LacunaPerspective.ID, Hand.window());
    }

    @AfterEach
    void close() {
        Hand.closeDialogs();
    }

    @ParameterizedTest
    @ValueSource(strings = {"import", "train", "inspect", "learn", "evaluate", "export"})
    void command_hasAKeyAToolAndOpensItsWizard(String task) throws Exception {
        String id = "org.lacuna.ui." + task;
        Command command =
                PlatformUI.getWorkbench().getService(ICommandService.class).getCommand(id);
        assertTrue(command.isDefined() && command.isEnabled(), id);
        assertTrue(!command.getName().startsWith("%"), command.getName());
        IBindingService bindings = PlatformUI.getWorkbench().getService(IBindingService.class);
        // Not only those active now: after a dialog that depends on the window manager.
        assertTrue(
                Arrays.stream(bindings.getBindings())
                        .map(Binding::getParameterizedCommand)
                        .anyMatch(c -> c != null && id.equals(c.getCommand().getId())),
                "key binding");
        PartsView parts = (PartsView) Hand.window().getActivePage().showView(PartsView.ID);
        IContributionItem[] tools =
                ((IViewSite) parts.getSite()).getActionBars().getToolBarManager().getItems();
        assertTrue(
                Arrays.stream(tools).anyMatch(t -> id.equals(t.getId())),
                "in the tool bar of Parts");
        Hand.window().getService(IHandlerService.class).executeCommand(id, null);
        String title =
                switch (task) {
                    case "import" -> Messages.Import_title;
                    case "train" -> Messages.Train_title;
                    case "inspect" -> Messages.Inspect_title;
                    case "learn" -> Messages.Learn_title;
                    case "evaluate" -> Messages.Evaluate_title;
                    default -> Messages.Export_title;
                };
        Shell wizard = Hand.message(title);
        assertNotNull(wizard.getDefaultButton(), "default button");
        Screen.shot(wizard, "empty-" + task + ".png");
    }

    @Test
    void progressView_opens() throws Exception {
        assertNotNull(Hand.window().getActivePage().showView(IProgressConstants.PROGRESS_VIEW_ID));
    }
}
