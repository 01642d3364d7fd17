package org.lacuna.ui.internal.help;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IConfigurationElement;
import org.eclipse.core.runtime.IExecutableExtensionFactory;
import org.eclipse.core.runtime.Platform;
import org.eclipse.ui.help.AbstractHelpUI;

import java.util.Arrays;

/**
 * Gives the workbench its help user interface. The workbench takes the first that is registered, in
 * no particular order; so where a host has one, its own is handed on, and ours is never made.
 */
public final class HelpUiFactory implements IExecutableExtensionFactory {
    static final String POINT = "org.eclipse.ui.helpSupport";

    private static final String CLASS = "class";

    @Override
    public Object create() throws CoreException {
        return choose(Platform.getExtensionRegistry().getConfigurationElementsFor(POINT));
    }

    /** The first that is not ours, else ours. */
    static AbstractHelpUI choose(IConfigurationElement[] registered) throws CoreException {
        for (IConfigurationElement other : registered) {
            if (!Help.BUNDLE.equals(other.getContributor().getName())
                    && Arrays.asList(other.getAttributeNames()).contains(CLASS)) {
                return (AbstractHelpUI) other.createExecutableExtension(CLASS);
            }
        }
        return new SmallHelpUi();
    }
}
