package org.lacuna.ui.internal.steps;

import org.eclipse.core.runtime.FileLocator;
import org.eclipse.core.runtime.Path;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

/**
 * 'First inspection in five minutes' in the user's language. The file is a cheat sheet of the
 * Eclipse Platform: hosts that have cheat sheets show it as one, and {@link FirstStepsView} shows
 * it where there are none, as in the product, since they need the platform's help system with its
 * web server and search engine.
 *
 * @param title of the guide
 * @param intro what it is about
 * @param steps in order
 */
record Guide(String title, String intro, List<Step> steps) {
    private static final String FILE = "$nl$/cheatsheets/first-inspection.xml";

    Guide {
        steps = List.copyOf(steps);
    }

    /** Reads the guide out of this bundle; a few kilobytes. */
    static Guide read() throws IOException {
        Bundle bundle = FrameworkUtil.getBundle(Guide.class);
        URL file = FileLocator.find(bundle, new Path(FILE));
        if (file == null) {
            throw new IOException(FILE + ": missing in " + bundle.getSymbolicName());
        }
        try (InputStream in = file.openStream()) {
            return parse(in);
        }
    }

    static Guide parse(InputStream in) throws IOException {
        try {
            Element sheet =
                    DocumentBuilderFactory.newDefaultInstance()
                            .newDocumentBuilder()
                            .parse(in)
                            .getDocumentElement();
            List<Step> steps = new ArrayList<>();
            NodeList items = sheet.getElementsByTagName("item");
            for (int i = 0; i < items.getLength(); i++) {
                Element item = (Element) items.item(i);
                NodeList command = item.getElementsByTagName("command");
                steps.add(
                        new Step(
                                item.getAttribute("title"),
                                description(item),
                                command.getLength() == 0
                                        ? Optional.empty()
                                        : Optional.of(
                                                ((Element) command.item(0))
                                                        .getAttribute("serialization"))));
            }
            Element intro = (Element) sheet.getElementsByTagName("intro").item(0);
            return new Guide(sheet.getAttribute("title"), description(intro), steps);
        } catch (SAXException | ParserConfigurationException e) {
            throw new IOException(FILE + ": " + e.getMessage(), e);
        }
    }

    /** The text with its marks for bold. */
    private static String description(Element element) {
        StringBuilder text = new StringBuilder();
        NodeList parts = element.getElementsByTagName("description").item(0).getChildNodes();
        for (int i = 0; i < parts.getLength(); i++) {
            Node part = parts.item(i);
            boolean bold = part.getNodeName().equals("b");
            text.append(bold ? "<b>" : "").append(part.getTextContent()).append(bold ? "</b>" : "");
        }
        return text.toString();
    }
}
