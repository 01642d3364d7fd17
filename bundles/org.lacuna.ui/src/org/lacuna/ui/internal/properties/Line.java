package org.lacuna.ui.internal.properties;

import java.util.Objects;

/**
 * One property, all for people.
 *
 * @param group head under which it stands
 */
record Line(String group, String name, String value) {
    Line {
        Objects.requireNonNull(group, "group");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(value, "value");
    }
}
