package org.lacuna.ui.projects.internal;

import org.eclipse.core.expressions.PropertyTester;
import org.eclipse.core.resources.IResource;
import org.lacuna.ui.projects.LacunaProject;

import java.util.Locale;

/**
 * Whether a resource belongs to a Lacuna project, and, where a kind is expected, is of that kind
 * ({@code model}, {@code result}, ...).
 */
public final class KindTester extends PropertyTester {
    @Override
    public boolean test(Object receiver, String property, Object[] args, Object expected) {
        return receiver instanceof IResource r
                && LacunaProject.of(r).isPresent()
                && (expected == null
                        || ResourceKind.of(r)
                                .name()
                                .toLowerCase(Locale.ROOT)
                                .equals(expected.toString()));
    }
}
