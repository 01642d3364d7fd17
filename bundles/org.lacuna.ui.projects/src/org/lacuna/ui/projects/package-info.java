/** Projects of Lacuna in the Eclipse workspace. */
package org.lacuna.ui.projects;
