package org.lacuna.ui;

import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What commands do with the image view. */
enum ImageAction implements ViewAction<ImageView> {
    FIT(v -> v.canvas().fit()),
    HEAT(v -> v.setLook(v.look().withHeat(!v.look().heat())), v -> v.look().heat()),
    REGIONS(v -> v.setLook(v.look().withRegions(!v.look().regions())), v -> v.look().regions()),
    INVALID(v -> v.setLook(v.look().withInvalid(!v.look().invalid())), v -> v.look().invalid()),
    RELIEF(v -> v.setLook(v.look().withRelief(!v.look().relief())), v -> v.look().relief()),
    FOLLOW(v -> v.setLook(v.look().withFollows(!v.look().follows())), v -> v.look().follows()),
    MORE_OPAQUE(v -> v.setLook(v.look().withOpacity(Math.min(1, v.look().opacity() + 0.1)))),
    LESS_OPAQUE(v -> v.setLook(v.look().withOpacity(Math.max(0, v.look().opacity() - 0.1))));

    private final Consumer<ImageView> action;
    private final Predicate<ImageView> checked;

    ImageAction(Consumer<ImageView> action) {
        this(action, v -> false);
    }

    ImageAction(Consumer<ImageView> action, Predicate<ImageView> checked) {
        this.action = action;
        this.checked = checked;
    }

    /** Identifier of the command. */
    String command() {
        return "org.lacuna.ui.image." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public void run(ImageView view) {
        action.accept(view);
    }

    @Override
    public boolean isChecked(ImageView view) {
        return checked.test(view);
    }
}
