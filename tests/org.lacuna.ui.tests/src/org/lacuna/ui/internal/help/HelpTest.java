package org.lacuna.ui.internal.help;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.eclipse.core.runtime.IConfigurationElement;
import org.eclipse.core.runtime.IContributor;
import org.eclipse.core.runtime.Platform;
import org.eclipse.help.HelpSystem;
import org.eclipse.help.IContext;
import org.eclipse.help.IHelpResource;
import org.eclipse.jface.preference.PreferenceDialog;
import org.eclipse.jface.wizard.WizardDialog;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.IViewPart;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.dialogs.PreferencesUtil;
import org.eclipse.ui.help.AbstractHelpUI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lacuna.ui.LacunaPerspective;
import org.lacuna.ui.Screen;
import org.lacuna.ui.internal.jobs.Hand;
import org.lacuna.ui.internal.jobs.Wizards;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

import javax.xml.parsers.DocumentBuilderFactory;

/** Help by F1: texts, the small window, and who shows it. */
class HelpTest {
    @BeforeEach
    void open() throws Exception {
        PlatformUI.getWorkbench().showPerspective(LacunaPerspective.ID, Hand.window());
    }

    @AfterEach
    void close() {
        for (Shell s : Display.getCurrent().getShells()) {
            if (isPopup(s)) {
                s.close();
            }
        }
        Hand.closeDialogs();
    }

    private static boolean isPopup(Shell shell) {
        return !shell.isDisposed() && shell.getData() instanceof HelpPopup;
    }

    private static Optional<Shell> popup() {
        for (Shell s : Display.getCurrent().getShells()) {
            if (isPopup(s) && s.isVisible()) {
                return Optional.of(s);
            }
        }
        return Optional.empty();
    }

    /** What the window says, title first. */
    private static String text(Shell popup) {
        StringBuilder text = new StringBuilder();
        for (Control c : Hand.controls(popup)) {
            if (c instanceof Label l) {
                text.append(l.getText()).append('\n');
            }
        }
        return text.toString();
    }

    /** The key as the window system sends it, to whatever has the keyboard. */
    private static void pressF1(Control focus) {
        assertTrue(focus.forceFocus() || focus.isFocusControl(), focus + " has the keyboard");
        Event key = new Event();
        key.type = SWT.KeyDown;
        key.keyCode = SWT.F1;
        key.widget = focus;
        key.display = focus.getDisplay();
        assertTrue(focus.getDisplay().post(key), "posted");
        Event up = new Event();
        up.type = SWT.KeyUp;
        up.keyCode = SWT.F1;
        focus.getDisplay().post(up);
    }

    @ParameterizedTest
    @CsvSource({
        "org.lacuna.ui.parts, Parts",
        "org.lacuna.ui.image, Image",
        "org.lacuna.ui.cloud, Cloud",
        "org.lacuna.ui.evidence, Defects",
        "org.lacuna.ui.scores, Score Histogram",
        "org.lacuna.ui.training, Training",
        "org.lacuna.ui.firstSteps, First Steps"
    })
    void f1InAView_tellsOfIt_andEscapeCloses(String id, String title) throws Exception {
        IViewPart view = Hand.window().getActivePage().showView(id);
        view.setFocus();
        Shell shell = view.getSite().getShell();
        shell.forceActive();
        Screen.waitFor("the keyboard", () -> Display.getCurrent().getFocusControl() != null);
        pressF1(Display.getCurrent().getFocusControl());
        Screen.waitFor("help", () -> popup().isPresent());
        assertTrue(text(popup().get()).startsWith(title), text(popup().get()));
        Screen.shot(popup().get(), "help-" + title.replace(' ', '-') + ".png");
        Event escape = new Event();
        escape.type = SWT.KeyDown;
        escape.character = SWT.ESC;
        escape.keyCode = SWT.ESC;
        assertTrue(Display.getCurrent().post(escape));
        Screen.waitFor("no help", () -> popup().isEmpty());
    }

    @Test
    void f1InAWizard_tellsOfItsPage() throws Exception {
        WizardDialog dialog = Wizards.demo(Hand.window());
        dialog.getShell().forceActive();
        Screen.waitFor(
                "the keyboard",
                () ->
                        Display.getCurrent().getFocusControl() != null
                                && Display.getCurrent().getFocusControl().getShell()
                                        == dialog.getShell());
        pressF1(Display.getCurrent().getFocusControl());
        Screen.waitFor("help", () -> popup().isPresent());
        assertTrue(text(popup().get()).startsWith("Make Demo Data"), text(popup().get()));
    }

    @Test
    void preferencePage_hasItsHelp() {
        PreferenceDialog dialog =
                PreferencesUtil.createPreferenceDialogOn(
                        Hand.window().getShell(), "org.lacuna.ui.preferences.cloud", null, null);
        dialog.setBlockOnOpen(false);
        dialog.open();
        assertTrue(
                Hand.controls(dialog.getShell()).stream()
                        .anyMatch(
                                c ->
                                        "org.lacuna.ui.preferences-cloud"
                                                .equals(c.getData("org.eclipse.ui.help"))));
        dialog.close();
    }

    private static TreeMap<String, Element> contexts(String file) throws Exception {
        TreeMap<String, Element> contexts = new TreeMap<>();
        try (InputStream in = HelpTest.class.getResourceAsStream(file)) {
            assertNotNull(in, file);
            NodeList nodes =
                    DocumentBuilderFactory.newDefaultInstance()
                            .newDocumentBuilder()
                            .parse(in)
                            .getElementsByTagName("context");
            for (int i = 0; i < nodes.getLength(); i++) {
                Element e = (Element) nodes.item(i);
                assertEquals(null, contexts.put(e.getAttribute("id"), e), "only once");
            }
        }
        return contexts;
    }

    private static List<String> pages(Element context) {
        List<String> pages = new ArrayList<>();
        NodeList topics = context.getElementsByTagName("topic");
        for (int i = 0; i < topics.getLength(); i++) {
            pages.add(((Element) topics.item(i)).getAttribute("href"));
        }
        return pages;
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nl/de/help/contexts.xml", "/nl/zh/help/contexts.xml"})
    void everyLanguage_hasTheSameContexts_inItsOwnWords(String file) throws Exception {
        TreeMap<String, Element> english = contexts("/help/contexts.xml");
        TreeMap<String, Element> other = contexts(file);
        assertEquals(english.keySet(), other.keySet());
        english.forEach(
                (id, e) -> {
                    assertEquals(pages(e), pages(other.get(id)), id);
                    assertFalse(e.getTextContent().equals(other.get(id).getTextContent()), id);
                    assertFalse(other.get(id).getAttribute("title").isBlank(), id);
                });
    }

    @Test
    void everyContext_isFound_andItsPagesAreThere() throws Exception {
        SmallHelpUi help = new SmallHelpUi(file -> true);
        for (String id : contexts("/help/contexts.xml").keySet()) {
            IContext context = HelpSystem.getContext(Help.BUNDLE + "." + id);
            assertNotNull(context, id);
            assertFalse(context.getText().isBlank(), id);
            assertTrue(context.getRelatedTopics().length > 0, id);
            for (IHelpResource topic : context.getRelatedTopics()) {
                assertNotNull(help.resolve(topic.getHref(), true), topic.getHref());
            }
        }
    }

    @Test
    void page_isTheDocumentation_asReadableText() throws Exception {
        try (InputStream in =
                new SmallHelpUi(f -> true).resolve(SmallHelpUi.START, true).openStream()) {
            String page = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(page.contains("<b class='h1'>Workbench</b>"), page);
            assertTrue(page.contains("<a href='workbench-cloud.html'>"), page);
            assertTrue(page.endsWith("</html>\n"), "whole");
            assertFalse(page.contains("]("), "no link is left as it was written");
        }
    }

    @Test
    void link_opensAPageOnDisk() {
        List<String> opened = new ArrayList<>();
        SmallHelpUi help =
                new SmallHelpUi(
                        file -> {
                            opened.add(file);
                            return true;
                        });
        help.displayContext(HelpSystem.getContext("org.lacuna.ui.parts"), 100, 100);
        Shell shown = help.popup().orElseThrow().getShell();
        Link link =
                Hand.controls(shown).stream()
                        .filter(Link.class::isInstance)
                        .map(Link.class::cast)
                        .findFirst()
                        .orElseThrow();
        link.notifyListeners(SWT.Selection, new Event());
        assertEquals(1, opened.size());
        assertTrue(opened.getFirst().startsWith("file:"), opened.getFirst());
        assertTrue(opened.getFirst().endsWith("/help/docs/workbench.html"), opened.getFirst());
        assertFalse(help.isContextHelpDisplayed(), "the window makes room for the page");
    }

    @Test
    void helpCommand_showsTheStartPage() {
        List<String> opened = new ArrayList<>();
        new SmallHelpUi(opened::add).displayHelp();
        assertTrue(opened.getFirst().endsWith("workbench.html"), opened.toString());
    }

    /** A registered help user interface of some bundle. */
    private static IConfigurationElement registered(String bundle, AbstractHelpUI ui) {
        IContributor contributor = () -> bundle;
        return (IConfigurationElement)
                Proxy.newProxyInstance(
                        HelpTest.class.getClassLoader(),
                        new Class<?>[] {IConfigurationElement.class},
                        (proxy, method, arguments) ->
                                switch (method.getName()) {
                                    case "getContributor" -> contributor;
                                    case "getAttributeNames" -> new String[] {"class"};
                                    case "createExecutableExtension" -> ui;
                                    default -> throw new UnsupportedOperationException();
                                });
    }

    @Test
    void hostsHelp_isNotDisplaced() throws Exception {
        AbstractHelpUI host = new SmallHelpUi(f -> false);
        IConfigurationElement ours = registered(Help.BUNDLE, null);
        IConfigurationElement theirs = registered("org.eclipse.help.ui", host);
        assertSame(host, HelpUiFactory.choose(new IConfigurationElement[] {ours, theirs}));
        assertSame(host, HelpUiFactory.choose(new IConfigurationElement[] {theirs, ours}));
        assertInstanceOf(
                SmallHelpUi.class, HelpUiFactory.choose(new IConfigurationElement[] {ours}));
    }

    @Test
    void here_whereNobodyElseHasOne_oursIsRegistered() throws Exception {
        IConfigurationElement[] all =
                Platform.getExtensionRegistry().getConfigurationElementsFor(HelpUiFactory.POINT);
        assertEquals(1, all.length);
        assertInstanceOf(SmallHelpUi.class, all[0].createExecutableExtension("class"));
        assertTrue(PlatformUI.getWorkbench().getHelpSystem().hasHelpUI());
    }
}
