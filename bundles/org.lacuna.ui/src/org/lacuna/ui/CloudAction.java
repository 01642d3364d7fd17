package org.lacuna.ui;

import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What commands do with the cloud view. */
enum CloudAction {
    LASSO(
            v -> v.canvas().lasso().setOn(!v.canvas().lasso().isOn()),
            v -> v.canvas().lasso().isOn()),
    FOLLOW(v -> v.links().setFollows(!v.links().follows()), v -> v.links().follows());

    private final Consumer<CloudView> action;
    private final Predicate<CloudView> checked;

    CloudAction(Consumer<CloudView> action, Predicate<CloudView> checked) {
        this.action = action;
        this.checked = checked;
    }

    /** Identifier of the command. */
    String command() {
        return "org.lacuna.ui.cloud." + name().toLowerCase(Locale.ROOT);
    }

    void run(CloudView view) {
        action.accept(view);
    }

    boolean isChecked(CloudView view) {
        return checked.test(view);
    }
}
