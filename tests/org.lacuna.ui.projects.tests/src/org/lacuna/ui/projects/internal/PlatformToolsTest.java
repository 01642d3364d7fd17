package org.lacuna.ui.projects.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.eclipse.core.runtime.IConfigurationElement;
import org.eclipse.core.runtime.Platform;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import javax.xml.parsers.DocumentBuilderFactory;

/** What the product hides of the platform, held against what the platform really has. */
class PlatformToolsTest {
    private static final Path FRAGMENT =
            Path.of("..", "..", "releng", "org.lacuna.product.progress", "fragment.xml");

    private static final List<String> POINTS =
            List.of(
                    "preferencePages",
                    "propertyPages",
                    "views",
                    "newWizards",
                    "importWizards",
                    "exportWizards",
                    "commands",
                    "actionSets");

    private static Document fragment;
    private static final List<Pattern> PATTERNS = new ArrayList<>();

    @BeforeAll
    static void read() throws Exception {
        try (InputStream in = Files.newInputStream(FRAGMENT)) {
            fragment = DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(in);
        }
        NodeList bindings = fragment.getElementsByTagName("activityPatternBinding");
        for (int i = 0; i < bindings.getLength(); i++) {
            PATTERNS.add(Pattern.compile(((Element) bindings.item(i)).getAttribute("pattern")));
        }
    }

    /** All that plug-ins contribute to these points, as activities name it. */
    private static Set<String> contributed() {
        Set<String> all = new TreeSet<>();
        for (String point : POINTS) {
            for (IConfigurationElement e :
                    Platform.getExtensionRegistry()
                            .getConfigurationElementsFor("org.eclipse.ui." + point)) {
                if (e.getAttribute("id") != null) {
                    all.add(e.getContributor().getName() + "/" + e.getAttribute("id"));
                }
            }
        }
        return all;
    }

    private static boolean hidden(String id) {
        return PATTERNS.stream().anyMatch(p -> p.matcher(id).matches());
    }

    @Test
    void toolsForProgramming_areHidden_andNothingElse() {
        Set<String> found = new TreeSet<>();
        for (String id : contributed()) {
            if (hidden(id)) {
                found.add(id.replace("org.eclipse.ui.ide/", ""));
            }
        }
        assertEquals(
                new TreeSet<>(
                        List.of(
                                "org.eclipse.e4.ui.importer.configureProject",
                                "org.eclipse.e4.ui.importer.openDirectory",
                                "org.eclipse.e4.ui.importer.wizard",
                                "org.eclipse.ui.NavigateActionSet",
                                "org.eclipse.ui.WorkingSetActionSet",
                                "org.eclipse.ui.WorkingSetModificationActionSet",
                                "org.eclipse.ui.actionSet.keyBindings",
                                "org.eclipse.ui.actionSet.openFiles",
                                "org.eclipse.ui.preferencePages.AutoSave",
                                "org.eclipse.ui.preferencePages.BuildOrder",
                                "org.eclipse.ui.preferencePages.ContentTypes",
                                "org.eclipse.ui.preferencePages.Decorators",
                                "org.eclipse.ui.preferencePages.Editors",
                                "org.eclipse.ui.preferencePages.FileEditors",
                                "org.eclipse.ui.preferencePages.FileStates",
                                "org.eclipse.ui.preferencePages.Globalization",
                                "org.eclipse.ui.preferencePages.LargeFileAssociations",
                                "org.eclipse.ui.preferencePages.LinkedResources",
                                "org.eclipse.ui.preferencePages.Perspectives",
                                "org.eclipse.ui.preferencePages.Workspace",
                                "org.eclipse.ui.propertypages.project.linkedResourcesPage",
                                "org.eclipse.ui.propertypages.project.natures",
                                "org.eclipse.ui.propertypages.project.reference",
                                "org.eclipse.ui.propertypages.resource.filters",
                                "org.eclipse.ui.views.AllMarkersView",
                                "org.eclipse.ui.views.BookmarkView",
                                "org.eclipse.ui.views.TaskList",
                                "org.eclipse.ui.views/org.eclipse.ui.views.ContentOutline",
                                "org.eclipse.ui.wizards.export.FileSystem",
                                "org.eclipse.ui.wizards.import.FileSystem",
                                "org.eclipse.ui.wizards.import.ZipFile",
                                "org.eclipse.ui.wizards.new.file",
                                "org.eclipse.ui.wizards.new.folder",
                                "org.eclipse.ui.wizards.new.project")),
                found);
    }

    /** What people need for projects, and for the product itself. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.eclipse.ui.ide/org.eclipse.ui.views.ProblemView",
                "org.eclipse.ui.views/org.eclipse.ui.views.PropertySheet",
                "org.eclipse.ui.ide/org.eclipse.ui.wizards.import.ExternalProject",
                "org.eclipse.ui.ide/org.eclipse.ui.wizards.export.ZipFile",
                "org.eclipse.ui.ide/org.eclipse.ui.preferencePages.Keys",
                "org.eclipse.ui.ide/org.eclipse.ui.preferencePages.Views",
                "org.eclipse.ui.ide/org.eclipse.ui.navigate.goToResource",
                "org.lacuna.ui.projects/org.lacuna.ui.projects.newWizard"
            })
    void whatProjectsNeed_stays(String id) {
        assertEquals(List.of(true, false), List.of(contributed().contains(id), hidden(id)), id);
    }

    /** By an expression, so that no wizard offers to show all, and nobody turns it on by chance. */
    @Test
    void tools_areOffUnlessAskedFor() {
        NodeList activities = fragment.getElementsByTagName("activity");
        assertEquals(1, activities.getLength());
        Element condition =
                (Element) ((Element) activities.item(0)).getElementsByTagName("systemTest").item(0);
        assertEquals("org.lacuna.platformTools", condition.getAttribute("property"));
        assertEquals("true", condition.getAttribute("value"));
    }
}
