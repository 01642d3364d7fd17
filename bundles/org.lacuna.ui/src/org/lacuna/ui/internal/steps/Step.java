package org.lacuna.ui.internal.steps;

import java.util.Optional;

/**
 * A step of the guide.
 *
 * @param title what it comes to
 * @param text what to do; bold between {@code <b>} and {@code </b>}
 * @param command what opens what is needed, as the workbench writes a command
 */
record Step(String title, String text, Optional<String> command) {}
