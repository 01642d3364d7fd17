package org.lacuna.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import javax.xml.parsers.DocumentBuilderFactory;

/** What plugin.xml says of menus, commands and keys. */
class MenusTest {
    private static Document plugin() throws Exception {
        try (InputStream in = MenusTest.class.getResourceAsStream("/plugin.xml")) {
            return DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(in);
        }
    }

    private static List<Element> all(Document document, String name) {
        NodeList nodes = document.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    private static List<Element> children(Node parent, String name) {
        List<Element> elements = new ArrayList<>();
        for (Node n = parent.getFirstChild(); n != null; n = n.getNextSibling()) {
            if (n instanceof Element e && e.getTagName().equals(name)) {
                elements.add(e);
            }
        }
        return elements;
    }

    /** A command with its parameters. */
    private static String call(Element command) {
        StringBuilder call = new StringBuilder(command.getAttribute("commandId"));
        for (Element p : children(command, "parameter")) {
            call.append(' ').append(p.getAttribute("name")).append(p.getAttribute("id"));
            call.append('=').append(p.getAttribute("value"));
        }
        return call.toString();
    }

    @Test
    void noMenuHasAnEntryTwice() throws Exception {
        Document plugin = plugin();
        List<Element> menus = all(plugin, "menu");
        menus.addAll(all(plugin, "menuContribution"));
        int entries = 0;
        Map<String, Set<String>> seen = new HashMap<>();
        for (Element menu : menus) {
            // Contributions to one place are one menu.
            String place =
                    menu.getTagName().equals("menu")
                            ? menu.getAttribute("id") + menu.getAttribute("label") + menu.hashCode()
                            : menu.getAttribute("locationURI").replaceAll("\\?.*", "");
            for (Element command : children(menu, "command")) {
                entries++;
                assertTrue(
                        seen.computeIfAbsent(place, k -> new HashSet<>()).add(call(command)),
                        place + " has " + call(command) + " twice");
            }
        }
        assertTrue(entries > 50, entries + " entries");
    }

    @Test
    void everyOwnCommandInMenusAndKeys_isDefined_andHasAHandler() throws Exception {
        Document plugin = plugin();
        Set<String> defined = new HashSet<>();
        for (Element command : all(plugin, "command")) {
            if (command.hasAttribute("categoryId")) {
                assertTrue(defined.add(command.getAttribute("id")), command.getAttribute("id"));
            }
        }
        Set<String> handled = new HashSet<>();
        all(plugin, "handler").forEach(h -> handled.add(h.getAttribute("commandId")));
        assertEquals(defined, handled);
        List<Element> uses = all(plugin, "command");
        uses.addAll(all(plugin, "key"));
        for (Element use : uses) {
            String id = use.getAttribute("commandId");
            assertTrue(!id.startsWith("org.lacuna.") || defined.contains(id), id);
        }
    }

    @Test
    void noKeyHasTwoCommands() throws Exception {
        Set<String> taken = new HashSet<>();
        for (Element key : all(plugin(), "key")) {
            String sequence = key.getAttribute("contextId") + " " + key.getAttribute("sequence");
            assertTrue(taken.add(sequence), sequence);
        }
        assertFalse(taken.isEmpty());
    }
}
